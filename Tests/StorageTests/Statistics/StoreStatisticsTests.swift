import Domain
import Testing

@testable import Storage

/// Statistics from the rows of the view: the same as from replayed dossiers.
@Suite struct StoreStatisticsTests {
  private func figures(_ store: Store) throws -> [DossierFigure] {
    var figures: [DossierFigure] = []
    try FigureView(connection: store.reader).forEach { figures.append($0) }
    return figures
  }

  @Test func `A row holds what the dossier gives, and follows its acts`() throws {
    let fixture = try StoreFixture()
    var streams: [StreamID] = []
    for (number, stage) in StoreFixture.Stage.allCases.enumerated() {
      streams.append(try fixture.dossier(number + 1, upTo: stage))
    }
    let expected = try streams.map { try fixture.store.dossier($0).figure }
    #expect(try figures(fixture.store) == expected.compactMap(\.self))
    #expect(expected.last??.ending?.outcome == .realised)
    try fixture.act(
      streams[3], .withdraw(volet: .a, reason: Reason(.changementDeProjet)), by: Cast.c1A,
      on: StoreFixture.start + 20)
    let after = try #require(try fixture.store.dossier(streams[3]).figure)
    #expect(try figures(fixture.store).contains(after))
    #expect(after.ending?.motive == .changementDeProjet)
  }

  @Test func `Everybody whom the matrix names reads them; a desk that lacks dossiers says so`()
    throws
  {
    let fixture = try StoreFixture()
    try fixture.dossier(1, upTo: .closed)
    for person in Cast.people {
      let report = try fixture.store.statistics(
        as: fixture.session(person, on: StoreFixture.start + 90))
      let sees = person.dossierAudience == nil
      #expect(report.notes.contains { $0.hasPrefix("Ce poste ") } == !sees, "\(person.name)")
    }
    let nobody = Operator(id: "x", name: "Personne", organisation: "org-x", roles: [])
    #expect(throws: Refusal.self) {
      try fixture.store.statistics(as: fixture.session(nobody))
    }
  }

  @Test func `An empty store has its tables, and nothing in them`() throws {
    let fixture = try StoreFixture()
    let report = try fixture.store.statistics(as: fixture.session(Cast.gie))
    #expect(report.tables.count >= 2)
    #expect(report.html.hasPrefix("<!DOCTYPE html>"))
  }

  @Test func `The grid is made once while nothing changes, and anew after an act`() throws {
    let fixture = try StoreFixture()
    let day = StoreFixture.start + 90
    let session = fixture.session(Cast.gie, on: day)
    try fixture.dossier(1, upTo: .closed)
    let before = try fixture.store.statistics(as: session)
    #expect(try fixture.store.statistics(as: session) == before)
    for number in 2...9 { try fixture.dossier(number, upTo: .closed) }
    let after = try fixture.store.statistics(as: session)
    #expect(after != before)
    let opened = after.tables.first { $0.id == "activite" }?.rows.flatMap(\.cells)
    #expect(opened?.contains(.count(9)) == true)
  }
}
