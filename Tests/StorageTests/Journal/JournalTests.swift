import Domain
import Testing

@testable import Storage

@Suite struct JournalTests {
  private let fixture: JournalFixture
  private var journal: Journal { fixture.journal }
  private var connection: Connection { fixture.connection }

  init() throws {
    fixture = try JournalFixture()
  }

  private func append(
    _ drafts: [EventDraft], scope: ScopeID = JournalFixture.ours
  ) throws -> [JournalEntry] {
    try connection.transaction { try journal.append(drafts, scope: scope) }
  }

  @Test func `Positions have no hole, whatever the streams and transactions`() throws {
    var positions = try append([
      JournalFixture.draft(1), JournalFixture.draft(stream: JournalFixture.second, 1),
    ]).map(\.seq)
    positions += try append([JournalFixture.draft(2)]).map(\.seq)
    #expect(positions == [1, 2, 3])
    #expect(try journal.head(of: JournalFixture.ours)?.seq == 3)
    #expect(try journal.head(of: JournalFixture.theirs)?.seq == 0)
  }

  @Test func `A transaction undone leaves no hole`() throws {
    #expect(throws: StorageError.self) {
      try append([JournalFixture.draft(1), JournalFixture.draft(7)])
    }
    #expect(try append([JournalFixture.draft(1)]).map(\.seq) == [1])
  }

  @Test func `What is read is what was appended`() throws {
    try fixture.fill()
    let entries = try journal.entries(ofStream: JournalFixture.second)
    #expect(entries.map(\.event.version) == [1, 2, 3])
    #expect(entries.map(\.seq) == [2, 4, 6])
    #expect(entries[0].event == JournalFixture.draft(stream: JournalFixture.second, 1))
    #expect(entries[2].event.envelope.onBehalfOf == "bailleur-a")
    #expect(entries[2].event.envelope.onBehalfReason == "s-1")
    var after: [Int64] = []
    try journal.forEachEntry(ofScope: JournalFixture.ours, after: 4) { after.append($0.seq) }
    #expect(after == [5, 6])
  }

  @Test(arguments: [1, 3, 5])
  func `A version that is not the next is refused as stale`(version: Int) throws {
    _ = try append([JournalFixture.draft(1)])
    let error = #expect(throws: StorageError.self) { try append([JournalFixture.draft(version)]) }
    #expect(error?.kind == .stale(expected: version - 1, found: 1))
    #expect(try journal.head(of: JournalFixture.ours)?.seq == 1)
  }

  @Test func `A stream belongs to one scope for ever`() throws {
    let error = #expect(throws: StorageError.self) {
      try append([JournalFixture.draft(1)], scope: JournalFixture.theirs)
    }
    #expect(error?.kind == .constraint)
    let again = #expect(throws: StorageError.self) {
      try connection.transaction {
        try journal.register(
          stream: JournalFixture.first, scope: JournalFixture.theirs, aggregate: "dossier")
      }
    }
    #expect(again?.kind == .constraint)
    #expect(try journal.scope(ofStream: JournalFixture.first) == JournalFixture.ours)
  }

  @Test func `Registering again changes nothing`() throws {
    try fixture.fill()
    let head = try journal.head(of: JournalFixture.ours)
    try connection.transaction {
      try journal.register(scope: JournalFixture.ours, members: [])
      try journal.register(
        stream: JournalFixture.first, scope: JournalFixture.ours, aggregate: "dossier")
    }
    #expect(try journal.head(of: JournalFixture.ours) == head)
    let streams = try journal.streams(ofAggregate: "dossier")
    #expect(streams == [JournalFixture.first, JournalFixture.second])
  }

  @Test func `The journal is written inside a transaction only`() {
    let error = #expect(throws: StorageError.self) {
      try journal.append([JournalFixture.draft(1)], scope: JournalFixture.ours)
    }
    #expect(error?.kind == .misuse)
  }

  @Test func `A scope nobody registered is refused`() {
    #expect(throws: StorageError.self) { try append([JournalFixture.draft(1)], scope: "nowhere") }
  }

  @Test func `The journal's reads go through indexes`() throws {
    try expectIndexed(on: connection) {
      _ = try journal.head(of: JournalFixture.ours)
      _ = try journal.lastVersion(ofStream: JournalFixture.first)
      _ = try journal.entries(ofStream: JournalFixture.first)
      _ = try journal.events(ofStream: JournalFixture.first)
      _ = try journal.streams(ofAggregate: "dossier")
      _ = try journal.scope(ofStream: JournalFixture.first)
      try journal.forEachEntry(ofScope: JournalFixture.ours) { _ in }
    }
  }

  @Test(arguments: [
    ("SELECT payload FROM event WHERE kind = ?", "SCAN event"),
    ("SELECT version FROM event WHERE stream = ? ORDER BY kind", "USE TEMP B-TREE FOR ORDER BY"),
  ])
  func `The plan helper sees a scan and a sort`(sql: String, step: String) throws {
    #expect(try costlySteps(of: sql, on: connection) == [step])
  }

  @Test func `The first migration is the one that shipped`() {
    let digest = SHA256.hex(SHA256.hash(JournalSchema.script))
    #expect(digest == "a23ddb6c733f1eb534a4a12acf8175b1854d65b3e21f3a6cec9045236e49c7f6")
  }
}
