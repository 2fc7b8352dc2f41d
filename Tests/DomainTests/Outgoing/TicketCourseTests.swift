import Testing

@testable import Domain

/// What becomes of a ticket: each outcome, each decision, each delay, and never twice.
@Suite struct TicketCourseTests {
  private static let start = Moment(seconds: 1_774_342_800)
  private static let ticket = TicketAddress(number: 7, address: "https://r.example/issues/7")

  private func claimed(posted: Moment? = nil) throws -> TicketCourse {
    try TicketCourse(state: posted == nil ? .waiting : .uncertain, next: Self.start, posted: posted)
      .after(.claimed, at: Self.start)
  }

  @Test(
    "An outcome gives a state, whether or not an answer was lost before",
    arguments: [
      (.created(ticket), .followed, .followed),
      (.created(ticket, reason: "x"), .followed, .followed),
      (.absent, .waiting, .uncertain), (.refused("x"), .refused, .refused),
      (.postponed("x"), .waiting, .uncertain), (.unavailable("x"), .waiting, .uncertain),
      (.unknown("x"), .uncertain, .uncertain),
    ] as [(TicketOutcome, TicketState, TicketState)])
  func outcomes(_ outcome: TicketOutcome, _ first: TicketState, _ later: TicketState) throws {
    for (posted, state) in [(nil, first), (Self.start + -60, later)] {
      let course = try claimed(posted: posted)
      #expect(course.state == .creating && course.next == nil && course.tried == Self.start)
      let after = try course.after(.ended(outcome), at: Self.start + 5)
      #expect(after.state == state)
      #expect((after.next != nil) == (state == .waiting || state == .uncertain))
      #expect((after.ticket != nil) == (state == .followed))
      #expect((after.posted != nil) == (state == .uncertain))
    }
  }

  @Test("Attempts that fail are made again after 1, 5, 15 and 60 min, then each 4 h, without end")
  func delays() throws {
    var (course, now, minutes) = (TicketCourse.new(at: Self.start), Self.start, [Int64]())
    for _ in 0..<8 {
      course = try course.after(.claimed, at: now)
      course = try course.after(.ended(.postponed("plus tard")), at: now)
      let next = try #require(course.next)
      minutes.append((next - now) / 60)
      now = next
    }
    #expect(minutes == [1, 5, 15, 60, 240, 240, 240, 240])
    #expect(course.state == .waiting && course.attempts == 8 && course.reason == "plus tard")
    #expect(try course.after(.retried, at: now).attempts == 0)
  }

  @Test("What is missing here counts as no attempt, and is looked for each quarter of an hour")
  func missing() throws {
    var (course, now) = (TicketCourse.new(at: Self.start), Self.start)
    for _ in 0..<100 {
      course = try course.after(.claimed, at: now)
      course = try course.after(.ended(.unavailable("sans clé")), at: now)
      #expect(course.attempts == 0 && course.next == now + 900)
      now = now + 900
    }
  }

  @Test("After a lost answer it is looked for, and created again only once the server had its time")
  func uncertain() throws {
    var (course, now) = (try claimed(), Self.start)
    course = try course.after(.ended(.unknown("coupé")), at: now)
    var looked: [Int64] = []
    while !course.mayCreate(at: now) {
      now = try #require(course.next)
      looked.append((now - Self.start) / 60)
      let mayCreate = course.mayCreate(at: now)
      course = try course.after(.claimed, at: now)
      if !mayCreate { course = try course.after(.ended(.absent), at: now) }
    }
    #expect(looked == [1, 6, 21])
    #expect(now - Self.start >= TicketCourse.settling)
    // Asked again, and lost again: the time begins anew.
    course = try course.after(.ended(.unknown("coupé")), at: now)
    #expect(!course.mayCreate(at: now + (TicketCourse.settling - 1)))
    #expect(course.mayCreate(at: now + TicketCourse.settling))
  }

  @Test("A program that was stopped amid it leaves it uncertain, and a late outcome still counts")
  func interrupted() throws {
    let found = try claimed().after(.interrupted, at: Self.start + 60)
    #expect(found.state == .uncertain && found.posted == Self.start + 60)
    #expect(!found.mayCreate(at: Self.start + 61))
    #expect(
      try found.after(.ended(.created(Self.ticket)), at: Self.start + 61).ticket == Self.ticket)
  }

  @Test(
    "Each decision has its states; elsewhere it is refused with what to do",
    arguments: [
      (.claimed, [.waiting: .creating, .uncertain: .creating]),
      (.interrupted, [.creating: .uncertain]), (.vanished("x"), [.followed: .lost]),
      (.cancelled, [.waiting: .cancelled, .refused: .cancelled, .lost: .cancelled]),
      (
        .retried,
        [
          .waiting: .waiting, .uncertain: .uncertain, .refused: .waiting, .cancelled: .waiting,
          .lost: .followed,
        ]
      ),
    ] as [(TicketEvent, [TicketState: TicketState])])
  func decisions(_ event: TicketEvent, _ expected: [TicketState: TicketState]) {
    for state in TicketState.allCases {
      let isThere = state == .followed || state == .lost
      let course = TicketCourse(
        state: state, attempts: 3, tried: Self.start,
        next: state == .waiting || state == .uncertain ? Self.start : nil,
        posted: state == .uncertain ? Self.start : nil, ticket: isThere ? Self.ticket : nil,
        reason: "avant")
      let after = try? course.after(event, at: Self.start + 60)
      #expect(after?.state == expected[state], "\(event) \(state)")
      if let after {
        #expect((after.next != nil) == (after.state == .waiting || after.state == .uncertain))
        #expect(after.ticket == course.ticket)
        #expect(after.state != .uncertain || after.posted != nil)
      }
    }
  }

  @Test("What has a number is never created again, whatever a person decides")
  func once() throws {
    let followed = TicketCourse(state: .followed, ticket: Self.ticket)
    let refusal = #expect(throws: Refusal.self) { try followed.after(.retried, at: Self.start) }
    #expect(refusal?.message.contains("jamais créé deux fois") == true)
    let gone = try followed.after(.vanished("404"), at: Self.start)
      .after(.cancelled, at: Self.start)
    #expect(try gone.after(.retried, at: Self.start).state == .followed)
  }
}

/// When a ticket is read whole, so that nothing of it is missed.
@Suite struct TicketFollowTests {
  private static let start = Moment(seconds: 1_774_342_800)

  @Test("Each change is read twice, the second time later: Redmine tells changes to the second")
  func settled() {
    var follow = TicketFollow()
    func read(_ updated: String, _ seconds: Int64) {
      follow = follow.after(
        status: "Nouveau", isClosed: false, updated: updated, at: Self.start + seconds)
    }
    func isNeeded(_ listed: String, _ seconds: Int64) -> Bool {
      follow.needsReading(listed: listed, at: Self.start + seconds)
    }
    #expect(isNeeded("10:00:00", 0))
    read("10:00:00", 0)
    #expect(!isNeeded("10:00:00", 1), "the same second tells nothing more")
    #expect(isNeeded("10:00:00", 2))
    // So soon that the same second may still bring something.
    read("10:00:00", 1)
    #expect(isNeeded("10:00:00", 61))
    read("10:00:00", 61)
    #expect(!isNeeded("10:00:00", 999))
    #expect(isNeeded("10:02:00", 62))
    read("10:02:00", 121)
    #expect(isNeeded("10:02:00", 123))
  }

  @Test(
    "Where Redmine does not answer, it is asked less and less often, once an hour at least",
    arguments: [
      (0, 600, 600), (1, 600, 1_200), (2, 600, 2_400), (3, 600, 3_600), (99, 600, 3_600),
      (1, 86_400, 86_400), (5, 60, 1_920), (1_000, 60, 3_600),
    ] as [(Int, Int64, Int64)])
  func paces(_ failures: Int, _ pace: Int64, _ delay: Int64) {
    #expect(TicketFollow.delay(after: failures, pace: pace) == delay)
  }
}
