import Domain

/// A column of a file of records, the same name in a CSV and as a key of a JSON line.
///
/// `docs/import.md` describes each of them; a test keeps the two together.
protocol FileColumn: Hashable, Sendable {
  /// Every column, in the order of the documentation.
  static var all: [Self] { get }
  /// The columns by their name.
  static var byName: [String: Self] { get }
  /// The column that names the record in messages.
  static var naming: Self { get }
  /// What a record is, in French, with its article: « un dossier ».
  static var record: String { get }
  /// The column's name in the file.
  var name: String { get }
  /// Whether the file is refused when the column is absent.
  var isMandatory: Bool { get }
  /// Whether what it holds must not be repeated in a report.
  var isSecret: Bool { get }
}

extension FileColumn {
  /// The name as it is compared: case, accents, spaces and hyphens do not count.
  static func key(_ header: String) -> String {
    String(header.folded.map { $0 == " " || $0 == "-" ? "_" : $0 })
  }
}

/// A column of the file of dossiers.
enum ImportColumn: FileColumn {
  case dossier(DossierColumn)
  case volet(VoletColumn, VoletName)

  /// The column's name in the file.
  var name: String {
    switch self {
    case .dossier(let column): column.rawValue
    case .volet(let column, let volet): "\(column.rawValue)_\(volet.rawValue.lowercased())"
    }
  }

  /// Whether the file is refused when the column is absent.
  var isMandatory: Bool {
    switch self {
    case .dossier(let column): [.reference, .createdOn].contains(column)
    case .volet(let column, _):
      [.siret, .logement, .typologie, .commune, .insee, .locataire].contains(column)
    }
  }

  /// Whether what it holds must not be repeated in a report.
  var isSecret: Bool {
    if case .volet(.nur, _) = self { true } else { false }
  }

  /// Every column, in the order of the documentation: the dossier, volet A, volet B, the end.
  static let all: [ImportColumn] =
    DossierColumn.opening.map { .dossier($0) }
    + VoletName.allCases.flatMap { volet in VoletColumn.allCases.map { .volet($0, volet) } }
    + DossierColumn.allCases.filter { !DossierColumn.opening.contains($0) }.map { .dossier($0) }

  /// The columns by their name.
  static let byName = Dictionary(
    all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  static let naming = ImportColumn.dossier(.reference)
  static let record = "un dossier"
}

/// The columns of the dossier itself.
enum DossierColumn: String, CaseIterable {
  case reference
  case createdOn = "cree_le"
  case moveOn = "demenagement_le"
  case moveProposedOn = "demenagement_propose_le"
  case moveProposedBy = "demenagement_propose_par"
  case moveAgreedOn = "demenagement_convenu_le"
  case outcome = "issue"
  case endedOn = "issue_le"
  case endedVolet = "issue_volet"
  case endedMotive = "issue_motif"
  case endedWords = "issue_precision"
  case note
  case noteOn = "note_le"

  static let opening: [DossierColumn] = [.reference, .createdOn]
}

/// The columns that each volet has.
enum VoletColumn: String, CaseIterable {
  case siret
  case bailleur
  case logement
  case typologie
  case commune
  case insee
  case locataire
  case contact1Name = "contact1_nom"
  case contact1Email = "contact1_email"
  case contact2Name = "contact2_nom"
  case contact2Email = "contact2_email"
  case nur
  case nurOn = "nur_le"
  case preInstructedOn = "pre_instruction_le"
  case instructedOn = "instruction_le"
  case caleolOn = "caleol_le"
  case caleolSetOn = "caleol_fixee_le"
  case gapMotive = "ecart_motif"
  case gapWords = "ecart_precision"
  case decision
  case decidedOn = "decision_le"
  case decisionPiece = "decision_piece"
  case decisionLimit = "decision_limite"
  case decisionRank = "decision_rang"
  case decisionMotive = "decision_motif"
  case decisionWords = "decision_precision"
  case liftedOn = "levee_le"
  case leaseSignedOn = "bail_signe_le"
  case inventoriesOn = "etats_des_lieux_le"
  case inventoriesMotive = "etats_des_lieux_motif"
  case inventoriesWords = "etats_des_lieux_precision"
  case closedOn = "clos_le"
}
