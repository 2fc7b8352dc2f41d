import CNcurses
import Glibc

/// What the screen does with a scalar.
enum ScalarClass {
  /// Not drawn at all.
  case dropped
  /// Drawn as a space: tabs, line ends, separators.
  case blank
  /// Drawn as U+FFFD: the C library knows no width for it.
  case unknown
  /// Drawn as it is, in 0 (combining), 1 or 2 columns.
  case shown(Int)

  /// The class of a scalar, by its number where that is enough, else by Unicode and `wcwidth`.
  init(_ scalar: Unicode.Scalar) {
    if scalar.isPlain {
      self = .shown(1)
      return
    }
    switch scalar.value {
    case 0x09...0x0D, 0x85, 0x2028, 0x2029: self = .blank
    case 0...0x1F, 0x7F...0x9F, 0xAD: self = .dropped
    // Variation selectors and skin tones: terminals disagree with wcwidth about them.
    case 0xFE00...0xFE0F, 0xE0100...0xE01EF, 0x1F3FB...0x1F3FF: self = .dropped
    default: self = ScalarClass.measured(scalar)
    }
  }

  private static func measured(_ scalar: Unicode.Scalar) -> ScalarClass {
    // Joiners, bidirectional overrides, tags: invisible, and some reorder what is around them.
    if scalar.properties.generalCategory == .format { return .dropped }
    guard CharacterLocale.isReady else { return .unknown }
    let width = wcwidth(wchar_t(bitPattern: scalar.value))
    return width < 0 ? .unknown : .shown(Int(width))
  }
}

extension Unicode.Scalar {
  /// Whether it is drawn as it is, in one column, whatever stands around it: the letters of Latin
  /// alphabets, the dashes, arrows and frames of the screens.
  var isPlain: Bool {
    switch value {
    case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF: true
    case 0x2010...0x2027, 0x2190...0x21FF, 0x2500...0x25F7: true
    default: false
    }
  }
}

/// The process's character set, on which `wcwidth` and ncurses depend.
enum CharacterLocale {
  /// Whether a UTF-8 locale could be set: the user's own, else C.UTF-8. Set at the first use.
  static let isReady: Bool = {
    setlocale(LC_CTYPE, "")
    if isUTF8 { return true }
    setlocale(LC_CTYPE, "C.UTF-8")
    return isUTF8
  }()

  private static var isUTF8: Bool {
    guard let name = nl_langinfo(nl_item(CODESET)) else { return false }
    return strcmp(name, "UTF-8") == 0
  }
}
