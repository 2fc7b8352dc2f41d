extension Dossier {
  /// The guards of the acts that follow the attribution by both commissions.
  func moveGuard(_ act: DossierAct, _ volet: Volet) throws(Refusal) {
    if act == .acceptOffer || act == .refuseOffer {
      guard volet.effectiveOn != nil, volet.offerAcceptedOn == nil, move?.agreedOn == nil else {
        throw Refusal("Aucune offre n'attend de réponse sur ce volet.")
      }
      return
    }
    guard allEffectiveOn != nil else {
      throw Refusal(
        "Le dossier n'est pas attribué par les deux CAL.",
        remedy: "Le déménagement se prépare quand les deux attributions sont effectives.")
    }
    switch act {
    case .proposeMove, .acceptMove, .changeMove: try dateGuard(act, volet)
    case .scheduleLease, .signLease:
      if let day = volet.leaseSignedOn {
        throw Refusal("Le bail est signé depuis le \(day.french).")
      }
    case .recordInventory: try inventoryGuard(volet)
    case .closeVolet: try closeGuard(volet)
    default: break
    }
  }

  private func dateGuard(_ act: DossierAct, _ volet: Volet) throws(Refusal) {
    switch act {
    case .proposeMove:
      if let move, move.agreedOn != nil {
        throw Refusal(
          "La date du \(move.date.french) est convenue.", remedy: "Utilisez « Changer la date ».")
      }
    case .acceptMove:
      guard let move else { throw Refusal("Aucune date de déménagement n'est proposée.") }
      if move.agreed.contains(volet.name) {
        throw Refusal("Vous avez déjà accepté la date du \(move.date.french).")
      }
    default:
      guard let move, move.agreedOn != nil else {
        throw Refusal("Aucune date n'est convenue.", remedy: "Proposez une date.")
      }
      if volets.contains(where: { !$0.inventories.isEmpty }) {
        throw Refusal("Les états des lieux du \(move.date.french) sont saisis.")
      }
    }
  }

  /// Nobody moves before both leases are signed (`domaine.md` §2.6).
  private func inventoryGuard(_ volet: Volet) throws(Refusal) {
    guard move?.agreedOn != nil else {
      throw Refusal("Aucune date de déménagement n'est convenue.")
    }
    for waiting in volets where waiting.leaseSignedOn == nil {
      throw Refusal(
        "Le bail du volet \(waiting.name.rawValue) n'est pas signé.",
        remedy: "Les états des lieux se saisissent quand tous les baux sont signés.")
    }
    if volet.inventories.count == Inventory.allCases.count {
      throw Refusal("Les états des lieux de ce volet sont saisis.")
    }
  }

  private func closeGuard(_ volet: Volet) throws(Refusal) {
    if let day = volet.closedOn { throw Refusal("Ce volet est clos depuis le \(day.french).") }
    let missing = volets.reduce(0) { $0 + Inventory.allCases.count - $1.inventories.count }
    if missing > 0 {
      throw Refusal(
        "Il manque \(missing) \(missing > 1 ? "états" : "état") des lieux.",
        remedy: "Le volet se clôt quand tous les états des lieux sont saisis.")
    }
  }
}
