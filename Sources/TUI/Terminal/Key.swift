/// A key as the operator pressed it.
enum Key: Hashable, Sendable {
  case character(Character)
  case ctrl(Character)
  case alt(Character)
  case up, down, left, right, wordLeft, wordRight
  case pageUp, pageDown, home, end
  case enter, escape, tab, backTab, backspace, delete, insert
  /// F1 to F12 and beyond.
  case function(Int)

  /// Whether it changes the text of a line being typed.
  var isTyped: Bool {
    switch self {
    case .character, .backspace, .delete: true
    default: false
    }
  }

  /// The digit that a key of the French digit row stands for when typed without Shift.
  ///
  /// - Returns: 1 to 9, then 0 for `à`; nil for any other character.
  static func azertyDigit(_ character: Character) -> Int? {
    switch character {
    case "&": 1
    case "é": 2
    case "\"": 3
    case "'": 4
    case "(": 5
    case "-": 6
    case "è": 7
    case "_": 8
    case "ç": 9
    case "à": 0
    default: nil
    }
  }
}

/// What the mouse did over a cell.
struct MouseEvent: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case click, wheelUp, wheelDown
  }

  var kind: Kind
  var position: Position
}

/// Something that the run loop has to react to.
enum InputEvent: Hashable, Sendable {
  case key(Key)
  /// Text pasted in one piece (bracketed paste), line ends as `\n`.
  case paste(String)
  case mouse(MouseEvent)
  case resize(Size)
  /// Background work has posted something.
  case wakeup
  /// The terminal has come to what was written: a frame that waited for it can be drawn.
  case caughtUp
  /// The terminal is gone: nothing more will come.
  case closed
}
