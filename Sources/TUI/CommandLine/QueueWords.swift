import Storage

extension DossierQueue {
  /// The queue as it is typed.
  var word: String {
    switch self {
    case .mine: "moi"
    case .late: "retard"
    case .soon: "proche"
    case .alerts: "alerte"
    case .ours: "ici"
    case .waiting: "attente"
    case .constitution: "constitution"
    case .preInstruction: "pre-instruction"
    case .instruction: "instruction"
    case .caleol: "caleol"
    case .condition: "condition"
    case .attributed: "attribues"
    case .moving: "demenagement"
    case .open: "ouverts"
    case .closed: "clos"
    }
  }
}

extension DossierSort {
  /// The order as it is typed.
  var word: String {
    switch self {
    case .due: "echeance"
    case .reference: "reference"
    case .step: "etape"
    case .bailleurs: "bailleurs"
    case .actor: "acteur"
    case .latest: "mouvement"
    }
  }
}
