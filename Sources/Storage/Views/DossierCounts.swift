import Domain

extension DossierQueries {
  /// How many dossiers each queue holds, without regard to the filter.
  ///
  /// Sums of some hundred small rows, one for each day on which something falls due: the dossiers
  /// themselves are not looked at.
  ///
  /// - Throws: `StorageError`.
  public func counts(_ scope: QueueScope) throws -> [DossierQueue: Int] {
    var counts = Dictionary(uniqueKeysWithValues: DossierQueue.allCases.map { ($0, 0) })
    let today = scope.today.number
    try forEachCount(scope.audience) { kind, day, dossiers in
      switch kind {
      case .open: counts[.open] = dossiers
      case .closed: counts[.closed] = dossiers
      case .waiting: counts[.waiting] = dossiers
      case .step:
        guard DossierStatus.allCases.indices.contains(day) else { return }
        counts[DossierStatus.allCases[day].queue, default: 0] += dossiers
      case .since where day <= today: counts[.ours, default: 0] += dossiers
      case .due where day < today: counts[.late, default: 0] += dossiers
      case .due where day <= today + 3: counts[.soon, default: 0] += dossiers
      case .alert where day <= today: counts[.alerts, default: 0] += dossiers
      case .since, .due, .alert: break
      }
    }
    try forEachCount(DossierView.audience(of: scope.person)) { kind, day, dossiers in
      if kind == .since, day <= today { counts[.mine, default: 0] += dossiers }
    }
    return counts
  }

  private func forEachCount(
    _ audience: String, _ body: (DossierMeasure.Kind, Int, Int) -> Void
  ) throws {
    try connection.query(
      "SELECT measure, day, dossiers FROM dossier_count WHERE audience = ?", [audience]
    ) { row throws(StorageError) in
      guard let kind = DossierMeasure.Kind(rawValue: try row.get(0)) else {
        throw StorageError(.corrupt, "a measure of an unknown kind")
      }
      body(kind, try row.get(1), try row.get(2))
    }
  }
}
