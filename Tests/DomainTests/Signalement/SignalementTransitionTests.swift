import Testing

@testable import Domain

@Suite("The course of a signalement (domaine.md §3.1 to §3.3)")
struct SignalementTransitionTests {
  private typealias Step = (SignalementCommand, Operator)

  private static let aatiko = Cast.facilitator
  private static let agent = Cast.c1A
  private static let answer: Step = (.answer(message: .words), aatiko)
  private static let ticket: Step = (
    .askActimage(reason: .technique, message: .words), aatiko
  )
  private static let correction: Step = (
    .askCorrection(request: .surface, message: nil), aatiko
  )
  private static let investigation: Step = (.askBailleur(message: .words), aatiko)
  private static let reply: Step = (
    .answerAsBailleur(message: .words, isQuestion: false), agent
  )
  private static let question: Step = (
    .answerAsBailleur(message: .words, isQuestion: true), agent
  )
  private static let opened: Step = (.openTicket(request: "c2", number: 4233), Cast.actimage)
  private static let fixed: Step = (
    .followTicket(request: "c2", status: "Fermé", isClosed: true, note: nil), Cast.actimage
  )

  private static func status(
    after steps: [Step], _ nature: SignalementNature = .inscrit, by person: Operator = aatiko
  ) throws -> SignalementStatus {
    var desk = try SignalementDesk(nature, by: person)
    for (command, person) in steps { try desk.act(command, by: person) }
    return desk.signalement.status
  }

  @Test("Each route of a registered tenant's signalement leads where the scheme says")
  func routes() throws {
    let cases: [(SignalementStatus, [Step])] = [
      (.aTrier, []),
      (.clos, [Self.answer]),
      (.chezActimage, [Self.ticket]),
      (.chezActimage, [Self.ticket, Self.opened]),
      (.reponseATransmettre, [Self.ticket, Self.opened, Self.fixed]),
      (.clos, [Self.ticket, Self.opened, Self.fixed, Self.answer]),
      (.correctionDemandee, [Self.correction]),
      (.correctionAnnoncee, [Self.correction, Self.reply]),
      (.reponseBailleur, [Self.correction, Self.question]),
      (.clos, [Self.correction, (.findCorrection(import: "i"), Cast.admA)]),
      (.chezBailleur, [Self.investigation]),
      (.reponseBailleur, [Self.investigation, Self.reply]),
      (.clos, [Self.investigation, Self.reply, (.close(outcome: .repondu), Self.aatiko)]),
      (.clos, [(.sendBack(message: nil), Self.aatiko)]),
      (.clos, [(.sendToModeration(message: nil), Self.aatiko)]),
      (
        .doublon,
        [(.markDuplicate(of: SignalementLink(stream: "s", number: "S-1")), Self.aatiko)]
      ),
      (
        .aTrier,
        [
          (.markDuplicate(of: SignalementLink(stream: "s", number: "S-1")), Self.aatiko),
          (.unmarkDuplicate, Self.aatiko),
        ]
      ),
      (.rouvert, [Self.answer, (.reopen(message: nil), Self.aatiko)]),
      // It may be routed elsewhere while it is with the bailleur.
      (.chezActimage, [Self.investigation, Self.ticket]),
    ]
    for (expected, steps) in cases {
      #expect(try Self.status(after: steps) == expected, "\(steps.map(\.0.act))")
    }
  }

  @Test("A registration difficulty is the bailleur's: others send it back, it resolves or explains")
  func inscriptions() throws {
    let explain: Step = (.explain(motive: .referenceInconnue, message: nil), Self.agent)
    let ask: Step = (.askAatiko(message: .words), Self.agent)
    let cases: [(SignalementStatus, Operator, [Step])] = [
      (.chezBailleur, Self.agent, []),
      (.clos, Self.agent, [(.resolve(message: nil), Self.agent)]),
      (.clos, Self.agent, [explain]),
      (.demandeAatiko, Self.agent, [ask]),
      (.chezBailleur, Self.agent, [ask, Self.answer]),
      (.clos, Self.agent, [ask, Self.answer, explain]),
      (.chezActimage, Self.agent, [ask, Self.ticket]),
      (.aTrier, Cast.gie, []),
      (.chezBailleur, Cast.gie, [(.sendBack(message: nil), Cast.gie)]),
      (.chezBailleur, Cast.actimage, [(.sendBack(message: nil), Cast.actimage)]),
    ]
    for (expected, author, steps) in cases {
      #expect(
        try Self.status(after: steps, .inscription, by: author) == expected,
        "\(author.id) \(steps.map(\.0.act))")
    }
  }

  @Test("A bailleur's own difficulty goes to Aatiko, and to Actimage when it is technical")
  func difficulties() throws {
    #expect(try Self.status(after: [], .bailleur, by: Cast.pilA) == .aTrier)
    #expect(try Self.status(after: [Self.answer], .bailleur, by: Cast.pilA) == .clos)
    #expect(try Self.status(after: [Self.ticket], .bailleur, by: Cast.pilA) == .chezActimage)
  }

  @Test("What the state does not allow is refused, and says why")
  func guards() throws {
    let desk = try SignalementDesk()
    #expect(
      desk.refusal(.answerAsBailleur(message: .words, isQuestion: false), by: Self.agent)
        == "Aatiko n'attend pas de réponse du bailleur : ce signalement est à trier.")
    #expect(
      desk.refusal(
        .markDuplicate(of: SignalementLink(stream: "s", number: "S-104233")), by: Self.aatiko)
        == "Un signalement n'est pas son propre doublon.")
    #expect(
      desk.refusal(
        .askCorrection(
          request: CorrectionRequest(logement: "L1", column: "surfaces", expected: "v"),
          message: nil), by: Self.aatiko)
        == "« surfaces » n'est pas une colonne du fichier patrimoine.")
    #expect(
      desk.refusal(.openTicket(request: "c2", number: 1), by: Self.aatiko)
        == "Aucun ticket n'a été demandé à Actimage.")
    var closed = try SignalementDesk()
    try closed.act(Self.answer.0, by: Self.aatiko)
    #expect(closed.refusal(Self.answer.0, by: Self.aatiko) == "Ce signalement est clos.")
    #expect(
      closed.refusal(.receive(reception: SignalementDesk.reception()), by: Self.aatiko)
        == "Le signalement S-104233 est déjà enregistré.")
  }

  @Test(
    "A signalement is reopened within thirty days, not after", arguments: [(30, true), (31, false)])
  func reopening(days: Int, isOpen: Bool) throws {
    var desk = try SignalementDesk()
    try desk.act(Self.answer.0, by: Self.aatiko)
    desk.wait(days: days)
    #expect((desk.refusal(.reopen(message: nil), by: Self.agent) == nil) == isOpen)
  }

  @Test("Who has it in hand lets go of it when the turn is another's")
  func holder() throws {
    var desk = try SignalementDesk()
    try desk.act(.assign(to: Self.aatiko.id), by: Self.aatiko)
    #expect(desk.signalement.holder == Self.aatiko.id)
    try desk.act(.addNote(note: "n", isInternal: true), by: Self.aatiko)
    #expect(desk.signalement.holder == Self.aatiko.id)
    try desk.act(Self.investigation.0, by: Self.aatiko)
    #expect(desk.signalement.holder == nil)
  }

  @Test("Ages have indicative targets: five days for a bailleur, three for Aatiko, none elsewhere")
  func ages() {
    let day = Day(number: 20_000)
    func age(_ status: SignalementStatus, _ days: Int) -> SignalementAge.Tone? {
      status.age(since: day, on: day + days, .default)?.tone
    }
    #expect(age(.aTrier, 2) == .fresh && age(.aTrier, 3) == .soon && age(.aTrier, 4) == .beyond)
    #expect(age(.chezBailleur, 5) == .soon && age(.chezBailleur, 6) == .beyond)
    #expect(age(.chezActimage, 90) == nil && age(.clos, 90) == nil)
  }
}
