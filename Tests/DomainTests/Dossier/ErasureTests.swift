import Testing

@testable import Domain

@Suite("Personal data go once they have served, the history stays")
struct ErasureTests {
  private static let asked = DossierCommand.erasePersonalData(reason: Reason(.demandeEffacement))
  private static let elapsed = DossierCommand.erasePersonalData(reason: Reason(.dureeEcoulee))

  /// A dossier that ended on D0 + 62, on 25 May 2025.
  private static func closed(sameBailleur: Bool = false) -> DossierScenario {
    DossierScenario(upTo: .closed, sameBailleur: sameBailleur)
  }

  @Test(
    "twelve months after the closing, the last day of a month that is shorter",
    arguments: [
      ("2025-05-25", 12, "2026-05-25"), ("2024-02-29", 12, "2025-02-28"),
      ("2024-08-31", 6, "2025-02-28"), ("2023-02-28", 12, "2024-02-28"),
      ("2025-12-31", 2, "2026-02-28"), ("2025-01-01", 24, "2027-01-01"),
    ])
  func due(closing: String, months: Int, due: String) {
    #expect(Day.of(closing).after(months: months) == .of(due))
  }

  @Test("the day follows from the closing, by the rule in force then; an open dossier has none")
  func dueOfDossier() throws {
    let scenario = Self.closed()
    #expect(scenario.dossier.erasureDue(under: .default) == .of("2026-05-25"))
    var reglement = Reglement.default
    reglement.apply(
      RuleVersion(rule: .pseudonymisation, value: 6, effectiveFrom: .of("2025-05-26")))
    #expect(scenario.dossier.erasureDue(under: reglement) == .of("2026-05-25"))
    reglement.apply(
      RuleVersion(rule: .pseudonymisation, value: 6, effectiveFrom: .of("2025-05-25")))
    #expect(scenario.dossier.erasureDue(under: reglement) == .of("2025-11-25"))
    #expect(DossierScenario(upTo: .inventoried).dossier.erasureDue(under: .default) == nil)
  }

  @Test(
    "Aatiko erases, and the administrator of a bailleur that has both volets; nobody else",
    arguments: Cast.people)
  func who(person: Operator) {
    for sameBailleur in [false, true] {
      var scenario = Self.closed(sameBailleur: sameBailleur)
      let refusal = scenario.play(Self.asked, on: 70, by: person)
      let mayErase = person == Cast.superAdmin || (sameBailleur && person == Cast.admA)
      #expect((refusal == nil) == mayErase, "\(person.id), same bailleur: \(sameBailleur)")
      #expect((scenario.dossier.erasure != nil) == mayErase)
    }
  }

  @Test("the administrator of one of two bailleurs is told whose it is")
  func shared() {
    var scenario = Self.closed()
    #expect(
      scenario.play(Self.asked, on: 70, by: Cast.admA)?.message
        == "Ce dossier est aussi celui de Bailleur B : l'effacement des données personnelles "
        + "revient à Aatiko.")
  }

  @Test(
    "an open dossier keeps them",
    arguments: DossierScenario.Milestone.allCases.filter { $0 != .closed && $0 != .nothing })
  func open(milestone: DossierScenario.Milestone) {
    var scenario = DossierScenario(upTo: milestone)
    let refusal = scenario.play(Self.asked, on: 63, by: Cast.superAdmin)
    #expect(
      refusal?.message == "Le dossier est ouvert : ses données personnelles servent encore.")
  }

  @Test("the time is up on the day, not on the day before")
  func time() {
    let due = Day.of("2026-05-25") - DossierScenario().origin
    var scenario = Self.closed()
    let early = scenario.play(Self.elapsed, on: due - 1, by: Cast.superAdmin)
    #expect(early?.message == "La durée de conservation court jusqu'au 24/05/2026.")
    #expect(early?.field == "motif")
    #expect(scenario.play(Self.elapsed, on: due, by: Cast.superAdmin) == nil)
    #expect(
      scenario.dossier.erasure
        == Erasure(reason: Reason(.dureeEcoulee), day: .of("2026-05-25")))
  }

  @Test("the reason is of the list, without a word typed")
  func reason() {
    var scenario = Self.closed()
    let typed = scenario.play(
      .erasePersonalData(reason: .noted(.demandeEffacement)), on: 70, by: Cast.superAdmin)
    #expect(typed?.field == "note")
    let other = scenario.play(
      .erasePersonalData(reason: Reason(.litige)), on: 70, by: Cast.superAdmin)
    #expect(other?.message == "Ce motif ne convient pas à cet acte.")
  }

  @Test("nothing is done on the dossier afterwards, nor is the erasure taken back")
  func final() throws {
    var scenario = Self.closed()
    #expect(scenario.play(Self.asked, on: 63, by: Cast.superAdmin) == nil)
    let erased = scenario.dossier
    let fact = "Les données personnelles de ce dossier sont effacées depuis le 26/05/2025"
    let refusals: [(DossierCommand, String)] = [
      (Self.asked, "\(fact)."),
      (.reopen(reason: Reason(.recours)), "\(fact) : plus aucun acte n'y est possible."),
      (
        .addNote(note: SubjectID("n"), visibility: .shared),
        "\(fact) : plus aucun acte n'y est possible."
      ),
      (.revealNUR(volet: .a), "\(fact) : plus aucun acte n'y est possible."),
      (
        .undo(command: scenario.lastCommand, reason: Reason(.erreurDeSaisie)),
        "\(fact) : un effacement ne s'annule pas."
      ),
    ]
    for (command, message) in refusals {
      #expect(scenario.play(command, on: 63, by: Cast.superAdmin)?.message == message)
    }
    #expect(scenario.dossier == erased)
    #expect(throws: Refusal("\(fact) : un effacement ne s'annule pas.")) {
      try scenario.dossier.lastUndoable(in: scenario.context(on: 63, Cast.superAdmin))
    }
  }

  @Test("statistics stay whole: status, days, motives, logements are what they were")
  func statistics() {
    var scenario = Self.closed()
    let before = scenario.dossier
    scenario.play(Self.asked, on: 70, by: Cast.superAdmin)
    var after = scenario.dossier
    #expect(after.contested(under: .default, names: Cast.directory).isEmpty)
    after.erasure = nil
    #expect(after.sameFacts(as: before))
    #expect(after.status == before.status && after.closing == before.closing)
    #expect(after.deadlines(under: .default) == before.deadlines(under: .default))
    #expect(after.volets.map(\.logement) == before.volets.map(\.logement))
    #expect(after.heldClaims == before.heldClaims)
  }

  @Test(
    "what was withheld of some is then withheld of all", arguments: [Cast.superAdmin, Cast.c1A])
  func visible(person: Operator) throws {
    var scenario = DossierScenario(upTo: .nurs)
    scenario.play(.requestPiece(volet: .a, piece: .ressources), on: 1, by: Cast.c1A)
    scenario.play(.cancel(reason: Reason(.litige)), on: 2, by: Cast.superAdmin)
    let kept = try #require(scenario.dossier.visible(to: person))
    #expect(kept[.a]?.awaitedPieces.count == 1 && kept[.a]?.nur?.value.isWithheld == false)
    scenario.play(Self.asked, on: 3, by: Cast.superAdmin)
    let seen = try #require(scenario.dossier.visible(to: person))
    #expect(seen[.a]?.awaitedPieces.isEmpty == true && seen[.a]?.nur?.value.isWithheld == true)
    #expect(seen.closing == kept.closing && seen.erasure != nil)
  }

  @Test("a tenant still to be told of a lost attribution is nobody's task any more")
  func task() {
    var scenario = DossierScenario(upTo: .scheduled)
    scenario.play(.attribute(.a), on: 20, by: Cast.c1A)
    scenario.play(
      CommissionTransitionTests.decide(.b, .nonAttribution(reason: Reason(.ressources))), on: 24,
      by: Cast.c1B)
    #expect(!scenario.dossier.blockers(under: .default).isEmpty)
    scenario.play(Self.asked, on: 25, by: Cast.superAdmin)
    #expect(scenario.dossier.blockers(under: .default).isEmpty)
  }
}

@Suite("What a household that asks may be told of a dossier")
struct HouseholdShareTests {
  static let reason = Reason(.ressources)

  /// The household of volet A leaves logement A; its file is examined on volet B.
  static let rows: [(event: DossierEvent, toA: HouseholdShare, toB: HouseholdShare)] = [
    (.cancelled(reason: Reason(.litige)), .whole, .whole),
    (.noteAdded(note: SubjectID("n"), visibility: .internal_), .whole, .whole),
    (.nurEntered(volet: .a, nur: .sample("a")), .nothing, .whole),
    (.nurEntered(volet: .b, nur: .sample("b")), .whole, .nothing),
    (.pieceRequested(volet: .b, piece: .ressources), .whole, .nothing),
    (.nurRevealed(volet: .a), .nothing, .whole),
    (.instructionRefused(volet: .a, reason: reason), .fact, .whole),
    (.instructionRefused(volet: .b, reason: reason), .whole, .fact),
    (.decisionEntered(volet: .a, decision: .nonAttribution(reason: reason)), .fact, .whole),
    (.withdrawn(volet: .a, reason: Reason(.sansReponse)), .fact, .whole),
    (.reminded(volet: .b, contact: .contact1, message: SubjectID("m")), .whole, .fact),
    (.periodSet(volet: .a, from: .of("2025-05-01"), to: .of("2025-05-31")), .whole, .whole),
    (.voletClosed(volet: .b), .whole, .whole),
  ]

  @Test("all about it, nothing of the other's file", arguments: rows)
  func share(event: DossierEvent, toA: HouseholdShare, toB: HouseholdShare) {
    let dossier = DossierScenario(upTo: .created).dossier
    #expect(dossier.share(of: event, withHouseholdOf: .a) == toA)
    #expect(dossier.share(of: event, withHouseholdOf: .b) == toB)
  }

  @Test("each household's file is examined on the other's volet")
  func examined() {
    let dossier = DossierScenario(upTo: .created).dossier
    #expect(dossier.volet(examiningHouseholdOf: .a)?.name == .b)
    #expect(dossier.volet(examiningHouseholdOf: .b)?.name == .a)
  }

  @Test("who may export names of one of the bailleurs answers", arguments: Cast.people)
  func who(person: Operator) {
    let dossier = DossierScenario(upTo: .created).dossier
    let mayExport = [Cast.superAdmin, Cast.admA, Cast.admB].contains(person)
    let isRefused = (try? dossier.checkAccessExport(by: person)) == nil
    #expect(isRefused != mayExport)
  }
}
