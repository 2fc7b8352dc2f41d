import Domain
import Testing

@testable import Storage

/// Files of dossiers taken in on a desk that follows a shared database.
@Suite struct SyncImportTests {
  private let office: Office

  init() throws {
    office = try Office()
    let founder = try office.world.database(for: Cast.superAdmin)
    for (id, name, siret) in [
      (Cast.bailleurA, "Habitat des Coteaux", "99900001100018"),
      (Cast.bailleurB, "Bailleur Bélier", "99900002900010"),
    ] {
      try founder.put(
        Organisation(
          id: id, name: name, kind: .bailleur, siret: try SIRET(parsing: siret), member: true))
    }
    try office.sync()
  }

  private func take(_ columns: [String: String]) throws -> ImportReport {
    let store = try office.aatiko.fixture.store
    let now = office.world.now
    let file = try office.aatiko.fixture.directory.write(
      Array(ImportLines.csv(columns).utf8), to: "reprise.csv")
    return try store.importDossiers(
      from: file, as: Session(actor: try store.importOperator(isTrial: false)) { now })
  }

  @Test func `It reaches everybody under the name of whoever is logged in`() throws {
    let report = try take([
      "reference": "EH-9", "nur_a": "075112612345600042", "nur_le_a": "12/01/2026",
      "nur_b": "075112612345600051", "nur_le_b": "13/01/2026",
    ])
    #expect(report.added == 1, "\(report.messages)")
    try office.sync()
    for desk in office.desks {
      let store = try desk.fixture.store
      #expect(try store.pendingCount() == 0 && store.conflictCount() == 0)
      let stream = try #require(try store.dossiers.stream(ofReference: "EH-9"))
      let dossier = try store.dossier(stream)
      #expect(dossier.history.allSatisfy { $0.signature.operatorID == Cast.superAdmin.id })
      #expect(dossier[.a]?.nur != nil || desk.person.organisation == Cast.bailleurB)
    }
  }

  @Test(
    arguments: [
      (
        ["siret_b": "99900003700013", "bailleur_b": "Bailleur D"], "l'annuaire de la base partagée"
      ),
      (["contact1_nom_a": "Z. Nouveau", "contact1_email_a": "z@a.example"], "n'a pas de compte"),
    ])
  func `Who is not in the shared database is not made up here`(
    columns: [String: String], words: String
  ) throws {
    let report = try take(columns)
    #expect(report.added == 0)
    #expect(report.messages.contains { $0.text.contains(words) }, "\(report.messages)")
    #expect(try office.aatiko.fixture.store.pendingCount() == 0)
  }

  @Test func `Others are sent to Aatiko`() throws {
    let refusal = #expect(throws: Refusal.self) {
      try office.agentA.fixture.store.importOperator(isTrial: true)
    }
    #expect(refusal?.message.contains("super administrateur d'Aatiko") == true)
  }
}
