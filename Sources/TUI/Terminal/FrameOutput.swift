import CNcurses
import Glibc

/// Gathers what curses writes for a frame, so that it reaches the terminal at once.
///
/// Curses hands its output over at each move of the cursor: seventy writes for a screen, between
/// which a terminal may show half of it, and an SSH connection may send as many packets.
final class FrameOutput {
  /// The descriptor that curses writes to.
  private let descriptor: Int32
  /// The terminal.
  private let terminal: Int32
  /// The memory file that takes the frame; nil when there is none, and curses then writes as ever.
  private let memory: Int32?
  private var buffer = [UInt8](repeating: 0, count: 16_384)

  /// - Parameters:
  ///   - descriptor: the one given to curses; the frame's memory stands in for it meanwhile.
  ///   - terminal: another descriptor of the same terminal.
  init(descriptor: Int32, terminal: Int32) {
    self.descriptor = descriptor
    self.terminal = terminal
    let file = memfd_create("habiter-frame", 0)
    memory = file >= 0 && fcntl(file, F_SETFD, FD_CLOEXEC) == 0 ? file : nil
  }

  deinit {
    if let memory { Glibc.close(memory) }
  }

  /// Lets curses draw, then sends what it wrote.
  ///
  /// - Parameter ending: what goes after a frame of so many bytes, in the same write.
  func gather(_ draw: () -> Void, ending: (Int) -> [UInt8] = { _ in [] }) {
    guard let memory, dup2(memory, descriptor) >= 0 else { return draw() }
    draw()
    dup2(terminal, descriptor)
    let drawn = lseek(memory, 0, SEEK_CUR)
    let last = ending(Int(drawn))
    let length = drawn + off_t(max(0, write(memory, last, last.count)))
    lseek(memory, 0, SEEK_SET)
    var sent: off_t = 0
    while sent < length {
      let wanted = min(buffer.count, Int(length - sent))
      let count = pread(memory, &buffer, wanted, sent)
      guard count > 0, send(count) else { return }
      sent += off_t(count)
    }
  }

  /// Writes the beginning of the buffer; false when the terminal takes no more.
  private func send(_ count: Int) -> Bool {
    var rest = 0..<count
    while !rest.isEmpty {
      let written = buffer[rest].withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) }
      if written > 0 {
        rest = rest.dropFirst(written)
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }
}
