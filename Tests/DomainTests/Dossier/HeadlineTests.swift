import Domain
import Testing

@Suite("The first line says why a dossier is late, who must move, and by when")
struct HeadlineTests {
  static let a1 = "Bailleur A (contact 1 : C. Martin)"
  static let b1 = "Bailleur B (contact 1 : L. Petit)"
  static let a2 = "Bailleur A (contact 2 : D. Durand)"
  static let b2 = "Bailleur B (contact 2 : N. Robert)"

  struct Line: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let milestone: DossierScenario.Milestone
    var steps: [TransitionCase.Step] = []
    let day: Int
    let text: String
  }

  static let day0 = Day.of("2025-03-24")
  static let validatesA: TransitionCase.Step = (
    .validatePreInstruction(volets: [.a]), 2, Cast.c1A
  )

  static let instruction: [Line] = [
    Line(
      testDescription: "late, in the words of the specification", milestone: .nurs,
      steps: [validatesA], day: 10,
      text: "En retard de 3 j : \(b1) n'a pas validé la pré-instruction, due le 31/03. "
        + "Bailleur A est à jour."),
    Line(
      testDescription: "both late", milestone: .nurs, day: 8,
      text: "En retard de 1 j : \(a1) et \(b1) n'ont pas validé la pré-instruction, due le 31/03."),
    Line(
      testDescription: "due today", milestone: .nurs, steps: [validatesA], day: 7,
      text: "Échéance aujourd'hui : \(b1) doit valider la pré-instruction. Bailleur A est à jour, "
        + "attend Bailleur B."),
    Line(
      testDescription: "due tomorrow", milestone: .nurs, day: 6,
      text: "Échéance demain, le 31/03 : \(a1) et \(b1) doivent valider la pré-instruction."),
    Line(
      testDescription: "waiting", milestone: .preInstructed, day: 5,
      text: "Échéance le 10/04, dans 12 j : \(a1) et \(b1) doivent valider l'instruction."),
    Line(
      testDescription: "the candidate has a piece to bring", milestone: .preInstructed,
      steps: [(.requestPiece(volet: .a, piece: .quittances), 4, Cast.c1A)], day: 5,
      text: "Échéance le 10/04, dans 12 j : \(a1) et \(b1) doivent valider l'instruction. "
        + "Bailleur A attend le locataire : quittances de loyer (28/03)."),
    Line(
      testDescription: "a lost attribution, its tenant to be told", milestone: .scheduled,
      steps: CourseTransitionTests.split, day: 30,
      text: "Clos – non-attribution le 18/04/2025 – Taille du ménage et typologie inadaptées. "
        + "\(a2) doit informer le locataire : attribution sans effet."),
    Line(
      testDescription: "a NUR is missing", milestone: .created,
      steps: [(.enterNUR(volet: .a, nur: .sample("a")), -1, Cast.c1A)], day: 0,
      text: "Depuis le 19/03 : \(b1) doit saisir le NUR. Bailleur A est à jour, attend Bailleur B."
    ),
    Line(
      testDescription: "a NUR is missing for more than 30 days, which is not late",
      milestone: .created, day: 26,
      text: "Depuis le 19/03 (délai indicatif dépassé) : \(a1) et \(b1) doivent saisir le NUR."),
  ]

  static let commission: [Line] = [
    Line(
      testDescription: "a session to be dated", milestone: .instructed,
      steps: [(CommissionTransitionTests.schedule(.a, 20), 13, Cast.c1A)], day: 14,
      text: "Depuis le 05/04 : \(b1) doit fixer la date de CALEOL. Bailleur A est à jour, "
        + "attend Bailleur B."),
    Line(
      testDescription: "sessions to come", milestone: .scheduled, day: 15,
      text: "CALEOL de Bailleur A le dimanche 13 avril 2025, "
        + "de Bailleur B le jeudi 17 avril 2025."),
    Line(
      testDescription: "sessions to come on one day", milestone: .instructed,
      steps: [
        (CommissionTransitionTests.schedule(.a, 22), 13, Cast.c1A),
        (CommissionTransitionTests.schedule(.b, 22), 13, Cast.c1B),
      ], day: 15, text: "CALEOL le mardi 15 avril 2025."),
    Line(
      testDescription: "one decision awaited, the other session to come", milestone: .scheduled,
      day: 21,
      text: "Depuis le 13/04 : \(a1) doit saisir la décision de la CALEOL. Bailleur B est à jour, "
        + "attend Bailleur A."),
    Line(
      testDescription: "a condition not lifted", milestone: .scheduled,
      steps: [
        (CommissionTransitionTests.decide(.a, CommissionTransitionTests.condition), 20, Cast.c1A),
        (.attribute(.b), 24, Cast.c1B),
      ], day: 42,
      text: "En retard de 2 j : \(a1) n'a pas levé la condition, échue le 03/05. "
        + "Bailleur B est à jour."),
    Line(
      testDescription: "a rank awaited", milestone: .scheduled,
      steps: [
        (CommissionTransitionTests.decide(.a, .ranked(rank: 2)), 20, Cast.c1A),
        (.attribute(.b), 24, Cast.c1B),
      ], day: 42,
      text: "Depuis le 13/04 : \(a1) doit attendre le rang. Bailleur B est à jour, "
        + "attend Bailleur A."),
  ]

  static let proposesA: TransitionCase.Step = (
    .proposeMove(volet: .a, date: day0 + 60), 40, Cast.c2A
  )
  static let late: TransitionCase.Step = (.proposeMove(volet: .a, date: day0 + 60), 47, Cast.c2A)

  static let move: [Line] = [
    Line(
      testDescription: "no moving date", milestone: .decided, day: 46,
      text: "En retard de 1 j : \(a2) et \(b2) n'ont pas fixé la date de déménagement, "
        + "due le 08/05."),
    Line(
      testDescription: "a proposal awaits its answer", milestone: .decided, steps: [proposesA],
      day: 41,
      text: "Échéance le 08/05, dans 4 j : \(b2) doit répondre à la date du 23/05. "
        + "Bailleur A est à jour, attend Bailleur B."),
    Line(
      testDescription: "a proposal without answer", milestone: .decided, steps: [proposesA],
      day: 46,
      text: "En retard de 1 j : \(b2) n'a pas répondu à la date du 23/05, réponse due le 08/05. "
        + "Bailleur A est à jour."),
    Line(
      testDescription: "a proposal that came late is not called up to date", milestone: .decided,
      steps: [late], day: 48,
      text: "En retard de 3 j : \(b2) n'a pas répondu à la date du 23/05, réponse due le 08/05."),
    Line(
      testDescription: "leases to be signed", milestone: .dated, day: 58,
      text: "Échéance le 23/05, dans 2 j : \(a2) et \(b2) doivent saisir la signature du bail."),
    Line(
      testDescription: "the move to come", milestone: .leased, day: 55,
      text: "Déménagement le vendredi 23 mai 2025."),
    Line(
      testDescription: "inventories missing", milestone: .leased, day: 62,
      text: "En retard de 2 j : \(a2) et \(b2) n'ont pas saisi les états des lieux, "
        + "dus le 23/05."),
    Line(
      testDescription: "a volet not closed", milestone: .inventoried,
      steps: [(.closeVolet(volet: .a), 60, Cast.c2A)], day: 63,
      text: "En retard de 3 j : \(b2) n'a pas clos son volet, déménagement prévu le 23/05. "
        + "Bailleur A est à jour."),
    Line(
      testDescription: "a changed date to be confirmed", milestone: .dated,
      steps: [
        (.changeMove(volet: .a, date: day0 + 70, reason: Reason(.travaux)), 40, Cast.c2A)
      ], day: 45,
      text: "Échéance le 02/06, dans 25 j : \(a2) doit saisir la signature du bail\u{a0}; "
        + "\(b2) doit répondre à la date du 02/06."),
    Line(
      testDescription: "realised", milestone: .closed, day: 80,
      text: "Clos – échange réalisé le 25/05/2025."),
    Line(
      testDescription: "closed with a motive", milestone: .nurs,
      steps: [(.withdraw(volet: .a, reason: Reason(.sansReponse)), 2, Cast.c1A)], day: 5,
      text: "Clos – désistement le 26/03/2025 – Locataire sans réponse."),
  ]

  @Test("from the NUR to the CALEOL, and to the end", arguments: instruction + commission + move)
  func reads(_ line: Line) {
    var scenario = DossierScenario(upTo: line.milestone)
    for step in line.steps {
      #expect(scenario.play(step.command, on: step.day, by: step.person) == nil)
    }
    #expect(scenario.headline(on: line.day) == line.text)
  }

  @Test("one bailleur with both volets is not told to wait for itself")
  func sameBailleur() {
    var scenario = DossierScenario(upTo: .nurs, sameBailleur: true)
    scenario.play(.validatePreInstruction(volets: [.a]), on: 2, by: Cast.c1A)
    #expect(
      scenario.headline(on: 10)
        == "En retard de 3 j : Bailleur A, volet B (contact 1 : C. Martin) n'a pas validé la "
        + "pré-instruction, due le 31/03.")
  }
}
