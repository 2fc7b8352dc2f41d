import Domain
import FoundationEssentials

/// JSON lines: one object on each line, its keys being the names of the columns.
struct JSONLinesSource<Column: FileColumn>: RecordSource {
  private(set) var remarks: [ImportMessage] = []
  private var buffer: ByteBuffer
  private let limits: ImportLimits
  private var line = 0
  private var unknown: Set<String> = []

  /// Opens the file.
  ///
  /// - Throws: `ImportFailure` when the file as a whole cannot be taken.
  init(path: String, limits: ImportLimits) throws(ImportFailure) {
    self.limits = limits
    let encoding = try TextEncoding.detect(try FileBytes(path: path, limits: limits))
    guard encoding == .utf8 else {
      throw ImportFailure(
        "Un fichier JSON est en UTF-8, celui-ci ne l'est pas.",
        remedy: "Exportez-le de nouveau en UTF-8.")
    }
    buffer = ByteBuffer(try FileBytes(path: path, limits: limits))
    if try buffer.byte(at: 0) == 0xEF { buffer.consume(3) }
    if try buffer.byte(at: 0) == UInt8(ascii: "[") {
      throw ImportFailure(
        "Le fichier est un tableau JSON.", line: 1,
        remedy: "Écrivez un objet par ligne, sans crochets ni virgules entre les lignes.")
    }
  }

  mutating func next() throws(ImportFailure) -> SourceItem<Column>? {
    while let bytes = try nextLine() {
      guard let bytes else {
        return .unreadable(
          ImportMessage(
            .refused, "La ligne est trop longue pour être \(Column.record).", line: line))
      }
      if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
      return read(bytes)
    }
    return nil
  }

  /// The next line without its end; an inner nil for one that is too long.
  private mutating func nextLine() throws(ImportFailure) -> [UInt8]?? {
    guard try buffer.byte(at: 0) != nil else { return nil }
    line += 1
    var bytes: [UInt8] = []
    while let byte = try buffer.byte(at: bytes.count), byte != 0x0A {
      guard bytes.count < limits.recordBytes else {
        try buffer.consumeLine()
        return .some(nil)
      }
      bytes.append(byte)
    }
    buffer.consume(bytes.count + 1)
    if bytes.last == 0x0D { bytes.removeLast() }
    return bytes
  }

  private mutating func read(_ bytes: [UInt8]) -> SourceItem<Column> {
    guard let object = try? JSONDecoder().decode([String: JSONField].self, from: Data(bytes)) else {
      return .unreadable(
        ImportMessage(
          .refused, "La ligne n'est pas un objet JSON plat.", line: line,
          remedy: "Écrivez {\"\(Column.naming.name)\": \"…\", …}, des textes ou des nombres seuls.")
      )
    }
    var record = SourceRecord<Column>(line: line)
    var warnings: [ImportMessage] = []
    for (name, text) in JSONField.flat(object) {
      guard let column = Column.byName[Column.key(name)] else {
        if unknown.insert(name).inserted {
          remarks.append(CSVSource<Column>.unknown(ImportPlace(name), line: line))
        }
        continue
      }
      let message = record.take(text, as: column, limits: limits)
      if let message, message.severity == .refused { return .unreadable(message) }
      if let message { warnings.append(message) }
    }
    return .record(record, warnings: warnings)
  }

}

/// What stands under a key: a value, or a list of objects of values.
private enum JSONField: Decodable {
  case scalar(Scalar)
  case list([[String: Scalar]])

  init(from decoder: any Decoder) throws {
    if let objects = try? decoder.singleValueContainer().decode([[String: Scalar]].self) {
      self = .list(objects)
    } else {
      self = .scalar(try Scalar(from: decoder))
    }
  }

  /// The values as a CSV would hold them, in the order of their keys: those of a list,
  /// `"photos": [{"fichier": …}]`, in columns that are numbered, `photo1_fichier`.
  static func flat(_ object: [String: JSONField]) -> [(name: String, text: String)] {
    object.sorted { $0.key < $1.key }.flatMap { name, field in
      switch field {
      case .scalar(let scalar): [(name, scalar.text)]
      case .list(let objects):
        objects.enumerated().flatMap { place, object in
          let stem = name.hasSuffix("s") ? String(name.dropLast()) : name
          return object.sorted { $0.key < $1.key }.map {
            ("\(stem)\(place + 1)_\($0.key)", $0.value.text)
          }
        }
      }
    }
  }
}

/// A value that is no object and no array, as the text a CSV would hold.
private struct Scalar: Decodable {
  let text: String

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      text = ""
    } else if let value = try? container.decode(String.self) {
      text = value
    } else if let value = try? container.decode(Int64.self) {
      text = String(value)
    } else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "neither a text nor a whole number")
    }
  }
}
