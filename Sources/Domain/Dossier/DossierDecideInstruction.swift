extension Dossier {
  /// NUR, pre-instruction and instruction: T02 to T06, T08, T09.
  func instructionEvents(
    for command: DossierCommand, in context: Context
  ) throws(Refusal) -> [DossierEvent] {
    switch command {
    case .enterNUR(let volet, let nur):
      try checkDistinct(nur, from: volet)
      return [.nurEntered(volet: volet, nur: nur)]
    case .correctNUR(let volet, let nur, let reason, let restartsClock):
      return [try correction(of: volet, nur, reason, restartsClock, in: context)]
    case .validatePreInstruction(let volets):
      return volets.map { .preInstructionValidated(volet: $0) }
    case .refusePreInstruction(let volet, let reason):
      try check(reason, for: .refusePreInstruction)
      return [.preInstructionRefused(volet: volet, reason: reason)]
    case .requestPiece(let volet, let piece):
      if self[volet]?.awaitedPieces.contains(where: { $0.value == piece }) == true {
        throw Refusal("Cette pièce est déjà demandée.", field: "piece")
      }
      return [.pieceRequested(volet: volet, piece: piece)]
    case .receivePiece(let volet, let piece):
      guard self[volet]?.awaitedPieces.contains(where: { $0.value == piece }) == true else {
        throw Refusal("Cette pièce n'est pas attendue.", field: "piece")
      }
      return [.pieceReceived(volet: volet, piece: piece)]
    case .validateInstruction(let volets):
      return volets.map { .instructionValidated(volet: $0) }
    case .refuseInstruction(let volet, let reason):
      try check(reason, for: .refuseInstruction)
      return [.instructionRefused(volet: volet, reason: reason)]
    default: return []
    }
  }

  private func correction(
    of volet: VoletName, _ nur: SealedNUR, _ reason: Reason, _ restartsClock: Bool,
    in context: Context
  ) throws(Refusal) -> DossierEvent {
    try check(reason, for: .correctNUR)
    try checkDistinct(nur, from: volet)
    if self[volet]?.nur?.value.digest == nur.digest {
      throw Refusal("Ce numéro est celui qui est déjà saisi.", field: "nur")
    }
    if restartsClock {
      guard context.actor.roles.contains(where: \.isOfAatiko) else {
        throw Refusal(
          "Seul Aatiko peut faire repartir le délai après un NUR remplacé.",
          field: "relance_delai")
      }
      guard reason.motive == .numeroRemplace else {
        throw Refusal(
          "Corriger une faute de frappe ne fait pas repartir le délai.", field: "relance_delai")
      }
    }
    return .nurCorrected(volet: volet, nur: nur, reason: reason, restartsClock: restartsClock)
  }

  private func checkDistinct(_ nur: SealedNUR, from volet: VoletName) throws(Refusal) {
    for other in others(than: volet) where other.nur?.value.digest == nur.digest {
      throw Refusal("Ce NUR est celui du volet \(other.name.rawValue).", field: "nur")
    }
  }
}
