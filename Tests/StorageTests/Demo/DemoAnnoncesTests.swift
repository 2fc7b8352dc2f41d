import Domain
import Testing

@testable import Storage

/// The annonces of the demonstration: twelve months of draws, verified more or less.
@Suite struct DemoAnnoncesTests {
  private static func annonces(_ fixture: DemoFixture) throws -> [Annonce] {
    let streams = fixture.store.streams
    return try streams.journal.streams(ofAggregate: Annonce.aggregate).map {
      try streams.load($0)
    }
  }

  private static func session(
    _ fixture: DemoFixture, _ profile: DemoProfile
  ) throws -> Session {
    let actor = try #require(Demo.actor(for: profile, in: fixture.store))
    return Session(actor: actor) { .paris(DemoFixture.today, minute: 600) }
  }

  @Test func `Every queue has something, every month a draw, and most of it is verified`() throws {
    let fixture = try DemoFixture(.petite)
    let store = fixture.store
    let session = try Self.session(fixture, .facilitateur)
    let counts = try store.annonceCounts(for: session)
    for queue in AnnonceQueue.allCases { #expect(counts[queue] ?? 0 > 0, "\(queue)") }
    var (base, verified, drawn) = (0, 0, 0)
    for back in 1...11 {
      let month = CivilMonth(of: DemoFixture.today) - back
      let gauge = try store.moderation(of: month, for: session).gauge()
      #expect(gauge.drawn * 100 >= gauge.base * 30, "\(month)")
      base += gauge.base
      verified += gauge.verified
      drawn += gauge.drawn
    }
    #expect(base > 100 && verified * 100 > drawn * 75 && verified < drawn)
    #expect(try store.drawSalts(as: session).isEmpty)
    let own = try Self.session(fixture, .administrateur)
    #expect(try store.annonceCounts(for: own)[.drawn] == 0)
    #expect(try store.annonceCounts(for: own)[.online] ?? 0 > 10)
  }

  @Test func `Nothing is contested, every status is there, hostile words among them`() throws {
    let fixture = try DemoFixture(.petite)
    let annonces = try Self.annonces(fixture)
    #expect(annonces.allSatisfy { $0.contested(names: fixture.store.directory).isEmpty })
    #expect(Set(annonces.map(\.status)).count >= 6)
    let texts = try fixture.texts().map(\.text)
    #expect(texts.contains { $0.contains("👨‍👩‍👧‍👦") && $0.contains("urgent") })
    #expect(texts.contains { $0.count > 9_000 })
    #expect(!texts.contains { $0.contains("\u{1B}") || $0.contains("\u{202E}") })
  }

  @Test func `The same seed and day give the same annonces`() throws {
    let heads = try [0, 1].map { _ in
      try DemoFixture(.petite).heads().filter {
        $0.contains("annonce__") || $0.contains("tirage__")
      }
    }
    #expect(heads[0] == heads[1] && heads[0].count > 3)
  }
}
