import Domain
import Testing

@testable import Storage

/// One pass through all dossiers, of which each batch is made on another thread.
@Suite struct DossierPassTests {
  @Test(arguments: [1, 2, 3, 4, 100])
  func `Every dossier goes by once, in the order in which they came`(batch: Int) throws {
    let fixture = try StoreFixture()
    let streams = try (1...4).map { try fixture.dossier($0, upTo: .nurs) }
    try fixture.confirm(streams[1], streams[3])
    let pass = try DossierPass(fixture.store.reader, under: .default, batch: batch)
    var seen: [StreamID] = []
    try pass.run { dossier in
      seen.append(dossier.stream)
      let expected = try fixture.store.dossier(dossier.stream)
      #expect(dossier.reading.state == expected)
      let isConfirmed = dossier.stream == streams[1] || dossier.stream == streams[3]
      #expect(dossier.reading.pending.isEmpty == isConfirmed)
      #expect(dossier.rows?.stream == dossier.stream)
    }
    #expect(seen == streams)
    #expect(pass.count == 4)
  }

  @Test func `A store without dossiers has none go by`() throws {
    let pass = try DossierPass(StoreFixture().store.reader, under: .default)
    try pass.run { _ in Issue.record("a dossier out of nowhere") }
  }

  @Test func `What the caller throws ends the pass`() throws {
    struct Enough: Error {}
    let fixture = try StoreFixture()
    for number in 1...4 { try fixture.dossier(number) }
    let pass = try DossierPass(fixture.store.reader, under: .default, batch: 2)
    var seen = 0
    #expect(throws: Enough.self) {
      try pass.run { _ in
        seen += 1
        throw Enough()
      }
    }
    #expect(seen == 1)
  }

  @Test func `What the other thread throws comes to who waits for the value`() throws {
    struct Failed: Error {}
    let failing = Meanwhile<Int> { throw Failed() }
    #expect(throws: Failed.self) { try failing.value() }
    let value = Meanwhile { 1 }
    #expect(try value.value() == 1)
    #expect(try value.value() == 1)
  }
}
