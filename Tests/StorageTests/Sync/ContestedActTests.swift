import Domain
import Testing

@testable import Storage

/// What a modified program gets past the server, which knows no rules of the exchange, shows to
/// everybody alike.
@Suite struct ContestedActTests {
  private let office: Office
  private let stream: StreamID

  init() throws {
    office = try Office()
    stream = try office.dossier()
  }

  /// Sends an event that nobody decided, with agent B's own credentials.
  private func forge(_ event: DossierEvent, on day: Day = StoreFixture.start) throws -> CommandID {
    let store = try office.agentB.fixture.store
    let scope = try #require(try store.streams.journal.scope(ofStream: stream))
    let head = try #require(try store.streams.journal.head(of: scope))
    let moment = Moment(seconds: Int64(day.number) * 86_400 + 40_000)
    let forged = Submission(
      command: "forged", stream: stream, aggregate: Dossier.aggregate,
      version: try store.streams.journal.lastVersion(ofStream: stream), reads: [],
      envelope: Envelope(
        occurredOn: day, recordedAt: moment, operatorID: Cast.c1B.id,
        organisation: Cast.bailleurB, role: .contact1),
      events: [
        SubmittedEvent(
          shown: PendingCommand.Event(
            kind: event.kind, schema: DossierEvent.schema,
            payload: try EventCoding().payload(of: event)),
          seal: nil)
      ],
      claims: ClaimChange(from: [], to: [], isOpen: true), texts: [])
    let batch = Batch(scope: scope, seq: head.seq, chain: head.chain, submissions: [forged])
    let verdicts = try office.world.database(for: Cast.c1B).append(batch)
    #expect(verdicts == [.accepted(seq: head.seq + 1)])
    try office.sync()
    return forged.command
  }

  @Test func `An act that the rules refuse is contested on every desk, and verified as such`()
    throws
  {
    let command = try forge(.preInstructionValidated(volet: .b))
    for desk in office.desks {
      let detail = try #require(try desk.fixture.store.detail(stream, for: desk.session))
      #expect(detail.contested == [command])
      let report = try StoreVerification.run(desk.fixture.location)
      #expect(report.problems.map(\.step) == [.rules])
    }
  }

  @Test(
    arguments: [(0, nil), (1, .ahead(1)), (40, .ahead(40)), (-1, nil), (-2, .late(2))]
      as [(Int, DayMark?)])
  func `A day that is not that of the receipt is marked`(offset: Int, mark: DayMark?) throws {
    let command = try forge(
      .pieceRequested(volet: .b, piece: .identite), on: StoreFixture.start + offset)
    for desk in office.desks {
      let detail = try #require(try desk.fixture.store.detail(stream, for: desk.session))
      #expect(detail.dayMarks[command] == mark)
      let report = try StoreVerification.run(desk.fixture.location)
      #expect(report.remarks.count == (mark == nil ? 0 : 1))
    }
  }

  @Test func `A store is compared with the shared journal: equal, behind, forked, withdrawn`()
    throws
  {
    let desk = office.agentA
    func problems() throws -> VerificationReport {
      try StoreVerification.run(
        desk.fixture.location,
        comparing: (office.world.database(for: desk.person), office.world.now))
    }
    #expect(try problems().problems == [])
    #expect(try problems().remarks == [])
    let copy = try office.world.snapshot()
    try office.aatiko.act(stream, .remind(volet: .a, contact: .contact1, message: nil))
    try office.aatiko.sync()
    #expect(try problems().problems == [])
    #expect(try problems().remarks.count == 1)
    try office.sync()
    #expect(try problems().remarks == [])
    try office.world.restore(copy)
    #expect(try problems().problems.map(\.step) == [.shared])
    let later = Moment(seconds: office.world.now.seconds + 600)
    let report = try StoreVerification.run(
      desk.fixture.location, comparing: (office.world.database(for: desk.person), later))
    #expect(report.remarks.contains { $0.contains("avance de 600 s") })
  }
}

extension SyncDesk {
  fileprivate var session: Session {
    fixture.session(person)
  }
}
