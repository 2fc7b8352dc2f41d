import Domain
import Testing

@testable import Storage

@Suite("Accounts and organisations of the shared database")
struct SharedAccountTests {
  private func isDenied(_ call: () throws -> Void) -> Bool {
    do {
      try call()
      return false
    } catch let error as SharedError {
      return error.kind == .denied && !error.french.isEmpty
    } catch {
      return false
    }
  }

  private func person(
    _ id: String, _ organisation: OrganisationID, _ roles: Set<Role>, name: String = "N. Vidal"
  ) -> Account {
    SharedCast.account(
      of: Operator(id: OperatorID(id), name: name, organisation: organisation, roles: roles))
  }

  @Test(
    "Aatiko creates a bailleur's administrators, who create its agents",
    arguments: SharedImplementation.allCases)
  func creation(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    let facilitator = try harness.connect(Cast.facilitator)
    try facilitator.put(
      Organisation(id: "org-d", name: "Bailleur D", kind: .bailleur, member: false))
    try facilitator.put(person("adm-d", "org-d", [.administrateur]))
    #expect(isDenied { try facilitator.put(person("c1-d", "org-d", [.contact1])) })
    let admin = try harness.connect(login: "adm-d")
    try admin.put(person("c1-d", "org-d", [.contact1, .contact2]))
    #expect(try harness.connect(login: "c1-d").hello().me.roles == [.contact1, .contact2])
    #expect(isDenied { try admin.put(person("pil-d", "org-d", [.pilote])) })
    #expect(isDenied { try admin.put(person("pil-d", "org-d", [.contact1, .pilote])) })
    #expect(isDenied { try admin.put(person("c1-x", Cast.bailleurA, [.contact1])) })
    #expect(isDenied { try admin.put(person("x", "org-d", [])) })
    #expect(isDenied { try admin.put(person("x", "org-d", [.gieCoordinator])) })
    #expect(isDenied { try admin.put(person("x", "org-aatiko", [.aatikoFacilitator])) })
    #expect(isDenied { try facilitator.put(person("x", "org-aatiko", [.aatikoFacilitator])) })
    try harness.connect(Cast.superAdmin).put(person("x", "org-aatiko", [.aatikoFacilitator]))
    for nobody in [Cast.c1A, Cast.pilB, Cast.gie, Cast.aorif, Cast.partner, SharedCast.actimage] {
      let desk = try harness.connect(nobody)
      #expect(isDenied { try desk.put(person("y", Cast.bailleurA, [.contact1])) }, "\(nobody.id)")
      #expect(isDenied { try desk.put(person("y", Cast.bailleurB, [.administrateur])) })
      #expect(
        isDenied { try desk.put(Organisation(id: "org-y", name: "Y", kind: .bailleur)) })
    }
    #expect(throws: SharedError.self) { try harness.connect(login: "y").hello() }
  }

  @Test(
    "An account is moved by who may see to it before and after",
    arguments: SharedImplementation.allCases)
  func change(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    let admin = try harness.connect(SharedCast.admA)
    // Out of another's hands, or into one's own.
    var taken = person("c1-b", Cast.bailleurA, [.contact1])
    #expect(isDenied { try admin.put(taken) })
    taken = person("c1-a", Cast.bailleurB, [.contact1])
    #expect(isDenied { try admin.put(taken) })
    #expect(isDenied { try admin.put(person("c1-a", Cast.bailleurA, [.contact1, .pilote])) })
    try admin.put(person("c1-a", Cast.bailleurA, [.contact2], name: "C. Martin-Roy"))
    let welcome = try harness.connect(Cast.c1A).hello()
    #expect(welcome.me.name == "C. Martin-Roy" && welcome.me.roles == [.contact2])
    // Nobody locks out, or promotes, themselves.
    let own = SharedCast.account(of: SharedCast.admA, isDisabled: true)
    #expect(isDenied { try admin.put(own) })
    let aatiko = try harness.connect(Cast.superAdmin)
    #expect(isDenied { try aatiko.put(SharedCast.account(of: Cast.superAdmin, isDisabled: true)) })
    // A login is one person's for ever, and a person has one.
    var other = person("new", Cast.bailleurA, [.contact1])
    other.login = "c1-a"
    #expect(isDenied { try aatiko.put(other) })
    other = person("c1-a", Cast.bailleurA, [.contact1])
    other.login = "second"
    #expect(isDenied { try aatiko.put(other) })
  }

  @Test("Names and logins are such as can be shown", arguments: SharedImplementation.allCases)
  func forms(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    let aatiko = try harness.connect(Cast.superAdmin)
    let right = person("new", Cast.bailleurA, [.contact1])
    let wrong: [(inout Account) -> Void] = [
      { $0.login = "" }, { $0.login = "a b" }, { $0.login = "a\n" }, { $0.login = "é" },
      { $0.person.person.name = "" }, { $0.person.person.name = "A\u{1b}[2J" },
      { $0.person.person.name = String(repeating: "a", count: 257) },
      { $0.person.email = "a@b\nBcc: c" }, { $0.person.person.id = "N'" },
      { $0.person.person.organisation = "org-nowhere" },
    ]
    for change in wrong {
      var account = right
      change(&account)
      #expect(isDenied { try aatiko.put(account) }, "\(account)")
    }
    try aatiko.put(right)
    for (id, name) in [
      ("Org", "N"), ("", "N"), ("org+x", "N"), ("org-x", ""), ("org-x", "a\u{7}"),
      (AudiencePart.locataire.of(Cast.bailleurA).text, "N"), ("avenir__x", "N"),
    ] {
      let organisation = Organisation(id: OrganisationID(id), name: name, kind: .bailleur)
      #expect(isDenied { try aatiko.put(organisation) }, "\(id)")
    }
    #expect(
      isDenied { try aatiko.put(Organisation(id: Cast.bailleurA, name: "A", kind: .gie)) })
  }

  @Test(
    "Each sees the accounts that are theirs to see to, and the directory has its number",
    arguments: SharedImplementation.allCases)
  func lists(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    let aatiko = try harness.connect(Cast.superAdmin)
    func logins(_ person: Operator) throws -> [String] {
      try harness.connect(person).accounts().map(\.login)
    }
    #expect(try logins(SharedCast.admA) == ["c1-a", "c2-a", "inf-a"])
    #expect(try logins(Cast.facilitator) == ["adm-a", "adm-b", "pil-b"])
    #expect(try logins(Cast.superAdmin).count == SharedCast.people.count)
    #expect(try logins(Cast.c1A).isEmpty && logins(Cast.gie).isEmpty)
    let before = try aatiko.directory()
    #expect(Set(before.people.map(\.person)) == Set(SharedCast.people))
    #expect(before.people.first { $0.person == Cast.c1A }?.email == "c1-a@example.org")
    #expect(Set(before.organisations) == Set(SharedCast.organisations))
    #expect(try aatiko.hello().directoryVersion == before.version)
    try aatiko.put(SharedCast.account(of: Cast.c1A, isDisabled: true))
    let after = try harness.connect(Cast.aorif).directory()
    #expect(after.version > before.version)
    // History names those who have left.
    #expect(after.people.contains { $0.person == Cast.c1A })
    #expect(try aatiko.accounts().first { $0.login == "c1-a" }?.isDisabled == true)
    let organisation = Organisation(
      id: Cast.bailleurA, name: "Habitat des Vallons", kind: .bailleur, member: true)
    try aatiko.put(organisation)
    let last = try aatiko.directory()
    #expect(last.version > after.version && last.organisations.contains(organisation))
  }
}
