import Domain
import Testing

@testable import Storage

@Suite struct OutboxTests {
  private let fixture: JournalFixture
  private let outbox: Outbox

  init() throws {
    fixture = try JournalFixture()
    outbox = Outbox(fixture.connection)
    for (id, stream) in [
      ("c-9", JournalFixture.first), ("c-2", JournalFixture.second), ("c-5", JournalFixture.first),
    ] {
      try outbox.append(JournalFixture.command(CommandID(id), stream: stream))
    }
  }

  @Test func `Commands keep the order in which they were issued`() throws {
    #expect(try outbox.count() == 3)
    #expect(try outbox.all().map(\.command) == ["c-9", "c-2", "c-5"])
    #expect(try outbox.pending(onStream: JournalFixture.first).map(\.command) == ["c-9", "c-5"])
    #expect(try outbox.pending(inScope: JournalFixture.ours, limit: 2).map(\.command).count == 2)
    #expect(try outbox.pending(inScope: JournalFixture.theirs) == [])
  }

  @Test func `A command comes back whole`() throws {
    var command = JournalFixture.command("c-1")
    command.onBehalfOf = "bailleur-b"
    command.onBehalfReason = "s-1"
    try outbox.append(command)
    #expect(try outbox.pending("c-1") == command)
  }

  @Test func `The same command cannot wait twice`() {
    let error = #expect(throws: StorageError.self) {
      try outbox.append(JournalFixture.command("c-2"))
    }
    #expect(error?.kind == .constraint)
  }

  @Test func `A command on an unknown stream, or in another scope, is refused`() {
    for command in [
      JournalFixture.command("c-0", stream: "d-404"),
      JournalFixture.command("c-0", scope: JournalFixture.theirs),
    ] {
      let error = #expect(throws: StorageError.self) { try outbox.append(command) }
      #expect(error?.kind == .constraint)
    }
  }

  @Test func `What was never sent can be withdrawn, what may have arrived cannot`() throws {
    try outbox.markSent("c-9")
    #expect(try outbox.withdraw("c-9") == false)
    #expect(try outbox.withdraw("c-2") == true)
    #expect(try outbox.withdraw("c-2") == false)
    #expect(try outbox.all().map(\.command) == ["c-9", "c-5"])
  }

  @Test func `Failures are counted and the last one is kept`() throws {
    try outbox.noteFailure(of: "c-9", "timeout")
    try outbox.noteFailure(of: "c-9", "refused")
    let command = try outbox.pending("c-9")
    #expect(command?.attempts == 2)
    #expect(command?.lastError == "refused")
    #expect(command?.state == .waiting)
  }

  @Test func `A new decision replaces the events and nothing else`() throws {
    let events = [PendingCommand.Event(kind: "dossier.closed", schema: 2, payload: "{}")]
    try outbox.replace(events, role: .contact2, of: "c-9")
    var expected = JournalFixture.command("c-9")
    expected.events = events
    expected.role = .contact2
    #expect(try outbox.pending("c-9") == expected)
  }

  @Test func `A settled command is gone`() throws {
    try outbox.remove("c-9")
    #expect(try outbox.pending("c-9") == nil)
    #expect(try outbox.count() == 2)
  }

  @Test func `The log's record gives the act back, and the same bytes each time`() throws {
    let act = LoggedAct(
      pending: JournalFixture.command("c-1"), secrets: [Secret("s-1", .name, "C. Martin")])
    let record = try act.record()
    #expect(try LoggedAct(record: record) == act)
    #expect(try act.record() == record)
    let error = #expect(throws: StorageError.self) {
      try LoggedAct(record: Array(record.dropLast()))
    }
    #expect(error?.kind == .corrupt)
  }

  @Test func `The outbox's reads go through indexes`() throws {
    try expectIndexed(on: fixture.connection) {
      _ = try outbox.count()
      _ = try outbox.pending("c-9")
      _ = try outbox.pending(onStream: JournalFixture.first)
      _ = try outbox.pending(inScope: JournalFixture.ours)
    }
  }
}
