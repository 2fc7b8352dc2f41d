import Domain
import Foundation
import Testing

@testable import Storage

/// Files of signalements: what comes in, what is refused and why, and that twice is once.
@Suite struct SignalementImportTests {
  private let fixture: StoreFixture
  private static let folder = ImportFixture.fixtures.appending(path: "signalements")

  init() throws {
    fixture = try StoreFixture()
    var bailleur = try #require(try fixture.store.directory.organisations[Cast.bailleurA])
    bailleur.siret = try SIRET(parsing: "99900001100018")
    try fixture.store.put(organisations: [bailleur], operators: [])
  }

  private func take(_ file: String, isTrial: Bool = false) throws -> ImportReport {
    try fixture.store.importSignalements(
      from: Self.folder.appending(path: file).path, as: fixture.session(Cast.facilitator),
      isTrial: isTrial)
  }

  @Test func `What the platform exports comes in whole, and once`() throws {
    #expect(try take("exemple.csv", isTrial: true).added == 3)
    #expect(try fixture.store.pendingCount() == 0)
    let report = try take("exemple.csv")
    #expect(report.summary == ["3 signalements lus : 3 ajoutés."])
    let session = fixture.session(Cast.facilitator)
    let stream = Signalement.stream(of: "S-1001")
    let detail = try #require(try fixture.store.signalement(stream, for: session))
    let reception = try #require(detail.signalement.reception)
    #expect(detail.message == "Bonjour, où en est mon dossier ?\nMerci.")
    #expect(detail.author == "Camille Delaunay-Morvan")
    #expect(detail.tenant == "L100200")
    #expect(reception.category == .dossier && reception.dossier == "D-2026-0412")
    #expect(ParisTime.hourAndMinute(of: reception.receivedAt) == (9, 15))
    #expect(reception.day.iso == "2026-03-02")
    let third = try fixture.store.signalement(Signalement.stream(of: "S-1003"), for: session)
    #expect(third?.signalement.reception?.nature == .inscription)
    #expect(third?.signalement.reception?.isRegistered == false)
    #expect(third?.signalement.reception?.channel == .courriel)
    let again = try take("exemple.csv")
    #expect(again.summary == ["3 signalements lus : 0 ajouté, 3 déjà présents."])
    #expect(again.isComplete)
    #expect(try take("exemple.jsonl").present == 1)
    #expect(try fixture.store.pendingCount() == 3)
  }

  @Test func `Each line that is wrong is told with its column and what to do`() throws {
    let report = try take("fautes.csv")
    let page = Self.folder.appending(path: "fautes.csv.rapport.txt")
    let told = report.french.joined(separator: "\n") + "\n"
    if ProcessInfo.processInfo.environment["HABITER_WRITE_REPORTS"] != nil {
      try Data(told.utf8).write(to: page)
    }
    #expect(told == String(decoding: try Data(contentsOf: page), as: UTF8.self))
    #expect(report.added == 1)
    #expect(report.refused == 8)
    #expect(!told.contains("Delaunay"))
    let detail = try fixture.store.signalement(
      Signalement.stream(of: "S-2008"), for: fixture.session(Cast.facilitator))
    #expect(detail?.message?.contains("075011912345678901") == false)
  }
}
