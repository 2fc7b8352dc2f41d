import Domain

/// A CSV of records: its header, then one record for each line.
struct CSVSource<Column: FileColumn>: RecordSource {
  private(set) var remarks: [ImportMessage] = []
  private var records: CSVRecords
  private let encoding: TextEncoding
  private let limits: ImportLimits
  private var columns: [Column?] = []
  private var numbers: [Column: Int] = [:]
  /// The cells that a line must have.
  private var width = 0

  /// Opens the file and reads its header.
  ///
  /// - Throws: `ImportFailure` when the file as a whole cannot be taken.
  init(path: String, limits: ImportLimits) throws(ImportFailure) {
    self.limits = limits
    encoding = try TextEncoding.detect(try FileBytes(path: path, limits: limits))
    records = CSVRecords(try FileBytes(path: path, limits: limits), limits: limits)
    if encoding == .windows1252 {
      remarks.append(
        ImportMessage(
          .warning, "Encodage Windows-1252 détecté, converti.",
          remedy: "Enregistrez de préférence en CSV UTF-8, et vérifiez les accents."))
    }
    try records.skipByteOrderMark()
    if let told = try records.skipSeparatorLine(), told != UInt8(ascii: ";") {
      throw Self.wrongSeparator(told, line: 1)
    }
    try readHeader()
  }

  mutating func next() throws(ImportFailure) -> SourceItem<Column>? {
    while let raw = try records.next() {
      if let problem = raw.problem { return .unreadable(Self.message(problem, line: raw.line)) }
      let isBlank = raw.cells.allSatisfy { $0.allSatisfy { $0 == 0x20 || $0 == 0x09 } }
      if isBlank { continue }
      return read(raw)
    }
    return nil
  }

  private func read(_ raw: CSVRecords.Record) -> SourceItem<Column> {
    var record = SourceRecord<Column>(line: raw.line, numbers: numbers)
    // Spreadsheets add empty cells at the end of lines; text beyond the header is another matter.
    let beyond = raw.cells.dropFirst(width).filter { !$0.isEmpty }
    guard raw.cells.count >= width, beyond.isEmpty else {
      return .unreadable(
        ImportMessage(
          .refused, "Nombre de champs incorrect (lus : \(raw.cells.count), attendus : \(width)).",
          line: raw.line,
          remedy: raw.cells.count < width
            ? "Complétez la ligne par des « ; » : elle semble coupée."
            : "Un « ; » est sans doute de trop : mettez la valeur entre guillemets."))
    }
    var warnings: [ImportMessage] = []
    for (cell, column) in zip(raw.cells, columns) {
      guard let column, !cell.isEmpty else { continue }
      let message = record.take(encoding.decode(cell), as: column, limits: limits)
      if let message, message.severity == .refused { return .unreadable(message) }
      if let message { warnings.append(message) }
    }
    return .record(record, warnings: warnings)
  }

  private static func message(_ problem: CSVRecords.Problem, line: Int) -> ImportMessage {
    switch problem {
    case .unclosedQuote:
      ImportMessage(
        .refused, "Guillemet non fermé.", line: line,
        remedy: "Fermez le guillemet ; un guillemet dans un texte s'écrit en double (\"\").")
    case .misplacedQuote:
      ImportMessage(
        .refused, "Guillemet mal placé : du texte suit un guillemet fermant.", line: line,
        remedy: "Un guillemet dans un texte s'écrit en double (\"\").")
    case .tooLong:
      ImportMessage(
        .refused, "La ligne est trop longue pour être \(Column.record).", line: line,
        remedy: "Vérifiez les guillemets et les fins de ligne.")
    }
  }
}

extension CSVSource {
  private mutating func readHeader() throws(ImportFailure) {
    let line = records.line
    guard let raw = try records.next(), raw.problem == nil else {
      throw ImportFailure(
        "La ligne d'en-tête est absente ou illisible.", line: line,
        remedy: "La première ligne porte les noms des colonnes (voir docs/import.md).")
    }
    var names = raw.cells.map { ImportCell.clean(encoding.decode($0)).text }
    while names.last?.isEmpty == true { names.removeLast() }
    try checkSeparator(names, line: raw.line)
    width = names.count
    for (index, name) in names.enumerated() {
      let place = ImportPlace(name, number: index + 1)
      let column = Column.byName[Column.key(name)]
      columns.append(column)
      guard let column else {
        if !name.isEmpty { remarks.append(Self.unknown(place, line: raw.line)) }
        continue
      }
      if let first = numbers[column] {
        throw ImportFailure(
          "Colonne en double : elle est déjà en \(ImportPlace(column.name, number: first).french).",
          line: raw.line,
          place: place, remedy: "Gardez-en une seule.")
      }
      numbers[column] = index + 1
    }
    try checkMandatory(line: raw.line)
  }

  static func unknown(_ place: ImportPlace, line: Int?) -> ImportMessage {
    let near = NearestWord.to(
      Column.key(place.name), among: Column.all.map(\.name).filter { !$0.isEmpty })
    let hint = near.map { " (vouliez-vous dire « \($0) » ?)" } ?? ""
    return ImportMessage(
      .information, "Colonne inconnue ignorée\(hint).", line: line, place: place)
  }

  private func checkMandatory(line: Int) throws(ImportFailure) {
    let absent = Column.all.filter { $0.isMandatory && numbers[$0] == nil }
    guard !absent.isEmpty else { return }
    if absent.count == Column.all.count(where: \.isMandatory) {
      throw ImportFailure(
        "La ligne d'en-tête est absente : aucune colonne obligatoire n'y est nommée.", line: line,
        remedy: "La première ligne porte les noms des colonnes (voir docs/import.md).")
    }
    let names = absent.map { "« \($0.name) »" }.joined(separator: ", ")
    throw ImportFailure(
      absent.count > 1
        ? "Colonnes obligatoires absentes : \(names)." : "Colonne obligatoire absente : \(names).",
      line: line, remedy: "Ajoutez ce qui manque à l'en-tête, avec une valeur sur chaque ligne.")
  }

  /// A header in one cell that holds other separators was written with them.
  private func checkSeparator(_ names: [String], line: Int) throws(ImportFailure) {
    guard names.count == 1, let only = names.first else { return }
    for other in [UInt8(ascii: ","), 0x09] {
      // Cleaning has made the tabs plain spaces.
      let shown: Character = other == 0x09 ? " " : ","
      let parts = only.split(separator: shown).map { Column.key(String($0)) }
      if parts.count(where: { Column.byName[$0] != nil }) > 1 {
        throw Self.wrongSeparator(other, line: line)
      }
    }
  }

  private static func wrongSeparator(_ byte: UInt8, line: Int) -> ImportFailure {
    let shown = byte == 0x09 ? "tabulation" : "« \(Character(Unicode.Scalar(byte))) »"
    return ImportFailure(
      "Séparateur \(shown) détecté ; le point-virgule est attendu.", line: line,
      remedy: "Exportez de nouveau en choisissant le point-virgule comme séparateur.")
  }
}
