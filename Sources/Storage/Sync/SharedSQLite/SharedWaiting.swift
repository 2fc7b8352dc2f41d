import Domain
import Glibc

extension SharedSQLite {
  /// How long until the file is looked at again where the system tells nothing, in milliseconds.
  private static let lookEvery: Int32 = 1_000

  /// Waits until another program has changed the file since the heads were last asked for.
  public func wait(seconds: Double, wake: Int32) throws(SharedError) -> Hint {
    let end = ContinuousClock.now + .seconds(seconds > 0 ? min(seconds, 86_400) : 0)
    let events = watch?.descriptor ?? -1
    while true {
      if try hasChanged() { return .changed(nil) }
      let left = Self.milliseconds(until: end)
      guard left > 0 else { return .timeout }
      // poll(2) passes over negative descriptors.
      var descriptors = [
        pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
        pollfd(fd: events, events: Int16(POLLIN), revents: 0),
      ]
      _ = poll(&descriptors, 2, events < 0 ? min(left, Self.lookEvery) : left)
      if descriptors[0].revents != 0 { return .woken }
      watch?.drain()
    }
  }

  /// The state of the file: another number once another connection has written.
  func state() throws(StorageError) -> Int64? { try connection.scalar("PRAGMA data_version") }

  private func hasChanged() throws(SharedError) -> Bool {
    try told {
      let now = try state()
      // Nothing was asked for yet: whatever is there may be new.
      guard let seenState else { return true }
      return now != seenState
    }
  }

  private static func milliseconds(until end: ContinuousClock.Instant) -> Int32 {
    let left = (end - .now).components
    let fraction = left.attoseconds / 1_000_000_000_000_000
    return Int32(clamping: max(0, min(left.seconds, 86_400) * 1_000 + fraction))
  }
}
