import Domain
import Storage

/// What the left column of the pane offers.
enum ComplianceQueue: Hashable, Sendable {
  /// The duties of dossiers altogether.
  case whole
  case indicator(Indicator)
  case fairness, forecast, proposals

  static let all: [ComplianceQueue] =
    [.whole] + Indicator.allCases.map { .indicator($0) } + [.fairness, .forecast, .proposals]

  var label: String {
    switch self {
    case .whole: "Tous les délais"
    case .indicator(.preInstruction): "Pré-instruction"
    case .indicator(.instruction): "Instruction"
    case .indicator(.caleolGap): "Écart des CALEOL"
    case .indicator(.movingDate): "Date de déménag."
    case .indicator(.inventories): "États des lieux"
    case .indicator(.patrimoine): "Patrimoine"
    case .indicator(.answers): "Réponses dues"
    case .fairness: "Équité"
    case .forecast: "Prévision 7 jours"
    case .proposals: "Rappels proposés"
    }
  }

  /// Whether its rows are bailleurs with figures of the period.
  var isTable: Bool {
    switch self {
    case .forecast, .proposals: false
    default: true
    }
  }

  /// The figure that it shows of a bailleur; nil where it shows others.
  func figure(_ line: ComplianceLine) -> ComplianceFigure {
    if case .indicator(let indicator) = self { return line[indicator] }
    return line.total
  }

  /// The dossiers behind that figure; nil where no dossier is.
  func subject() -> ComplianceQuestion.Subject? {
    switch self {
    case .whole, .fairness: .breaches
    case .indicator(.patrimoine), .indicator(.answers), .forecast, .proposals: nil
    case .indicator(let indicator): .duties(indicator, brokenOnly: true)
    }
  }
}

/// The periods that a key goes through; any other is typed.
enum CompliancePeriodChoice: Hashable, Sendable {
  case lastMonths(Int)
  case typed(CompliancePeriod)

  /// Those that a key goes through.
  static let offered: [CompliancePeriodChoice] = [
    .lastMonths(12), .lastMonths(1), .lastMonths(3),
  ]

  /// The months on a day.
  func period(on today: Day) -> CompliancePeriod {
    switch self {
    case .lastMonths(let months):
      CompliancePeriod(lastMonths: months, endingWith: CivilMonth(of: today))
    case .typed(let period): period
    }
  }

  /// The one after it.
  var next: CompliancePeriodChoice {
    let place = Self.offered.firstIndex(of: self).map { $0 + 1 } ?? 0
    return Self.offered[place % Self.offered.count]
  }
}

/// By what the bailleurs are sorted.
enum ComplianceSort: CaseIterable, Hashable, Sendable {
  case broken, rate, count, name

  /// What is told when it is chosen.
  var label: String {
    switch self {
    case .broken: "manquements"
    case .rate: "taux"
    case .count: "nombre"
    case .name: "nom"
    }
  }

  var next: ComplianceSort {
    let place = Self.allCases.firstIndex(of: self) ?? 0
    return Self.allCases[(place + 1) % Self.allCases.count]
  }
}

/// A row of the list.
enum ComplianceRow: Equatable {
  case bailleur(ComplianceLine)
  case contact([DueAct])
  case proposal(RepeatedBreach)

  /// What it is, whatever its figures become.
  var id: String {
    switch self {
    case .bailleur(let line): line.bailleur?.text ?? "*"
    case .contact(let acts):
      acts.first.map { "\($0.bailleur)/\($0.contact.rawValue)/\($0.person?.text ?? "")" } ?? ""
    case .proposal(let proposal): proposal.bailleur.text
    }
  }

  var bailleur: OrganisationID? {
    switch self {
    case .bailleur(let line): line.bailleur
    case .contact(let acts): acts.first?.bailleur
    case .proposal(let proposal): proposal.bailleur
    }
  }
}
