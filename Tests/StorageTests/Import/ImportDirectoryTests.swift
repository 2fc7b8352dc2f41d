import Domain
import Testing

@testable import Storage

/// Bailleurs and agents that files bring, and the person at work.
@Suite struct ImportDirectoryTests {
  private let fixture: ImportFixture

  init() throws {
    fixture = try ImportFixture()
  }

  private static let martin = [
    "contact1_nom_a": "C. Martin", "contact1_email_a": "c.martin@coteaux.example",
  ]

  private func agents() throws -> [Operator] {
    try fixture.store.directory.operators.values.filter { $0.id != "reprise" }
      .sorted { $0.id < $1.id }
  }

  @Test func `An unknown bailleur becomes a member under the name of the file`() throws {
    try fixture.importText(ImportLines.csv([:]))
    let bailleur = try fixture.store.directory.organisations["bailleur-99900001100018"]
    #expect(bailleur?.name == "Habitat des Coteaux")
    #expect(bailleur?.kind == .bailleur && bailleur?.member == true)
    #expect(bailleur?.siret?.text == "99900001100018")
  }

  @Test func `A known bailleur keeps its name and identity`() throws {
    let siret = try SIRET(parsing: "99900001100018")
    let known = Organisation(
      id: "b-7", name: "Coteaux", kind: .bailleur, siret: siret, member: true)
    try fixture.store.put(organisations: [known], operators: [])
    try fixture.importText(ImportLines.csv([:]))
    #expect(try fixture.dossier("EH-1").volets[0].bailleur == "b-7")
    #expect(try fixture.store.directory.organisations["b-7"] == known)
  }

  @Test func `A bailleur that is no member is refused by the domain`() throws {
    let known = Organisation(
      id: "b-7", name: "Coteaux", kind: .bailleur, siret: try SIRET(parsing: "99900002900010"))
    try fixture.store.put(organisations: [known], operators: [])
    let report = try fixture.importText(ImportLines.csv([:]))
    #expect(report.messages.first?.place?.name == "siret_b")
    #expect(
      report.messages.first?.text == "Au 05/01/2026 : Coteaux n'est pas un bailleur membre.")
  }

  @Test func `An agent is one person, whatever the volet, the contact and the case`() throws {
    var second = Self.martin
    second["contact2_nom_a"] = "Martin"
    second["contact2_email_a"] = "C.MARTIN@coteaux.example"
    second["reference"] = "EH-2"
    second["logement_a"] = "A-2"
    second["logement_b"] = "B-2"
    let report = try fixture.importText(ImportLines.csv(Self.martin, second))
    #expect(report.added == 2 && report.newAgents == 1)
    let agent = try #require(try agents().first)
    #expect(agent.name == "C. Martin" && agent.roles == [.contact1, .contact2])
    let volet = try fixture.dossier("EH-2").volets[0]
    #expect(volet.contacts == [.contact1: agent.id, .contact2: agent.id])
    #expect(!agent.id.text.contains("artin"))
  }

  @Test func `The person at work is found among the contacts, in either order`() throws {
    let siret = try SIRET(parsing: "99900001100018")
    let me = try fixture.store.setMe(
      name: "c. martin", roles: [.contact1], siret: siret, bailleurName: "Habitat des Coteaux")
    try fixture.importText(ImportLines.csv(Self.martin))
    #expect(try fixture.dossier("EH-1").volets[0].contacts[.contact1] == me.id)
    #expect(try fixture.store.me()?.id == me.id)

    let other = try ImportFixture()
    try other.importText(ImportLines.csv(Self.martin))
    let found = try other.store.setMe(name: "C. MARTIN", roles: [.contact1], siret: siret)
    #expect(try other.dossier("EH-1").volets[0].contacts[.contact1] == found.id)
    #expect(try other.store.emails()[found.id] == "c.martin@coteaux.example")
  }

  @Test(arguments: [
    ([Role.contact1, .gieCoordinator], nil, "role"), ([.contact1], nil, "bailleur"),
    ([.contact1], "99900002900010", "raison-sociale"),
  ])
  func `Who works is refused when something is missing or does not agree`(
    roles: [Role], siret: String?, field: String
  ) throws {
    let siret = try siret.map { try SIRET(parsing: $0) }
    let refusal = #expect(throws: Refusal.self) {
      try fixture.store.setMe(name: "C. Martin", roles: Set(roles), siret: siret)
    }
    #expect(refusal?.field == field)
    #expect(try fixture.store.me() == nil)
  }

  @Test func `An import is signed by Aatiko's person at work, else by a technical operator`() throws
  {
    #expect(try fixture.store.importOperator(isTrial: true).id == "reprise")
    #expect(try fixture.store.directory.operators.isEmpty)
    let aatiko = try fixture.store.setMe(name: "S. Fournier", roles: [.aatikoSuperAdministrator])
    #expect(try fixture.store.importOperator(isTrial: false).id == aatiko.id)
  }
}
