import Domain
import Testing

@Suite("An operator may do what the roles held allow")
struct PermissionTests {
  static let own = OrganisationID("bailleur-a")
  static let other = OrganisationID("bailleur-b")

  private func person(_ roles: Set<Role>) -> Operator {
    Operator(id: "c-martin", name: "C. Martin", organisation: Self.own, roles: roles)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let roles: Set<Role>
    let action: Action
    let own: Standing
    let other: Standing
    let part: Restriction?

    init(
      _ roles: Set<Role>, _ action: Action, own: Standing, other: Standing,
      part: Restriction? = nil
    ) {
      (self.roles, self.action, self.own) = (roles, action, own)
      (self.other, self.part) = (other, part)
    }

    var testDescription: String { "\(roles.map(\.code)) \(action) \(part?.rawValue ?? "")" }
  }

  @Test(
    "standing on the operator's own bailleur and on another",
    arguments: [
      Case([.aatikoSuperAdministrator], .seeDossiers, own: .act, other: .act),
      Case([.aatikoFacilitator], .instruct, own: .actOnBehalf, other: .actOnBehalf),
      Case([.contact1], .instruct, own: .act, other: .none),
      Case([.contact2], .instruct, own: .none, other: .none),
      Case([.contact1, .contact2], .closeVolet, own: .act, other: .none),
      Case([.contact1], .createDossier, own: .act, other: .actOnBehalf),
      Case([.contact2], .holdCaleol, own: .none, other: .none),
      Case([.contact2], .holdCaleol, own: .act, other: .none, part: .decision),
      Case([.contact1], .holdCaleol, own: .act, other: .none, part: .decision),
      Case([.gieCoordinator], .seeDossiers, own: .read, other: .read),
      Case([.pilote], .followDossiers, own: .read, other: .none),
      Case([.contact1], .silenceAlert, own: .act, other: .none),
      Case([.pilote], .seeOtherVolet, own: .readMinimal, other: .readMinimal),
      Case([.pilote], .report, own: .act, other: .act),
      Case([.contact1], .report, own: .act, other: .act),
      Case([.referentInformatique], .answerSignalement, own: .none, other: .none),
      Case([.referentInformatique], .answerSignalement, own: .act, other: .none, part: .patrimoine),
      Case([.pilote], .handleBailleurDifficulty, own: .act, other: .act, part: .submit),
      Case([.pilote], .handleBailleurDifficulty, own: .none, other: .none, part: .answer),
      Case([.actimage], .importPatrimoine, own: .actOnBehalf, other: .actOnBehalf),
      Case([.partenaire], .editReservataires, own: .act, other: .none),
      Case([.pilote], .seeCompliance, own: .act, other: .none),
      Case([.pilote], .seeCompliance, own: .act, other: .act, part: .median),
      Case([.pilote], .runAdhesion, own: .act, other: .none, part: .ownApplication),
      Case([.contact2, .administrateur], .seeOtherVolet, own: .readMinimal, other: .readMinimal),
      Case([], .seeDossiers, own: .none, other: .none),
    ])
  func standing(_ example: Case) {
    let person = person(example.roles)
    #expect(person.standing(to: example.action, of: Self.own, part: example.part) == example.own)
    #expect(
      person.standing(to: example.action, of: Self.other, part: example.part) == example.other)
  }

  @Test(
    "a refusal says to whom the act belongs",
    arguments: [
      (
        [.contact2], .instruct, own,
        "Vous êtes contact 2 : pré-instruire et instruire revient à : super administrateur "
          + "(Aatiko), facilitateur (Aatiko), administrateur, contact 1."
      ),
      (
        [.contact1], .instruct, other,
        "Vous ne pouvez pré-instruire et instruire que pour votre organisme."
      ),
      (
        [.gieCoordinator], .createTechnicalAccounts, other,
        "Vous êtes coordination du GIE : créer les comptes de préproduction et Redmine "
          + "revient à : support Actimage."
      ),
      (
        [], .changeRules, own,
        "Vous êtes sans rôle : changer les règles et leurs paramètres revient à : "
          + "coordination du GIE."
      ),
    ] as [(Set<Role>, Action, OrganisationID, String)])
  func refusals(roles: Set<Role>, action: Action, bailleur: OrganisationID, message: String) {
    let person = person(roles)
    let refusal = #expect(throws: Refusal.self) {
      try person.authorise(action, of: bailleur)
    }
    #expect(refusal?.message == message)
  }

  @Test("acting in the name of a bailleur is told apart from acting")
  func onBehalf() throws {
    #expect(try person([.aatikoFacilitator]).authorise(.instruct, of: Self.other) == .actOnBehalf)
    #expect(try person([.contact1]).authorise(.instruct, of: Self.own) == .act)
  }

  @Test("roles add up: nothing that one role may do is lost with another", arguments: Role.allCases)
  func unions(role: Role) {
    for other in Role.allCases {
      for action in Action.allCases {
        let alone = person([role]).right(to: action)
        let both = person([role, other]).right(to: action)
        #expect(alone.grants.allSatisfy(both.grants.contains))
        #expect(both == person([other, role]).right(to: action))
      }
    }
  }
}
