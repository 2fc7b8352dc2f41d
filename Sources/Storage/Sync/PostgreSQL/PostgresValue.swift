/// A parameter of a statement, with its type on the server.
enum PostgresValue: Equatable, Sendable {
  /// SQL NULL, of the type that the statement gives it.
  case null
  case int4(Int32)
  case int8(Int64)
  case bool(Bool)
  /// Text, in which PostgreSQL allows no zero character.
  case text(String)
  case bytea([UInt8])
  /// JSON text, checked by the server.
  case jsonb(String)
  case int8Array([Int64])
  case textArray([String])
}

/// A statement of SQL with its parameters ($1, $2 …).
struct PostgresStatement: Equatable, Sendable {
  let sql: String
  let parameters: [PostgresValue]

  init(_ sql: String, _ parameters: [PostgresValue] = []) {
    self.sql = sql
    self.parameters = parameters
  }
}

/// The object identifiers of PostgreSQL's own types, which never change.
enum PostgresType {
  static let bool: UInt32 = 16
  static let bytea: UInt32 = 17
  static let name: UInt32 = 19
  static let int8: UInt32 = 20
  static let int2: UInt32 = 21
  static let int4: UInt32 = 23
  static let text: UInt32 = 25
  static let json: UInt32 = 114
  static let varchar: UInt32 = 1043
  static let timestamptz: UInt32 = 1184
  static let jsonb: UInt32 = 3802
  static let textArray: UInt32 = 1009
  static let int8Array: UInt32 = 1016
}

/// Parameters as libpq wants them: binary, in lists of types, values, lengths and formats.
struct PostgresParameters {
  private var bytes: [UInt8] = []
  private var ranges: [Range<Int>?] = []
  private var types: [UInt32] = []

  init(_ values: [PostgresValue]) {
    for value in values { append(value) }
    // An empty value has an address too: libpq takes a null one for NULL.
    bytes.append(0)
  }

  /// Gives the lists to `body`, for its duration.
  func withLists<Value>(
    _ body: (Int32, UnsafePointer<UInt32>?, LibPQ.Texts?, LibPQ.Integers?, LibPQ.Integers?) -> Value
  ) -> Value {
    bytes.withUnsafeBytes { bytes in
      let values = ranges.map { range in
        range.flatMap { bytes.baseAddress?.advanced(by: $0.lowerBound) }?
          .assumingMemoryBound(to: CChar.self)
      }
      let lengths = ranges.map { Int32(clamping: $0?.count ?? 0) }
      let formats = [Int32](repeating: 1, count: ranges.count)
      return body(Int32(clamping: ranges.count), types, values, lengths, formats)
    }
  }

  private mutating func append(_ value: PostgresValue) {
    let start = bytes.count
    var isNull = false
    switch value {
    case .null:
      isNull = true
      types.append(0)
    case .int4(let number): append(number, PostgresType.int4)
    case .int8(let number): append(number, PostgresType.int8)
    case .bool(let flag): append(UInt8(flag ? 1 : 0), PostgresType.bool)
    case .text(let text): append(text.utf8, PostgresType.text)
    case .bytea(let content): append(content, PostgresType.bytea)
    case .jsonb(let text): append([1] + Array(text.utf8), PostgresType.jsonb)
    case .int8Array(let numbers):
      appendArray(of: PostgresType.int8, as: PostgresType.int8Array, numbers.map(Self.bigEndian))
    case .textArray(let texts):
      appendArray(of: PostgresType.text, as: PostgresType.textArray, texts.map { Array($0.utf8) })
    }
    ranges.append(isNull ? nil : start..<bytes.count)
  }

  private mutating func append(_ number: some FixedWidthInteger, _ type: UInt32) {
    append(Self.bigEndian(number), type)
  }

  private mutating func append(_ content: some Sequence<UInt8>, _ type: UInt32) {
    bytes.append(contentsOf: content)
    types.append(type)
  }

  /// An array of one dimension, counted from 1; an empty one has no dimension.
  private mutating func appendArray(of element: UInt32, as type: UInt32, _ elements: [[UInt8]]) {
    types.append(type)
    let noNulls: Int32 = 0
    bytes += Self.bigEndian(Int32(elements.isEmpty ? 0 : 1)) + Self.bigEndian(noNulls)
    bytes += Self.bigEndian(element)
    guard !elements.isEmpty else { return }
    bytes += Self.bigEndian(Int32(clamping: elements.count)) + Self.bigEndian(Int32(1))
    for content in elements {
      bytes += Self.bigEndian(Int32(clamping: content.count)) + content
    }
  }

  private static func bigEndian(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }
}
