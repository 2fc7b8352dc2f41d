import Testing

@testable import Domain

@Suite("The account of a bailleur's patrimoine")
struct PatrimoineAccountTests {
  private static let today = Day.of("2026-03-10")

  /// The facts of a file of that day.
  private static func facts(
    _ day: String, number: Int = 1, rejected: Int = 0, codes: [PatrimoineCount] = []
  ) -> PatrimoineFacts {
    var facts = PatrimoineFacts(
      day: .of(day), number: number, digest: "digest-\(day)-\(number)", lines: 100,
      rejected: rejected, codes: codes)
    facts.logements = 100 - rejected
    return facts
  }

  private static let gone = PatrimoineCount(.tooManyGone, count: 1)
  private static let tooMany = PatrimoineCount(.tooManyErrors, count: 1)

  /// A patrimoine with a clock, on which acts are done.
  private struct Course {
    var patrimoine = Patrimoine.empty
    var acts = 0

    func context(_ person: Operator, on day: Day, onBehalf: OnBehalf? = nil) -> Context {
      Context(
        actor: person, onBehalf: onBehalf, command: CommandID("c\(acts + 1)"),
        now: Moment(seconds: Int64(day.number) * 86_400 + 40_000), directory: Cast.directory)
    }

    @discardableResult
    mutating func act(
      _ command: PatrimoineCommand, by person: Operator = Cast.infA, on day: Day = today,
      onBehalf: OnBehalf? = nil
    ) throws(Refusal) -> CommandID {
      let context = context(person, on: day, onBehalf: onBehalf)
      let decision = try patrimoine.decide(command, in: context)
      acts += 1
      for event in decision.events {
        patrimoine.apply(
          Recorded(event, command: context.command, signature: context.signature(as: decision.role))
        )
      }
      return context.command
    }

    @discardableResult
    mutating func take(
      _ facts: PatrimoineFacts, on day: Day = today
    ) throws(Refusal) -> CommandID {
      try act(
        .importFile(bailleur: Cast.bailleurA, facts: facts, base: patrimoine.current?.id), on: day)
    }

    func status(on day: String) -> PatrimoineStatus? { patrimoine.summary?.status(on: .of(day)) }
  }

  @Test(
    "What becomes of a file follows from what was found in it",
    arguments: [
      ([], 0, PatrimoineVerdict.accepted),
      ([PatrimoineCount(.unusualRent, count: 3)], 0, .accepted),
      ([PatrimoineCount(.invalidRent, count: 3)], 3, .acceptedWithRejects),
      ([gone], 0, .held), ([gone, tooMany], 9, .refused), ([tooMany], 9, .refused),
    ])
  func verdicts(codes: [PatrimoineCount], rejected: Int, verdict: PatrimoineVerdict) {
    #expect(Self.facts("2026-03-02", rejected: rejected, codes: codes).verdict == verdict)
  }

  @Test("An accepted file is the stock; a rejected one leaves it, one that waits too")
  func current() throws {
    var course = Course()
    let first = try course.take(Self.facts("2026-03-02"))
    #expect(course.patrimoine.current?.id == first)
    try course.take(Self.facts("2026-03-03", rejected: 9, codes: [Self.tooMany]))
    let held = try course.take(Self.facts("2026-03-04", codes: [Self.gone]))
    #expect(course.patrimoine.current?.id == first)
    #expect(course.patrimoine.held?.id == held)
    try course.act(.confirmImport(import: held), by: Cast.admA, on: Self.today + 1)
    #expect(course.patrimoine.current?.id == held)
    #expect(course.patrimoine.current?.acceptedOn == Self.today + 1)
    #expect(course.patrimoine.held == nil)
    #expect(throws: Refusal.self) { try course.act(.dropImport(import: held)) }
  }

  @Test("A later file ends the wait of the one before; one given up is never the stock")
  func superseded() throws {
    var course = Course()
    let held = try course.take(Self.facts("2026-03-02", codes: [Self.gone]))
    let second = try course.take(Self.facts("2026-03-03", codes: [Self.gone]))
    #expect(course.patrimoine.held?.id == second)
    #expect(throws: Refusal.self) { try course.act(.confirmImport(import: held)) }
    try course.act(.dropImport(import: second))
    #expect(course.patrimoine.current == nil)
    #expect(course.patrimoine.imports.map(\.outcome) == ["à confirmer", "abandonné"])
  }

  @Test("A file compared with a stock that is no more, or older than the last one, is refused")
  func order() throws {
    var course = Course()
    try course.take(Self.facts("2026-03-02"))
    #expect(throws: Refusal.self) {
      try course.act(
        .importFile(bailleur: Cast.bailleurA, facts: Self.facts("2026-03-03"), base: nil))
    }
    #expect(throws: Refusal.self) { try course.take(Self.facts("2026-03-01")) }
    try course.take(Self.facts("2026-03-02", number: 2))
    // What is rejected changes nothing: it may be told whatever the stock.
    try course.act(
      .importFile(
        bailleur: Cast.bailleurA, facts: Self.facts("2026-03-01", codes: [Self.tooMany]),
        base: nil))
  }

  @Test("The monthly status, from one month to the next")
  func statuses() throws {
    var course = Course()
    #expect(course.patrimoine.summary == nil)
    try course.act(
      .registerStep(bailleur: Cast.bailleurA, step: .intention, on: .of("2026-01-05")),
      by: Cast.gie)
    #expect(course.status(on: "2026-03-10") == .onboarding)
    try course.take(Self.facts("2026-03-02"), on: .of("2026-03-02"))
    for (day, status) in [
      ("2026-03-31", PatrimoineStatus.upToDate), ("2026-04-01", .due), ("2026-04-30", .due),
      ("2026-05-01", .late), ("2027-03-01", .late),
    ] {
      #expect(course.status(on: day) == status, "\(day)")
    }
    #expect(
      course.patrimoine.missedMonths(on: .of("2026-06-02")).map(\.iso) == ["2026-04", "2026-05"])
    try course.take(
      Self.facts("2026-04-02", rejected: 9, codes: [Self.tooMany]), on: .of("2026-04-02"))
    #expect(course.status(on: "2026-04-02") == .failed)
    try course.take(Self.facts("2026-04-03"), on: .of("2026-04-03"))
    #expect(course.status(on: "2026-04-30") == .upToDate)
  }

  @Test("A file that waits for a confirmation counts for the month in which it is confirmed")
  func confirmedLater() throws {
    var course = Course()
    let held = try course.take(Self.facts("2026-03-30", codes: [Self.gone]), on: .of("2026-03-30"))
    #expect(course.status(on: "2026-03-31") == .never)
    try course.act(.confirmImport(import: held), on: .of("2026-04-02"))
    #expect(course.status(on: "2026-04-30") == .upToDate)
    #expect(course.status(on: "2026-05-01") == .due)
  }

  @Test("The steps of the onboarding, registered, corrected, taken back; an import shows its own")
  func steps() throws {
    var course = Course()
    try course.act(
      .registerStep(bailleur: Cast.bailleurA, step: .documentation, on: Self.today - 3))
    try course.act(
      .registerStep(bailleur: Cast.bailleurA, step: .documentation, on: Self.today - 2))
    #expect(course.patrimoine.day(of: .documentation) == Self.today - 2)
    #expect(course.patrimoine.nextStep == .intention)
    #expect(throws: Refusal.self) {
      try course.act(.registerStep(bailleur: Cast.bailleurA, step: .file, on: Self.today + 1))
    }
    try course.act(.withdrawStep(step: .documentation))
    #expect(course.patrimoine.day(of: .documentation) == nil)
    #expect(throws: Refusal.self) { try course.act(.withdrawStep(step: .documentation)) }
    try course.take(Self.facts("2026-03-02"))
    #expect(course.patrimoine.day(of: .firstImport) == Self.today)
  }

  @Test("Codes are ranked by the tenants whom they keep from registering")
  func ranking() throws {
    var course = Course()
    try course.take(
      Self.facts(
        "2026-03-02", rejected: 4,
        codes: [
          PatrimoineCount(.invalidRent, count: 9, tenants: 1),
          PatrimoineCount(.unusualRent, count: 50),
          PatrimoineCount(.invalidDPE, count: 2, tenants: 2),
          PatrimoineCount(.locataireMissing, count: 3, tenants: 2),
        ]))
    #expect(
      course.patrimoine.summary?.blockingCodes.map(\.known)
        == [.locataireMissing, .invalidDPE, .invalidRent])
  }
}
