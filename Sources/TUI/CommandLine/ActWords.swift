import Domain

extension DossierAct {
  /// The act as scripts and the line-by-line program name it; it never changes.
  var word: String {
    switch self {
    case .create: "creer"
    case .enterNUR: "saisir-nur"
    case .correctNUR: "corriger-nur"
    case .validatePreInstruction: "valider-pre-instruction"
    case .refusePreInstruction: "refuser-pre-instruction"
    case .requestPiece: "demander-piece"
    case .receivePiece: "piece-recue"
    case .validateInstruction: "valider-instruction"
    case .refuseInstruction: "refuser-instruction"
    case .scheduleCaleol: "fixer-caleol"
    case .postponeCaleol: "reporter-caleol"
    case .enterDecision: "saisir-decision"
    case .liftCondition: "lever-condition"
    case .failCondition: "condition-non-levee"
    case .withdraw: "desistement"
    case .cancel: "annuler-dossier"
    case .lapse: "caducite"
    case .reopen: "rouvrir"
    case .undo: "annuler-acte"
    case .addNote: "note"
    case .remind: "relancer"
    case .seeAlert: "alerte-vue"
    case .silenceAlert: "suspendre-alerte"
    case .assignContact: "affecter"
    case .revealNUR: "montrer-nur"
    default: moveWord
    }
  }

  private var moveWord: String {
    switch self {
    case .acceptOffer: "offre-acceptee"
    case .refuseOffer: "offre-refusee"
    case .prepare: "preparer"
    case .setPeriod: "periode"
    case .proposeMove: "proposer-date"
    case .acceptMove: "accepter-date"
    case .changeMove: "changer-date"
    case .scheduleLease: "fixer-bail"
    case .signLease: "bail-signe"
    case .recordInventory: "etats-des-lieux"
    case .informTenant: "locataire-informe"
    case .noteLogement: "suivre-fichier"
    case .erasePersonalData: "effacer-donnees"
    default: "clore-volet"
    }
  }

  /// The acts that a form records: reading a NUR in clear and following a file have none.
  static let written = allCases.filter { $0 != .revealNUR && $0 != .noteLogement }
}
