import Domain
import Testing

@testable import Storage

/// The numbers of a whole list, by which it is marked, against its rows.
@Suite struct NumberTests {
  @Test(arguments: ["", "a3"])
  func `The numbers of a list are those of its rows, and lead to their streams`(
    filter: String
  ) throws {
    let fixture = try StoreFixture()
    var walk = RandomWalk(seed: 11)
    try walk.walk(300, in: fixture)
    let queries = try fixture.store.dossiers
    for queue in DossierQueue.allCases {
      let scope = QueueScope(
        organisation: nil, person: Cast.gie.id, today: walk.day, filter: filter)
      let sequence = try queries.sequence(DossierListing(queue, scope))
      let rows = try queries.rows(of: sequence, 0..<sequence.count)
      let numbers = try queries.numbers(of: sequence)
      #expect(Set(numbers) == Set(rows.map(\.number)) && numbers.count == rows.count, "\(queue)")
      #expect(filter.isEmpty || rows.count < 5)
      for row in rows { #expect(try queries.stream(ofNumber: row.number) == row.stream) }
    }
    #expect(try queries.stream(ofNumber: 1_000_000) == nil)
  }

  @Test func `Acts performed as of a moment are signed at it, whatever the clock says`() throws {
    let fixture = try StoreFixture()
    let stream = try fixture.dossier()
    let session = fixture.session(Cast.c1A)
    let moment = session.clock() + -3600
    let note = fixture.seal("Relu", as: .note)
    let act = Act(
      stream: stream, command: .addNote(note: note.subject, visibility: .shared), secrets: [note])
    try fixture.store.perform(act, as: session, at: moment)
    #expect(try fixture.store.dossier(stream).history.last?.signature.moment == moment)
  }
}
