import Domain

/// The synchronisation at work beside a store: the machine's calls go to a transport, its tasks to
/// the store, on the thread to which the store belongs and a slice at a time.
public final class SyncEngine {
  private let transport: SyncTransport
  private let clock: @Sendable () -> Moment
  private var machine: SyncMachine
  /// A task of the store that waits for its turn.
  private var task: StoreTask?
  /// Why what was put off could not be committed: told in the place of the next answer.
  private var failure: String?

  /// An engine that has not begun.
  ///
  /// - Parameters:
  ///   - open: reaches the shared database; called on another thread, again after each failure.
  ///   - isAlone: whether nobody waits for the store meanwhile, so that its tasks may be long.
  ///   - clock: the desk's clock.
  ///   - deliver: called on another thread when `advance` has something to do.
  /// - Throws: `SharedError`.
  public init(
    opening open: @escaping @Sendable () throws(SharedError) -> any SharedDatabase,
    isAlone: Bool = false, clock: @escaping @Sendable () -> Moment,
    deliver: @escaping @Sendable () -> Void
  ) throws(SharedError) {
    transport = try SyncTransport(opening: open, deliver: deliver)
    self.clock = clock
    machine = SyncMachine(sizes: isAlone ? .large : SyncMachine.Sizes())
  }

  deinit { transport.stop() }

  /// What the operator may know.
  public var status: SyncStatus { machine.status }

  /// Whether a task of the store waits for `advance`.
  public var hasTask: Bool { task != nil }

  /// Whether it waits for others' acts, all being fetched and sent.
  public var isIdle: Bool { machine.phase == .waiting }

  /// Whether it pauses after a failure.
  public var isOffline: Bool { machine.phase == .offline }

  /// Begins.
  public func start() { take(.resumed) }

  /// An act was recorded here: it is sent without waiting for the next look.
  public func localAct() { transport.wakeUp() }

  /// Tries the shared database now.
  public func retry() { transport.retry() }

  /// Ends the connection.
  public func stop() { transport.stop() }

  /// Takes the answer that has come, if any, and carries out one task of the store, if one waits.
  ///
  /// - Returns: whether the store may have changed.
  @discardableResult
  public func advance(_ store: Store) -> Bool {
    if let event = transport.take() {
      take(failure.map { .storeFailed($0) } ?? event)
      failure = nil
    }
    guard let task else {
      // Nothing stays open while the network is waited for.
      do { try store.writer.endStretch() } catch { failure = error.french }
      return false
    }
    self.task = nil
    do {
      take(.stored(try store.carryOut(task, at: clock())))
    } catch let error as SharedError {
      take(.failed(error))
    } catch let error as StorageError {
      take(.storeFailed(error.french))
    } catch {
      take(.storeFailed("Une tâche de la synchronisation a échoué."))
    }
    return task.changesRows
  }

  private func take(_ event: SyncMachine.Event) {
    switch machine.step(event) {
    case .store(let next):
      task = next
      if let ahead = machine.ahead { transport.ask(ahead: ahead) }
    case let effect: transport.carryOut(effect)
    }
  }
}

extension StoreTask {
  /// Whether panes may show something else after it.
  fileprivate var changesRows: Bool {
    switch self {
    case .takeDirectory, .forget, .apply, .takeTexts, .freshen, .cut, .settle: true
    default: false
    }
  }
}
