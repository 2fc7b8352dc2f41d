import Domain
import Testing

@Suite("Statuses follow from the volets, in the scheme's words")
struct StatusTests {
  static let course: [(DossierScenario.Milestone, DossierStatus, String, String)] = [
    (.created, .constitution, "en constitution", "attend le NUR"),
    (.nurs, .preInstruction, "en pré-instruction", "à pré-instruire"),
    (.preInstructed, .instruction, "en instruction", "à instruire"),
    (.instructed, .awaitingCaleol, "en attente de CALEOL", "instruit"),
    (.scheduled, .awaitingCaleol, "en attente de CALEOL", "CALEOL fixée"),
    (.decided, .attributedByBoth, "attribué par les deux CAL", "attribué"),
    (.dated, .moveScheduled, "déménagement programmé", "date convenue"),
    (.leased, .moveScheduled, "déménagement programmé", "bail signé"),
    (.inventoried, .toClose, "à clore", "états des lieux faits"),
    (.closed, .realised, "clos – échange réalisé", "clos"),
  ]

  @Test("along the ordinary course", arguments: course)
  func alongTheCourse(
    milestone: DossierScenario.Milestone, status: DossierStatus, label: String, volet: String
  ) throws {
    let dossier = DossierScenario(upTo: milestone).dossier
    #expect(dossier.status == status)
    #expect(dossier.status.label == label)
    #expect(dossier.status(of: try #require(dossier[.a])).label == volet)
    #expect(dossier.isOpen == status.isOpen)
  }

  @Test("between two sides")
  func between() throws {
    var scenario = DossierScenario(upTo: .created)
    func labels() -> [String] {
      scenario.dossier.volets.map { scenario.dossier.status(of: $0).label }
    }
    scenario.play(.enterNUR(volet: .a, nur: .sample("a")), on: -1, by: Cast.c1A)
    #expect(labels() == ["NUR saisi, attend l'autre", "attend le NUR"])
    scenario.play(.enterNUR(volet: .b, nur: .sample("b")), on: 0, by: Cast.c1B)
    scenario.play(.validatePreInstruction(volets: [.a]), on: 2, by: Cast.c1A)
    #expect(labels() == ["pré-instruction validée", "à pré-instruire"])
    scenario.play(
      .refusePreInstruction(volet: .b, reason: Reason(.doublon)), on: 3, by: Cast.c1B)
    #expect(labels() == Array(repeating: "clos – refus en pré-instruction", count: 2))
  }

  @Test("one decision, then a condition")
  func decisions() {
    var scenario = DossierScenario(upTo: .scheduled)
    scenario.play(.attribute(.a), on: 20, by: Cast.c1A)
    #expect(scenario.dossier.status == .partialDecision)
    scenario.play(
      CommissionTransitionTests.decide(.b, CommissionTransitionTests.condition), on: 24,
      by: Cast.c1B)
    #expect(scenario.dossier.status == .conditionPending)
  }

  @Test("the candidate of a volet is the other's tenant, and its NUR that candidate's")
  func candidates() {
    let dossier = DossierScenario(upTo: .created).dossier
    #expect(dossier[.a]?.candidat == dossier[.b]?.locataire)
    #expect(dossier[.b]?.candidat == dossier[.a]?.locataire)
  }

  @Test("the tenants' days have a common part, or none")
  func periods() {
    var scenario = DossierScenario(upTo: .decided)
    func set(_ volet: VoletName, _ from: Int, _ to: Int, by person: Operator) {
      scenario.play(
        .setPeriod(volet: volet, from: scenario.day(from), to: scenario.day(to)), on: 25,
        by: person)
    }
    set(.a, 50, 70, by: Cast.c2A)
    #expect(scenario.dossier.commonPeriod == nil)
    set(.b, 60, 90, by: Cast.c2B)
    #expect(scenario.dossier.commonPeriod == scenario.day(60)...scenario.day(70))
    set(.b, 71, 90, by: Cast.c2B)
    #expect(scenario.dossier.commonPeriod == nil)
  }
}
