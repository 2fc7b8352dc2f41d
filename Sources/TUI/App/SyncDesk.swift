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
}

/// The synchronisation beside the screen: the network on a thread of its own, the store's tasks
/// between two keys, a slice at a time.
final class SyncDesk {
  /// How often at most the panes are read again while events come in, in seconds.
  private static let pace = 0.25

  private let engine: SyncEngine
  let address: SharedAddress
  private var isStale = false
  private var shownAt = 0.0

  /// - Parameter deliver: called on another thread when there is something to do.
  /// - Throws: `SharedError`.
  init(
    _ address: SharedAddress, clock: @escaping @Sendable () -> Moment,
    deliver: @escaping @Sendable () -> Void
  ) throws(SharedError) {
    self.address = address
    engine = try SyncEngine(
      opening: { () throws(SharedError) in try address.open() }, clock: clock, deliver: deliver)
    engine.start()
  }

  deinit { engine.stop() }

  var status: SyncStatus { engine.status }

  /// Whether a task of the store waits for its slice.
  var hasTask: Bool { engine.hasTask }

  /// How long the screen may sleep before what has changed must be shown, in milliseconds.
  func delay(at now: Double) -> Int? {
    isStale ? max(0, Int((shownAt + Self.pace - now) * 1000)) : nil
  }

  /// Takes what has come and carries out one task.
  ///
  /// - Returns: whether what is shown has changed and it is time to show it.
  func advance(_ store: Store, at now: Double) -> Bool {
    let before = engine.status
    if engine.advance(store) || engine.status != before { isStale = true }
    guard isStale, now >= shownAt + Self.pace || !engine.hasTask else { return false }
    isStale = false
    shownAt = now
    return true
  }

  /// An act was recorded.
  func localAct() { engine.localAct() }

  /// The operator wants the shared database tried now.
  func retry() { engine.retry() }
}
