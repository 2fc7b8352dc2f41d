/// One value as SQLite stores it.
public enum SQLValue: Equatable, Sendable {
  /// SQL NULL.
  case null
  /// A signed 64-bit integer.
  case integer(Int64)
  /// A 64-bit IEEE number.
  case real(Double)
  /// UTF-8 text.
  case text(String)
  /// Bytes.
  case blob([UInt8])

  /// SQLite's name of the type, for messages that must not show the value.
  var typeName: String {
    switch self {
    case .null: "NULL"
    case .integer: "INTEGER"
    case .real: "REAL"
    case .text: "TEXT"
    case .blob: "BLOB"
    }
  }
}

/// Something that can be given to a statement as a parameter.
public protocol SQLBindable: Sendable {
  /// How it is stored.
  var sqlValue: SQLValue { get }
}

/// Something that can also be read back from a column, from its own storage type only.
public protocol SQLConvertible: SQLBindable {
  /// The value, or nil when the column holds another type or a value out of range.
  init?(sqlValue: SQLValue)
}

extension SQLValue: SQLConvertible {
  /// Itself.
  public var sqlValue: SQLValue { self }
  /// The column's value, whatever its type.
  public init?(sqlValue: SQLValue) { self = sqlValue }
}

extension Int64: SQLConvertible {
  /// An INTEGER.
  public var sqlValue: SQLValue { .integer(self) }
  /// From an INTEGER.
  public init?(sqlValue: SQLValue) {
    guard case .integer(let number) = sqlValue else { return nil }
    self = number
  }
}

extension Int: SQLConvertible {
  /// An INTEGER.
  public var sqlValue: SQLValue { .integer(Int64(self)) }
  /// From an INTEGER.
  public init?(sqlValue: SQLValue) {
    guard case .integer(let number) = sqlValue else { return nil }
    self.init(exactly: number)
  }
}

extension Bool: SQLConvertible {
  /// INTEGER 0 or 1.
  public var sqlValue: SQLValue { .integer(self ? 1 : 0) }
  /// From INTEGER 0 or 1; any other number is refused.
  public init?(sqlValue: SQLValue) {
    switch sqlValue {
    case .integer(0): self = false
    case .integer(1): self = true
    default: return nil
    }
  }
}

extension Double: SQLConvertible {
  /// A REAL.
  public var sqlValue: SQLValue { .real(self) }
  /// From a REAL; an INTEGER is refused, because a large one would lose digits.
  public init?(sqlValue: SQLValue) {
    guard case .real(let number) = sqlValue else { return nil }
    self = number
  }
}

extension String: SQLConvertible {
  /// A TEXT.
  public var sqlValue: SQLValue { .text(self) }
  /// From a TEXT.
  public init?(sqlValue: SQLValue) {
    guard case .text(let text) = sqlValue else { return nil }
    self = text
  }
}

extension Array: SQLBindable where Element == UInt8 {
  /// A BLOB.
  public var sqlValue: SQLValue { .blob(self) }
}

extension Array: SQLConvertible where Element == UInt8 {
  /// From a BLOB.
  public init?(sqlValue: SQLValue) {
    guard case .blob(let bytes) = sqlValue else { return nil }
    self = bytes
  }
}

extension Optional: SQLBindable where Wrapped: SQLBindable {
  /// NULL for nil.
  public var sqlValue: SQLValue { self?.sqlValue ?? .null }
}

extension Optional: SQLConvertible where Wrapped: SQLConvertible {
  /// nil from NULL; anything else as the wrapped type.
  public init?(sqlValue: SQLValue) {
    if case .null = sqlValue {
      self = .none
      return
    }
    guard let wrapped = Wrapped(sqlValue: sqlValue) else { return nil }
    self = .some(wrapped)
  }
}
