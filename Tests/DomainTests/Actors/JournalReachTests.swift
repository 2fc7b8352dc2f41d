import Domain
import Testing

@Suite("Whose acts a person reads in the journal")
struct JournalReachTests {
  private static let own = OrganisationID("bailleur-a")
  private static let other = OrganisationID("bailleur-b")

  /// Of what kinds of acts are read: own, of the own house, in its name, on a dossier, any other.
  @Test(
    arguments: [
      (.aatikoSuperAdministrator, [true, true, true, true, true]),
      (.aatikoFacilitator, [true, false, false, true, false]),
      (.actimage, [true, false, false, false, false]),
      (.gieCoordinator, [true, true, true, true, true]),
      (.aorif, [false, false, false, false, false]),
      (.pilote, [true, true, true, false, false]),
      (.administrateur, [true, true, true, false, false]),
      (.contact1, [true, false, false, false, false]),
      (.contact2, [true, false, false, false, false]),
      (.referentInformatique, [true, false, false, false, false]),
      (.partenaire, [false, false, false, false, false]),
    ] as [(Role, [Bool])])
  func roles(role: Role, read: [Bool]) {
    let person = Operator(id: "p", name: "C. Martin", organisation: Self.own, roles: [role])
    let reach = JournalReach(of: person)
    let acts: [(OperatorID, [OrganisationID?], Bool)] = [
      ("p", [Self.other, nil], false), ("q", [Self.own, nil], false),
      ("q", [Self.other, Self.own], false), ("q", [Self.other, nil], true),
      ("q", [Self.other, nil], false),
    ]
    let found = acts.map {
      reach.covers(author: $0.0, organisations: $0.1, isOnDossier: $0.2)
    }
    #expect(found == read)
  }

  @Test("Two roles read what either reads")
  func union() {
    let person = Operator(
      id: "p", name: "C. Martin", organisation: Self.own, roles: [.contact1, .pilote])
    #expect(JournalReach(of: person).house == Self.own)
  }
}
