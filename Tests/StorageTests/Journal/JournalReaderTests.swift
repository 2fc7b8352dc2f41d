import Domain
import Testing

@testable import Storage

/// The journal of all aggregates: the newest first, a page at a time, to who may read it.
@Suite struct JournalReaderTests {
  private func lines(
    _ fixture: StoreFixture, as person: Operator, _ filter: JournalFilter = JournalFilter(),
    by limit: Int = 1_000, budget: Int = 20_000
  ) throws -> [JournalLine] {
    let reader = try JournalReader(fixture.store, as: fixture.session(person), filter)
    var lines: [JournalLine] = []
    var mark: JournalMark?
    repeat {
      let page = try reader.page(after: mark, limit: limit, budget: budget)
      lines += page.lines
      mark = page.next
    } while mark != nil
    return lines
  }

  private func told(_ lines: [JournalLine]) -> [String] {
    lines.map { "\($0.moment.seconds) \($0.reference) \($0.kind) \($0.author) \($0.isWaiting)" }
  }

  /// Three dossiers, the first of which is confirmed, and a consultation.
  private func fixture() throws -> StoreFixture {
    let fixture = try StoreFixture()
    let first = try fixture.dossier(1, upTo: .instructed)
    try fixture.dossier(2, upTo: .decided, of: (Cast.bailleurB, Cast.bailleurC))
    try fixture.dossier(3, upTo: .nurs, from: StoreFixture.start + 30)
    try fixture.confirm(first)
    let note = fixture.seal("À nous.", as: .note)
    try fixture.act(
      first, .addNote(note: note.subject, visibility: .internal_), by: Cast.c1A,
      on: StoreFixture.start + 14, secrets: [note])
    _ = try fixture.store.revealNUR(
      of: .a, in: first, as: fixture.session(Cast.c1A, on: StoreFixture.start + 15))
    return fixture
  }

  @Test func `Every act is told once, the newest first, confirmed or waiting`() throws {
    let fixture = try fixture()
    let lines = try lines(fixture, as: Cast.superAdmin)
    #expect(lines.map(\.moment) == lines.map(\.moment).sorted(by: >))
    var events = 0
    try fixture.store.writer.query("SELECT events FROM pending") { row throws(StorageError) in
      events += try JSONText.decode(try row.get(0), as: [PendingCommand.Event].self).count
    }
    let confirmed: Int? = try fixture.store.writer.scalar("SELECT count(*) FROM event")
    // The internal note of another house is told to nobody else.
    #expect(lines.count == events + (confirmed ?? 0) - 1)
    #expect(Set(lines.map { "\($0.command) \($0.kind)" }).count == lines.count)
    #expect(lines.contains { $0.isWaiting } && lines.contains { !$0.isWaiting })
    #expect(Set(lines.map(\.reference)) == ["D-2026-1001", "D-2026-1002", "D-2026-1003"])
  }

  @Test(arguments: [1, 2, 3, 7, 400])
  func `Pages tell what one page tells`(limit: Int) throws {
    let fixture = try fixture()
    let whole = told(try lines(fixture, as: Cast.superAdmin))
    #expect(told(try lines(fixture, as: Cast.superAdmin, by: limit)) == whole)
    #expect(told(try lines(fixture, as: Cast.superAdmin, by: 5, budget: 3)) == whole)
  }

  @Test func `Each role reads what the matrix grants it`() throws {
    let fixture = try fixture()
    let all = try lines(fixture, as: Cast.superAdmin)
    #expect(try lines(fixture, as: Cast.gie).count == all.count)
    let own = try lines(fixture, as: Cast.c1A)
    #expect(!own.isEmpty && own.allSatisfy { $0.author == Cast.c1A.id })
    #expect(own.contains { $0.kind == "dossier.note_added" })
    let house = try lines(fixture, as: Cast.pilB)
    #expect(!house.isEmpty && house.allSatisfy { $0.organisation == Cast.bailleurB })
    #expect(try lines(fixture, as: Cast.facilitator).count == all.count)
    for person in [Cast.aorif, Cast.partner] {
      #expect(throws: Refusal.self) { try self.lines(fixture, as: person) }
    }
  }

  @Test func `A page is narrowed by author, dossier, day and consultation`() throws {
    let fixture = try fixture()
    let all = try lines(fixture, as: Cast.superAdmin)
    var filter = JournalFilter()
    filter.authors = JournalFilter.Authors(people: [Cast.c1B.id], houses: [])
    let mine = try lines(fixture, as: Cast.superAdmin, filter)
    #expect(told(mine) == told(all.filter { $0.author == Cast.c1B.id }))
    filter = JournalFilter()
    filter.authors = JournalFilter.Authors(people: [], houses: [Cast.bailleurC])
    let house = try lines(fixture, as: Cast.superAdmin, filter)
    #expect(told(house) == told(all.filter { $0.organisation == Cast.bailleurC }))
    filter = JournalFilter()
    filter.stream = try fixture.store.stream(named: "d-2026-1001")
    let dossier = try lines(fixture, as: Cast.superAdmin, filter, by: 3)
    #expect(told(dossier) == told(all.filter { $0.reference == "D-2026-1001" }))
    filter = JournalFilter()
    filter.first = StoreFixture.start + 3
    filter.last = StoreFixture.start + 12
    let days = try lines(fixture, as: Cast.superAdmin, filter, by: 2)
    #expect(
      told(days)
        == told(
          all.filter {
            (StoreFixture.start + 3...StoreFixture.start + 12)
              .contains(ParisTime.day(of: $0.moment))
          }))
    #expect(!days.isEmpty)
    filter = JournalFilter()
    filter.revealsOnly = true
    #expect(try lines(fixture, as: Cast.superAdmin, filter).map(\.kind) == ["dossier.nur_revealed"])
    #expect(try fixture.store.stream(named: "D-2026-9999") == nil)
  }

  @Test func `A search that finds little says how far it looked, and goes on from there`() throws {
    let fixture = try fixture()
    var filter = JournalFilter()
    filter.authors = JournalFilter.Authors(people: [Cast.c1C.id], houses: [])
    let reader = try JournalReader(fixture.store, as: fixture.session(Cast.superAdmin), filter)
    let page = try reader.page(limit: 100, budget: 4)
    let back = try #require(page.lookedBackTo)
    let next = try reader.page(after: page.next, limit: 100, budget: 1_000)
    #expect(next.lines.allSatisfy { $0.moment <= back } && next.lookedBackTo == nil)
    #expect(
      page.lines.count + next.lines.count == (try lines(fixture, as: Cast.superAdmin, filter)).count
    )
  }

  @Test func `The pages are read by indexes, wherever they begin`() throws {
    let fixture = try fixture()
    let reader = try JournalReader(
      fixture.store, as: fixture.session(Cast.superAdmin), JournalFilter())
    try expectIndexed(on: fixture.store.reader) {
      let first = try reader.page(limit: 4)
      _ = try reader.page(after: first.next, limit: 4)
      _ = try reader.page(
        after: JournalMark(
          moment: first.lines[3].moment, place: .confirmed("org-a+org-b", 3)), limit: 4)
    }
  }

  @Test func `What another house may not know is not told, waiting or confirmed`() throws {
    let fixture = try StoreFixture()
    let stream = try fixture.dossier(1, upTo: .nurs)
    try fixture.act(stream, .requestPiece(volet: .a, piece: .autre), by: Cast.c1A)
    for isConfirmed in [false, true] {
      if isConfirmed { try fixture.confirm(stream) }
      let kinds = try lines(fixture, as: Cast.pilB).map(\.kind)
      #expect(!kinds.contains("dossier.piece_requested"))
      #expect(try lines(fixture, as: Cast.c1A).contains { $0.kind == "dossier.piece_requested" })
      #expect(try lines(fixture, as: Cast.gie).contains { $0.kind == "dossier.piece_requested" })
    }
  }
}
