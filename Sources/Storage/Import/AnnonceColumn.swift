import Domain

/// A column of the file of annonces.
enum AnnonceColumn: FileColumn {
  case field(AnnonceField)
  /// The photo of that rank, from 1.
  case photo(PhotoColumn, Int)

  static let all: [AnnonceColumn] =
    AnnonceField.allCases.map { .field($0) }
    + AnnonceVersion.photoRanks.flatMap { rank in PhotoColumn.allCases.map { .photo($0, rank) } }
  static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
  static let naming = AnnonceColumn.field(.annonce)
  static let record = "une annonce"

  var name: String {
    switch self {
    case .field(let field): field.rawValue
    case .photo(let column, let rank): "photo\(rank)_\(column.rawValue)"
    }
  }

  var isMandatory: Bool {
    if case .field(let field) = self { AnnonceField.mandatory.contains(field) } else { false }
  }

  // A report goes by mail: what a tenant wrote does not belong in it.
  var isSecret: Bool { [.field(.title), .field(.text)].contains(self) }
}

/// The columns of an annonce, those of its photos left out.
enum AnnonceField: String, CaseIterable {
  case annonce
  case version
  case publishedOn = "publiee_le"
  case siret
  case typologie
  case commune
  case title = "titre"
  case text = "texte"
  case insee
  case logement
  case isSubstantial = "substantielle"
  case withdrawnOn = "retiree_le"

  static let mandatory: Set<AnnonceField> = [
    .annonce, .version, .publishedOn, .siret, .typologie, .commune, .title, .text,
  ]
}

/// The columns that each photo has, `photo1_fichier` to `photo10_sha256`.
enum PhotoColumn: String, CaseIterable {
  case file = "fichier"
  case width = "largeur"
  case height = "hauteur"
  case bytes = "octets"
  case digest = "sha256"
}

/// A column of the file of reports on annonces.
enum ReportColumn: String, CaseIterable, FileColumn {
  case number = "signalement"
  case annonce
  case part = "partie"
  case motive = "motif"
  case day = "signalee_le"
  case version
  case text = "texte"

  static let all = allCases
  static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
  static let naming = ReportColumn.number
  static let record = "un signalement"

  var name: String { rawValue }

  var isMandatory: Bool { [.number, .annonce, .part, .motive, .day].contains(self) }

  var isSecret: Bool { self == .text }
}
