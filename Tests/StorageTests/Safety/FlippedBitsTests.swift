import Domain
import Foundation
import Testing

@testable import Storage

/// A disk that changes a bit of the journal is found out, wherever the bit is.
@Suite struct FlippedBitsTests {
  private let fixture: StoreFixture
  private var copy: String { fixture.directory.file("copie.sqlite") }

  /// A copy of a store whose journal has an act on behalf too, so that no column is empty.
  init() throws {
    fixture = try StoreFixture()
    let stream = try fixture.dossier(1, upTo: .nurs)
    let reason = fixture.seal("Le contact 1 est absent.", as: .reason)
    try fixture.act(
      stream, .validatePreInstruction(volets: [.a]), by: Cast.facilitator, secrets: [reason],
      onBehalf: OnBehalf(organisation: Cast.bailleurA, reason: reason.subject))
    let other = try fixture.dossier(2, of: (Cast.bailleurB, Cast.bailleurC))
    try fixture.confirm(stream, other)
    _ = try StoreBackup.save(try fixture.store, to: copy)
  }

  private static func isTold(in connection: Connection) throws -> Bool {
    var verification = StoreVerification(connection)
    return try !verification.check(StoreVerification.structure).isClean
  }

  /// The values that differ from one by one bit: one for each byte.
  private static func flips(of value: SQLValue) -> [[UInt8]] {
    func flipped(_ bytes: [UInt8]) -> [[UInt8]] {
      bytes.indices.map { index in
        var changed = bytes
        changed[index] ^= 1 << (index * 5 % 8)
        return changed
      }
    }
    return switch value {
    case .text(let text): flipped(Array(text.utf8))
    case .blob(let bytes): flipped(bytes)
    case .integer, .real, .null: []
    }
  }

  /// The outer bits of a number, and one on each side of the borders between bytes.
  private static func flips(of number: Int64) -> [Int64] {
    [0, 1, 2, 7, 8, 15, 16, 31, 32, 47, 62, 63].map { number ^ (1 << $0) }
  }

  @Test(arguments: ["event", "head", "scope", "stream"])
  func `Every byte of every column of the journal's rows is covered`(table: String) throws {
    let connection = try Connection(path: copy, mode: .readWrite)
    try connection.execute(
      """
      PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF;
      CREATE TEMP TABLE saved AS SELECT * FROM \(table);
      """)
    #expect(try !Self.isTold(in: connection))
    let rows: Int = try #require(try connection.scalar("SELECT count(*) FROM saved"))
    var told = 0
    for column in try Self.columns(of: table, in: connection) {
      for row in 1...rows {
        for changed in try Self.changes(of: column, row, in: connection) {
          guard try Self.put(changed, as: column, row, of: table, in: connection) else { continue }
          #expect(try Self.isTold(in: connection), "\(column), row \(row), \(changed)")
          told += 1
        }
      }
    }
    #expect(told > 30)
  }

  private static func columns(of table: String, in connection: Connection) throws -> [String] {
    var columns: [String] = []
    try connection.query("SELECT name FROM pragma_table_info('\(table)')") {
      row throws(StorageError) in columns.append(try row.get(0))
    }
    return columns
  }

  /// All flips of a value of the last row, some of those before it.
  private static func changes(
    of column: String, _ row: Int, in connection: Connection
  ) throws -> [any SQLBindable] {
    let value: SQLValue = try #require(
      try connection.scalar("SELECT \(column) FROM saved WHERE rowid = \(row)"))
    let last: Int = try #require(try connection.scalar("SELECT count(*) FROM saved"))
    let all: [any SQLBindable] =
      if case .integer(let number) = value { flips(of: number) } else { flips(of: value) }
    return all.enumerated().filter { row == last || $0.offset % 11 == row % 11 }.map(\.element)
  }

  /// Puts a row back with one value changed, in the place of the whole one.
  ///
  /// - Returns: false when the row then has the key of another one, which SQLite refuses here; in
  ///   a file it breaks the order of the tree, which the other test meets.
  private static func put(
    _ changed: any SQLBindable, as column: String, _ row: Int, of table: String,
    in connection: Connection
  ) throws -> Bool {
    let place =
      try #require(
        try connection.scalar("SELECT typeof(\(column)) FROM saved WHERE rowid = \(row)")
          as String?) == "text" ? "CAST(? AS TEXT)" : "?"
    let list = try columns(of: table, in: connection).map { $0 == column ? place : $0 }
    // The check must find the rules of the tables on: it asks SQLite too.
    try connection.execute("PRAGMA ignore_check_constraints=ON")
    defer { try? connection.execute("PRAGMA ignore_check_constraints=OFF") }
    try connection.execute(
      "DELETE FROM \(table); INSERT INTO \(table) SELECT * FROM saved WHERE rowid <> \(row)")
    do throws(StorageError) {
      try connection.run(
        "INSERT INTO \(table) SELECT \(list.joined(separator: ", ")) FROM saved "
          + "WHERE rowid = \(row)", [changed])
      return true
    } catch {
      guard error.kind == .constraint else { throw error }
      return false
    }
  }

  @Test func `A flipped bit of the journal's pages is told, or changes no row`() throws {
    let whole = try fixture.directory.bytes("copie.sqlite")
    let pages = try journalPages(of: whole)
    let before = try rows()
    var random = SeededGenerator(seed: 7)
    var told = 0
    for _ in 0..<300 {
      let page = try #require(pages.randomElement(using: &random))
      let position = page * 4096 + Int.random(in: 0..<4096, using: &random)
      let bit = UInt8.random(in: 0..<8, using: &random)
      try Damage.bytes(of: copy) {
        $0 = whole
        $0[position] ^= 1 << bit
      }
      if try isTold() {
        told += 1
      } else {
        #expect(try rows() == before, "byte \(position), bit \(bit)")
      }
    }
    #expect(told > 100)
  }

  private func isTold() throws -> Bool {
    do {
      let connection = try Connection(path: copy, mode: .immutable)
      defer { connection.close() }
      return try Self.isTold(in: connection)
    } catch is StorageError {
      return true
    }
  }

  /// The pages on which a part of an event stands.
  private func journalPages(of bytes: [UInt8]) throws -> [Int] {
    let connection = try Connection(path: copy, mode: .immutable)
    var commands: [String] = []
    try connection.query("SELECT command FROM event") { row throws(StorageError) in
      commands.append(try row.get(0))
    }
    let data = Data(bytes)
    return (0..<bytes.count / 4096).filter { page in
      let slice = data[page * 4096..<(page + 1) * 4096]
      return commands.contains { slice.range(of: Data($0.utf8)) != nil }
    }
  }

  /// Every row of the journal, as text.
  private func rows() throws -> String {
    let connection = try Connection(path: copy, mode: .immutable)
    defer { connection.close() }
    var text = ""
    for table in ["scope", "head", "stream", "event"] {
      try connection.query("SELECT * FROM \(table)") { row throws(StorageError) in
        for column in 0..<row.count { text += "\t\(try row.get(column, as: SQLValue.self))" }
        text += "\n"
      }
    }
    return text
  }
}
