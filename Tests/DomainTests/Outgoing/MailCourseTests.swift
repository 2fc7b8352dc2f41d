import Testing

@testable import Domain

/// What becomes of a mail: each outcome, each decision, each delay.
@Suite struct MailCourseTests {
  private static let start = Moment(seconds: 1_774_342_800)

  private func outcome(
    _ ending: MailOutcome.Ending, isWholeRead: Bool = true, words: String = ""
  ) -> MailEvent {
    .ended(MailOutcome(ending, isWholeRead: isWholeRead, words: words))
  }

  private func claimed() throws -> MailCourse {
    try MailCourse.new(at: Self.start).after(.claimed, at: Self.start)
  }

  @Test(
    "An outcome gives a state, by how the program ended and whether it had read all",
    arguments: [
      (.exited(0), true, .sent), (.exited(0), false, .sent),
      (.exited(64), true, .refused), (.exited(65), false, .refused),
      (.exited(67), true, .refused),
      (.exited(68), true, .waiting), (.exited(69), true, .waiting), (.exited(70), true, .waiting),
      (.exited(71), true, .waiting), (.exited(75), true, .waiting), (.exited(77), true, .waiting),
      (.exited(78), true, .waiting), (.exited(1), true, .waiting), (.exited(127), true, .waiting),
      (.exited(74), true, .uncertain), (.exited(74), false, .waiting),
      (.exited(76), true, .uncertain), (.exited(76), false, .waiting),
      (.signalled(9), true, .uncertain), (.signalled(9), false, .waiting),
      (.overdue, true, .uncertain), (.overdue, false, .waiting),
      (.notStarted, false, .waiting), (.unusable, false, .refused),
    ] as [(MailOutcome.Ending, Bool, MailState)])
  func outcomes(_ ending: MailOutcome.Ending, _ isWholeRead: Bool, _ state: MailState) throws {
    let after = try claimed().after(
      outcome(ending, isWholeRead: isWholeRead, words: "parce que"), at: Self.start)
    #expect(after.state == state)
    #expect((after.next != nil) == (state == .waiting))
    #expect((after.sent != nil) == (state == .sent))
    #expect((after.reason == nil) == (state == .sent))
    if state != .sent { #expect(after.reason?.contains("parce que") == true) }
  }

  @Test(
    "Attempts that fail are made again after 1, 5, 15 and 60 min, 4 h, then 12 h, for three days")
  func delays() throws {
    var (course, now, minutes) = (MailCourse.new(at: Self.start), Self.start, [Int64]())
    while course.state == .waiting {
      course = try course.after(.claimed, at: now)
      #expect(course.state == .sending && course.next == nil)
      course = try course.after(outcome(.exited(75), words: "plus tard"), at: now)
      guard let next = course.next else { break }
      minutes.append((next - now) / 60)
      now = next
    }
    #expect(minutes == [1, 5, 15, 60, 240, 720, 720, 720, 720, 720])
    #expect(course.state == .refused && course.attempts == 11)
    #expect(now - Self.start <= 3 * 86_400)
    #expect(course.reason?.hasPrefix("Abandonné après trois jours d'essais.") == true)
    let again = try course.after(.resent, at: now)
    #expect(again == .new(at: now))
  }

  @Test("A mail program that is missing counts as no attempt, and is waited for without end")
  func missing() throws {
    var (course, now) = (MailCourse.new(at: Self.start), Self.start)
    for _ in 0..<1_000 {
      course = try course.after(.claimed, at: now)
      course = try course.after(outcome(.notStarted, isWholeRead: false, words: "absent"), at: now)
      #expect(course.state == .waiting && course.attempts == 0 && course.since == nil)
      #expect(course.next == now + 900)
      now = now + 900
    }
  }

  @Test(
    "Each decision has its states; elsewhere it is refused with what to do",
    arguments: [
      (.claimed, [.waiting: .sending]), (.interrupted, [.sending: .uncertain]),
      (.cancelled, [.waiting: .cancelled, .refused: .cancelled]),
      (
        .resent,
        [.waiting: .waiting, .refused: .waiting, .cancelled: .waiting, .uncertain: .waiting]
      ), (.takenAsSent, [.uncertain: .sent]),
    ] as [(MailEvent, [MailState: MailState])])
  func decisions(_ event: MailEvent, _ expected: [MailState: MailState]) {
    for state in MailState.allCases {
      let course = MailCourse(
        state: state, attempts: 3, since: Self.start,
        next: state == .waiting ? Self.start : nil, reason: "avant")
      let after = try? course.after(event, at: Self.start + 60)
      #expect(after?.state == expected[state], "\(event) \(state)")
      #expect(after.map { ($0.next != nil) == ($0.state == .waiting) } ?? true)
    }
    if event == .resent {
      let refusal = #expect(throws: Refusal.self) {
        try MailCourse(state: .sent).after(.resent, at: Self.start)
      }
      #expect(refusal?.message == "Ce courriel est parti : il n'est jamais envoyé deux fois.")
    }
  }

  @Test("What came of a mail found half handed over is taken when it is known after all")
  func lateOutcome() throws {
    let found = try claimed().after(.interrupted, at: Self.start)
    #expect(try found.after(outcome(.exited(0)), at: Self.start + 5).state == .sent)
  }

  @Test("What a program says is one line, safe and short")
  func words() {
    let said = MailOutcome(
      .exited(65), isWholeRead: true,
      words: "sendmail: \u{1B}[31mnon\r\n550 inconnu\n" + String(repeating: "x", count: 999))
    #expect(said.words.hasPrefix("sendmail: [31mnon 550 inconnu xxx"))
    #expect(said.words.count == 400)
  }

  @Test(
    "A mailbox is a name and an address, or an address alone",
    arguments: [
      ("a@b.example", "a@b.example"),
      ("Zoé Durand <z.durand@B.example>", "Zoé Durand <z.durand@b.example>"),
      ("\"Durand, Z.\" <z@b.example>", "Durand, Z. <z@b.example>"),
      ("Z\r\nBcc: x@y.example <z@b.example>", "ZBcc: x@y.example <z@b.example>"),
      ("<z@b.example>", "z@b.example"), ("Zoé", nil), ("Zoé <z@b.example", nil),
      ("Zoé <z@b.example> x", nil), ("Zoé <z b>", nil), ("a@b.example, c@d.example", nil),
      ("", nil),
    ] as [(String, String?)])
  func mailboxes(_ typed: String, _ text: String?) {
    #expect((try? Mailbox(parsing: typed))?.text == text)
  }

  @Test("A mail's date is Paris's, in winter and in summer")
  func dates() {
    #expect(Self.start.mailDate == "Tue, 24 Mar 2026 10:00:00 +0100")
    #expect((Self.start + 7 * 86_400 + 61).mailDate == "Tue, 31 Mar 2026 11:01:01 +0200")
    #expect((Self.start + 7 * 86_400 + 61).iso == "2026-03-31T11:01:01+02:00")
  }
}
