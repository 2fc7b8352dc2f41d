import Domain
import Testing

@testable import Storage

@Suite struct ChainTests {
  private let fixture: JournalFixture
  private var connection: Connection { fixture.connection }

  init() throws {
    fixture = try JournalFixture()
  }

  /// The digests were computed by another program (Python's hashlib) from the rule in `Chain`.
  @Test func `The chain is the one that the shared journal computes`() {
    let opened = EventDraft(
      command: "c-1", stream: "d-1", version: 1, kind: "dossier.opened", schema: 1,
      payload: #"{"é":1}"#,
      envelope: Envelope(
        occurredOn: Day(number: 20_536), recordedAt: Moment(seconds: 1_774_310_400),
        operatorID: "op-1", organisation: "bailleur-a", role: .contact1))
    let entered = EventDraft(
      command: "c-2", stream: "d-1", version: 2, kind: "dossier.nur_entered", schema: 2,
      payload: "{}",
      envelope: Envelope(
        occurredOn: Day(number: 20_537), recordedAt: Moment(seconds: 1_774_396_800),
        operatorID: "op-2", organisation: "aatiko", role: .aatikoFacilitator,
        onBehalfOf: "bailleur-a", onBehalfReason: "s-1"))
    let first = Chain.next(after: Chain.start(of: "A+B"), seq: 1, opened)
    let second = Chain.next(after: first, seq: 2, entered)
    #expect(
      SHA256.hex(first) == "50d33866f53d479c6ccc1c5542cd4ccfb75e3ff5952f8d454987bb3be2aba2c6")
    #expect(
      SHA256.hex(second) == "a6a6ec2067d243b15bfb6017561839520ed33e077144419471111e9f2d2fd7e5")
  }

  @Test func `A letter moved from one field to the next changes the chain`() {
    var left = JournalFixture.draft(1)
    var right = left
    (left.command, left.stream) = ("ab", "c")
    (right.command, right.stream) = ("a", "bc")
    let start = Chain.start(of: "A")
    #expect(Chain.next(after: start, seq: 1, left) != Chain.next(after: start, seq: 1, right))
  }

  @Test func `An absent field is not an empty one`() {
    var empty = JournalFixture.draft(1)
    empty.envelope.onBehalfOf = ""
    let start = Chain.start(of: "A")
    #expect(
      Chain.next(after: start, seq: 1, empty)
        != Chain.next(after: start, seq: 1, JournalFixture.draft(1)))
  }

  /// What is sealed is in the chain by its digest: with the body or without, the chain is the same.
  @Test func `A seal is in the chain, its body is not`() throws {
    var draft = JournalFixture.draft(1)
    let start = Chain.start(of: "A")
    let plain = Chain.next(after: start, seq: 1, draft)
    draft.seal = try EventSeal(
      .init(kind: "dossier.piece_requested", schema: 1, payload: "{}"),
      for: ["a"], isClosed: false, salt: "salt")
    let sealed = Chain.next(after: start, seq: 1, draft)
    var stripped = draft
    stripped.seal?.body = nil
    #expect(sealed != plain)
    #expect(Chain.next(after: start, seq: 1, stripped) == sealed)
    for change: (inout EventSeal) -> Void in [
      { $0.readers = "b" }, { $0.isClosed = true }, { $0.digest[0] ^= 1 },
    ] {
      var seal = try #require(draft.seal)
      change(&seal)
      stripped.seal = seal
      #expect(Chain.next(after: start, seq: 1, stripped) != sealed)
    }
    draft.receivedAt = Moment(seconds: 5)
    #expect(Chain.next(after: start, seq: 1, draft) != sealed)
  }

  @Test func `A body that its digest was not made of is found`() throws {
    var draft = JournalFixture.draft(1)
    draft.seal = try EventSeal(
      .init(kind: "dossier.piece_requested", schema: 1, payload: "{}"),
      for: ["a"], isClosed: true, salt: "salt")
    try connection.transaction {
      _ = try fixture.journal.append([draft], scope: JournalFixture.ours)
    }
    let entry = try #require(try fixture.journal.entries(ofStream: JournalFixture.first).first)
    #expect(entry.event == draft)
    #expect(try fixture.journal.verify(JournalFixture.ours) == nil)
    for damage in [
      "seal_body = seal_body || ' '", "seal_closed = 0", "seal_readers = 'b'",
      "seal_digest = zeroblob(32)", "received_at = 3",
    ] {
      #expect(try brokenPosition(after: "UPDATE event SET \(damage)") == 1)
    }
  }

  @Test func `A whole journal verifies, an empty one too`() throws {
    #expect(try fixture.journal.verify(JournalFixture.ours) == nil)
    try fixture.fill()
    #expect(try fixture.journal.verify(JournalFixture.ours) == nil)
    #expect(try fixture.journal.verify(JournalFixture.theirs) == nil)
  }

  /// Does some damage, as a disk or a hand would, and says where the chain breaks.
  private func brokenPosition(after damage: String) throws -> Int64? {
    try connection.execute("PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON")
    try connection.execute("SAVEPOINT damage")
    try connection.execute(damage)
    let position = try fixture.journal.verify(JournalFixture.ours)
    try connection.execute("ROLLBACK TO damage; RELEASE damage")
    return position
  }

  @Test(arguments: [
    ("scope", "'C'"), ("seq", "seq + 1000"), ("command", "command || 'x'"),
    ("stream", "stream || 'x'"), ("version", "version + 1000"), ("kind", "kind || 'x'"),
    ("schema", "schema + 1"), ("payload", "payload || ' '"), ("occurred_on", "occurred_on + 1"),
    ("recorded_at", "recorded_at - 1"), ("operator", "'op-2'"), ("organisation", "'bailleur-b'"),
    ("role", "'contact2'"), ("role", "'nobody'"), ("on_behalf", "'bailleur-c'"),
    ("on_behalf_reason", "'s-9'"), ("chain", "zeroblob(32)"), ("chain", "x'00'"),
  ])
  func `A changed field is found, at its position`(column: String, value: String) throws {
    try fixture.fill()
    for seq in 1...6 {
      let damage = "UPDATE event SET \(column) = \(value) WHERE scope = 'A+B' AND seq = \(seq)"
      #expect(try brokenPosition(after: damage) == Int64(seq))
    }
    #expect(try fixture.journal.verify(JournalFixture.ours) == nil)
  }

  @Test func `Every column of an event is in that test`() throws {
    var columns: [String] = []
    try connection.query("SELECT name FROM pragma_table_info('event')") {
      row throws(StorageError) in columns.append(try row.get(0))
    }
    #expect(
      columns == [
        "scope", "seq", "command", "stream", "version", "kind", "schema", "payload", "occurred_on",
        "recorded_at", "operator", "organisation", "role", "on_behalf", "on_behalf_reason", "chain",
        "received_at", "seal_readers", "seal_closed", "seal_digest", "seal_body",
      ])
  }

  @Test(arguments: 1...6)
  func `A missing event is found, the last one too`(seq: Int) throws {
    try fixture.fill()
    #expect(try brokenPosition(after: "DELETE FROM event WHERE seq = \(seq)") == Int64(seq))
  }

  @Test(
    arguments: [
      ("seq = 5", 6), ("seq = 7", 7), ("chain = zeroblob(32)", 6),
    ] as [(String, Int64)])
  func `A head that disagrees is found`(change: String, position: Int64) throws {
    try fixture.fill()
    #expect(
      try brokenPosition(after: "UPDATE head SET \(change) WHERE scope = 'A+B'") == position)
  }
}
