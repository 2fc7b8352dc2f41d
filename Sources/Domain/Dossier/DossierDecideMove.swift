extension Dossier {
  /// Offer, preparation, moving date, leases, inventories, closing: T14 to T22.
  func moveEvents(
    for command: DossierCommand, in context: Context
  ) throws(Refusal) -> [DossierEvent] {
    let today = context.today
    switch command {
    case .acceptOffer(let volet): return [.offerAccepted(volet: volet)]
    case .refuseOffer(let volet, let reason):
      try check(reason, for: .refuseOffer)
      return [.offerRefused(volet: volet, reason: reason)]
    case .prepare(let volet, let step):
      if let day = self[volet]?.preparations[step] {
        throw Refusal("Déjà noté le \(day.french).", field: "etape")
      }
      return [.prepared(volet: volet, step: step)]
    case .setPeriod(let volet, let from, let to):
      if to < from { throw Refusal("La fin précède le début.", field: "au") }
      return [.periodSet(volet: volet, from: from, to: to)]
    case .proposeMove(let volet, let date):
      try checkComing(date, today: today)
      guard let move, move.date == date else { return [.moveProposed(volet: volet, date: date)] }
      // The same date on both sides is an agreement (T18), whoever typed it last.
      if !move.agreed.contains(volet) { return [.moveAccepted(volet: volet, date: date)] }
      throw Refusal("C'est la date déjà proposée.", field: "date")
    case .acceptMove(let volet):
      return move.map { [.moveAccepted(volet: volet, date: $0.date)] } ?? []
    case .changeMove(let volet, let date, let reason):
      try check(reason, for: .changeMove)
      try checkComing(date, today: today)
      if date == move?.date { throw Refusal("C'est la date déjà convenue.", field: "date") }
      return [.moveChanged(volet: volet, date: date, reason: reason)]
    case .scheduleLease(let volet, let date): return [.leaseScheduled(volet: volet, date: date)]
    case .signLease(let volet, let on):
      try checkPast(on, today: today)
      return [.leaseSigned(volet: volet, on: on)]
    case .recordInventory(let volet, let inventories, let on, let gapReason):
      return try inventoryEvents(volet, inventories, on, gapReason, today: today)
    case .closeVolet(let volet): return [.voletClosed(volet: volet)]
    default: return []
    }
  }

  /// The days on which both tenants can move, nil while a period is missing or if they never meet.
  public var commonPeriod: ClosedRange<Day>? {
    let periods = volets.compactMap(\.period)
    guard periods.count == volets.count, let from = periods.map(\.lowerBound).max(),
      let to = periods.map(\.upperBound).min(), from <= to
    else { return nil }
    return from...to
  }

  private func inventoryEvents(
    _ volet: VoletName, _ inventories: [Inventory], _ on: Day, _ gapReason: Reason?, today: Day
  ) throws(Refusal) -> [DossierEvent] {
    try checkPast(on, today: today)
    if inventories.isEmpty {
      throw Refusal("Choisissez l'état des lieux.", field: "etat_des_lieux")
    }
    if Set(inventories).count < inventories.count {
      throw Refusal("Un état des lieux est nommé deux fois.", field: "etat_des_lieux")
    }
    for inventory in inventories where self[volet]?.inventories[inventory] != nil {
      throw Refusal("L'\(inventory.label) est déjà saisi.", field: "etat_des_lieux")
    }
    let others = volets.flatMap(\.inventories.values).filter { $0 != on }.sorted()
    if let other = others.first {
      guard let gapReason else {
        throw Refusal(
          "Les états des lieux doivent avoir lieu le même jour (un autre est du "
            + "\(other.frenchShort), règle R-EDL).", field: "motif_ecart",
          remedy: "Corrigez la date, ou donnez un motif.")
      }
      try check(gapReason, for: .recordInventory, field: "motif_ecart")
    }
    return inventories.map {
      .inventoryRecorded(
        volet: volet, inventory: $0, on: on, gapReason: others.isEmpty ? nil : gapReason)
    }
  }

  private func checkComing(_ date: Day, today: Day) throws(Refusal) {
    if date < today { throw Refusal("Le \(date.french) est passé.", field: "date") }
  }

  private func checkPast(_ date: Day, today: Day) throws(Refusal) {
    if date > today { throw Refusal("Le \(date.french) est à venir.", field: "date") }
  }
}
