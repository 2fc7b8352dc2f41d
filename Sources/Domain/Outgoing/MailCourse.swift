/// How far a mail is: its state, its attempts and the next one. Each event gives the next course;
/// nothing else decides whether a mail leaves.
public struct MailCourse: Equatable, Sendable {
  /// Where it stands.
  public var state: MailState
  /// How often it was handed over since it was last put in the queue by a person.
  public var attempts: Int
  /// When the first of those attempts was made.
  public var since: Moment?
  /// When it is tried next; nil unless it waits.
  public var next: Moment?
  /// When it left.
  public var sent: Moment?
  /// Why it is where it is, in French, nil when there is nothing to say.
  public var reason: String?

  /// A course as it was kept.
  public init(
    state: MailState, attempts: Int = 0, since: Moment? = nil, next: Moment? = nil,
    sent: Moment? = nil, reason: String? = nil
  ) {
    self.state = state
    self.attempts = attempts
    self.since = since
    self.next = next
    self.sent = sent
    self.reason = reason
  }

  /// The course of a mail that has just been written.
  public static func new(at moment: Moment) -> MailCourse {
    MailCourse(state: .waiting, next: moment)
  }

  /// After an attempt that failed, the minutes until the next one; the last goes on.
  static let delays: [Int64] = [1, 5, 15, 60, 240, 720]
  /// For how long a mail is tried, in seconds: three days.
  static let longest: Int64 = 3 * 86_400
  /// When a missing mail program is looked for again, in seconds.
  static let missing: Int64 = 15 * 60
}

/// What happens to a mail.
public enum MailEvent: Equatable, Sendable {
  /// It is about to be handed over.
  case claimed
  /// Handing it over has ended.
  case ended(MailOutcome)
  /// It is found half handed over, by a program that was stopped meanwhile.
  case interrupted
  /// A person takes it out.
  case cancelled
  /// A person wants it sent, or sent again, now.
  case resent
  /// A person knows that it left.
  case takenAsSent
}

extension MailCourse {
  /// The course after an event.
  ///
  /// - Throws: `Refusal` when the event makes no sense there.
  public func after(_ event: MailEvent, at now: Moment) throws(Refusal) -> MailCourse {
    switch (event, state) {
    case (.claimed, .waiting):
      return MailCourse(
        state: .sending, attempts: attempts + 1, since: since ?? now, reason: reason)
    // The outcome may come after another program found the mail half handed over.
    case (.ended(let outcome), .sending), (.ended(let outcome), .uncertain):
      return ended(outcome, at: now)
    case (.interrupted, .sending):
      return with(.uncertain, "habiter a été arrêté pendant l'envoi.")
    case (.cancelled, .waiting), (.cancelled, .refused):
      return with(.cancelled, reason)
    case (.resent, .waiting), (.resent, .refused), (.resent, .cancelled), (.resent, .uncertain):
      return .new(at: now)
    case (.takenAsSent, .uncertain):
      var course = with(.sent, "Considéré comme parti par une personne.")
      course.sent = now
      return course
    default: throw refusal(of: event)
    }
  }

  private func with(_ state: MailState, _ reason: String?) -> MailCourse {
    MailCourse(state: state, attempts: attempts, since: since, reason: reason)
  }

  private func ended(_ outcome: MailOutcome, at now: Moment) -> MailCourse {
    let reason = MailWords.reason(of: outcome)
    switch MailVerdict(outcome) {
    case .sent:
      var course = with(.sent, nil)
      course.sent = now
      return course
    case .refused: return with(.refused, reason)
    case .unknown: return with(.uncertain, reason)
    case .unavailable:
      // Nothing was attempted: what waits for a program to be installed is never given up.
      var course = with(.waiting, reason)
      course.attempts = max(0, attempts - 1)
      if course.attempts == 0 { course.since = nil }
      course.next = now + Self.missing
      return course
    case .postponed:
      let index = min(max(1, attempts), Self.delays.count) - 1
      let next = now + Self.delays[index] * 60
      guard next - (since ?? now) <= Self.longest else {
        return with(.refused, "Abandonné après trois jours d'essais. \(reason)")
      }
      var course = with(.waiting, reason)
      course.next = next
      return course
    }
  }

  private func refusal(of event: MailEvent) -> Refusal {
    let what = "Ce courriel est \(state.label)"
    return switch (event, state) {
    case (.resent, .sent):
      Refusal("\(what) : il n'est jamais envoyé deux fois.")
    case (_, .sending):
      Refusal("\(what) d'envoi.", remedy: "Attendez la fin de l'essai, puis regardez son état.")
    case (.cancelled, .uncertain):
      Refusal(
        "\(what) : il est peut-être déjà parti.",
        remedy: "Renvoyez-le, ou considérez-le comme parti.")
    case (.takenAsSent, _):
      Refusal("\(what) : seul un envoi incertain peut être considéré comme parti.")
    default: Refusal("\(what) : il n'y a rien à faire.")
    }
  }
}

/// The outcomes in words.
enum MailWords {
  /// Why a mail did not leave, or may have, one or two sentences.
  static func reason(of outcome: MailOutcome) -> String {
    let words = outcome.words.isEmpty ? "" : " : « \(outcome.words) »"
    return switch outcome.ending {
    case .exited(let code) where [64, 65, 67].contains(code):
      "Refusé par le programme d'envoi (code \(code))\(words)."
    case .exited(let code) where MailVerdict(outcome) == .unknown:
      "L'échange s'est rompu à la fin de l'envoi (code \(code))\(words)."
    case .exited(let code): "Le programme d'envoi a échoué (code \(code))\(words)."
    case .signalled(let signal):
      "Le programme d'envoi a été interrompu (signal \(signal))\(words)."
    case .overdue: "Le programme d'envoi n'a pas fini à temps\(words)."
    case .notStarted: "Le programme d'envoi ne peut pas être lancé\(words)."
    case .unusable: outcome.words
    }
  }
}
