import CNcurses
import Glibc

/// Reads the terminal's input through curses, which knows the keys of the terminal's type.
final class CursesKeyboard {
  /// What curses returns for one key.
  enum Code: Equatable {
    /// A character, as its Unicode scalar.
    case scalar(UInt32)
    /// A named key, as one of curses' numbers.
    case key(Int32)
  }

  static let pasteBegin: Int32 = 0x4001
  static let pasteEnd: Int32 = 0x4002
  static let lineAnswer: Int32 = 0x4003

  private let descriptor: Int32
  /// A pad, because reading through a window would also refresh it.
  private var window: UnsafeMutablePointer<WINDOW>?

  /// Prepares the keyboard; curses must have been started.
  init(descriptor: Int32) {
    self.descriptor = descriptor
    window = newpad(1, 1)
    keypad(window, true)
    define_key("\u{1B}[200~", CursesKeyboard.pasteBegin)
    define_key("\u{1B}[201~", CursesKeyboard.pasteEnd)
    define_key(LinePace.answer, CursesKeyboard.lineAnswer)
    // Reading the mouse, curses waits without limit after an event that it does not report.
    define_key(nil, KEY_MOUSE)
  }

  /// Gives the pad back; must be called before the screen is deleted.
  func close() {
    if let window { delwin(window) }
    window = nil
  }

  /// The number of bytes that wait to be read, zero also when the terminal is gone.
  var waiting: Int {
    var count: Int32 = 0
    return ioctl(descriptor, UInt(FIONREAD), &count) == 0 ? Int(count) : 0
  }

  /// The next key, or nil when none is there.
  func next() -> Code? {
    guard let window else { return nil }
    // With bytes there, curses may wait for the end of a character that the network cut; with
    // none, it must only give what it has kept.
    wtimeout(window, waiting > 0 ? 25 : 0)
    var value: wint_t = 0
    switch wget_wch(window, &value) {
    case OK: return .scalar(UInt32(value))
    case KEY_CODE_YES: return .key(Int32(bitPattern: UInt32(value)))
    default: return nil
    }
  }
}
