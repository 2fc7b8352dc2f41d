import Domain

/// Reads the texts of a record as values, and keeps what is wrong with each of them.
struct RecordReader<Column: FileColumn> {
  let record: SourceRecord<Column>
  private(set) var problems: [ImportMessage] = []
  private var read: Set<Column> = []

  init(_ record: SourceRecord<Column>) {
    self.record = record
  }

  /// The columns that hold something that nothing in the record called for.
  var unused: [Column] {
    Column.all.filter { record.values[$0] != nil && !read.contains($0) }
  }

  /// Notes what is wrong with a column.
  mutating func refuse(_ column: Column, _ text: String, remedy: String? = nil) {
    problems.append(record.message(.refused, column, text, remedy: remedy))
  }

  /// The text of a column, nil when it is empty.
  mutating func text(_ column: Column, atMost length: Int = 200) -> String? {
    read.insert(column)
    guard let text = record.values[column] else { return nil }
    guard text.count <= length else {
      refuse(column, "Le texte compte \(text.count) caractères (\(length) au plus).")
      return nil
    }
    return text
  }

  /// The text of a column that must hold one.
  mutating func required(_ column: Column, _ remedy: String) -> String? {
    if record.values[column] == nil { refuse(column, "La valeur manque.", remedy: remedy) }
    return text(column)
  }

  /// A civil day, `JJ/MM/AAAA` or `AAAA-MM-JJ`; nothing relative, since a file has no today.
  mutating func day(_ column: Column) -> Day? {
    guard let text = text(column) else { return nil }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let sizes = parts.map(\.utf8.count)
    let isFrench =
      sizes.count == 3 && sizes[2] == 4 && (1...2).contains(sizes[0]) && (1...2).contains(sizes[1])
    if isFrench, let year = Int(parts[2]), let month = Int(parts[1]), let day = Int(parts[0]) {
      return checked(Day(year: year, month: month, day: day), column)
    }
    let isISO = text.utf8.count == 10 && text.split(separator: "-").map(\.utf8.count) == [4, 2, 2]
    if isISO { return checked(Day(iso: text), column) }
    refuse(
      column, "La date n'est pas comprise.", remedy: "Écrivez-la JJ/MM/AAAA ou AAAA-MM-JJ.")
    return nil
  }

  private mutating func checked(_ day: Day?, _ column: Column) -> Day? {
    guard let day else {
      refuse(column, "Cette date n'existe pas.", remedy: "Corrigez le jour, le mois ou l'année.")
      return nil
    }
    guard (2000...2199).contains(day.year) else {
      refuse(column, "L'année est hors de portée.", remedy: "Indiquez une année depuis 2000.")
      return nil
    }
    return day
  }

  /// A day that must be there because of another column.
  mutating func day(_ column: Column, requiredBy other: Column) -> Day? {
    guard record.values[column] == nil else { return day(column) }
    refuse(
      column, "La date manque, alors que « \(other.name) » est renseigné.",
      remedy: "Indiquez le jour de l'acte, ou videz « \(other.name) ».")
    return nil
  }

  /// A value whose form the domain checks.
  mutating func parse<Value: ParsedText>(_ column: Column, as type: Value.Type) -> Value? {
    guard let text = text(column) else { return nil }
    do {
      return try Value(parsing: text)
    } catch {
      refuse(column, error.message, remedy: error.remedy)
      return nil
    }
  }

  /// One of a list of words, compared without case nor accents.
  ///
  /// - Parameter aliases: words that are understood and not offered.
  mutating func choice<Value>(
    _ column: Column, among choices: [(word: String, value: Value)],
    aliases: [(word: String, value: Value)] = []
  ) -> Value? {
    guard let text = text(column) else { return nil }
    let key = Column.key(text)
    if let found = (choices + aliases).first(where: { Column.key($0.word) == key }) {
      return found.value
    }
    let words = choices.map(\.word)
    let near = NearestWord.to(text, among: words).map { " (vouliez-vous dire « \($0) » ?)" } ?? ""
    refuse(
      column, "La valeur n'est pas connue\(near).",
      remedy: "Valeurs admises : \(words.joined(separator: ", ")).")
    return nil
  }

  /// A reference of another tool: letters without accents, digits and a few signs.
  mutating func reference(_ column: Column, _ remedy: String) -> String? {
    guard let text = required(column, remedy) else { return nil }
    if Self.isSpreadsheetNumber(text) {
      refuse(
        column, "Référence altérée par le tableur.",
        remedy: "Mettez la colonne au format Texte avant de saisir ou d'exporter.")
      return nil
    }
    let admitted = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 ._/-".utf8)
    guard text.utf8.count <= 30, text.utf8.allSatisfy(admitted.contains) else {
      refuse(
        column, "La référence n'est pas admise.",
        remedy: "1 à 30 caractères : lettres sans accent, chiffres, espace, point, _ / -.")
      return nil
    }
    return text
  }

  /// « 1,23E+10 »: what a spreadsheet makes of a long number.
  private static func isSpreadsheetNumber(_ text: String) -> Bool {
    let halves = text.uppercased().split(separator: "E+", omittingEmptySubsequences: false)
    guard halves.count == 2, !halves[1].isEmpty, halves[1].allSatisfy(\.isNumber) else {
      return false
    }
    return !halves[0].isEmpty && halves[0].allSatisfy { $0.isNumber || $0 == "," || $0 == "." }
  }
}
