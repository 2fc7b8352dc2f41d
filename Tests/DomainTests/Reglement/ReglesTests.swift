import Testing

@testable import Domain

@Suite("The GIE changes a rule from a day on, nobody else does")
struct ReglesTests {
  static let today = Day(number: 20_536)  // 24 March 2026
  static let gie = OrganisationID("org-gie")

  static func context(_ role: Role, of organisation: OrganisationID = gie) -> Context {
    Context(
      actor: Operator(id: "p-1", name: "V. Bonnet", organisation: organisation, roles: [role]),
      command: "c-1", now: Moment(seconds: Int64(today.number) * 86_400 + 36_000),
      directory: Directory())
  }

  static func version(_ value: Int, from days: Int) -> RuleVersion {
    RuleVersion(rule: .preInstruction, value: value, effectiveFrom: today + days)
  }

  static func changed(_ versions: RuleVersion...) -> Regles {
    var regles = Regles.empty
    for (place, version) in versions.enumerated() {
      regles.apply(
        Recorded(
          .changed(owner: gie, version: version), command: CommandID("c-\(place)"),
          signature: context(.gieCoordinator).signature(as: .gieCoordinator)))
    }
    return regles
  }

  @Test(
    "who may change a rule",
    arguments: Role.allCases)
  func rights(_ role: Role) {
    let decision = try? Regles.empty.decide(
      .change(owner: Self.gie, version: Self.version(10, from: 0)), in: Self.context(role))
    #expect((decision != nil) == (role == .gieCoordinator), "\(role)")
  }

  @Test("what is refused, and on which field")
  func refusals() {
    let cases: [(Regles, RuleVersion, String)] = [
      (.empty, Self.version(10, from: -1), "effectiveFrom"),
      (.empty, Self.version(-1, from: 0), "value"),
      (.empty, Self.version(7, from: 0), "value"),
      (Self.changed(Self.version(10, from: 5)), Self.version(10, from: 6), "value"),
    ]
    for (regles, version, field) in cases {
      let refusal = #expect(throws: Refusal.self) {
        try regles.decide(
          .change(owner: Self.gie, version: version), in: Self.context(.gieCoordinator))
      }
      #expect(refusal?.field == field, "\(version)")
    }
  }

  @Test("past days keep their value; of two changes for one day the last holds")
  func effect() {
    let regles = Self.changed(
      Self.version(10, from: 5), Self.version(9, from: 20), Self.version(12, from: 5))
    let values = [0, 4, 5, 19, 20, 400].map {
      regles.reglement.value(of: .preInstruction, on: Self.today + $0).value
    }
    #expect(values == [7, 7, 12, 12, 9, 9])
    #expect(regles.change(to: Self.version(9, from: 20))?.command == "c-1")
    #expect(regles.change(to: Self.version(7, from: 20)) == nil)
  }

  @Test("what another organisation or role wrote changes nothing, and is contested")
  func contested() {
    var regles = Self.changed(Self.version(10, from: 5))
    let intruder = Self.context(.aatikoSuperAdministrator, of: "org-aatiko")
    regles.apply(
      Recorded(
        .changed(owner: "org-aatiko", version: Self.version(3, from: 0)), command: "c-9",
        signature: intruder.signature(as: .aatikoSuperAdministrator)))
    #expect(regles.reglement.value(of: .preInstruction, on: Self.today).value == 7)
    #expect(regles.contested() == ["c-9"])
  }
}
