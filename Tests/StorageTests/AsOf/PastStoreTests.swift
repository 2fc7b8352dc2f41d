import Domain
import Testing

@testable import Storage

@Suite("A past day, as a store of its own")
struct PastStoreTests {
  private static let start = StoreFixture.start

  /// The rows of a store, without the numbers by which they go.
  private static func rows(of store: Store) throws -> String { try store.viewDump() }

  @Test func `Every screen's rows are those that the store had on that day`() throws {
    let fixture = try StoreFixture()
    var seen: [(day: Day, rows: String)] = []
    let first = try fixture.dossier(1, upTo: .nurs)
    seen.append((Self.start, try Self.rows(of: fixture.store)))
    try fixture.act(
      first, .validatePreInstruction(volets: [.a]), by: Cast.c1A, on: Self.start + 2)
    seen.append((Self.start + 2, try Self.rows(of: fixture.store)))
    try fixture.dossier(2, upTo: .preInstructed, from: Self.start + 10)
    seen.append((Self.start + 30, try Self.rows(of: fixture.store)))
    for (day, rows) in seen {
      let past = PastStore(of: fixture.location, on: day)
      try past.make()
      defer { try? past.remove() }
      let store = try past.open()
      defer { store.close() }
      #expect(try Self.rows(of: store) == rows, "\(day)")
      #expect(store.reading == .past(day))
      #expect(ParisTime.day(of: past.clock) == day)
    }
  }

  @Test func `Nothing can be recorded there, and today's store is untouched`() throws {
    let fixture = try StoreFixture()
    let stream = try fixture.dossier(1, upTo: .nurs)
    let contents = try fixture.contents()
    let past = PastStore(of: fixture.location, on: Self.start)
    try past.make()
    let store = try past.open()
    let refusal = #expect(throws: Refusal.self) {
      try store.perform(
        Act(stream: stream, command: .validatePreInstruction(volets: [.a]), secrets: []),
        as: fixture.session(Cast.c1A))
    }
    #expect(refusal?.remedy == "Échap revient à aujourd'hui.")
    store.close()
    try past.remove()
    #expect(try fixture.contents() == contents)
    #expect(try StoreVerification.run(fixture.location).problems == [])
    #expect(
      try FileSystem.names(in: fixture.location.directory).allSatisfy { !$0.hasPrefix("passe") })
  }

  @Test func `An act that came between two later ones is left out with what follows it`() throws {
    let fixture = try StoreFixture()
    let stream = try fixture.dossier(1, upTo: .created)
    // Recorded on a desk whose clock ran ahead, then one whose clock did not.
    for (volet, number, day) in [(VoletName.a, 2, 9), (.b, 3, 1)] {
      let nur = try fixture.seal(nur: number)
      try fixture.act(
        stream, .enterNUR(volet: volet, nur: nur.sealed), by: Cast.superAdmin,
        on: Self.start + day, secrets: [nur.secret])
    }
    let past = PastStore(of: fixture.location, on: Self.start + 5)
    try past.make()
    defer { try? past.remove() }
    let store = try past.open()
    defer { store.close() }
    #expect(try store.dossier(stream).history.allSatisfy { $0.event.kind != "dossier.nur_entered" })
  }

  @Test func `Personal data erased since is not seen again`() throws {
    let fixture = try StoreFixture()
    let stream = try fixture.dossier(1, upTo: .created)
    try fixture.act(
      stream, .cancel(reason: Reason(.creeParErreur)), by: Cast.superAdmin, on: Self.start)
    try fixture.act(
      stream, .erasePersonalData(reason: Reason(.demandeEffacement)), by: Cast.superAdmin,
      on: Self.start + 500)
    let past = PastStore(of: fixture.location, on: Self.start)
    try past.make()
    defer { try? past.remove() }
    let files = try ["habiter.sqlite"].flatMap {
      try FileSystem.contents(of: "\(past.location.directory)/\($0)")
    }
    #expect(!String(decoding: files, as: UTF8.self).contains("Locataire A1"))
  }
}
