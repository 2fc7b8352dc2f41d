/// How far a ticket is on its way to Redmine. Each event gives the next course; nothing else
/// decides whether a ticket is created.
///
/// Redmine has no way to say « once »: a ticket carries a marker, and is looked for by it before it
/// is created. After a lost answer that takes time, since the server may still be at it.
public struct TicketCourse: Equatable, Sendable {
  /// Where it stands.
  public var state: TicketState
  /// How often it was tried since it was last put in the queue by a person.
  public var attempts: Int
  /// When it was last tried.
  public var tried: Moment?
  /// When it is tried next; nil unless it waits or is uncertain.
  public var next: Moment?
  /// When Redmine may last have been asked to create it, without an answer.
  public var posted: Moment?
  /// The ticket, once it is there.
  public var ticket: TicketAddress?
  /// Why it is where it is, in French, nil when there is nothing to say.
  public var reason: String?

  /// A course as it was kept.
  public init(
    state: TicketState, attempts: Int = 0, tried: Moment? = nil, next: Moment? = nil,
    posted: Moment? = nil, ticket: TicketAddress? = nil, reason: String? = nil
  ) {
    self.state = state
    self.attempts = attempts
    self.tried = tried
    self.next = next
    self.posted = posted
    self.ticket = ticket
    self.reason = reason
  }

  /// The course of a ticket that has just been asked for.
  public static func new(at moment: Moment) -> TicketCourse {
    TicketCourse(state: .waiting, next: moment)
  }

  /// After an attempt that failed, the minutes until the next one; the last goes on without end:
  /// what was asked of Actimage is not given up because a server is down.
  static let delays: [Int64] = [1, 5, 15, 60, 240]
  /// When what is missing here is looked for again, in seconds.
  public static let missing: Int64 = 15 * 60
  /// How long the others wait where one was not answered, in seconds.
  public static let shortest: Int64 = 60
  /// For how long after a lost answer Redmine may still create what it was asked, in seconds.
  static let settling: Int64 = 10 * 60

  /// Whether Redmine may be asked to create it, once it was looked for and not found.
  public func mayCreate(at now: Moment) -> Bool {
    posted.map { now - $0 >= Self.settling } ?? true
  }
}

/// What happens to a ticket.
public enum TicketEvent: Equatable, Sendable {
  /// Redmine is about to be asked.
  case claimed
  /// Asking Redmine has ended.
  case ended(TicketOutcome)
  /// It is found half asked for, by a program that was stopped meanwhile.
  case interrupted
  /// Redmine says that it has no such ticket any more.
  case vanished(String)
  /// A person takes it out.
  case cancelled
  /// A person wants it tried, or looked for, now.
  case retried
}

extension TicketCourse {
  /// The course after an event.
  ///
  /// - Throws: `Refusal` when the event makes no sense there.
  public func after(_ event: TicketEvent, at now: Moment) throws(Refusal) -> TicketCourse {
    switch (event, state) {
    case (.claimed, .waiting), (.claimed, .uncertain):
      var course = with(.creating, reason)
      course.attempts = attempts + 1
      course.tried = now
      return course
    // The outcome may come after another program found the ticket half asked for.
    case (.ended(let outcome), .creating), (.ended(let outcome), .uncertain):
      return ended(outcome, at: now)
    case (.interrupted, .creating):
      return uncertain("habiter a été arrêté pendant la création.", at: now)
    case (.vanished(let reason), .followed): return with(.lost, reason)
    case (.cancelled, .waiting), (.cancelled, .refused), (.cancelled, .lost):
      return with(.cancelled, reason)
    case (.retried, .waiting), (.retried, .refused), (.retried, .uncertain),
      (.retried, .cancelled), (.retried, .lost):
      return retried(at: now)
    default: throw refusal(of: event)
    }
  }

  private func with(_ state: TicketState, _ reason: String?) -> TicketCourse {
    TicketCourse(
      state: state, attempts: attempts, tried: tried, posted: posted, ticket: ticket,
      reason: reason)
  }

  /// What has a number is followed again; what may have been created stays to be looked for.
  private func retried(at now: Moment) -> TicketCourse {
    if ticket != nil { return with(.followed, nil) }
    var course = TicketCourse.new(at: now)
    course.tried = tried
    guard posted != nil else { return course }
    course.state = .uncertain
    course.posted = posted
    course.reason = reason
    return course
  }

  private func ended(_ outcome: TicketOutcome, at now: Moment) -> TicketCourse {
    switch outcome {
    case .created(let ticket, let reason):
      var course = with(.followed, reason)
      course.ticket = ticket
      course.posted = nil
      return course
    case .refused(let reason):
      // Only a clear answer refuses, and it says that nothing was created.
      var course = with(.refused, reason)
      course.posted = nil
      return course
    case .absent: return again(reason, at: now)
    case .postponed(let reason): return again(reason, at: now)
    case .unavailable(let reason):
      var course = with(posted == nil ? .waiting : .uncertain, reason)
      course.attempts = max(0, attempts - 1)
      course.next = now + Self.missing
      return course
    case .unknown(let reason): return uncertain(reason, at: now)
    }
  }

  private func again(_ reason: String?, at now: Moment) -> TicketCourse {
    var course = with(posted == nil ? .waiting : .uncertain, reason)
    let index = min(max(1, attempts), Self.delays.count) - 1
    course.next = now + Self.delays[index] * 60
    return course
  }

  private func uncertain(_ reason: String, at now: Moment) -> TicketCourse {
    var course = with(.uncertain, reason)
    course.posted = now
    course.next = now + Self.delays[0] * 60
    return course
  }

  private func refusal(of event: TicketEvent) -> Refusal {
    let what = "Cette demande de ticket est \(state.label)"
    return switch (event, state) {
    case (_, .creating):
      Refusal("\(what) de création.", remedy: "Attendez la fin de l'essai, puis regardez son état.")
    case (.cancelled, .uncertain):
      Refusal(
        "\(what) : le ticket est peut-être déjà chez Redmine.",
        remedy: "Réessayez : il est d'abord cherché, et n'est jamais créé deux fois.")
    case (.cancelled, .followed):
      Refusal("\(what) : le ticket est chez Redmine.", remedy: "Fermez-le là-bas.")
    case (.retried, .followed):
      Refusal("\(what) : un ticket n'est jamais créé deux fois.")
    default: Refusal("\(what) : il n'y a rien à faire.")
    }
  }
}
