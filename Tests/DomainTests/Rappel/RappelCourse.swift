import Testing

@testable import Domain

/// A rappel with a clock, on which acts are done.
struct RappelCourse {
  static let start = Day.of("2026-10-12")
  static let letter = SubjectID("s-letter")

  var rappel = Rappel.empty
  var acts = 0
  var day = RappelCourse.start
  /// Who has another rappel of the bailleur open.
  var holder: StreamID?

  /// A rappel proposed on its first day.
  static func proposed(by person: Operator = Cast.gie) throws(Refusal) -> RappelCourse {
    var course = RappelCourse()
    try course.act(.propose(bailleur: Cast.bailleurA, constat: constat()), by: person)
    return course
  }

  /// One whose letters have left, up to a level, each on a day of its own.
  static func sent(_ level: RappelLevel) throws(Refusal) -> RappelCourse {
    var course = try proposed()
    try course.send(.information)
    guard level == .formal else { return course }
    course.day = course.day + 30
    try course.send(.formal)
    return course
  }

  /// Four delays and a gap, on three dossiers.
  static func constat(_ facts: [RappelFact] = facts()) -> RappelConstat {
    RappelConstat(
      criteria: [.breaches(count: facts.count, dossiers: 3, days: 90), .share(late: 2, open: 7)],
      facts: facts)
  }

  static func facts() -> [RappelFact] {
    [
      fact(.preInstruction, "D-2026-0412", since: -40, measure: 12, isOngoing: false),
      fact(.instruction, "D-2026-0412", since: -20, measure: 21, isOngoing: true),
      fact(.preInstruction, "D-2026-0418", .b, since: -9, measure: 10, isOngoing: true),
      fact(.caleolGap, "D-2026-0431", since: -30, measure: 13, isOngoing: false),
    ]
  }

  static func fact(
    _ rule: Rule, _ dossier: String, _ volet: VoletName = .a, since: Int, measure: Int,
    isOngoing: Bool
  ) -> RappelFact {
    RappelFact(
      rule: Reglement.default.value(of: rule, on: start), dossier: dossier, volet: volet,
      since: start + since, measure: measure, isOngoing: isOngoing)
  }

  func context(_ person: Operator) -> Context {
    var holders: [Claim: ClaimHolder] = [:]
    if let holder {
      holders[Rappel.claim(on: Cast.bailleurA)] = ClaimHolder(stream: holder, reference: "R-1")
    }
    return Context(
      actor: person, command: CommandID("c\(acts + 1)"),
      now: Moment(seconds: Int64(day.number) * 86_400 + 40_000), directory: Cast.directory,
      holders: holders)
  }

  @discardableResult
  mutating func act(
    _ command: RappelCommand, by person: Operator = Cast.gie
  ) throws(Refusal) -> CommandID {
    let context = context(person)
    let decision = try rappel.decide(command, in: context)
    acts += 1
    for event in decision.events {
      rappel.apply(
        Recorded(event, command: context.command, signature: context.signature(as: decision.role)))
    }
    return context.command
  }

  @discardableResult
  mutating func send(
    _ level: RappelLevel, _ channel: RappelChannel = .export, by person: Operator = Cast.gie
  ) throws(Refusal) -> CommandID {
    try act(.send(level: level, on: day, letter: Self.letter, channel: channel), by: person)
  }

  /// What refuses a command; nil when it is accepted.
  func refusal(_ command: RappelCommand, by person: Operator = Cast.gie) -> String? {
    do throws(Refusal) {
      _ = try rappel.decide(command, in: context(person))
      return nil
    } catch {
      return error.message
    }
  }
}
