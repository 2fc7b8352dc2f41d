/// The file that a bailleur begins with: an empty template, or a sample that explains itself.
public enum PatrimoineSample {
  /// The name under which the sample could be sent.
  public static let name = "PATRIMOINE_999000011_20260302_001.csv"

  /// A header alone, with no comment: what is filled in below it can be sent as it is.
  public static var template: String { "\u{FEFF}" + header + newline }

  /// Comments, the header and three logements; spreadsheets need the mark to show its accents.
  public static var text: String {
    let lines = comments + [header] + rows.map { $0.joined(separator: ";") }
    return "\u{FEFF}" + lines.map { $0 + newline }.joined()
  }

  /// The names of the columns, as the first line of a file.
  public static var header: String {
    PatrimoineColumn.allCases.map(\.name).joined(separator: ";")
  }

  /// Three logements: let, vacant in Paris, and a house that cannot be exchanged.
  public static var rows: [[String]] {
    changes.map { changes in
      PatrimoineColumn.allCases.map { changes[$0] ?? $0.definition.example }
    }
  }

  private static let newline = "\r\n"

  private static var comments: [String] {
    [
      "# Fichier patrimoine : exemple commenté. Les lignes qui commencent par # au-dessus de",
      "# l'en-tête ne comptent pas ; le format complet est dans docs/patrimoine.md.",
      "# Nom du fichier à envoyer : PATRIMOINE_SIREN_AAAAMMJJ_NNN.csv, par exemple \(name).",
      "# Une ligne par logement. Case vide : pas de valeur.",
      "#",
    ]
      + PatrimoineColumn.allCases.map { column in
        let definition = column.definition
        let letter = SpreadsheetColumn.letters(column.rawValue)
        return "# \(letter) (\(column.rawValue)) \(definition.name) : \(definition.meaning) "
          + "Valeurs : \(definition.format). Obligatoire : \(plain(definition.requirement))."
      }
  }

  private static func plain(_ requirement: PatrimoineColumnDefinition.Requirement) -> String {
    requirement.french.split(separator: "`").joined()
  }

  private static let changes: [[PatrimoineColumn: String]] = [
    [:],
    [
      .logement: "L-00012346", .locataire: "", .rpls: "", .occupation: "VACANT",
      .leaseDate: "", .leaseType: "", .streetNumber: "7", .repetition: "",
      .streetType: "BD", .street: "de la Gare", .complement: "", .postcode: "75013",
      .insee: "75113", .commune: "Paris 13e", .floor: "RDC", .rooms: "1", .typologie: "T1",
      .surface: "28", .financing: "PLAI", .ceiling: "PLAI", .rent: "", .newRent: "230,00",
      .contingent: "7", .reservataire: "",
    ],
    [
      .logement: "L-00012347", .locataire: "000784513", .rpls: "", .leaseType: "PRECAIRE",
      .eligible: "N", .motive: "PREC", .complement: "", .building: "", .staircase: "",
      .floor: "", .door: "", .construction: "I", .rooms: "5", .typologie: "T5",
      .surface: "98.20", .rent: "701,15", .newRent: "", .lift: "N", .heating: "IND_GAZ",
    ],
  ]
}
