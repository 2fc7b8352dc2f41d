/// What the compliance board measures of a bailleur (`spec.md` §7).
public enum Indicator: String, Codable, CaseIterable, Comparable, Sendable {
  case preInstruction = "pre"
  case instruction = "ins"
  case caleolGap = "cal"
  case movingDate = "dem"
  case inventories = "edl"
  case patrimoine = "pat"
  case answers = "rep"

  /// The rule that judges it.
  public var rule: Rule {
    switch self {
    case .preInstruction: .preInstruction
    case .instruction: .instruction
    case .caleolGap: .caleolGap
    case .movingDate: .moveDate
    case .inventories: .inventories
    case .patrimoine: .patrimoineImports
    case .answers: .bailleurAnswer
    }
  }

  /// Those of dossiers: each going over them is a breach of the charter.
  public static let ofDossiers: [Indicator] = [
    .preInstruction, .instruction, .caleolGap, .movingDate, .inventories,
  ]

  /// Whether its measure is the days that something took, and not those between two facts.
  public var isDelay: Bool {
    switch self {
    case .preInstruction, .instruction, .movingDate, .answers: true
    case .caleolGap, .inventories, .patrimoine: false
    }
  }

  /// Whether the scheme sets no delay: shown to help, counted with nothing else (AMB-23).
  public var isIndicative: Bool { self == .answers }

  /// What is measured, in French.
  public var label: String {
    switch self {
    case .preInstruction: "pré-instruction"
    case .instruction: "instruction"
    case .caleolGap: "écart des CALEOL"
    case .movingDate: "date de déménagement"
    case .inventories: "états des lieux"
    case .patrimoine: "fichier patrimoine"
    case .answers: "réponses aux sollicitations"
    }
  }

  /// Orders the indicators as the scheme does.
  public static func < (left: Indicator, right: Indicator) -> Bool { left.place < right.place }

  /// Its place among all.
  var place: Int {
    switch self {
    case .preInstruction: 0
    case .instruction: 1
    case .caleolGap: 2
    case .movingDate: 3
    case .inventories: 4
    case .patrimoine: 5
    case .answers: 6
    }
  }
}

extension Deadline.Clock {
  /// What the board makes of a clock; nil for those that are no duty.
  var indicator: Indicator? {
    switch self {
    case .preInstruction: .preInstruction
    case .instruction: .instruction
    case .movingDate: .movingDate
    default: nil
    }
  }
}
