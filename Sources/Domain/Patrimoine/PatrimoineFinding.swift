/// Something to say about a patrimoine file to its sender: where, what, why, what to do.
public struct PatrimoineFinding: Equatable, Sendable {
  /// What is wrong.
  public var code: PatrimoineCode
  /// The physical line, the header's being 1; nil for the whole file.
  public var line: Int?
  /// The column.
  public var place: PatrimoinePlace?
  /// The value read.
  public var value: String?
  /// What is wrong, one French sentence.
  public var text: String
  /// What was expected.
  public var expected: String?
  /// What to do, one French sentence.
  public var remedy: String

  /// A finding; what is left out is the code's own.
  public init(
    _ code: PatrimoineCode, _ text: String? = nil, line: Int? = nil,
    place: PatrimoinePlace? = nil, value: String? = nil, expected: String? = nil,
    remedy: String? = nil
  ) {
    self.code = code
    self.line = line
    self.place = place
    self.value = value
    self.text = text ?? code.definition.form
    self.expected = expected ?? code.definition.expected
    self.remedy = remedy ?? code.definition.remedy
  }

  /// « Ligne 128, colonne Y (25) « surface_habitable » : … [PAT-L25] — valeur lue : « 4,5 » —
  /// attendu : … — que faire : … » (`domaine.md` §8.3).
  public var french: String {
    let line = line.map { "Ligne \($0)" }
    let column = place.map { "\(line == nil ? "Colonne" : "colonne") \($0.french)" }
    let whereabouts = [line, column].compactMap(\.self).joined(separator: ", ")
    var sentence = whereabouts.isEmpty ? text : "\(whereabouts) : \(text)"
    sentence += " [\(code.label)]"
    if let value, !value.isEmpty { sentence += " — valeur lue : \(Self.quoted(value))" }
    if let expected { sentence += " — attendu : \(Self.undotted(expected))" }
    return sentence + " — que faire : \(remedy)"
  }

  /// The finding as a line of a table: see ``tableHeader``.
  public var tableRow: [String] {
    [
      line.map(String.init) ?? "", place?.number.map(String.init) ?? "", place?.letter ?? "",
      place?.name ?? "", code.label, code.severity.label, value?.strippedOfControls ?? "", text,
      remedy,
    ]
  }

  /// The names of the columns of ``tableRow``.
  public static let tableHeader = [
    "ligne", "colonne", "lettre", "champ", "code", "gravite", "valeur", "message", "action",
  ]

  /// What was read, safe for a terminal and short.
  static func quoted(_ value: String) -> String {
    let clean = value.strippedOfControls
    return clean.count > 60 ? "« \(clean.prefix(60))… »" : "« \(clean) »"
  }

  private static func undotted(_ text: String) -> String {
    text.hasSuffix(".") ? String(text.dropLast()) : text
  }
}

/// A column of a file: its name in the contract, and its place there.
public struct PatrimoinePlace: Equatable, Sendable {
  /// The column's name.
  public var name: String
  /// Its place in the file, the first being 1; nil when the file does not have it.
  public var number: Int?

  /// A column.
  public init(_ name: String, number: Int?) {
    self.name = name
    self.number = number
  }

  /// The letters under which a spreadsheet shows it.
  public var letter: String? { number.map(SpreadsheetColumn.letters) }

  /// « Y (25) « surface_habitable » ».
  var french: String {
    guard let number, let letter else {
      return "« \(name.strippedOfControls) » (absente du fichier)"
    }
    return "\(letter) (\(number)) « \(name.strippedOfControls) »"
  }
}
