/// The words for what is awaited of a bailleur.
extension Blocker.Duty {
  /// What has not been done, as the late sentence says it: « n'a pas validé la pré-instruction ».
  func notDone(plural: Bool) -> String {
    let negation = plural ? "n'ont pas" : "n'a pas"
    return switch self {
    case .enterNUR: "\(negation) saisi le NUR"
    case .preInstruct: "\(negation) validé la pré-instruction"
    case .instruct: "\(negation) validé l'instruction"
    case .fixCaleolDate: "\(negation) fixé la date de CALEOL"
    case .enterDecision: "\(negation) saisi la décision de la CALEOL"
    case .liftCondition: "\(negation) levé la condition"
    case .reachRank: plural ? "attendent leur rang" : "attend son rang"
    case .proposeMove: "\(negation) fixé la date de déménagement"
    case .answerMove(let date): "\(negation) répondu à la date du \(date.frenchShort)"
    case .signLease: "\(negation) saisi la signature du bail"
    case .recordInventories: "\(negation) saisi les états des lieux"
    case .closeVolet: plural ? "n'ont pas clos leur volet" : "n'a pas clos son volet"
    case .informTenant: "\(negation) informé le locataire"
    }
  }

  /// What there is to do, in the infinitive: « valider la pré-instruction ».
  public var infinitive: String {
    switch self {
    case .enterNUR: "saisir le NUR"
    case .preInstruct: "valider la pré-instruction"
    case .instruct: "valider l'instruction"
    case .fixCaleolDate: "fixer la date de CALEOL"
    case .enterDecision: "saisir la décision de la CALEOL"
    case .liftCondition: "lever la condition"
    case .reachRank: "attendre le rang"
    case .proposeMove: "proposer une date de déménagement"
    case .answerMove(let date): "répondre à la date du \(date.frenchShort)"
    case .signLease: "saisir la signature du bail"
    case .recordInventories: "saisir les états des lieux"
    case .closeVolet: "clore le volet"
    case .informTenant: "informer le locataire : attribution sans effet"
    }
  }

  /// The act that does it, offered by the key « a ».
  public var act: DossierAct {
    switch self {
    case .enterNUR: .enterNUR
    case .preInstruct: .validatePreInstruction
    case .instruct: .validateInstruction
    case .fixCaleolDate: .scheduleCaleol
    case .enterDecision: .enterDecision
    case .liftCondition, .reachRank: .liftCondition
    case .proposeMove: .proposeMove
    case .answerMove: .acceptMove
    case .signLease: .signLease
    case .recordInventories: .recordInventory
    case .closeVolet: .closeVolet
    case .informTenant: .informTenant
    }
  }
}
