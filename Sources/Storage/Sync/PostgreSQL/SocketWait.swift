import Glibc

/// Waits on descriptors with poll(2), never beyond a deadline, and never once the program ends.
struct SocketWait {
  /// How a wait ended.
  enum Outcome: Equatable {
    /// The socket can be read or written, or it has failed, which its next use will tell.
    case ready(Int16)
    /// The descriptor given to wake this wait is readable.
    case woken
    /// The program ends.
    case stopped
    /// The deadline has passed.
    case late
  }

  /// Readable from the moment when the program ends; nobody reads it.
  let stop: Int32?

  /// Waits until `socket` is ready for one of `events`, or something else ends the wait.
  func callAsFunction(
    _ socket: Int32, for events: Int16, wake: Int32? = nil, until deadline: ContinuousClock.Instant
  ) -> Outcome {
    // poll(2) passes over negative descriptors.
    var descriptors = [
      pollfd(fd: stop ?? -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: socket, events: events, revents: 0),
      pollfd(fd: wake ?? -1, events: Int16(POLLIN), revents: 0),
    ]
    while true {
      let milliseconds = Self.milliseconds(until: deadline)
      let count = poll(&descriptors, nfds_t(descriptors.count), milliseconds)
      if count < 0 && errno == EINTR { continue }
      if count == 0 && milliseconds > 0 { continue }
      if descriptors[0].revents != 0 { return .stopped }
      if descriptors[1].revents != 0 { return .ready(descriptors[1].revents) }
      if descriptors[2].revents != 0 { return .woken }
      return .late
    }
  }

  /// Rounded up, so that a wait which ends in time has seen the deadline pass.
  private static func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
    let left = (deadline - .now).components
    let fraction = (left.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    // Beyond a week the wait begins again, which its caller does not notice.
    return Int32(clamping: max(0, min(left.seconds, 604_800) * 1_000 + fraction))
  }
}
