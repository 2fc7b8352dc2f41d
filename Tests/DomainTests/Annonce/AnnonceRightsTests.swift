import Testing

@testable import Domain

@Suite("Who may do what on an annonce (domaine.md §4, AMB-20)")
struct AnnonceRightsTests {
  @Test(
    "Each act is open to those whom the matrix names",
    arguments: [
      (AnnonceAct.publish, [Cast.superAdmin, Cast.facilitator]),
      (.withdraw, [Cast.superAdmin, Cast.facilitator]),
      (.moderate, [Cast.superAdmin, Cast.facilitator, Cast.admA]),
      (
        .report,
        [
          Cast.superAdmin, Cast.facilitator, Cast.admA, Cast.pilA, Cast.c1A, Cast.c2A,
        ]
      ),
    ])
  func matrix(act: AnnonceAct, entitled: [Operator]) throws {
    let course = try AnnonceCourse.published()
    for person in Cast.people {
      let isOpen = course.annonce.availability(of: act, in: course.context(person)).isOpen
      #expect(isOpen == entitled.contains { $0.id == person.id }, "\(person.id) \(act)")
    }
  }

  @Test("Others are told why, and to whom the act belongs")
  func words() throws {
    let course = try AnnonceCourse.published()
    func why(_ person: Operator) -> String? {
      if case .closed(let refusal) = course.annonce.availability(
        of: .moderate, in: course.context(person))
      {
        refusal.message
      } else {
        nil
      }
    }
    #expect(why(Cast.admB) == "Cette annonce est celle d'un locataire d'un autre bailleur.")
    #expect(
      why(Cast.c1A)
        == "Vous êtes contact 1 : la modération d'une annonce revient à : super administrateur "
        + "(Aatiko), facilitateur (Aatiko), administrateur.")
  }

  @Test("Nobody moderates in another's name")
  func onBehalf() throws {
    let course = try AnnonceCourse.published()
    var context = course.context(Cast.facilitator)
    context.onBehalf = OnBehalf(organisation: Cast.bailleurA, reason: "r")
    #expect(!course.annonce.availability(of: .moderate, in: context).isOpen)
  }

  @Test("An act that its author had no right to is contested, an honest one is not")
  func contested() throws {
    var course = try AnnonceCourse.published()
    let honest = try course.decide(.conforme)
    let event = AnnonceEvent.decided(
      decision: AnnonceDecision(
        version: 1, ruling: .suspended, motives: [.doublon], origin: .initiative))
    let moment = Moment(seconds: 1_791_800_000)
    func add(_ id: CommandID, _ event: AnnonceEvent, _ person: Operator) {
      course.annonce.apply(
        Recorded(
          event, command: id,
          signature: Signature(
            operatorID: person.id, organisation: person.organisation,
            role: person.roles.sorted()[0], moment: moment)))
    }
    add("agent", event, Cast.c1A)
    add("other", event, Cast.admB)
    add("own", event, Cast.admA)
    add("foreign", .undone(command: honest), Cast.superAdmin)
    #expect(course.annonce.contested(names: Cast.directory) == ["agent", "other", "foreign"])
  }

  @Test("Each kind of event is given by the acts that may bring it about")
  func kinds() {
    #expect(AnnonceEvent.CodingKeys.allCases.allSatisfy { !$0.acts.isEmpty })
  }

  @Test("Two annonces of the same number at two bailleurs are two streams")
  func streams() {
    let streams = [("1", "org-a"), ("1", "org-b"), ("a|1", "org"), ("1", "org|a")].map {
      Annonce.stream(of: $0.0, bailleur: OrganisationID($0.1))
    }
    #expect(Set(streams).count == 4)
    #expect(streams.allSatisfy { $0.text.utf8.count <= 64 })
  }
}
