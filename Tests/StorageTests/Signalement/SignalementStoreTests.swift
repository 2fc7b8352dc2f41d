import Domain
import Testing

@testable import Storage

/// Signalements in a store: durable, listed, found, and read by those who may.
@Suite struct SignalementStoreTests {
  private let fixture: SignalementFixture

  init() throws { fixture = try SignalementFixture() }

  @Test func `An act is durable, shown, and its rows are those of a rebuild`() throws {
    let stream = try fixture.receive("S-1", tenant: "L100")
    try fixture.receive("S-2")
    try fixture.act(stream, .assign(to: Cast.facilitator.id))
    try fixture.base.reopen()
    let store = try fixture.store
    #expect(try fixture.numbers(.aTrier).sorted() == ["S-1", "S-2"])
    #expect(try fixture.numbers(.aMoi) == ["S-1"])
    #expect(try fixture.detail(stream)?.message == "Bonjour, rien ne va.")
    #expect(try fixture.detail(stream)?.author == "Camille Delaunay-Morvan")
    let shown = try store.viewDump()
    #expect(shown.contains("L100"))
    try store.rebuildViews()
    #expect(try store.viewDump() == shown)
    #expect(try StoreVerification.run(fixture.base.location).problems == [])
  }

  @Test func `Queues follow what is done, and their counts with them`() throws {
    var streams: [StreamID] = []
    for number in 1...6 { streams.append(try fixture.receive("S-\(number)")) }
    try fixture.act(streams[0], .askBailleur(message: nil))
    try fixture.act(
      streams[1],
      .askActimage(reason: .technique, message: SignalementMessage("t")))
    try fixture.act(streams[2], .sendBack(message: nil))
    try fixture.act(streams[3], .sendBack(message: nil))
    try fixture.act(streams[3], .reopen(message: nil))
    try fixture.act(
      streams[4],
      .markDuplicate(of: SignalementLink(stream: streams[5], number: "S-6")))
    let expected: [SignalementQueue: [String]] = [
      .aTrier: ["S-6"], .chezBailleur: ["S-1"], .chezActimage: ["S-2"], .rouverts: ["S-4"],
      .clos: ["S-5", "S-3"],
    ]
    let counts = try fixture.store.signalementCounts(for: fixture.base.session(Cast.facilitator))
    for queue in SignalementQueue.allCases {
      let numbers = expected[queue] ?? []
      #expect(try fixture.numbers(queue).sorted() == numbers.sorted(), "\(queue)")
      #expect(counts[queue] ?? 0 == numbers.count, "\(queue)")
    }
    try fixture.store.undo(on: streams[0], as: fixture.base.session(Cast.facilitator))
    #expect(try fixture.numbers(.aTrier).sorted() == ["S-1", "S-6"])
  }

  @Test func `A queue is walked by stretches, oldest first, and each place is known`() throws {
    let start = fixture.base.session(Cast.facilitator).clock()
    for number in [3, 1, 2, 5, 4] {
      try fixture.receive("S-\(number)", at: start + Int64(number - 10) * 3600)
    }
    let session = fixture.base.session(Cast.facilitator)
    let listing = SignalementListing(.aTrier)
    let page = try fixture.store.signalements(listing, from: 1, limit: 2, for: session)
    #expect(page.count == 5)
    #expect(page.rows.map(\.summary.number) == ["S-2", "S-3"])
    for number in 1...5 {
      let place = try fixture.store.place(
        of: Signalement.stream(of: "S-\(number)"), in: listing, for: session)
      #expect(place == number - 1)
    }
    #expect(
      try fixture.store.place(
        of: Signalement.stream(of: "S-1"), in: SignalementListing(.clos), for: session) == nil)
  }

  @Test(arguments: [
    ("ascenseur", ["S-1"]), ("ASCENS", ["S-1"]), ("evier fuit", ["S-2"]), ("coeur", ["S-2"]),
    ("delaunay", ["S-1", "S-2"]), ("S-2", ["S-2"]), ("\"fuit OR", []), ("*", ["S-1", "S-2"]),
    ("étage", ["S-1"]), ("etage", ["S-1"]),
  ])
  func `Words are found by their beginning, without case or accents`(
    typed: String, numbers: [String]
  ) throws {
    try fixture.receive("S-1", "L'ascenseur s'arrête à l'étage du dessous")
    try fixture.receive("S-2", "L'évier fuit, cela me tient à cœur")
    #expect(try fixture.numbers(.aTrier, typed).sorted() == numbers)
  }

  @Test func `A bailleur sees its own, and of the tenants' words what its role may`() throws {
    let stream = try fixture.receive("S-1")
    #expect(try fixture.numbers(.aTrier, for: Cast.c1A) == ["S-1"])
    #expect(try fixture.detail(stream, for: Cast.c1A)?.message == "Bonjour, rien ne va.")
    #expect(try fixture.numbers(.aTrier, for: Cast.c1B).isEmpty)
    #expect(try fixture.detail(stream, for: Cast.c1B) == nil)
    #expect(throws: Refusal.self) { try fixture.act(stream, .sendBack(message: nil), by: Cast.c1B) }
    #expect(try fixture.numbers(.aTrier, for: Cast.infA) == ["S-1"])
    #expect(try fixture.detail(stream, for: Cast.infA)?.message == nil)
    #expect(try fixture.detail(stream, for: Cast.gie)?.author == nil)
    let page = try fixture.store.signalements(
      SignalementListing(.aTrier), from: 0, limit: 9, for: fixture.base.session(Cast.infA))
    #expect(page.rows.map(\.excerpt) == [nil])
  }

  @Test func `A note within a house is read there alone, a correction also by who keeps the file`()
    throws
  {
    let stream = try fixture.receive("S-1")
    let note = fixture.base.seal("Déjà vu en mars", as: .note)
    try fixture.act(stream, .addNote(note: note.subject, isInternal: true), secrets: [note])
    let value = fixture.base.seal("63", as: .note)
    try fixture.act(
      stream,
      .askCorrection(
        request: CorrectionRequest(
          logement: "L1", column: PatrimoineColumn.surface.name, expected: value.subject),
        message: nil), secrets: [value])
    #expect(try fixture.detail(stream)?.texts[note.subject] == "Déjà vu en mars")
    #expect(try fixture.detail(stream, for: Cast.c1A)?.texts[note.subject] == nil)
    #expect(try fixture.detail(stream, for: Cast.c1A)?.signalement.history.count == 2)
    #expect(try fixture.detail(stream, for: Cast.infA)?.texts[value.subject] == "63")
  }

  @Test func `A duplicate is of one that stands for itself, and is undone`() throws {
    let (first, second) = (try fixture.receive("S-1"), try fixture.receive("S-2"))
    let third = try fixture.receive("S-3")
    try fixture.act(second, .markDuplicate(of: SignalementLink(stream: first, number: "S-1")))
    let refusal = #expect(throws: Refusal.self) {
      try fixture.act(third, .markDuplicate(of: SignalementLink(stream: second, number: "S-2")))
    }
    #expect(refusal?.remedy == "Rattachez-le à S-1.")
    #expect(throws: Refusal.self) {
      try fixture.act(third, .markDuplicate(of: SignalementLink(stream: "none", number: "S-9")))
    }
    try fixture.act(second, .unmarkDuplicate)
    #expect(try fixture.numbers(.aTrier).sorted() == ["S-1", "S-2", "S-3"])
  }

  @Test func `What is known beside it: the same words, the same tenant, the proposal`() throws {
    let start = fixture.base.session(Cast.facilitator).clock()
    let message = "L'ascenseur de l'immeuble s'arrête toujours entre deux étages"
    try fixture.receive("S-1", message, at: start + -3600, tenant: "L100")
    try fixture.receive("S-2", "Autre chose que l'ascenseur", at: start + -1800, tenant: "L100")
    let stream = try fixture.receive("S-3", message + " !", tenant: "L100")
    let detail = try #require(try fixture.detail(stream))
    #expect(detail.surroundings.sameTenant.map(\.number) == ["S-2", "S-1"])
    #expect(detail.surroundings.similar.map(\.number) == ["S-1"])
    #expect(detail.proposal?.route == .doublon)
    #expect(detail.proposal?.original?.number == "S-1")
    let first = try #require(try fixture.detail(Signalement.stream(of: "S-1")))
    #expect(first.proposal?.route != .doublon)
  }

  @Test func `Texts erased leave the vault, the index and the files; the course stays`() throws {
    let stream = try fixture.receive("S-1", "L'ascenseur est en panne", tenant: "L100")
    try fixture.act(stream, .sendBack(message: nil))
    #expect(throws: Refusal.self) { try fixture.act(stream, .eraseTexts, by: Cast.c1A) }
    try fixture.act(stream, .eraseTexts, by: Cast.superAdmin)
    #expect(try fixture.detail(stream, for: Cast.superAdmin)?.message == nil)
    #expect(try fixture.numbers(.clos, "ascenseur").isEmpty)
    #expect(try fixture.numbers(.clos) == ["S-1"])
    #expect(try !fixture.store.viewDump().contains("L100"))
    let problems = try StoreVerification.run(fixture.base.location).problems
    #expect(problems == [], "\(problems)")
  }

  @Test func `The same number twice is refused, here and by the journal`() throws {
    try fixture.receive("S-1")
    let refusal = #expect(throws: Refusal.self) { try fixture.receive("S-1") }
    #expect(refusal?.message == "Le signalement S-1 est déjà enregistré.")
  }

  @Test func `Canned replies are kept with their versions`() throws {
    let session = fixture.base.session(Cast.facilitator)
    let reponse = Reponse(
      id: "etat", version: 1, title: "État", route: .reponse, body: "Bonjour {numero}")
    try fixture.store.perform(ReponsesCommand.write(reponse: reponse), as: session)
    try fixture.base.reopen()
    #expect(try fixture.store.reponses().offered.contains(reponse))
    #expect(throws: Refusal.self) {
      try fixture.store.perform(
        ReponsesCommand.withdraw(reponse: "etat"), as: fixture.base.session(Cast.c1A))
    }
  }
}

/// Texts of signalements that were kept long enough.
@Suite struct SignalementErasureTests {
  @Test func `What was closed for longer than the règlement says is erased, by who may`() throws {
    let fixture = try SignalementFixture()
    let stream = try fixture.receive("S-1")
    try fixture.receive("S-2")
    try fixture.act(stream, .sendBack(message: nil))
    let months = try #require(Day(iso: "2027-03-24"))
    func due(_ person: Operator, on day: Day) throws -> [String] {
      try fixture.store.erasableSignalements(for: fixture.base.session(person, on: day))
        .map(\.number)
    }
    #expect(try due(Cast.superAdmin, on: months - 1) == [])
    #expect(try due(Cast.superAdmin, on: months) == ["S-1"])
    #expect(try due(SharedCast.admA, on: months) == ["S-1"])
    #expect(try due(SharedCast.admB, on: months) == [])
    #expect(throws: Refusal.self) { try due(Cast.facilitator, on: months) }
    let session = fixture.base.session(Cast.superAdmin, on: months)
    let refused = try fixture.store.eraseTexts(
      of: fixture.store.erasableSignalements(for: session), as: session)
    #expect(refused.isEmpty)
    #expect(try due(Cast.superAdmin, on: months) == [])
    #expect(try fixture.detail(stream, for: Cast.superAdmin)?.message == nil)
  }
}
