import Domain

/// The bytes of a column in PostgreSQL's binary format, valid while they are read.
struct PostgresField {
  let type: UInt32
  let bytes: UnsafeRawBufferPointer

  /// A big-endian integer that fills the bytes.
  func integer<Number: FixedWidthInteger>(_ type: Number.Type = Number.self) -> Number? {
    guard bytes.count == MemoryLayout<Number>.size else { return nil }
    return Number(bigEndian: bytes.loadUnaligned(as: Number.self))
  }

  /// The elements of an array of one dimension, or of none; nil when one of them is NULL.
  func elements() -> [PostgresField]? {
    var rest = bytes[...]
    func word() -> Int32? {
      guard rest.count >= 4 else { return nil }
      defer { rest = rest.dropFirst(4) }
      return Int32(bigEndian: UnsafeRawBufferPointer(rebasing: rest).loadUnaligned(as: Int32.self))
    }
    guard let dimensions = word(), dimensions <= 1, word() != nil, let type = word() else {
      return nil
    }
    guard dimensions == 1 else { return [] }
    guard let count = word(), count >= 0, word() != nil else { return nil }
    var fields: [PostgresField] = []
    for _ in 0..<count {
      guard let length = word(), length >= 0, length <= rest.count else { return nil }
      let element = UnsafeRawBufferPointer(rebasing: rest.prefix(Int(length)))
      fields.append(PostgresField(type: UInt32(bitPattern: type), bytes: element))
      rest = rest.dropFirst(Int(length))
    }
    return fields
  }
}

/// Something that a column can be read as, from its own types only.
protocol PostgresReadable {
  /// The value; nil when the field (nil for NULL) is of another type.
  init?(postgres field: PostgresField?)
}

/// Something that an array can be read as a list of; `UInt8` stands for bytea.
protocol PostgresElement {
  static func list(_ field: PostgresField) -> [Self]?
}

extension Int64: PostgresReadable, PostgresElement {
  /// From int8, int4 or int2.
  init?(postgres field: PostgresField?) {
    let number: Int64? =
      switch field?.type {
      case PostgresType.int8: field?.integer(Int64.self)
      case PostgresType.int4: field?.integer(Int32.self).map { Int64($0) }
      case PostgresType.int2: field?.integer(Int16.self).map { Int64($0) }
      default: nil
      }
    guard let number else { return nil }
    self = number
  }

  static func list(_ field: PostgresField) -> [Int64]? {
    guard field.type == PostgresType.int8Array, let elements = field.elements() else { return nil }
    let numbers = elements.compactMap { Int64(postgres: $0) }
    return numbers.count == elements.count ? numbers : nil
  }
}

extension Int: PostgresReadable {
  /// From int8, int4 or int2.
  init?(postgres field: PostgresField?) {
    guard let number = Int64(postgres: field) else { return nil }
    self = Int(number)
  }
}

extension Int32: PostgresReadable {
  /// From int4 or int2; a larger type is refused, because its values may not fit.
  init?(postgres field: PostgresField?) {
    guard field?.type != PostgresType.int8, let number = Int64(postgres: field) else { return nil }
    self = Int32(number)
  }
}

extension Bool: PostgresReadable {
  /// From bool.
  init?(postgres field: PostgresField?) {
    guard let field, field.type == PostgresType.bool, let byte = field.integer(UInt8.self) else {
      return nil
    }
    self = byte != 0
  }
}

extension String: PostgresReadable, PostgresElement {
  /// From text, varchar, name, json or jsonb.
  init?(postgres field: PostgresField?) {
    guard let field else { return nil }
    switch field.type {
    case PostgresType.text, PostgresType.varchar, PostgresType.name, PostgresType.json:
      self.init(validating: field.bytes, as: UTF8.self)
    case PostgresType.jsonb:
      // The first byte is the version of the format.
      guard field.bytes.first == 1 else { return nil }
      self.init(validating: field.bytes.dropFirst(), as: UTF8.self)
    default: return nil
    }
  }

  static func list(_ field: PostgresField) -> [String]? {
    guard field.type == PostgresType.textArray, let elements = field.elements() else { return nil }
    let texts = elements.compactMap { String(postgres: $0) }
    return texts.count == elements.count ? texts : nil
  }
}

extension UInt8: PostgresElement {
  static func list(_ field: PostgresField) -> [UInt8]? {
    field.type == PostgresType.bytea ? [UInt8](field.bytes) : nil
  }
}

extension Array: PostgresReadable where Element: PostgresElement {
  /// Bytes from bytea, texts from text[], integers from int8[].
  init?(postgres field: PostgresField?) {
    guard let field, let list = Element.list(field) else { return nil }
    self = list
  }
}

extension Optional: PostgresReadable where Wrapped: PostgresReadable {
  /// nil from NULL; anything else as the wrapped type.
  init?(postgres field: PostgresField?) {
    guard let field else {
      self = .none
      return
    }
    guard let wrapped = Wrapped(postgres: field) else { return nil }
    self = .some(wrapped)
  }
}

/// A timestamptz: microseconds since 1970-01-01T00:00:00Z.
struct PostgresInstant: Hashable, Comparable, Sendable, PostgresReadable {
  let microseconds: Int64

  init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// From timestamptz; infinity is no instant.
  init?(postgres field: PostgresField?) {
    // PostgreSQL counts from 2000.
    let epoch: Int64 = 946_684_800_000_000
    guard let field, field.type == PostgresType.timestamptz, let count = field.integer(Int64.self),
      count != .min, count <= .max - epoch
    else { return nil }
    microseconds = count + epoch
  }

  /// The second in which it falls.
  var moment: Moment {
    let (quotient, remainder) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
    return Moment(seconds: remainder < 0 ? quotient - 1 : quotient)
  }

  static func < (left: PostgresInstant, right: PostgresInstant) -> Bool {
    left.microseconds < right.microseconds
  }
}
