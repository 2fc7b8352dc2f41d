import Domain
import Testing

@testable import Storage

@Suite("A store that is alone erases as it accepts the act")
struct StoreErasureTests {
  private let fixture: StoreFixture
  private let stream: StreamID
  private static let due = StoreFixture.start + 61 + 365
  private static let elapsed = DossierCommand.erasePersonalData(reason: Reason(.dureeEcoulee))

  init() throws {
    fixture = try StoreFixture()
    stream = try fixture.dossier(upTo: .closed)
  }

  private func holds(_ trace: String) throws -> Bool {
    try fixture.store.writer.checkpoint()
    let bytes = try ["habiter.sqlite", "pending.log"].flatMap {
      try fixture.directory.bytes("habiter/\($0)")
    }
    return String(decoding: bytes, as: UTF8.self).contains(trace)
  }

  @Test func `Database and log hold none of it, and the outbox still has every act`() throws {
    let acts = try fixture.store.pendingCount()
    #expect(try holds("Locataire A1") && holds("075032600000"))
    try fixture.act(stream, Self.elapsed, by: Cast.superAdmin, on: Self.due)
    #expect(try !holds("Locataire A1") && !holds("075032600000"))
    #expect(try fixture.store.pendingCount() == acts + 1)
    #expect(try fixture.loggedActs().count == acts + 1)
    try fixture.reopen()
    #expect(try fixture.store.dossier(stream).erasure?.day == Self.due)
    let rows = try fixture.store.viewDump()
    try fixture.store.rebuildViews()
    #expect(try fixture.store.viewDump() == rows)
    #expect(try StoreVerification.run(fixture.location).problems == [])
  }

  @Test func `An act that only the log has erases when it is put back`() throws {
    let copy = fixture.directory.file("copie.sqlite")
    try fixture.store.writer.copy(to: copy) { _, _ in }
    try fixture.act(stream, Self.elapsed, by: Cast.superAdmin, on: Self.due)
    try fixture.reopen {
      for suffix in ["-wal", "-shm"] { try FileSystem.remove(fixture.location.database + suffix) }
      try FileSystem.move(copy, to: fixture.location.database)
    }
    #expect(try fixture.store.dossier(stream).erasure != nil)
    #expect(try !holds("Locataire A1"))
  }

  @Test func `Several acts are wiped once, after the last`() throws {
    let second = try fixture.dossier(2, upTo: .closed)
    try fixture.store.erasingTogether {
      for stream in [stream, second] {
        try fixture.act(stream, Self.elapsed, by: Cast.superAdmin, on: Self.due)
        #expect(try Wiping(connection: fixture.store.writer).isAsked)
      }
    }
    #expect(try !holds("Locataire"))
  }

  @Test func `What is due is listed to those who may erase it, the oldest first`() throws {
    let later = try fixture.dossier(2, upTo: .closed, from: StoreFixture.start + 3)
    let own = try fixture.dossier(3, upTo: .closed, of: (Cast.bailleurA, Cast.bailleurA))
    _ = try fixture.dossier(4, upTo: .inventoried)
    let queries = try fixture.store.dossiers
    func due(_ person: Operator, _ day: Day) throws -> [StreamID] {
      try queries.erasable(by: person, on: day).map(\.stream)
    }
    #expect(try due(Cast.superAdmin, Self.due - 1) == [])
    #expect(try due(Cast.superAdmin, Self.due) == [stream, own])
    #expect(try due(Cast.superAdmin, Self.due + 3) == [stream, own, later])
    #expect(try due(SharedCast.admA, Self.due + 3) == [own])
    for person in [Cast.c1A, Cast.gie, SharedCast.admB] {
      #expect(try due(person, Self.due + 3) == [])
    }
    try fixture.act(stream, Self.elapsed, by: Cast.superAdmin, on: Self.due)
    #expect(try due(Cast.superAdmin, Self.due) == [own])
    #expect(try queries.erasable(by: Cast.superAdmin, on: Self.due + 9, limit: 1).count == 1)
  }
}
