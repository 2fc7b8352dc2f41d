import CNcurses
import Glibc

/// A pipe by which any thread, or a signal handler, wakes the thread that waits in `poll`.
final class WakeupPipe: Sendable {
  /// The end to poll.
  let readEnd: Int32
  /// The end to which a signal handler may write.
  let writeEnd: Int32

  /// Opens the pipe; both ends are non-blocking and closed in child programs.
  ///
  /// - Throws: `TerminalError.system` when the process has no descriptor left.
  init() throws(TerminalError) {
    var ends: [Int32] = [-1, -1]
    guard pipe2(&ends, O_NONBLOCK | O_CLOEXEC) == 0 else { throw .system(errno) }
    readEnd = ends[0]
    writeEnd = ends[1]
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  /// Wakes the reader; several wake-ups before it looks are one.
  func wake() {
    var byte: UInt8 = 0
    // A full pipe refuses the byte, and its reader is awake already.
    _ = write(writeEnd, &byte, 1)
  }

  /// Takes what was written since the last look.
  ///
  /// - Returns: the distinct bytes; empty when nobody woke the reader.
  func drain() -> Set<UInt8> {
    var found: Set<UInt8> = []
    var buffer = [UInt8](repeating: 0, count: 256)
    while true {
      let count = read(readEnd, &buffer, buffer.count)
      guard count > 0 else { return found }
      found.formUnion(buffer[..<count])
    }
  }
}
