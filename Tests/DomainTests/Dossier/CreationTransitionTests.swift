import Domain
import Testing

/// T01 to T03: the dossier and its NUR.
struct CreationTransitionTests {
  static let drafts = DossierScenario.drafts()

  static let creation: [TransitionCase] = [
    .allows(
      "Aatiko creates a dossier", .create(reference: "D-1", volets: drafts), by: Cast.superAdmin,
      at: .nothing, on: 0, giving: [.created(reference: "D-1", volets: drafts)]),
    .allows(
      "a contact 1 creates one of its own bailleur", .create(reference: "D-1", volets: drafts),
      by: Cast.c1B, at: .nothing, on: 0, giving: [.created(reference: "D-1", volets: drafts)]),
    .allows(
      "a facilitator creates one in a bailleur's name", .create(reference: "D-1", volets: drafts),
      by: Cast.facilitator, at: .nothing, on: 0, onBehalf: Cast.bailleurA,
      giving: [.created(reference: "D-1", volets: drafts)]),
    .refuses(
      "a facilitator in its own name", .create(reference: "D-1", volets: drafts),
      by: Cast.facilitator, at: .nothing, on: 0, "Cet acte revient à Bailleur A.",
      field: "au_nom_de"),
    .refuses(
      "a contact 2", .create(reference: "D-1", volets: drafts), by: Cast.c2A, at: .nothing, on: 0,
      "Vous êtes contact 2 : la création du dossier revient à : super administrateur (Aatiko), "
        + "facilitateur (Aatiko), administrateur, contact 1."),
    .refuses(
      "twice", .create(reference: "D-1", volets: drafts), by: Cast.superAdmin, at: .created, on: 0,
      "Le dossier D-1 existe déjà."),
    .refuses(
      "with one volet", .create(reference: "D-1", volets: [drafts[0]]), by: Cast.superAdmin,
      at: .nothing, on: 0, "Un dossier d'échange a deux volets."),
    .refuses(
      "without a reference", .create(reference: "", volets: drafts), by: Cast.superAdmin,
      at: .nothing, on: 0, "La référence manque.", field: "reference"),
    .refuses(
      "with one logement twice",
      .create(reference: "D-1", volets: [drafts[0], draft(.b, Cast.bailleurA, "L-1")]),
      by: Cast.superAdmin, at: .nothing, on: 0, "Les deux logements sont identiques.",
      field: "logement_B"),
    .refuses(
      "with a bailleur that is no member",
      .create(reference: "D-1", volets: [drafts[0], draft(.b, Cast.stranger, "L-2")]),
      by: Cast.superAdmin, at: .nothing, on: 0, "Habitat des Coteaux n'est pas un bailleur membre.",
      field: "bailleur_B"),
    .refuses(
      "with an agent of another bailleur",
      .create(
        reference: "D-1",
        volets: [drafts[0], draft(.b, Cast.bailleurB, "L-2", contact1: Cast.c1A.id)]),
      by: Cast.superAdmin, at: .nothing, on: 0, "C. Martin n'est pas un agent de Bailleur B.",
      field: "contact1_B"),
    .refuses(
      "any act before the creation", .enterNUR(volet: .a, nur: .sample("a")), by: Cast.c1A,
      at: .nothing, on: 0, "Ce dossier n'existe pas."),
  ]

  static let entry: [TransitionCase] = [
    .allows(
      "contact 1 enters the first NUR", .enterNUR(volet: .a, nur: .sample("a")), by: Cast.c1A,
      at: .created, on: 0, giving: [.nurEntered(volet: .a, nur: .sample("a"))]),
    .allows(
      "Aatiko enters it without a bailleur's name", .enterNUR(volet: .b, nur: .sample("b")),
      by: Cast.superAdmin, at: .created, on: 0,
      giving: [.nurEntered(volet: .b, nur: .sample("b"))]),
    .refuses(
      "a contact 2", .enterNUR(volet: .a, nur: .sample("a")), by: Cast.c2A, at: .created, on: 0,
      "Vous êtes contact 2 : la saisie du NUR revient au contact 1."),
    .refuses(
      "the other bailleur's contact 1", .enterNUR(volet: .a, nur: .sample("a")), by: Cast.c1B,
      at: .created, on: 0, "Ce volet est celui de Bailleur A : la saisie du NUR lui revient."),
    .refuses(
      "twice", .enterNUR(volet: .a, nur: .sample("c")), by: Cast.c1A, at: .nurs, on: 1,
      "Le NUR est déjà saisi."),
    .refuses(
      "the other volet's NUR", .enterNUR(volet: .b, nur: .sample("a")), by: Cast.c1B,
      at: .created, on: 0, after: [(.enterNUR(volet: .a, nur: .sample("a")), -1, Cast.c1A)],
      "Ce NUR est celui du volet A.", field: "nur"),
    .refuses(
      "after the end", .enterNUR(volet: .a, nur: .sample("a")), by: Cast.c1A, at: .created, on: 0,
      after: [(.cancel(reason: Reason(.creeParErreur)), 0, Cast.superAdmin)],
      "Le dossier est clos depuis le 24/03/2025."),
  ]

  static let typo = Reason(.fauteDeFrappe)
  static let replaced = Reason(.numeroRemplace)

  static let correction: [TransitionCase] = [
    .allows(
      "contact 1 corrects a typing error",
      .correctNUR(volet: .a, nur: .sample("c"), reason: typo, restartsClock: false), by: Cast.c1A,
      at: .instructed, on: 13,
      giving: [
        .nurCorrected(volet: .a, nur: .sample("c"), reason: typo, restartsClock: false)
      ]),
    .allows(
      "Aatiko restarts the clock for a replaced number",
      .correctNUR(volet: .a, nur: .sample("c"), reason: replaced, restartsClock: true),
      by: Cast.superAdmin, at: .nurs, on: 5,
      giving: [
        .nurCorrected(volet: .a, nur: .sample("c"), reason: replaced, restartsClock: true)
      ]),
    .refuses(
      "a bailleur restarts the clock",
      .correctNUR(volet: .a, nur: .sample("c"), reason: replaced, restartsClock: true),
      by: Cast.c1A, at: .nurs, on: 5,
      "Seul Aatiko peut faire repartir le délai après un NUR remplacé.", field: "relance_delai"),
    .refuses(
      "a typing error restarts the clock",
      .correctNUR(volet: .a, nur: .sample("c"), reason: typo, restartsClock: true),
      by: Cast.superAdmin, at: .nurs, on: 5,
      "Corriger une faute de frappe ne fait pas repartir le délai.", field: "relance_delai"),
    .refuses(
      "with a motive of another act",
      .correctNUR(volet: .a, nur: .sample("c"), reason: Reason(.litige), restartsClock: false),
      by: Cast.c1A, at: .nurs, on: 5, "Ce motif ne convient pas à cet acte.", field: "motif"),
    .refuses(
      "a contact 2",
      .correctNUR(volet: .a, nur: .sample("c"), reason: typo, restartsClock: false), by: Cast.c2A,
      at: .nurs, on: 5, "Vous êtes contact 2 : la correction du NUR revient au contact 1."),
    .refuses(
      "with the number that stands",
      .correctNUR(volet: .a, nur: .sample("a"), reason: typo, restartsClock: false), by: Cast.c1A,
      at: .nurs, on: 5, "Ce numéro est celui qui est déjà saisi.", field: "nur"),
    .refuses(
      "with the other volet's number",
      .correctNUR(volet: .a, nur: .sample("b"), reason: typo, restartsClock: false), by: Cast.c1A,
      at: .nurs, on: 5, "Ce NUR est celui du volet B.", field: "nur"),
    .refuses(
      "before any number",
      .correctNUR(volet: .a, nur: .sample("c"), reason: typo, restartsClock: false), by: Cast.c1A,
      at: .created, on: 0, "Aucun NUR n'est saisi sur ce volet."),
    .refuses(
      "after the decision",
      .correctNUR(volet: .a, nur: .sample("c"), reason: typo, restartsClock: false), by: Cast.c1A,
      at: .decided, on: 25, "La décision de la CALEOL est déjà saisie."),
  ]

  static func draft(
    _ name: VoletName, _ bailleur: OrganisationID, _ reference: String,
    contact1: OperatorID? = nil
  ) -> NewVolet {
    NewVolet(
      name: name, bailleur: bailleur, logement: DossierScenario.logement(reference),
      locataire: SubjectID("locataire"), contact1: contact1)
  }

  @Test("T01 creation", arguments: creation)
  func creationTable(_ line: TransitionCase) { line.check() }

  @Test("T02 entry of a NUR", arguments: entry)
  func entryTable(_ line: TransitionCase) { line.check() }

  @Test("T03 correction of a NUR", arguments: correction)
  func correctionTable(_ line: TransitionCase) { line.check() }
}

/// A logement and a NUR stand in one open dossier only.
struct DossierClaimTests {
  @Test("a logement held by another dossier refuses the creation")
  func logementHeld() {
    var scenario = DossierScenario()
    scenario.holders[.logement("L-2", of: Cast.bailleurB)] = ClaimHolder(
      stream: StreamID("s"), reference: "D-9")
    let refusal = scenario.play(
      .create(reference: "D-1", volets: DossierScenario.drafts()), on: 0, by: Cast.superAdmin)
    #expect(refusal?.message == "Le logement L-2 est déjà engagé dans le dossier D-9.")
  }

  @Test("a reference is held for ever, and refuses another dossier of that name")
  func referenceHeld() {
    var scenario = DossierScenario(upTo: .closed)
    #expect(scenario.dossier.heldClaims == [.reference("D-1")])
    scenario = DossierScenario()
    scenario.holders[.reference("D-1")] = ClaimHolder(stream: StreamID("s"), reference: "D-1")
    let refusal = scenario.play(
      .create(reference: "D-1", volets: DossierScenario.drafts()), on: 0, by: Cast.superAdmin)
    #expect(refusal?.message == "La référence D-1 est celle d'un autre dossier.")
    #expect(refusal?.field == "reference")
  }

  @Test("a NUR held by another dossier refuses its entry and its correction")
  func nurHeld() {
    var scenario = DossierScenario(upTo: .created)
    scenario.holders[.nur(.sample("x"))] = ClaimHolder(stream: StreamID("s"), reference: "D-9")
    let message = "Ce NUR est déjà engagé dans le dossier D-9."
    let entry = scenario.play(.enterNUR(volet: .a, nur: .sample("x")), on: 0, by: Cast.c1A)
    #expect(entry?.message == message)
    scenario.play(.enterNUR(volet: .a, nur: .sample("a")), on: 0, by: Cast.c1A)
    let correction = scenario.play(
      .correctNUR(
        volet: .a, nur: .sample("x"), reason: Reason(.fauteDeFrappe), restartsClock: false),
      on: 0, by: Cast.c1A)
    #expect(correction?.message == message)
  }

  @Test("its logements and NUR are held while it is open, and must be free again to reopen it")
  func reopening() {
    var scenario = DossierScenario(upTo: .nurs)
    #expect(scenario.dossier.heldClaims.count == 5)
    scenario.play(
      .withdraw(volet: .a, reason: Reason(.sansReponse)), on: 1, by: Cast.c1A)
    #expect(scenario.dossier.heldClaims == [.reference(scenario.dossier.reference)])
    scenario.holders[.nur(.sample("b"))] = ClaimHolder(stream: StreamID("s"), reference: "D-9")
    let refusal = scenario.play(
      .reopen(reason: Reason(.elementNouveau)), on: 2, by: Cast.superAdmin)
    #expect(
      refusal?.message == "Le logement ou le NUR est déjà engagé dans le dossier D-9.")
  }

  @Test("undoing a correction takes the former NUR again, which must be free")
  func undoneCorrection() {
    var scenario = DossierScenario(upTo: .nurs)
    scenario.play(
      .correctNUR(
        volet: .a, nur: .sample("c"), reason: Reason(.fauteDeFrappe), restartsClock: false),
      on: 1, by: Cast.c1A)
    let undo = DossierCommand.undo(
      command: scenario.lastCommand, reason: Reason(.erreurDeSaisie))
    #expect(scenario.dossier.claimsNeeded(by: undo) == [.nur(.sample("a"))])
    scenario.holders[.nur(.sample("a"))] = ClaimHolder(stream: StreamID("s"), reference: "D-9")
    let refusal = scenario.play(undo, on: 1, by: Cast.c1A)
    #expect(
      refusal?.message == "Le logement ou le NUR est déjà engagé dans le dossier D-9.")
  }
}
