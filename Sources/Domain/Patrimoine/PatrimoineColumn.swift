/// The columns of the patrimoine file, by their number in the contract (`domaine.md` §8.2).
///
/// A file may have them in any order: their place in it is for ``PatrimoineHeader`` to say.
public enum PatrimoineColumn: Int, CaseIterable, Sendable {
  case siret = 1
  case logement, locataire, rpls, occupation, leaseDate, leaseType, eligible, motive
  case streetNumber, repetition, streetType, street, complement, postcode, insee, commune
  case building, staircase, floor, door
  case construction, rooms, typologie, surface, year, financing, ceiling, subsidised
  case rent, newRent, charges, contingent, reservataire
  case lift, accessible, balcony, parking, heating, energy, emissions, priorityArea
  case contact1Name, contact1Email, contact1Phone, contact2Name, contact2Email, contact2Phone
  case updated

  /// The name in the header.
  public var name: String { definition.name }

  /// What the contract says of it.
  public var definition: PatrimoineColumnDefinition {
    PatrimoineColumnDefinition.all[rawValue - 1]
  }

  /// The column's bit in a set of columns.
  var bit: UInt64 { 1 << UInt64(rawValue) }
}

/// What the contract says of a column.
public struct PatrimoineColumnDefinition: Sendable {
  /// When a line must have a value there.
  public enum Requirement: Equatable, Sendable {
    case always, ifRented, ifIneligible, ifReserved, never

    /// For the documentation: « oui », « si `occupation` = LOUE ».
    public var french: String {
      switch self {
      case .always: "oui"
      case .ifRented: "si `occupation` = LOUE"
      case .ifIneligible: "si `eligible` = N"
      case .ifReserved: "si `contingent` ≠ 7"
      case .never: "non"
      }
    }
  }

  /// The name in the header.
  public let name: String
  /// When a line must have a value there; the header needs all those that some line may need.
  public let requirement: Requirement
  /// The kind of value: texte, nombre entier…
  public let kind: String
  /// The values accepted; also what a message says was expected.
  public let format: String
  /// A value.
  public let example: String
  /// What it says.
  public let meaning: String
  /// The codes that bear on it.
  public let codes: [PatrimoineCode]

  init(
    _ name: String, _ requirement: Requirement, _ kind: String, _ format: String,
    example: String, _ meaning: String, _ codes: PatrimoineCode...
  ) {
    self.name = name
    self.requirement = requirement
    self.kind = kind
    self.format = format
    self.example = example
    self.meaning = meaning
    self.codes = codes
  }

  /// Every column, in the order of ``PatrimoineColumn``.
  static let all: [PatrimoineColumnDefinition] = lease + place + home + terms + people
}
