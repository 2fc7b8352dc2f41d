import Domain
import Foundation
import Testing

@Suite("Actors have codes, labels and a stable stored form")
struct ActorTests {
  @Test("roles have the codes of the matrix, and each its own label")
  func roles() {
    #expect(
      Role.allCases.map(\.code)
        == ["SA", "FA", "ACT", "GIE", "AOR", "PIL", "ADM", "C1", "C2", "INF", "PAR"])
    #expect(Role.allCases.allSatisfy { Role(code: $0.code) == $0 })
    #expect(Role(code: "XX") == nil)
    #expect(Set(Role.allCases.map(\.label)).count == Role.allCases.count)
    #expect(Role.contact1.label == "contact 1")
    #expect(Role.allCases.sorted() == Role.allCases)
  }

  @Test("the roles held inside a bailleur are five")
  func bailleurRoles() {
    #expect(
      Role.allCases.filter(\.isOfBailleur)
        == [.pilote, .administrateur, .contact1, .contact2, .referentInformatique])
  }

  @Test("actions have each their own label")
  func actions() {
    #expect(Action.allCases.count == 41)
    #expect(Set(Action.allCases.map(\.label)).count == 41)
  }

  @Test("an operator is stored with the roles in the order of the matrix")
  func operatorForm() throws {
    let person = Operator(
      id: "l-petit", name: "L. Petit", organisation: "bailleur-b",
      roles: [.referentInformatique, .contact2, .contact1, .pilote])
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let data = try encoder.encode(person)
    #expect(
      String(decoding: data, as: UTF8.self)
        == #"{"id":"l-petit","name":"L. Petit","organisation":"bailleur-b","#
        + #""roles":["pilote","contact1","contact2","referentInformatique"]}"#)
    #expect(try JSONDecoder().decode(Operator.self, from: data) == person)
  }

  @Test("an organisation is stored and read back")
  func organisationForm() throws {
    let organisation = Organisation(
      id: "bailleur-a", name: "Bailleur A", kind: .bailleur,
      siret: try SIRET(parsing: "99900001100018"), member: true)
    let data = try JSONEncoder().encode(organisation)
    #expect(try JSONDecoder().decode(Organisation.self, from: data) == organisation)
  }
}
