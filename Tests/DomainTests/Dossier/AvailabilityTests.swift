import Domain
import Testing

@Suite("A closed act says why; an open one is accepted")
struct AvailabilityTests {
  @Test("contact 2 on a pre-instruction")
  func contact2() {
    let scenario = DossierScenario(upTo: .nurs)
    #expect(
      scenario.dossier.availability(
        of: .validatePreInstruction, on: .a, in: scenario.context(on: 1, Cast.c2A))
        == .closed(Refusal("Vous êtes contact 2 : la pré-instruction revient au contact 1.")))
  }

  @Test("contact 1 before the NUR; Aatiko, in a bailleur's name only")
  func others() {
    let created = DossierScenario(upTo: .created)
    #expect(
      created.dossier.availability(
        of: .validatePreInstruction, on: .a, in: created.context(on: 1, Cast.c1A))
        == .closed(
          Refusal(
            "Il manque le NUR du volet A.",
            remedy: "La pré-instruction commence quand les deux NUR sont saisis.")))
    let scenario = DossierScenario(upTo: .nurs)
    #expect(
      scenario.dossier.availability(
        of: .validatePreInstruction, on: .a, in: scenario.context(on: 1, Cast.superAdmin))
        == .onBehalf(of: Cast.bailleurA, as: .aatikoSuperAdministrator))
    #expect(
      scenario.dossier.availability(
        of: .validatePreInstruction, on: .a,
        in: scenario.context(on: 1, Cast.superAdmin, Cast.bailleurA))
        == .open(as: .aatikoSuperAdministrator))
  }

  @Test("somebody with several roles acts under the one that allows")
  func severalRoles() {
    let both = Operator(
      id: Cast.c1A.id, name: "C. Martin", organisation: Cast.bailleurA,
      roles: [.pilote, .contact1, .contact2])
    let scenario = DossierScenario(upTo: .nurs)
    let context = scenario.context(on: 1, both)
    #expect(
      scenario.dossier.availability(of: .validatePreInstruction, on: .a, in: context)
        == .open(as: .contact1))
    #expect(
      scenario.dossier.availability(of: .setPeriod, on: .a, in: context) == .open(as: .contact2))
    #expect(
      scenario.dossier.availability(of: .assignContact, on: .a, in: context)
        == .open(as: .pilote))
  }

  /// The rows of `domaine.md` §4 that bear on dossiers, for the dossier's own bailleur; Aatiko
  /// without a bailleur's name. A letter for each role that may act: S super administrator,
  /// F facilitator, P pilote, A administrator, 1 and 2 the contacts, G the GIE.
  static let rows: [(act: DossierAct, milestone: DossierScenario.Milestone, who: String)] = [
    (.enterNUR, .created, "SA1"), (.correctNUR, .nurs, "SA1"),
    (.validatePreInstruction, .nurs, "A1"), (.refuseInstruction, .preInstructed, "A1"),
    (.scheduleCaleol, .preInstructed, "A1"), (.postponeCaleol, .scheduled, "A1"),
    (.enterDecision, .scheduled, "A12"), (.prepare, .decided, "A2"), (.setPeriod, .nurs, "A2"),
    (.proposeMove, .decided, "A2"), (.signLease, .dated, "A2"), (.recordInventory, .leased, "A2"),
    (.closeVolet, .inventoried, "A2"), (.withdraw, .nurs, "SFA12"), (.cancel, .nurs, "S"),
    (.reopen, .closed, "S"), (.assignContact, .nurs, "SFPA"), (.remind, .nurs, "SF12"),
    (.silenceAlert, .inventoried, "SFA2"), (.addNote, .nurs, "SFPA12G"),
    (.revealNUR, .nurs, "SFPA12"), (.lapse, .nurs, "A1"),
  ]

  @Test("the rights matrix, act by act", arguments: rows)
  func matrix(act: DossierAct, milestone: DossierScenario.Milestone, who: String) {
    let scenario = DossierScenario(upTo: milestone)
    let cast: [(Character, Operator)] = [
      ("S", Cast.superAdmin), ("F", Cast.facilitator), ("P", Cast.pilA), ("A", Cast.admA),
      ("1", Cast.c1A), ("2", Cast.c2A), ("G", Cast.gie), ("I", Cast.infA), ("T", Cast.actimage),
      ("O", Cast.aorif), ("R", Cast.partner),
    ]
    for (letter, person) in cast {
      let day = milestone == .closed ? 63 : milestone == .scheduled ? 20 : 61
      let availability = scenario.dossier.availability(
        of: act, on: .a, in: scenario.context(on: day, person))
      var isOwn = false
      if case .open = availability { isOwn = true }
      #expect(isOwn == who.contains(letter), "\(act) by \(person.roles): \(availability)")
    }
  }

  @Test("every act says in French what it is", arguments: DossierAct.allCases)
  func words(act: DossierAct) {
    #expect(act.traits.label.first?.isUppercase == true)
    #expect(["l", "d"].contains(act.traits.object.first))
    if act.traits.irreversible { #expect(!Motive.offered(for: act).isEmpty) }
  }

  @Test("every motive is offered by some act and has its words", arguments: Motive.allCases)
  func motives(motive: Motive) {
    #expect(DossierAct.allCases.contains { Motive.offered(for: $0).contains(motive) })
    #expect(motive.label != motive.rawValue)
    #expect(motive.needsNote == motive.label.hasSuffix("(à préciser)"))
  }
}
