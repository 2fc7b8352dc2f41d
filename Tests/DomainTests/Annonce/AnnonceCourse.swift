import Testing

@testable import Domain

/// An annonce with a clock, on which acts are done.
struct AnnonceCourse {
  var annonce = Annonce.empty
  var acts = 0
  var day = Day.of("2026-10-12")

  /// An annonce published on its first day.
  static func published(
    _ number: String = "AN-0001", by bailleur: OrganisationID = Cast.bailleurA, photos: Int = 3
  ) throws(Refusal) -> AnnonceCourse {
    var course = AnnonceCourse()
    try course.publish(1, number: number, bailleur: bailleur, photos: photos)
    return course
  }

  func context(_ person: Operator) -> Context {
    Context(
      actor: person, command: CommandID("c\(acts + 1)"),
      now: Moment(seconds: Int64(day.number) * 86_400 + 40_000), directory: Cast.directory)
  }

  @discardableResult
  mutating func act(
    _ command: AnnonceCommand, by person: Operator = Cast.facilitator
  ) throws(Refusal) -> CommandID {
    let context = context(person)
    let decision = try annonce.decide(command, in: context)
    acts += 1
    for event in decision.events {
      annonce.apply(
        Recorded(event, command: context.command, signature: context.signature(as: decision.role)))
    }
    return context.command
  }

  static func version(
    _ number: Int, on day: Day, isSubstantial: Bool = true, photos: Int = 3, words: String = "mots"
  ) -> AnnonceVersion {
    AnnonceVersion(
      number: number, publishedOn: day, isSubstantial: isSubstantial, commune: "Montreuil",
      typologie: .t3, text: SubjectID("s-\(number)"), digest: "\(words)-\(number)",
      photos: (0..<photos).map { AnnoncePhoto(width: 800 + $0, height: 600, bytes: 90_000) })
  }

  mutating func publish(
    _ version: Int, number: String = "AN-0001", bailleur: OrganisationID = Cast.bailleurA,
    isSubstantial: Bool = true, photos: Int = 3
  ) throws(Refusal) {
    try act(
      .publish(
        annonce: number, bailleur: bailleur,
        version: Self.version(version, on: day, isSubstantial: isSubstantial, photos: photos)))
  }

  @discardableResult
  mutating func decide(
    _ ruling: AnnonceRuling, by person: Operator = Cast.facilitator,
    origin: VerificationOrigin = .sample
  ) throws(Refusal) -> CommandID {
    try act(
      .decide(
        decision: AnnonceDecision(
          version: annonce.current?.number ?? 0, ruling: ruling,
          motives: ruling == .conforme ? [] : [.publicite], origin: origin)), by: person)
  }

  @discardableResult
  mutating func report(
    _ part: AnnoncePart = .comment, by person: Operator = Cast.c1A, number: String? = nil,
    source: AnnonceReport.Source = .bailleur
  ) throws(Refusal) -> CommandID {
    try act(
      .report(
        report: AnnonceReport(
          version: annonce.current?.number ?? 0, part: part, motive: .coordonnees, source: source,
          day: day, number: number)), by: person)
  }
}
