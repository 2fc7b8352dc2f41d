import Domain
import Foundation
import Testing

@testable import Storage

@Suite struct DemoTests {
  @Test func `The same day gives the same demonstration, to the byte`() throws {
    let one = try DemoFixture(.petite)
    let two = try DemoFixture(.petite)
    #expect(try one.heads() == two.heads())
    #expect(try one.store.viewDump() == two.store.viewDump())
    #expect(try one.texts().map(\.text) == two.texts().map(\.text))
    let other = try DemoFixture(.petite, on: DemoFixture.today + 1)
    #expect(try one.heads() != other.heads())
  }

  // Every weekday, the days around both clock changes, a leap day, the turn of a year.
  @Test(arguments: [
    "2026-04-07", "2026-04-08", "2026-04-09", "2026-04-10", "2026-04-11", "2026-04-12",
    "2026-03-29", "2026-10-25", "2028-02-29", "2026-12-31", "2027-01-01", "2026-08-15",
  ])
  func `Any day will do`(_ text: String) throws {
    let today = try #require(Day(iso: text))
    let generator = try DemoGenerator(today: today, volumes: DemoSize.petite.volumes)
    var dossiers: [Dossier] = []
    try generator.forEachDossier { adopted, _ in dossiers.append(adopted.dossier) }
    #expect((40...44).contains(dossiers.count(where: \.isOpen)))
    #expect((40...44).contains(dossiers.count { !$0.isOpen }))
    let moments = dossiers.flatMap(\.history).map(\.signature.moment)
    #expect(moments.allSatisfy { $0 < .paris(today, minute: 0) })
  }

  @Test func `The journal is whole and in the order of time, the views follow from it`() throws {
    let fixture = try DemoFixture(.petite)
    #expect(try fixture.brokenScopes() == [])
    #expect(try fixture.heads().count > 10)
    let journal = fixture.store.streams.journal
    var last = Moment(seconds: 0)
    try journal.forEachEntry(ofScope: "demo-b01+demo-b02") { entry throws(StorageError) in
      #expect(entry.event.envelope.recordedAt >= last)
      last = entry.event.envelope.recordedAt
    }
    #expect(last > Moment(seconds: 0))
    let before = try fixture.store.viewDump()
    try fixture.store.rebuildViews()
    #expect(try fixture.store.viewDump() == before)
  }

  @Test func `The realistic journal is whole too`() async throws {
    #expect(try await RealisticDemo.shared.value.brokenScopes == [])
  }

  @Test func `People work by day, Monday to Friday but for tenants' NUR and moves`() async throws {
    let demo = try await RealisticDemo.shared.value
    let acts = demo.dossiers.flatMap(\.history)
    let hours = acts.map { ParisTime.hourAndMinute(of: $0.signature.moment).hour }
    #expect(hours.count { !(8...19).contains($0) } <= 2, "the two NUR around midnight")
    let office: [DossierAct] = [.validatePreInstruction, .validateInstruction, .enterDecision]
    let validations = acts.filter { $0.event.act.map(office.contains) ?? false }
    #expect(validations.allSatisfy { !$0.day.isWeekend })
  }

  @Test func `Contact 1 and contact 2 find plenty to do`() async throws {
    let demo = try await RealisticDemo.shared.value
    let first = try #require(demo.counts[.contact1])
    #expect(first[.mine, default: 0] >= 15, "\(first)")
    for queue in DossierQueue.allCases {
      #expect(first[queue, default: 0] > 0, "\(queue)")
    }
    #expect(demo.counts[.contact2]?[.mine, default: 0] ?? 0 >= 5)
    #expect(demo.counts[.facilitateur]?[.open] == 300)
    #expect(demo.counts[.coordinateur]?[.open] == 300)
  }

  @Test func `A demonstration of the day is kept with what was done in it`() throws {
    let directory = try TemporaryDirectory()
    let environment = ["XDG_DATA_HOME": directory.path]
    let today = DemoFixture.today
    func pending(_ day: Day, _ body: (Store) throws -> Void = { _ in }) throws -> Int {
      let store = try DemoFixture.open(environment, .petite, day)
      defer { store.close() }
      try body(store)
      return try store.pendingCount()
    }
    #expect(try pending(today) { try Self.leaveNote($0, today) } == 1)
    #expect(try pending(today) == 1)
    #expect(try pending(today + 1) == 0)
  }

  @Test func `One that was cut short is made again`() throws {
    let directory = try TemporaryDirectory()
    let location = try StoreLocation.demo(environment: ["XDG_DATA_HOME": directory.path])
    do {
      let store = try Store(location)
      try store.put(
        organisations: [Organisation(id: "x", name: "Reste", kind: .bailleur)], operators: [])
      store.close()
    }
    let store = try DemoFixture.open(
      ["XDG_DATA_HOME": directory.path], .petite, DemoFixture.today)
    #expect(store.directory.organisations["x"] == nil)
    #expect(Demo.actor(for: .contact1, in: store) != nil)
  }

  @Test func `Nothing but a demonstration is ever deleted`() throws {
    let directory = try TemporaryDirectory()
    let real = try StoreLocation.real(environment: ["XDG_DATA_HOME": directory.path])
    let store = try Store(real)
    store.close()
    for location in [real, StoreLocation(directory: real.directory, isDemo: true)] {
      #expect(throws: StorageError.self) { try Demo.wipe(location) }
    }
    #expect(FileManager.default.fileExists(atPath: real.database))
    _ = try DemoFixture.open(
      ["XDG_DATA_HOME": directory.path], .petite, DemoFixture.today)
    #expect(FileManager.default.fileExists(atPath: real.database))
  }

  @Test func `An act that the domain refuses is a fault, not a gap`() throws {
    let directory = try DemoDirectory(members: 6, integrating: 0)
    var runner = DemoRunner(directory, seed: 1, number: 0)
    let act = DemoAct(
      day: DemoFixture.today, actor: directory.facilitators[0],
      move: .command(.enterNUR(volet: .a, nur: SealedNUR(subject: "s", digest: "d"))))
    #expect(throws: DemoFault.self) { try runner.run([act], until: DemoFixture.today) }
  }

  private static func leaveNote(_ store: Store, _ today: Day) throws {
    let actor = try #require(Demo.actor(for: .contact1, in: store))
    let session = Session(actor: actor) { .paris(today, minute: 610) }
    let scope = QueueScope(organisation: session.audience, person: actor.id, today: today)
    let stream = try #require(try store.dossiers.streams(in: .mine, scope).first)
    var sealer = try store.sealer()
    let note = sealer.seal("Vu.", as: .note)
    try store.perform(
      Act(
        stream: stream, command: .addNote(note: note.subject, visibility: .shared),
        secrets: [note]), as: session)
  }
}
