import CNcurses

/// Gives the codes of curses their names.
enum KeyDecoder {
  /// The key of a character, or nil when nothing can be made of it.
  static func key(scalar value: UInt32) -> Key? {
    switch value {
    case 0: return .ctrl(" ")
    case 8, 127: return .backspace
    case 9: return .tab
    case 10, 13: return .enter
    case 27: return .escape
    case 1...26: return Unicode.Scalar(value + 96).map { .ctrl(Character($0)) }
    case 28...31: return Unicode.Scalar(value + 64).map { .ctrl(Character($0)) }
    case 0x80...0x9F: return nil
    default: return Unicode.Scalar(value).map { .character(Character($0)) }
    }
  }

  /// The key of one of curses' numbers, or nil when the program has no use for it.
  static func key(code: Int32) -> Key? {
    if let key = named[code] { return key }
    let first = habiter_function_key(1)
    if (first...habiter_function_key(12)).contains(code) {
      return .function(Int(code - first) + 1)
    }
    // Keys with Ctrl or Alt have no fixed number: curses names them after terminfo.
    guard let name = keyname(code).map({ String(cString: $0) }) else { return nil }
    switch name {
    case "kLFT5", "kLFT3": return .wordLeft
    case "kRIT5", "kRIT3": return .wordRight
    case "kUP5", "kUP3", "kUP": return .up
    case "kDN5", "kDN3", "kDN": return .down
    default: return nil
    }
  }

  private static let named: [Int32: Key] = [
    KEY_UP: .up, KEY_DOWN: .down, KEY_LEFT: .left, KEY_RIGHT: .right,
    KEY_SR: .up, KEY_SF: .down, KEY_SLEFT: .left, KEY_SRIGHT: .right,
    KEY_PPAGE: .pageUp, KEY_NPAGE: .pageDown, KEY_HOME: .home, KEY_END: .end,
    KEY_A1: .home, KEY_A3: .pageUp, KEY_C1: .end, KEY_C3: .pageDown,
    KEY_FIND: .home, KEY_SELECT: .end, KEY_SHOME: .home, KEY_SEND: .end,
    KEY_ENTER: .enter, KEY_BTAB: .backTab, KEY_BACKSPACE: .backspace, KEY_DC: .delete,
    KEY_IC: .insert,
  ]

  /// The key of a control sequence that terminfo does not list for this terminal.
  ///
  /// - Parameters:
  ///   - introducer: `[` (CSI) or `O` (SS3).
  ///   - body: what follows, ending with the final byte (ECMA-48 §5.4).
  static func key(introducer: Character, body: String) -> Key? {
    guard let final = body.last else { return nil }
    switch (final, body.dropLast()) {
    case ("A", _): return .up
    case ("B", _): return .down
    case ("C", "1;3"), ("C", "1;5"): return .wordRight
    case ("D", "1;3"), ("D", "1;5"): return .wordLeft
    case ("C", _): return .right
    case ("D", _): return .left
    case ("H", _): return .home
    case ("F", _): return .end
    case ("Z", _): return .backTab
    case ("M", "") where introducer == "O": return .enter
    case ("~", "1"), ("~", "7"): return .home
    case ("~", "4"), ("~", "8"): return .end
    case ("~", "2"): return .insert
    case ("~", "3"): return .delete
    case ("~", "5"): return .pageUp
    case ("~", "6"): return .pageDown
    default: return nil
    }
  }
}
