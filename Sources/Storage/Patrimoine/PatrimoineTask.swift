import Domain
import Synchronization

/// A file being checked or imported on a thread of its own, beside a screen that stays alive.
public final class PatrimoineTask: Sendable {
  /// How it ended.
  public enum End {
    /// It was done; of an import nothing counts before it is recorded.
    case made(PatrimoineImport)
    /// It was stopped, and nothing is left of it.
    case stopped
    case failed(StorageError)
  }

  /// What the task gives away.
  // Unchecked: the thread that made it hands it over once, under the lock, and keeps nothing.
  private struct Handover: @unchecked Sendable {
    let end: End
  }

  private struct State {
    var progress: PatrimoineProgress?
    var isTold = true
    var isStopped = false
    var handover: Handover?
  }

  private let state = Mutex(State())

  /// How long the screen is left alone between two tellings, in seconds.
  private static let pace = 0.1

  /// Begins.
  ///
  /// - Parameters:
  ///   - delivery: the file, and what it is compared with.
  ///   - folder: where an import writes; nil for a trial, which writes nothing.
  ///   - deliver: called on the task's thread when there is something to take.
  /// - Throws: a refusal when the system gives no thread.
  public init(
    _ delivery: PatrimoineDelivery, in folder: StockFolder?, deliver: @escaping @Sendable () -> Void
  ) throws(Refusal) {
    let isStarted = DetachedThread.start { [self] in
      let end = Handover(end: work(delivery, folder, deliver))
      state.withLock { $0.handover = end }
      deliver()
    }
    guard isStarted else {
      throw Refusal(
        "La machine n'a pas pu lancer le contrôle du fichier.", remedy: "Redémarrez habiter.")
    }
  }

  /// Asks it to stop as soon as it can.
  public func stop() { state.withLock { $0.isStopped = true } }

  /// How far it is, once for each telling; nil when nothing is new.
  public func progress() -> PatrimoineProgress? {
    state.withLock { state in
      defer { state.isTold = true }
      return state.isTold ? nil : state.progress
    }
  }

  /// How it ended, once; nil as long as it goes on.
  public func take() -> End? {
    let handover = state.withLock { state in
      defer { state.handover = nil }
      return state.handover
    }
    return handover?.end
  }

  private func work(
    _ delivery: PatrimoineDelivery, _ folder: StockFolder?, _ deliver: () -> Void
  ) -> End {
    var toldAt = 0.0
    let goesOn = { [self] (now: PatrimoineProgress) in
      let isStopped = state.withLock { state in
        state.progress = now
        return state.isStopped
      }
      let time = Monotonic.now
      if time >= toldAt + Self.pace {
        toldAt = time
        state.withLock { $0.isTold = false }
        deliver()
      }
      return !isStopped
    }
    do throws(StorageError) {
      let made =
        if let folder {
          try PatrimoineImport.prepare(delivery, in: folder, progress: goesOn)
        } else {
          try PatrimoineImport.essai(delivery, progress: goesOn)
        }
      return made.map { .made($0) } ?? .stopped
    } catch {
      return .failed(error)
    }
  }
}
