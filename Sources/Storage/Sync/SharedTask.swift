import Synchronization

/// A call to the shared database that somebody waits for, beside those of the engine: on a thread
/// and a connection of its own, so that no key waits for a network.
public final class SharedTask<Answer: Sendable>: Sendable {
  private let result = Mutex<Result<Answer, SharedError>?>(nil)

  /// Begins the call.
  ///
  /// - Parameters:
  ///   - open: reaches the shared database; called on the task's thread.
  ///   - deliver: called on the task's thread once the answer can be taken.
  ///   - body: what is asked.
  /// - Throws: `SharedError` when the system gives no thread.
  public init(
    opening open: @escaping @Sendable () throws(SharedError) -> any SharedAccounts,
    deliver: @escaping @Sendable () -> Void,
    _ body: @escaping @Sendable (any SharedAccounts) throws(SharedError) -> Answer
  ) throws(SharedError) {
    try DetachedThread.begin { [self] in
      let answer = Self.answer(open, body)
      result.withLock { $0 = answer }
      deliver()
    }
  }

  /// The answer, once; nil as long as there is none.
  public func take() -> Result<Answer, SharedError>? {
    result.withLock { result in
      defer { result = nil }
      return result
    }
  }

  private static func answer(
    _ open: () throws(SharedError) -> any SharedAccounts,
    _ body: (any SharedAccounts) throws(SharedError) -> Answer
  ) -> Result<Answer, SharedError> {
    do throws(SharedError) {
      let base = try open()
      defer { base.close() }
      return .success(try body(base))
    } catch {
      return .failure(error)
    }
  }
}
