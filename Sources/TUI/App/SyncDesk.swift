import Domain
import Storage

/// What the screen may know of the synchronisation.
struct SyncView: Equatable, Sendable {
  /// Where the shared database is, nil when this desk is alone.
  var address: String?
  /// What the engine says.
  var status = SyncStatus()
  /// How many acts could not be replayed and ask for somebody.
  var conflicts = 0
  /// Since when the shared database answers, or does not.
  var since: Moment?
  /// When all was last found fetched and sent.
  var checkedAt: Moment?
}

/// What a turn of the synchronisation changed of what is shown.
enum SyncChange: Int, Comparable {
  /// Only how the synchronisation stands.
  case state
  /// Rows and dossiers too.
  case rows

  static func < (left: SyncChange, right: SyncChange) -> Bool { left.rawValue < right.rawValue }
}

/// The synchronisation beside the screen: the network on a thread of its own, the store's tasks
/// between two keys, a slice at a time.
final class SyncDesk {
  /// How often at most the panes are read again while events come in, in seconds.
  private static let pace = 0.25

  private let engine: SyncEngine
  let address: SharedAddress
  private let clock: @Sendable () -> Moment
  /// What changed since the screen was last told.
  private var untold: SyncChange?
  private var shownAt = 0.0
  private(set) var since: Moment
  private(set) var checkedAt: Moment?

  /// - Parameter deliver: called on another thread when there is something to do.
  /// - Throws: `SharedError`.
  init(
    _ address: SharedAddress, clock: @escaping @Sendable () -> Moment,
    deliver: @escaping @Sendable () -> Void
  ) throws(SharedError) {
    self.address = address
    self.clock = clock
    since = clock()
    engine = try SyncEngine(
      opening: { () throws(SharedError) in try address.open() }, clock: clock, deliver: deliver)
    engine.start()
  }

  deinit { engine.stop() }

  var status: SyncStatus { engine.status }

  /// Whether a task of the store waits for its slice.
  var hasTask: Bool { engine.hasTask }

  /// Whether there is nothing to fetch or send now, or nobody to do it with.
  var isSettled: Bool { engine.isIdle || engine.isOffline }

  /// How long the screen may sleep before what has changed must be shown, in milliseconds.
  func delay(at now: Double) -> Int? {
    untold == nil ? nil : max(0, Int((shownAt + Self.pace - now) * 1000))
  }

  /// Takes what has come and carries out one task.
  ///
  /// - Returns: what has changed and is to be shown now, nil when nothing is.
  func advance(_ store: Store, at now: Double) -> SyncChange? {
    let (status, wasIdle, minute) = (engine.status, engine.isIdle, checkedAt?.minute)
    let hasChangedRows = engine.advance(store)
    if engine.status.isConnected != status.isConnected { since = clock() }
    if engine.isIdle, !wasIdle { checkedAt = clock() }
    if hasChangedRows {
      untold = .rows
    } else if engine.status != status || checkedAt?.minute != minute {
      untold = untold ?? .state
    }
    guard let change = untold, now >= shownAt + Self.pace || !engine.hasTask else { return nil }
    untold = nil
    shownAt = now
    return change
  }

  /// An act was recorded.
  func localAct() { engine.localAct() }

  /// The operator wants the shared database tried now.
  func retry() { engine.retry() }
}

extension Moment {
  /// The minute of the clock that a screen shows.
  fileprivate var minute: Int64 { seconds / 60 }
}
