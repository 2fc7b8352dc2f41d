import Glibc

/// How a wait for news ended.
enum PostgresNews: Equatable, Sendable {
  /// These words came, one at least.
  case heard([PostgresNotification])
  /// The descriptor given to wake the wait was readable.
  case woken
  /// Nothing came in time.
  case silence
}

extension PostgresConnection {
  /// Waits for words on the channels that this connection listens to (LISTEN).
  ///
  /// - Parameters:
  ///   - wake: a descriptor that ends the wait when it becomes readable; it is left as it is.
  ///   - deadline: when to stop waiting, which is no error.
  /// - Throws: `PostgresError`: `lost` when the connection is cut, `stopped`.
  func news(
    wake: Int32? = nil, until deadline: ContinuousClock.Instant
  ) throws(PostgresError) -> PostgresNews {
    let handle = try open()
    while true {
      guard library.consumeInput(handle) == 1 else { throw end(loss(of: handle)) }
      var notifications: [PostgresNotification] = []
      while let notification = library.takeNotification(handle) {
        notifications.append(notification)
      }
      if !notifications.isEmpty { return .heard(notifications) }
      switch wait(library.socket(handle), for: Int16(POLLIN), wake: wake, until: deadline) {
      case .ready: continue
      case .woken: return .woken
      case .late: return .silence
      case .stopped: throw end(PostgresError(.stopped, "stopped while waiting for news"))
      }
    }
  }
}
