import Domain
import Synchronization

/// A past day being made on a thread of its own, beside a screen that stays alive.
public final class PastTask: Sendable {
  /// How it ended.
  public enum End: Sendable {
    /// It can be opened.
    case made(PastStore)
    case failed(StorageError)
  }

  private struct State {
    var progress: String?
    var end: End?
    var isStopped = false
  }

  private let state = Mutex(State())

  /// Begins.
  ///
  /// - Parameter deliver: called on the task's thread when there is something to take.
  /// - Throws: a refusal when the system gives no thread.
  public init(_ past: PastStore, deliver: @escaping @Sendable () -> Void) throws(Refusal) {
    let isStarted = DetachedThread.start { [self] in
      work(past, deliver)
      deliver()
    }
    guard isStarted else {
      throw Refusal("La machine n'a pas pu revenir à ce jour.", remedy: "Redémarrez habiter.")
    }
  }

  /// Gives it up: what is made is taken away again.
  public func stop() { state.withLock { $0.isStopped = true } }

  /// How far it is, once for each telling; nil when nothing is new.
  public func progress() -> String? {
    state.withLock { state in
      defer { state.progress = nil }
      return state.progress
    }
  }

  /// How it ended, once; nil as long as it goes on.
  public func take() -> End? {
    state.withLock { state in
      defer { state.end = nil }
      return state.end
    }
  }

  private func work(_ past: PastStore, _ deliver: () -> Void) {
    do {
      try past.make { text in
        state.withLock { $0.progress = text }
        deliver()
      }
      let isStopped = state.withLock { state in
        if !state.isStopped { state.end = .made(past) }
        return state.isStopped
      }
      if isStopped { try past.remove() }
    } catch {
      let failure = error as? StorageError ?? StorageError(.io, "\(error)")
      state.withLock { $0.end = .failed(failure) }
    }
  }
}
