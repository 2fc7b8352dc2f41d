import Domain

/// Something to say about an imported file, to its sender: where, what, why, what to do.
public struct ImportMessage: Equatable, Sendable {
  /// How grave it is.
  public enum Severity: Equatable, Sendable {
    /// The whole file is refused.
    case blocking
    /// The dossier of that line is refused.
    case refused
    /// The dossier was taken, something in it must be checked.
    case warning
    /// Worth knowing.
    case information
  }

  /// How grave it is.
  public var severity: Severity
  /// The physical line, the first being 1; nil for the whole file.
  public var line: Int?
  /// The column.
  public var place: ImportPlace?
  /// The reference of the line's dossier, when it could be read.
  public var reference: String?
  /// The value read; never a NUR.
  public var value: String?
  /// What is wrong, one French sentence.
  public var text: String
  /// What to do, one French sentence.
  public var remedy: String?

  /// A message.
  public init(
    _ severity: Severity, _ text: String, line: Int? = nil, place: ImportPlace? = nil,
    reference: String? = nil, value: String? = nil, remedy: String? = nil
  ) {
    self.severity = severity
    self.line = line
    self.place = place
    self.reference = reference
    self.value = value
    self.text = text
    self.remedy = remedy
  }

  /// « Ligne 12 (D-2026-0012), colonne H (8) « insee_a » : … – valeur lue : « 7511 » – que
  /// faire : … »
  public var french: String {
    var whereabouts = line.map { "Ligne \($0)" } ?? ""
    if let reference { whereabouts += " (\(reference.strippedOfControls))" }
    if let place { whereabouts += (whereabouts.isEmpty ? "Colonne " : ", colonne ") + place.french }
    var sentence = whereabouts.isEmpty ? text : "\(whereabouts) : \(text)"
    if let value { sentence += " – valeur lue : \(Self.quoted(value))" }
    if let remedy { sentence += " – que faire : \(remedy)" }
    return sentence
  }

  /// What was read, safe for a terminal and short.
  static func quoted(_ value: String) -> String {
    let clean = value.strippedOfControls
    return clean.count > 60 ? "« \(clean.prefix(60))… »" : "« \(clean) »"
  }
}

/// A column of a file: its name, and its rank when the file is a table.
public struct ImportPlace: Equatable, Sendable {
  /// The column's name, or the JSON key.
  public var name: String
  /// The rank, the first being 1; nil in a JSON file.
  public var number: Int?
  /// Whether the file, a table, does not have it.
  public var isAbsent: Bool

  /// A column by its name and rank.
  public init(_ name: String, number: Int? = nil, isAbsent: Bool = false) {
    self.name = name
    self.number = number
    self.isAbsent = isAbsent
  }

  /// The letters under which a spreadsheet shows the column: A to Z, then AA.
  public var letter: String? { number.map(SpreadsheetColumn.letters) }

  /// « H (8) « insee_a » », or the name alone.
  var french: String {
    guard let number, let letter else {
      return "« \(name) »\(isAbsent ? " (absente du fichier)" : "")"
    }
    return "\(letter) (\(number)) « \(name) »"
  }
}

/// Why a file cannot be read at all.
public struct ImportFailure: Error, Equatable, Sendable {
  /// What to say to whoever sent it.
  public let message: ImportMessage

  init(_ text: String, line: Int? = nil, place: ImportPlace? = nil, remedy: String? = nil) {
    message = ImportMessage(.blocking, text, line: line, place: place, remedy: remedy)
  }
}
