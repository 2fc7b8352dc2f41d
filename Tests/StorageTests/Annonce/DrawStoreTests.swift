import Domain
import Testing

@testable import Storage

/// The draw in a store: its salts, what it chooses, who may know it.
@Suite struct DrawStoreTests {
  private static let month = CivilMonth(of: StoreFixture.start)

  @Test func `Aatiko's desk draws the salts of this month and the next, once`() throws {
    let fixture = try StoreFixture()
    let annonces = try AnnonceFixture(fixture.store)
    for person in [Cast.gie, Cast.c1A] {
      #expect(try fixture.store.drawSalts(as: annonces.session(person)).isEmpty)
    }
    let session = annonces.session(Cast.facilitator)
    #expect(try fixture.store.drawSalts(as: session) == [Self.month, Self.month + 1])
    #expect(try fixture.store.drawSalts(as: session).isEmpty)
    let salts = try [Self.month, Self.month + 1].map {
      try fixture.store.drawSalt(of: $0, for: session)?.hex
    }
    #expect(Set(salts.compactMap(\.self)).count == 2)
    #expect(try fixture.store.drawSalt(of: Self.month, for: annonces.session(Cast.c1A)) == nil)
    #expect(try fixture.store.drawSalt(of: Self.month, for: annonces.session(Cast.gie)) != nil)
  }

  @Test func `A salt that comes late gives the versions their places; a rebuild the same`() throws {
    let fixture = try StoreFixture()
    var annonces = try AnnonceFixture(fixture.store)
    for number in 1...40 { try annonces.publish("A-\(number)") }
    let session = annonces.session(Cast.facilitator)
    #expect(try annonces.rows(.drawn, for: Cast.facilitator).isEmpty)
    #expect(try fixture.store.moderation(of: Self.month, for: session).draw == nil)
    try fixture.store.drawSalts(as: session)
    let month = try fixture.store.moderation(of: Self.month, for: session)
    let drawn = try #require(month.draw).drawn.map(\.annonce)
    #expect(month.picks.count == 40)
    #expect(try annonces.rows(.drawn, for: Cast.facilitator) == drawn)
    for number in 41...50 { try annonces.publish("A-\(number)") }
    let shown = try fixture.store.viewDump()
    try fixture.store.rebuildViews()
    #expect(try fixture.store.viewDump() == shown)
  }

  @Test func `What is verified leaves the queue and fills the gauge; a new month tops up`() throws {
    let fixture = try StoreFixture()
    var annonces = try AnnonceFixture(fixture.store)
    let store = try fixture.store
    try store.drawSalts(as: annonces.session(Cast.facilitator))
    var streams: [String: StreamID] = [:]
    for number in 1...60 {
      let bailleur = number <= 30 ? Cast.bailleurA : Cast.bailleurB
      streams["A-\(number)"] = try annonces.publish("A-\(number)", of: bailleur)
    }
    let drawn = try annonces.rows(.drawn, for: Cast.facilitator)
    for (place, number) in drawn.enumerated() {
      let stream = try #require(streams[number])
      try annonces.decide(stream, place == 0 ? .suspended : .conforme)
    }
    #expect(try annonces.rows(.drawn, for: Cast.facilitator).isEmpty)
    let session = annonces.session(Cast.facilitator)
    let gauge = try store.moderation(of: Self.month, for: session).gauge()
    #expect(gauge.base == 60 && gauge.verified == drawn.count)
    #expect(gauge.nonConformes == (drawn.isEmpty ? 0 : 1))
    annonces.day = Self.month.last + 3
    let later = try store.moderation(
      of: Self.month, for: annonces.session(Cast.facilitator))
    #expect(later.isOver)
    #expect(later.drawn.count * 100 >= 60 * 30)
    for bailleur in [Cast.bailleurA, Cast.bailleurB] {
      let own = later.gauge(of: bailleur)
      #expect(own.base == 30 && own.drawn >= 6)
    }
    let left = later.drawn.filter { $0.pick.verification == nil }.map(\.pick.annonce)
    #expect(try annonces.rows(.drawn, for: Cast.facilitator) == left)
  }

  @Test func `A bailleur sees what was decided as drawn, never what is drawn`() throws {
    let fixture = try StoreFixture()
    var annonces = try AnnonceFixture(fixture.store)
    let store = try fixture.store
    try store.drawSalts(as: annonces.session(Cast.facilitator))
    for number in 1...20 { try annonces.publish("A-\(number)") }
    let first = try #require(
      try store.annonces(in: .drawn, for: annonces.session(Cast.facilitator)).rows.first)
    try annonces.decide(first.stream, .conforme)
    let session = annonces.session(Cast.c1A)
    #expect(try annonces.rows(.drawn, for: Cast.c1A).isEmpty)
    #expect(try store.annonceCounts(for: session)[.drawn] == 0)
    let month = try store.moderation(of: Self.month, for: session)
    #expect(month.draw == nil && month.drawn.isEmpty)
    #expect(month.gauge().verified == 1 && month.gauge().base == 20)
    #expect(try store.annonce(first.stream, for: session)?.drawn == nil)
    #expect(
      try store.annonce(first.stream, for: annonces.session(Cast.gie))?.drawn?.month
        == Self.month)
  }

  @Test func `Two desks that draw apart end with the first salt and the same list`() throws {
    let world = try SharedWorld()
    let desks = try [Cast.superAdmin, Cast.facilitator, Cast.gie, Cast.c1A].map {
      try SyncDesk($0, in: world)
    }
    for desk in desks { try desk.sync() }
    for desk in desks.prefix(2) {
      let annonces = try AnnonceFixture(desk.fixture.store)
      try desk.fixture.store.drawSalts(as: annonces.session(desk.person))
    }
    var annonces = try AnnonceFixture(desks[1].fixture.store)
    for number in 1...50 { try annonces.publish("A-\(number)", by: Cast.facilitator) }
    for desk in desks + desks + desks { try desk.sync() }
    var digests: [String] = []
    for desk in desks {
      let reader = try AnnonceFixture(desk.fixture.store)
      let store = try desk.fixture.store
      let month = try store.moderation(of: Self.month, for: reader.session(desk.person))
      digests.append(month.draw?.digest ?? "unknown")
      #expect(month.picks.count == 50)
      #expect(try store.conflictCount() == 0)
      #expect(try store.pendingCount() == 0)
      #expect(try StoreVerification.run(desk.fixture.location).problems == [])
    }
    #expect(digests[0] == digests[1] && digests[1] == digests[2])
    #expect(digests[3] == "unknown")
    let salt = try #require(
      try desks[0].fixture.store.drawSalt(
        of: Self.month, for: annonces.session(Cast.superAdmin)))
    #expect(try desks[3].bytes().firstRange(of: Array(salt.hex.utf8)) == nil)
    #expect(try desks[2].bytes().firstRange(of: Array(salt.hex.utf8)) != nil)
  }
}
