import Domain

/// The engine of the synchronisation as a pure state machine (`sync.md` §3).
///
/// It is told what happened and says the one thing to do next: a call to the shared database, a
/// transaction of the local store, or a pause. It reads no clock, opens nothing and waits for
/// nothing, so that the simulation runs what the product runs.
struct SyncMachine {
  /// What it is told.
  enum Event: Equatable, Sendable {
    /// A pause is over, or the operator wants no more of it.
    case resumed
    case answered(SharedAnswer)
    /// A call failed: what it asked for may have been done or not.
    case failed(SharedError)
    case stored(StoreOutcome)
    /// The local store failed: nothing of the task was done.
    case storeFailed(String)
  }

  /// What is to be done next.
  enum Effect: Equatable, Sendable {
    case ask(SharedRequest)
    case store(StoreTask)
    /// The connection is closed meanwhile.
    case pause(seconds: Double)
  }

  /// How much at a time.
  struct Sizes: Sendable {
    /// Events of a page.
    var page = 5_000
    /// Events of a transaction of the local store.
    var slice = 120
    /// Texts of a page, which is one transaction.
    var texts = 150
    /// Streams whose rows are written in a transaction, when they were put off.
    var streams = 6
    /// From how many events on rows are put off to the end.
    var deferring: Int64 = 2_000
    /// How long to wait for a hint, in seconds.
    var idle = 20.0

    /// For whom nobody waits: few large transactions, which share the pages that they write.
    static var large: Sizes { Sizes(slice: 5_000, texts: 5_000, streams: 500) }
  }

  enum Phase: Equatable, Sendable {
    case offline
    case greeting
    case adopting
    case fetchingDirectory, takingDirectory
    case looking(isAll: Bool)
    case comparing
    case forgetting
    case pulling
    case applying(rest: [JournalEntry])
    case bisecting(low: Int64, high: Int64, theirs: [UInt8]?)
    case cutting
    case fetchingTexts
    case takingTexts(hasMore: Bool)
    case freshening
    case listingWithdrawals
    case voiding([Withdrawal])
    case noting([Withdrawal])
    case batching
    case appending(Batch)
    case settling
    case waiting
  }

  let sizes: Sizes
  var phase = Phase.offline
  var status = SyncStatus()
  /// What is still to be fetched; the first of each is at work.
  var work = SyncWork()
  /// Whether this program may write there.
  var mayPush = true
  /// Audiences that take nothing until the next time that a wait was for nothing.
  var blocked: Set<ScopeID> = []
  /// How often in a row acts came too late.
  var rounds = 0
  /// How often in a row the shared database could not be reached.
  var failures = 0
  private var random: any RandomNumberGenerator & Sendable

  init(
    sizes: Sizes = Sizes(),
    random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
  ) {
    self.sizes = sizes
    self.random = random
  }

  /// What to do next.
  mutating func step(_ event: Event) -> Effect {
    switch event {
    case .failed(let error): return pause(error)
    case .storeFailed(let message):
      status.storeError = message
      return pause(.init(.other, message))
    case .resumed: return greet()
    case .answered(let answer): return take(answer)
    case .stored(let outcome): return take(outcome)
    }
  }

  /// A fraction of a delay, so that many desks do not come back at once.
  mutating func fraction() -> Double { Double.random(in: 0.5...1, using: &random) }

  mutating func greet() -> Effect {
    phase = .greeting
    return .ask(.hello)
  }

  /// Something that makes no sense at this point: the connection is begun anew.
  mutating func unexpected() -> Effect {
    pause(
      SharedError(
        .damaged, "La base partagée a répondu hors de propos. Nouvel essai dans un moment."))
  }

  /// Gives up the connection for a while, each time for longer, up to a minute.
  mutating func pause(_ error: SharedError) -> Effect {
    phase = .offline
    failures += 1
    status.isConnected = false
    status.error = error
    work = SyncWork()
    blocked = []
    let delay = min(60, Double(1 << min(failures - 1, 6)))
    return .pause(seconds: delay * fraction())
  }
}

/// What the operator may know of the synchronisation.
public struct SyncStatus: Equatable, Sendable {
  /// Whether the shared database answers.
  public var isConnected = false
  /// Why it did not the last time, nil when it does.
  public var error: SharedError?
  /// What the local store could not do.
  public var storeError: String?
  /// Who one is there, once greeted.
  public var me: Operator?
  /// The server's clock at the greeting.
  public var serverTime: Moment?
  /// Events taken in since the work began, of how many; nil when there is none to do.
  public var progress: Progress?
  /// Whether all was fetched and sent when last looked at.
  public var isUpToDate = false
  /// Whether this program is too old to write there.
  public var needsUpdate = false
  /// How many events of others a fork left behind.
  public var orphans = 0

  /// Nothing known yet.
  public init() {}

  /// How far a fetch has come.
  public struct Progress: Equatable, Sendable {
    /// Events taken in.
    public var done: Int64
    /// Events to take in.
    public var total: Int64
  }
}
