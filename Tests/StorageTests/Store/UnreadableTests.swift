import Domain
import Testing

@testable import Storage

/// A dossier in which a later version of the program wrote: it is left alone, the others go on.
@Suite struct UnreadableTests {
  private let fixture: StoreFixture
  private let strange: StreamID
  private let plain: StreamID

  init() throws {
    fixture = try StoreFixture()
    strange = try fixture.dossier(1, upTo: .nurs)
    plain = try fixture.dossier(2, upTo: .nurs)
    try fixture.confirm(strange)
  }

  /// Adds an event to the strange dossier, as a synchronisation could bring it.
  private func receive(_ kind: String, schema: Int = 1, payload: String = "{}") throws {
    let store = try fixture.store
    let entries = try store.streams.journal.entries(ofStream: strange)
    var draft = try #require(entries.last).event
    draft.version += 1
    draft.kind = kind
    draft.schema = schema
    draft.payload = payload
    try store.writer.transaction {
      let scope = try #require(try store.streams.journal.scope(ofStream: strange))
      try store.streams.journal.append([draft], scope: scope)
    }
    try store.rebuildViews()
  }

  private func expectLeftAlone() throws {
    let validate = DossierCommand.validatePreInstruction(volets: [.a])
    for attempt in [
      { _ = try fixture.act(strange, validate, by: Cast.c1A) },
      { _ = try fixture.store.detail(strange, for: fixture.session(Cast.c1A)) },
      { _ = try fixture.store.dossier(strange) },
    ] {
      let error = #expect(throws: StorageError.self) { try attempt() }
      #expect(error?.french.contains("Installez la dernière version d'habiter.") == true)
    }
    let period = DossierCommand.setPeriod(
      volet: .a, from: StoreFixture.start, to: StoreFixture.start + 9)
    try fixture.act(plain, period, by: Cast.c2A)
    #expect(try fixture.store.detail(plain, for: fixture.session(Cast.c1A)) != nil)
  }

  @Test(arguments: [
    ("dossier.unheard_of", 1, "{}"), ("dossier.nur_revealed", 2, #"{"volet":"A"}"#),
    ("dossier.nur_revealed", 1, #"{"volet":"Z"}"#),
  ])
  func `It cannot be acted on nor shown, and says why; the others can`(
    kind: String, schema: Int, payload: String
  ) throws {
    try receive(kind, schema: schema, payload: payload)
    try expectLeftAlone()
    try fixture.reopen()
    try expectLeftAlone()
  }

  @Test func `An author of an unknown role makes one dossier unreadable, not the store`() throws {
    try receive("dossier.nur_revealed", payload: #"{"volet":"A"}"#)
    try fixture.store.writer.run(
      "UPDATE event SET role = 'mediateur' WHERE kind = ?", ["dossier.nur_revealed"])
    try fixture.store.rebuildViews()
    #expect(try fixture.store.dossiers.row(strange)?.status == nil)
    try fixture.act(plain, .validatePreInstruction(volets: [.a]), by: Cast.c1A)
  }

  @Test func `Its row stands among the open ones and says that an update is needed`() throws {
    try receive("dossier.unheard_of")
    let queries = try fixture.store.dossiers
    let row = try #require(try queries.row(strange))
    #expect(row.status == nil)
    #expect(row.statusLabel == "mise à jour nécessaire")
    #expect(row.reference == "D-2026-1001")
    #expect(row.logements == "T3 Évry ⇄ T4 Montreuil")
    for organisation in [nil, Cast.bailleurA, Cast.bailleurB] {
      let scope = QueueScope(
        organisation: organisation, person: Cast.c1A.id, today: StoreFixture.start + 90)
      for queue in DossierQueue.allCases {
        let holds = try queries.streams(in: queue, scope).contains(strange)
        #expect(holds == (queue == .open), "\(queue)")
      }
    }
    let other = QueueScope(
      organisation: Cast.bailleurC, person: Cast.c1C.id, today: StoreFixture.start)
    #expect(try queries.streams(in: .open, other) == [])
  }

  @Test func `Nothing of it need be readable for its row to be there`() throws {
    try fixture.store.writer.run("UPDATE event SET kind = 'dossier.unheard_of'", [])
    try fixture.store.rebuildViews()
    let row = try #require(try fixture.store.dossiers.row(strange))
    #expect(row.reference == strange.text)
    #expect(row.bailleurs == [Cast.bailleurA, Cast.bailleurB])
    #expect(row.status == nil)
  }

  @Test func `Its logements and NUR stay taken`() throws {
    try receive("dossier.unheard_of")
    let nur = try fixture.seal(nur: 2)
    let other = try fixture.dossier(3)
    let refusal = #expect(throws: Refusal.self) {
      try fixture.act(
        other, .enterNUR(volet: .a, nur: nur.sealed), by: Cast.c1A, secrets: [nur.secret])
    }
    #expect(refusal?.message == "Ce NUR est déjà engagé dans le dossier D-2026-1001.")
  }

  @Test func `It is as it was once the program knows the event`() throws {
    let dump = try fixture.store.viewDump()
    try receive("dossier.unheard_of")
    #expect(try fixture.store.viewDump() != dump)
    try fixture.store.writer.run("DELETE FROM event WHERE kind = 'dossier.unheard_of'", [])
    try fixture.store.rebuildViews()
    #expect(try fixture.store.viewDump() == dump)
  }
}
