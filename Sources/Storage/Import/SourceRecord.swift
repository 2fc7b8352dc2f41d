import Domain

/// One record of a file: a line number and the texts of the columns that are not empty.
struct SourceRecord<Column: FileColumn> {
  /// The physical line on which it begins.
  let line: Int
  /// The texts, trimmed and clean, none of them empty.
  var values: [Column: String] = [:]
  /// The rank of each column, empty for a JSON line.
  var numbers: [Column: Int] = [:]

  /// Where a column stands in the file.
  func place(_ column: Column) -> ImportPlace {
    let number = numbers[column]
    return ImportPlace(
      column.name, number: number, isAbsent: number == nil && !numbers.isEmpty)
  }

  /// The reference, as far as it can be read, to name the record in messages.
  var reference: String? { values[.naming] }

  /// A message about one column of the record.
  func message(
    _ severity: ImportMessage.Severity, _ column: Column?, _ text: String,
    remedy: String? = nil
  ) -> ImportMessage {
    ImportMessage(
      severity, text, line: line, place: column.map(place), reference: reference,
      value: column.flatMap { column in
        values[column].map { column.isSecret ? "(numéro masqué)" : $0 }
      }, remedy: remedy)
  }

  /// The record as one text, the same whatever the order of the columns and the kind of file.
  var canonical: String {
    values.map { "\($0.key.name)=\($0.value.count):\($0.value)" }.sorted().joined(separator: "\n")
  }
}

/// What a file gives, one after the other.
enum SourceItem<Column: FileColumn> {
  case record(SourceRecord<Column>, warnings: [ImportMessage])
  /// A line that cannot be read; the record on it is refused.
  case unreadable(ImportMessage)
}

/// A file of records, whatever its form.
protocol RecordSource<Column> {
  associatedtype Column: FileColumn
  /// What to say about the file as a whole.
  var remarks: [ImportMessage] { get }
  /// The next record, nil at the end of the file.
  mutating func next() throws(ImportFailure) -> SourceItem<Column>?
}

extension SourceRecord {
  /// Takes the text of one column in; an empty one is left out.
  ///
  /// - Returns: a message when something in the text had to be changed or is too long.
  mutating func take(
    _ raw: String, as column: Column, limits: ImportLimits
  ) -> ImportMessage? {
    let (text, hadControls) = ImportCell.clean(raw)
    guard !text.isEmpty else { return nil }
    values[column] = text
    guard text.count <= limits.cellCharacters else {
      return ImportMessage(
        .refused, "Le texte compte \(text.count) caractères (\(limits.cellCharacters) au plus).",
        line: line, place: place(column), remedy: "Raccourcissez-le.")
    }
    guard hadControls else { return nil }
    return ImportMessage(
      .warning, "Des caractères de contrôle ont été retirés.", line: line, place: place(column))
  }
}
