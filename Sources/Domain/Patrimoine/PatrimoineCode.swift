/// What can be wrong with a patrimoine file, in the order of `domaine.md` §8.3.
///
/// The letter of the code says where it is looked for: F the file, S its structure, L a line,
/// C the consistency of the whole, T the comparison with the file before.
public enum PatrimoineCode: Int, CaseIterable, Sendable {
  case unreadableFile, badFileName, otherSiren, windows1252, wrongSeparator, invalidBytes
  case identicalFile, futureFile, olderFile, tooManyErrors

  case headerMissing, columnMissing, columnTwice, unknownColumn, fieldCount, unclosedQuote

  case invalidSiret, otherSiret, logementMissing, logementTwice, alteredReference, lostZeros
  case locataireMissing, locataireTwice, locataireUnexpected, invalidRPLS, rplsTwice
  case unknownOccupation, invalidLeaseDate, futureLease, leaseBeforeConstruction
  case invalidEligibility, motiveMissing, excludedLease, motiveUnexpected
  case unknownCommune, outsideRegion, wholeParis, postcodeElsewhere, otherCommuneName
  case surfaceOutOfBounds, unusualSurface, invalidRooms, otherTypologie
  case unknownFinancing, otherCeiling, invalidRent, unusualRent
  case invalidContingent, unknownReservataire, undecidedReservataire
  case invalidYesNo, invalidDPE, placeholder, invalidValue
  case contact1Missing, contact2Missing, invalidEmail, contactWithoutAccount, unusualDomain
  case reformatted, neutralised

  case sameContacts

  case tooManyGone, goneWithDossier, goneWithAnnonce, typologieChanged, newTenant
  case contact1Changed, suddenGrowth

  /// « PAT-L25 ».
  public var label: String { definition.label }

  /// How grave it is.
  public var severity: PatrimoineSeverity { definition.severity }

  /// What the contract says of it.
  public var definition: PatrimoineCodeDefinition {
    PatrimoineCodeDefinition.all[rawValue]
  }

  /// Whether it is of the structure, or of what makes the file readable at all: lines cannot be
  /// read when such a one blocks the file.
  public var isStructural: Bool {
    switch self {
    case .unreadableFile, .wrongSeparator, .invalidBytes, .headerMissing, .columnMissing,
      .columnTwice:
      true
    default: false
    }
  }

  /// Whether the file, though blocked, is accepted once somebody has confirmed it.
  public var awaitsConfirmation: Bool { self == .tooManyGone }
}

/// What the contract says of a code.
public struct PatrimoineCodeDefinition: Sendable {
  /// « PAT-L25 ».
  public let label: String
  /// How grave it is.
  public let severity: PatrimoineSeverity
  /// The message, as it reads in a report; what varies stands there as an example.
  public let form: String
  /// What to do about it, one sentence.
  public let remedy: String
  /// What was expected; nil when that is the format of the column.
  public let expected: String?

  init(
    _ label: String, _ severity: PatrimoineSeverity, _ form: String, do remedy: String,
    expected: String? = nil
  ) {
    self.label = label
    self.severity = severity
    self.form = form
    self.remedy = remedy
    self.expected = expected
  }

  /// Every code, in the order of ``PatrimoineCode``.
  static let all: [PatrimoineCodeDefinition] = file + structure + line + content + whole
}
