/// What becomes of a file that was checked.
public enum PatrimoineVerdict: String, Sendable {
  /// The stock stays as it was.
  case refused
  /// The stock waits: somebody has to confirm it.
  case held
  /// Every line is taken.
  case accepted
  /// The lines without error are taken.
  case acceptedWithRejects

  /// The verdict of a report.
  public init(_ report: PatrimoineReport) {
    let blocking = report.findings.codes.filter { $0.severity == .blocking }
    if blocking.contains(where: { !$0.awaitsConfirmation }) {
      self = .refused
    } else if !blocking.isEmpty {
      self = .held
    } else {
      self = report.rejected == 0 ? .accepted : .acceptedWithRejects
    }
  }

  /// As it is told.
  public var french: String {
    switch self {
    case .refused: "refusé"
    case .held: "à confirmer"
    case .accepted: "accepté"
    case .acceptedWithRejects: "accepté, avec des lignes rejetées"
    }
  }

  /// Whether a stock was made of the file.
  public var hasStock: Bool { self != .refused }
}
