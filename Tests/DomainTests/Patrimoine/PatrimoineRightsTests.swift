import Testing

@testable import Domain

@Suite("Who may do what on a patrimoine (domaine.md §4)")
struct PatrimoineRightsTests {
  private enum Access: Equatable { case act, onBehalf, none }

  private static func access(
    of person: Operator, to act: PatrimoineAct, in patrimoine: Patrimoine = .empty
  ) -> Access {
    let context = Context(
      actor: person, command: "c", now: Moment(seconds: 1_774_600_000), directory: Cast.directory)
    return switch patrimoine.availability(of: act, of: Cast.bailleurA, in: context) {
    case .open: .act
    case .onBehalf: .onBehalf
    case .closed: .none
    }
  }

  @Test(
    "Each act is open to those whom the matrix names, of their own bailleur",
    arguments: [
      (PatrimoineAct.importFile, [Cast.admA, Cast.infA], [Cast.superAdmin, Cast.actimage]),
      (.declareSync, [Cast.admA, Cast.infA], [Cast.superAdmin, Cast.actimage]),
      (.remind, [Cast.superAdmin, Cast.facilitator, Cast.gie], []),
      (.registerStep(.intention), [Cast.gie], []),
      (.registerStep(.redmineAccess), [Cast.actimage], []),
      (
        .registerStep(.training),
        [Cast.superAdmin, Cast.facilitator, Cast.actimage, Cast.gie], []
      ),
      (.registerStep(.file), [Cast.admA, Cast.infA], [Cast.superAdmin, Cast.actimage]),
      (
        .registerStep(.importTest), [Cast.admA, Cast.infA, Cast.superAdmin, Cast.actimage], []
      ),
    ])
  func matrix(act: PatrimoineAct, entitled: [Operator], onBehalf: [Operator]) {
    for person in Cast.people {
      let expected: Access =
        entitled.contains { $0.id == person.id }
        ? .act : onBehalf.contains { $0.id == person.id } ? .onBehalf : .none
      #expect(Self.access(of: person, to: act) == expected, "\(person.id) \(act)")
    }
  }

  @Test("Aatiko imports in the name of a bailleur, with a reason, and of no other")
  func onBehalf() throws {
    let facts = PatrimoineFacts(
      day: .of("2026-03-02"), number: 1, digest: "d", lines: 1, rejected: 0, codes: [])
    let command = PatrimoineCommand.importFile(
      bailleur: Cast.bailleurA, facts: facts, base: nil)
    var context = Context(
      actor: Cast.superAdmin, command: "c", now: Moment(seconds: 1_774_600_000),
      directory: Cast.directory)
    let refusal = #expect(throws: Refusal.self) {
      try Patrimoine.empty.decide(command, in: context)
    }
    #expect(refusal?.field == "au_nom_de")
    context.onBehalf = OnBehalf(organisation: Cast.bailleurB, reason: "r")
    #expect(throws: Refusal.self) { try Patrimoine.empty.decide(command, in: context) }
    context.onBehalf = OnBehalf(organisation: Cast.bailleurA, reason: "r")
    let decision = try Patrimoine.empty.decide(command, in: context)
    #expect(decision.role == .aatikoSuperAdministrator)
  }

  @Test("An act that its author had no right to is contested, an honest one is not")
  func contested() {
    let facts = PatrimoineFacts(
      day: nil, number: nil, digest: "d", lines: 1, rejected: 0, codes: [])
    let event = PatrimoineEvent.fileImported(bailleur: Cast.bailleurA, facts: facts, base: nil)
    var patrimoine = Patrimoine.empty
    for (id, person, role) in [
      ("honest", Cast.infA, Role.referentInformatique), ("agent", Cast.c1A, .contact1),
      ("other", Cast.admB, .administrateur),
    ] {
      let signature = Signature(
        operatorID: person.id, organisation: person.organisation, role: role,
        moment: Moment(seconds: 1_774_600_000))
      patrimoine.apply(Recorded(event, command: CommandID(id), signature: signature))
    }
    #expect(patrimoine.contested(names: Cast.directory) == ["agent", "other"])
  }

  @Test("What nobody waits for cannot be confirmed, and it says so rather than who may")
  func nothingHeld() {
    #expect(Self.access(of: Cast.admA, to: .confirmImport) == .none)
  }
}
