import Dispatch
import Synchronization

/// A value that another thread makes while this one does something else.
final class Meanwhile<Value: Sendable>: Sendable {
  private let isMade = DispatchSemaphore(value: 0)
  private let outcome = Mutex<Result<Value, any Error>?>(nil)

  /// Begins to make it.
  init(_ make: @escaping @Sendable () throws -> Value) {
    DispatchQueue.global().async {
      let made = Result(catching: make)
      self.outcome.withLock { $0 = made }
      self.isMade.signal()
    }
  }

  /// One that is made already.
  init(_ value: Value) {
    outcome.withLock { $0 = .success(value) }
    isMade.signal()
  }

  /// The value, waited for.
  ///
  /// - Throws: what making it threw.
  func value() throws -> Value {
    isMade.wait()
    isMade.signal()
    guard let outcome = outcome.withLock({ $0 }) else {
      throw StorageError(.misuse, "a value was not made")
    }
    return try outcome.get()
  }
}
