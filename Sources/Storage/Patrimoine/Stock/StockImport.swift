import Domain

/// An import as its generation keeps it.
public struct StockImport: Equatable, Sendable {
  /// Its place among the imports of the bailleur.
  public var number: Int
  /// The identity of the journaled command; nil for one at work.
  public var id: String?
  /// The file's name.
  public var file: String
  /// The day in the file's name.
  public var day: Day
  /// The number of the sending that day.
  public var sending: Int
  /// The SHA-256 of the file, in hexadecimal.
  public var sha256: String
  /// The day of the import.
  public var importedOn: Day
  /// The lines of logements read.
  public var lines: Int
  /// Those rejected.
  public var rejected: Int
  /// The logements of the stock from then on.
  public var logements: Int
  /// Those that came with it; all of them with the first import.
  public var added: Int
  /// Those of which a column changed.
  public var changed: Int
  /// Those that went.
  public var removed: Int

  static let columns =
    "number, id, file, day, sending, sha256, imported_on, lines, rejected, logements, added, "
    + "changed, removed"

  /// An import at work.
  init(
    report: PatrimoineReport, name: PatrimoineFileName, sha256: String, importedOn: Day,
    counts: StockCounts
  ) {
    number = 0
    file = report.file
    day = name.day
    sending = name.number
    self.sha256 = sha256
    self.importedOn = importedOn
    lines = report.lines
    rejected = report.rejected
    logements = counts.logements
    added = counts.added
    changed = counts.changed
    removed = counts.removed
  }

  init(_ row: borrowing Row) throws(StorageError) {
    number = try row.get(0)
    id = try row.get(1)
    file = try row.get(2)
    day = try Self.day(try row.get(3))
    sending = try row.get(4)
    sha256 = try row.get(5)
    importedOn = try Self.day(try row.get(6))
    lines = try row.get(7)
    rejected = try row.get(8)
    logements = try row.get(9)
    added = try row.get(10)
    changed = try row.get(11)
    removed = try row.get(12)
  }

  private static func day(_ text: String) throws(StorageError) -> Day {
    guard let day = Day(iso: text) else {
      throw StorageError(.typeMismatch, "\(text) is not a day")
    }
    return day
  }
}

/// What a file does to the stock, in logements.
public struct StockCounts: Equatable, Sendable {
  /// Those of the stock before.
  public var before = 0
  /// Those of the file, its rejected lines left out.
  public var logements = 0
  /// Those that come.
  public var added = 0
  /// Those of which a column changes.
  public var changed = 0
  /// Those that go.
  public var removed = 0
}
