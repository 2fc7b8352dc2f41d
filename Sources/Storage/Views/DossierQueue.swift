import Domain

/// A queue of the pane Dossiers: which dossiers it holds, and in which order.
public enum DossierQueue: String, CaseIterable, Sendable {
  case mine, late, soon, alerts, ours, waiting
  case constitution, preInstruction, instruction, caleol, condition, attributed, moving
  case open, closed

  /// The queue's name, in French.
  public var label: String {
    switch self {
    case .mine: "À faire par moi"
    case .late: "En retard"
    case .soon: "Échéance ≤ 3 j"
    case .alerts: "En alerte"
    case .ours: "À faire ici"
    case .waiting: "En attente d'autrui"
    case .constitution: "En constitution"
    case .preInstruction: "En pré-instruction"
    case .instruction: "En instruction"
    case .caleol: "CALEOL"
    case .condition: "Sous condition"
    case .attributed: "Attribués (2 CAL)"
    case .moving: "Déménagement"
    case .open: "Tous les ouverts"
    case .closed: "Clos"
    }
  }
}

extension DossierStatus {
  /// The place of the status in the course of a dossier.
  var step: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// The queue that holds the dossiers of this status.
  var queue: DossierQueue {
    switch self {
    case .constitution: .constitution
    case .preInstruction: .preInstruction
    case .instruction: .instruction
    case .awaitingCaleol, .partialDecision: .caleol
    case .conditionPending: .condition
    case .attributedByBoth: .attributed
    case .moveScheduled, .toClose: .moving
    default: .closed
    }
  }
}

/// What a queue's query looks at: whose dossiers, on which day, how narrowed.
public struct QueueScope: Equatable, Sendable {
  /// The organisation whose dossiers are shown, or nil for those who see them all.
  public var organisation: OrganisationID?
  /// The person whose own tasks are asked for.
  public var person: OperatorID
  /// The civil day that lateness is judged by.
  public var today: Day
  /// Words that the dossier must contain, folded; empty for no filter.
  public var filter: String

  /// A scope for an operator on a day.
  public init(organisation: OrganisationID?, person: OperatorID, today: Day, filter: String = "") {
    self.organisation = organisation
    self.person = person
    self.today = today
    self.filter = filter
  }

  /// The key of the rows of `dossier_side` to read; « * » holds one row for every dossier.
  var audience: String { organisation?.text ?? DossierView.everyone }
}
