import Domain

extension Identifier: SQLConvertible {
  /// A TEXT.
  public var sqlValue: SQLValue { .text(text) }
  /// From a TEXT.
  public init?(sqlValue: SQLValue) {
    guard let text = String(sqlValue: sqlValue) else { return nil }
    self.init(text)
  }
}

extension Day: SQLConvertible {
  /// An INTEGER, the days since 1970-01-01.
  public var sqlValue: SQLValue { number.sqlValue }
  /// From an INTEGER, the days since 1970-01-01.
  public init?(sqlValue: SQLValue) {
    guard let number = Int(sqlValue: sqlValue) else { return nil }
    self.init(number: number)
  }
}

extension Moment: SQLConvertible {
  /// An INTEGER, the seconds since 1970-01-01T00:00:00Z.
  public var sqlValue: SQLValue { seconds.sqlValue }
  /// From an INTEGER, the seconds since 1970-01-01T00:00:00Z.
  public init?(sqlValue: SQLValue) {
    guard let seconds = Int64(sqlValue: sqlValue) else { return nil }
    self.init(seconds: seconds)
  }
}

/// An enumeration stored by the name of its case.
protocol SQLNamed: SQLConvertible, RawRepresentable where RawValue == String {}

extension SQLNamed {
  /// A TEXT.
  public var sqlValue: SQLValue { .text(rawValue) }
  /// From a TEXT that names a case; another name is refused.
  public init?(sqlValue: SQLValue) {
    guard let name = String(sqlValue: sqlValue) else { return nil }
    self.init(rawValue: name)
  }
}

extension Role: SQLNamed {}
extension Organisation.Kind: SQLNamed {}
extension DossierStatus: SQLNamed {}
