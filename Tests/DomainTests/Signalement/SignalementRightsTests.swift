import Testing

@testable import Domain

@Suite("Who may do what on a signalement (domaine.md §4)")
struct SignalementRightsTests {
  private static let routing: [SignalementCommand] = [
    .answer(message: .words), .askActimage(reason: .technique, message: .words),
    .askCorrection(request: .surface, message: nil), .askBailleur(message: nil),
    .sendToModeration(message: nil), .close(outcome: .sansSuite),
    .markDuplicate(of: SignalementLink(stream: "s", number: "S-1")),
    .categorise(category: .logement),
  ]

  private static func mayAct(
    _ command: SignalementCommand, _ desk: SignalementDesk
  ) -> Set<OperatorID> {
    Set(Cast.people.filter { desk.refusal(command, by: $0) == nil }.map(\.id))
  }

  @Test("Only Aatiko routes a registered tenant's signalement")
  func routes() throws {
    let desk = try SignalementDesk()
    for command in Self.routing {
      #expect(
        Self.mayAct(command, desk) == [Cast.superAdmin.id, Cast.facilitator.id], "\(command.act)")
    }
  }

  @Test("A bailleur answers for its own tenants, the référent informatique for the file alone")
  func answers() throws {
    var desk = try SignalementDesk()
    try desk.act(.askBailleur(message: nil), by: Cast.facilitator)
    let answer = SignalementCommand.answerAsBailleur(message: .words, isQuestion: false)
    let agents: Set = [Cast.pilA.id, Cast.admA.id, Cast.c1A.id, Cast.c2A.id]
    #expect(Self.mayAct(answer, desk) == agents)
    #expect(
      desk.refusal(answer, by: Cast.infA)
        == "Vous êtes référent informatique : seules les corrections du patrimoine vous reviennent."
    )
    var correction = try SignalementDesk()
    try correction.act(.askCorrection(request: .surface, message: nil), by: Cast.facilitator)
    #expect(Self.mayAct(answer, correction) == agents.union([Cast.infA.id]))
    #expect(
      desk.refusal(answer, by: Cast.admB)
        == "Ce signalement est celui d'un autre bailleur : la réponse du bailleur lui revient.")
  }

  @Test("Aatiko answers for a bailleur in its name, with a reason")
  func onBehalf() throws {
    var desk = try SignalementDesk()
    try desk.act(.askBailleur(message: nil), by: Cast.facilitator)
    let context = desk.context(Cast.facilitator)
    guard
      case .onBehalf(let bailleur, _) =
        desk.signalement.availability(of: .answerAsBailleur, in: context)
    else {
      Issue.record("not offered in the bailleur's name")
      return
    }
    #expect(bailleur == Cast.bailleurA)
    try desk.act(
      .answerAsBailleur(message: .words, isQuestion: false), by: Cast.facilitator, onBehalf: true)
    #expect(desk.signalement.status == .reponseBailleur)
  }

  @Test("A registration difficulty is resolved by its bailleur, sent back by everybody else")
  func inscriptions() throws {
    let mine = try SignalementDesk(.inscription, by: Cast.c1A)
    let agents: Set = [Cast.pilA.id, Cast.admA.id, Cast.c1A.id, Cast.c2A.id]
    #expect(Self.mayAct(.resolve(message: nil), mine) == agents)
    #expect(Self.mayAct(.askAatiko(message: .words), mine) == agents)
    let sent = try SignalementDesk(.inscription, by: Cast.gie)
    let others: Set = [
      Cast.superAdmin.id, Cast.facilitator.id, Cast.actimage.id, Cast.gie.id,
    ]
    #expect(Self.mayAct(.sendBack(message: nil), sent).isSuperset(of: others))
  }

  @Test(
    "Each nature is recorded by those to whom it is brought",
    arguments: [
      (
        SignalementNature.inscrit,
        [Cast.superAdmin, Cast.facilitator, Cast.pilA, Cast.admA, Cast.c1A, Cast.c2A]
      ),
      (
        .inscription,
        [
          Cast.superAdmin, Cast.facilitator, Cast.actimage, Cast.gie, Cast.pilA, Cast.admA,
          Cast.c1A, Cast.c2A,
        ]
      ),
      (
        .bailleur,
        [
          Cast.superAdmin, Cast.facilitator, Cast.pilA, Cast.admA, Cast.c1A, Cast.c2A, Cast.infA,
        ]
      ),
    ])
  func receptions(nature: SignalementNature, entitled: [Operator]) {
    var found: Set<OperatorID> = []
    for person in Cast.people where (try? SignalementDesk(nature, by: person)) != nil {
      found.insert(person.id)
    }
    #expect(found == Set(entitled.map(\.id)))
  }

  @Test("What is about the file may be read by who keeps it, a note within by its own house alone")
  func texts() throws {
    var desk = try SignalementDesk()
    try desk.act(.addNote(note: "n", isInternal: true), by: Cast.facilitator)
    try desk.act(.askCorrection(request: .surface, message: .words), by: Cast.facilitator)
    let signalement = desk.signalement
    let readers = signalement.history.map { signalement.textReaders(of: $0) }
    #expect(readers[0] == [AudiencePart.locataire.of(Cast.bailleurA)])
    #expect(readers[1] == [AudiencePart.interne.of(Cast.facilitator.organisation)])
    #expect(readers[2] == [AudiencePart.signalement.of(Cast.bailleurA)])
    #expect(signalement.withheld(signalement.history[1])?.shown == nil)
    #expect(signalement.withheld(signalement.history[1])?.isClosed == true)
    #expect(signalement.withheld(signalement.history[2]) == nil)
    #expect(Cast.infA.reads(.signalement, of: Cast.bailleurA))
    #expect(!Cast.infA.reads(.locataire, of: Cast.bailleurA))
    #expect(!Cast.gie.reads(.locataire, of: Cast.bailleurA))
    #expect(!Cast.c1B.reads(.signalement, of: Cast.bailleurA))
  }

  @Test("An act that its author had no right to is contested, an honest one is not")
  func contested() throws {
    var desk = try SignalementDesk()
    try desk.act(.askBailleur(message: nil), by: Cast.facilitator)
    let forged = Recorded(
      SignalementEvent.closed(outcome: .sansSuite), command: "forged",
      signature: desk.context(Cast.c1A).signature(as: .contact1))
    desk.signalement.apply(forged)
    #expect(desk.signalement.contested(names: Cast.directory) == ["forged"])
  }
}
