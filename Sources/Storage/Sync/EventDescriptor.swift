import Glibc

/// A descriptor that one thread signals and another waits for: a pipe that holds one byte or none.
public final class EventDescriptor: Sendable {
  /// Can be read while a signal waits.
  public let descriptor: Int32
  private let writing: Int32

  /// Opens the pipe.
  ///
  /// - Throws: `SharedError` when the process has no descriptor left.
  public init() throws(SharedError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      throw SharedError(
        .other, "Trop de fichiers sont ouverts. Redémarrez habiter.", detail: "pipe: \(errno)")
    }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    (descriptor, writing) = (ends[0], ends[1])
  }

  deinit {
    close(descriptor)
    close(writing)
  }

  /// Signals; a signal that waits already is enough.
  public func signal() {
    var byte: UInt8 = 1
    _ = write(writing, &byte, 1)
  }

  /// Waits for a signal and takes it.
  ///
  /// - Parameter seconds: how long at most, nil for ever.
  public func wait(seconds: Double?) {
    var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let limit = seconds.map { Int32(min(max(0, $0) * 1000 + 1, 3_600_000)) } ?? -1
    _ = Glibc.poll(&poll, 1, limit)
    clear()
  }

  /// Takes the signals that wait.
  func clear() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(descriptor, &bytes, bytes.count) > 0 {}
  }
}
