import Glibc

/// Work that may hang, on a thread which nobody waits for.
enum DetachedThread {
  private final class Work {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
      self.body = body
    }
  }

  /// Starts the work.
  ///
  /// - Returns: false when the system has no thread to give; the work is then not done.
  static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    let work = Unmanaged.passRetained(Work(body))
    var thread = pthread_t()
    let error = pthread_create(
      &thread, nil,
      { context in
        context.map { Unmanaged<Work>.fromOpaque($0).takeRetainedValue() }?.body()
        return nil
      }, work.toOpaque())
    guard error == 0 else {
      work.release()
      return false
    }
    pthread_detach(thread)
    return true
  }

  /// Starts work that the exchange with the shared database cannot do without.
  ///
  /// - Throws: `SharedError` when the system has no thread to give.
  static func begin(_ body: @escaping @Sendable () -> Void) throws(SharedError) {
    guard !start(body) else { return }
    throw SharedError(
      .other, "La machine n'a pas pu lancer l'échange avec la base partagée. Redémarrez habiter.",
      detail: "no thread")
  }
}
