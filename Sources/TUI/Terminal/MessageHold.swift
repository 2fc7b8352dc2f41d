import CNcurses
import Glibc

/// Keeps what is written on standard error away from the screen, and shows it afterwards.
///
/// A fatal error of Swift prints its reason before the trap, while the alternate screen is up:
/// without this, leaving the screen would erase the very line that says what happened.
struct MessageHold {
  /// The memory file that takes the messages.
  let held: Int32
  /// The standard error found before.
  let original: Int32

  /// Starts to hold messages; nil when standard error is not a terminal, or cannot be moved.
  init?() {
    guard isatty(STDERR_FILENO) == 1 else { return nil }
    let saved = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    guard saved >= 0 else { return nil }
    let file = memfd_create("habiter-messages", 0)
    guard file >= 0, fcntl(file, F_SETFD, FD_CLOEXEC) == 0 else {
      close(saved)
      return nil
    }
    held = file
    original = saved
    dup2(held, STDERR_FILENO)
  }

  /// Lets a child program write on the real standard error, or takes it back.
  func pause(_ paused: Bool) {
    dup2(paused ? original : held, STDERR_FILENO)
  }

  /// Shows what was held and ends the hold.
  func end() {
    MessageHold.release(held: held, to: original)
    close(held)
    close(original)
  }

  /// Puts standard error back and copies what was held; safe in a signal handler.
  static func release(held: Int32, to original: Int32) {
    guard held >= 0, original >= 0 else { return }
    dup2(original, STDERR_FILENO)
    // So small a buffer stands on the stack: nothing is allocated here.
    withUnsafeTemporaryAllocation(byteCount: 1024, alignment: 1) { buffer in
      var offset: off_t = 0
      while true {
        let count = pread(held, buffer.baseAddress, buffer.count, offset)
        guard count > 0, write(original, buffer.baseAddress, count) > 0 else { return }
        offset += off_t(count)
      }
    }
  }
}
