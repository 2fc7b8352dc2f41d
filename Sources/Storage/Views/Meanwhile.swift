import Dispatch

/// A value that another thread makes while this one does something else.
final class Meanwhile<Value: Sendable>: Sendable {
  private let isMade = DispatchSemaphore(value: 0)
  // It is written once, before the semaphore is signalled, and read after that alone.
  nonisolated(unsafe) private var outcome: Result<Value, any Error>?

  /// Begins to make it.
  init(_ make: @escaping @Sendable () throws -> Value) {
    DispatchQueue.global().async {
      self.outcome = Result(catching: make)
      self.isMade.signal()
    }
  }

  /// The value, waited for.
  ///
  /// - Throws: what making it threw.
  func value() throws -> Value {
    isMade.wait()
    isMade.signal()
    guard let outcome else { throw StorageError(.misuse, "a value was not made") }
    return try outcome.get()
  }
}
