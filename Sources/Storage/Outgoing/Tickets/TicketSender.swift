import Domain
import Synchronization

/// Asks Redmine for the tickets of a store and reads them back, one errand at a time: the store's
/// part is done between two keys on the thread to which the store belongs, Redmine is waited for on
/// a thread of its own.
public final class TicketSender {
  /// What came of an errand.
  private enum Result: Sendable {
    case created(TicketOutcome)
    case readBack(TicketRound)
  }

  /// What is being done.
  private enum Errand: Equatable {
    case create(Int)
    case readBack
  }

  /// What the threads share.
  private final class Desk: Sendable {
    let result = Mutex<Result?>(nil)
  }

  /// Records something new about a ticket on its signalement, and takes it in the same transaction.
  /// A refusal leaves it for later.
  public typealias Recorder = (TicketNews, Store) throws -> Void

  /// How long from one reading to the next, in seconds.
  private var pace: Int64 { Int64(settings.minutes) * 60 }

  /// How long nothing is tried after the store could not be written, in seconds.
  public static let pause = 60.0

  /// Where the tickets go.
  public let settings: RedmineSettings
  private let clock: @Sendable () -> Moment
  private let errand: TicketErrand
  private let pause: Double
  /// Records what is new; nil leaves it where it is.
  public var record: Recorder?
  private let deliver: @Sendable () -> Void
  private let ended: EventDescriptor
  private let desk = Desk()
  private var current: Errand?
  private var result: Result?
  private var hasLookedBack = false
  private var pausedUntil = 0.0
  /// When tickets are to be read back.
  private var nextRound: Moment
  /// When they were last.
  private var lastRound = Moment(seconds: 0)
  private var failures = 0
  /// Until when news that were refused wait.
  private var newsWait = 0.0
  /// Why Redmine could not be asked the last time, nil when it answered.
  public private(set) var problem: String?

  /// A sender that has not begun.
  ///
  /// - Parameters:
  ///   - settings: where the tickets go.
  ///   - patience: how long Redmine may think about a request, in seconds.
  ///   - pause: how long nothing is tried after the store could not be written, in seconds.
  ///   - record: records what is new; nil leaves it where it is.
  ///   - deliver: called on another thread when `advance` has something to do.
  /// - Throws: `SharedError` when the process has no descriptor left.
  public init(
    _ settings: RedmineSettings, clock: @escaping @Sendable () -> Moment, patience: Int = 30,
    pause: Double = TicketSender.pause, record: Recorder? = nil,
    deliver: @escaping @Sendable () -> Void = {}
  ) throws(SharedError) {
    self.settings = settings
    self.clock = clock
    self.pause = pause
    self.record = record
    self.deliver = deliver
    errand = TicketErrand(settings: settings, patience: patience)
    nextRound = clock()
    ended = try EventDescriptor()
  }

  /// Whether Redmine is being asked.
  public var isBusy: Bool { current != nil }

  /// Has the tickets read back now: somebody asks.
  public func readBackNow() {
    nextRound = min(nextRound, clock())
  }

  /// Has the tickets read back soon: the desk has just exchanged with the others. Once a minute at
  /// most, and not while Redmine does not answer.
  public func readBackSoon() {
    guard failures == 0 else { return }
    nextRound = min(nextRound, max(clock(), lastRound + TicketCourse.shortest))
  }

  /// Takes what came of the last errand, and begins the next one if it is time.
  ///
  /// - Parameter takesNext: false to begin no other.
  /// - Returns: the tickets that have changed.
  /// - Throws: `StorageError`; nothing more is then tried for a minute.
  public func advance(_ store: Store, takesNext: Bool = true) throws -> [QueuedTicket] {
    guard isAllowed(store), Monotonic.now >= pausedUntil else { return [] }
    do {
      var changed = try lookBack(in: store) + settle(in: store)
      try recordNews(of: store)
      if takesNext, current == nil, settings.problem == nil {
        changed += try begin(in: store)
      }
      return changed
    } catch {
      pausedUntil = Monotonic.now + pause
      throw error
    }
  }

  /// How long until `advance` has something to do by itself, in milliseconds; nil for never.
  public func delay(_ store: Store) -> Int? {
    guard isAllowed(store), settings.problem == nil else { return nil }
    let now = Monotonic.now
    if now < pausedUntil { return Int((pausedUntil - now) * 1000) + 1 }
    if result != nil { return 0 }
    guard current == nil else { return nil }
    let round = (try? store.hasFollowedTickets(clock())) == true ? nextRound : nil
    guard let next = [(try? store.nextTicket()) ?? nil, round].compactMap(\.self).min() else {
      return nil
    }
    return Int(min(max(0, next - clock()), 86_400)) * 1000
  }

  /// Nothing leaves the demonstration: its signalements are invented, a Redmine is not.
  private func isAllowed(_ store: Store) -> Bool {
    store.reading == nil && !store.location.isDemo
  }

  /// Waits for the errand under way.
  public func wait(seconds: Double) {
    if current != nil { ended.wait(seconds: seconds) }
  }

  /// Takes what comes of the errand under way, for a program about to end.
  public func finish(_ store: Store, within seconds: Double) {
    if case .create = current { wait(seconds: seconds) }
    guard store.reading == nil else { return }
    _ = try? settle(in: store)
  }

  /// A ticket that nobody is asking for was left so by a program that was stopped.
  private func lookBack(in store: Store) throws -> [QueuedTicket] {
    guard !hasLookedBack else { return [] }
    let found = try store.lookBackAtTickets(at: clock())
    hasLookedBack = true
    return found
  }

  private func settle(in store: Store) throws -> [QueuedTicket] {
    if result == nil {
      result = desk.result.withLock { shared in
        defer { shared = nil }
        return shared
      }
    }
    guard let result, let errand = current else { return [] }
    let changed: [QueuedTicket]
    switch (result, errand) {
    case (.created(let outcome), .create(let id)):
      changed = [try store.settleTicket(id, outcome, at: clock())]
      problem = outcome.problem
      newsWait = 0
      if case .created = outcome { readBackNow() }
    case (.readBack(let round), _):
      changed = try store.settle(round, at: clock())
      problem = round.problem
      failures = round.problem == nil ? 0 : failures + 1
      lastRound = clock()
      nextRound =
        clock() + (round.isWhole ? TicketFollow.delay(after: failures, pace: pace) : 0)
      newsWait = 0
    default: changed = []
    }
    self.result = nil
    current = nil
    return changed
  }

  /// What is new is recorded as it came; what is refused waits, since its signalement may not be
  /// here yet, and the others go on.
  private func recordNews(of store: Store) throws {
    guard let record, Monotonic.now >= newsWait else { return }
    for news in try store.ticketNews(limit: Self.newsAtOnce) {
      do {
        try record(news, store)
      } catch is Refusal {
        newsWait = Monotonic.now + pause
      }
    }
  }

  private static let newsAtOnce = 1_000

  private func begin(in store: Store) throws -> [QueuedTicket] {
    let errand = errand
    if let (ticket, mayCreate) = try store.claimTicket(at: clock()) {
      let asked = ticket.asked
      start(.create(ticket.id)) { .created(errand.create(asked, mayCreate: mayCreate)) }
      return [ticket]
    }
    guard nextRound <= clock() else { return [] }
    let now = clock()
    let tickets = try store.followedTickets(at: settings.base, now)
    if tickets.isEmpty {
      nextRound = now + pace
    } else {
      start(.readBack) { .readBack(errand.readBack(tickets, at: now)) }
    }
    return []
  }

  private func start(_ errand: Errand, _ body: @escaping @Sendable () -> Result) {
    current = errand
    let (desk, ended, deliver) = (desk, ended, deliver)
    let isStarted = DetachedThread.start {
      let result = body()
      desk.result.withLock { $0 = result }
      ended.signal()
      deliver()
    }
    guard !isStarted else { return }
    let words = "Aucun fil d'exécution n'est libre."
    var round = TicketRound()
    round.problem = words
    result = errand == .readBack ? .readBack(round) : .created(.unavailable(words))
    deliver()
  }
}

extension TicketOutcome {
  /// Why Redmine could not be asked, nil when it answered.
  fileprivate var problem: String? {
    switch self {
    case .created, .absent, .refused: nil
    case .postponed(let words), .unavailable(let words), .unknown(let words): words
    }
  }
}
