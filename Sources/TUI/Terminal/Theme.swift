/// How many colours the terminal shows.
enum ColorDepth: Sendable {
  case none, eight, sixteen, many

  /// The depth of a terminal with that many colours, none when the user asked for none.
  ///
  /// - Parameters:
  ///   - count: colours that the terminal declares.
  ///   - noColor: the value of `NO_COLOR`; set and not empty, it wins (no-color.org).
  init(count: Int, noColor: String?) {
    switch count {
    case _ where !(noColor ?? "").isEmpty: self = .none
    case 256...: self = .many
    case 16...: self = .sixteen
    case 8...: self = .eight
    default: self = .none
    }
  }
}

/// A colour in each palette, by its number there.
struct Tint: Hashable, Sendable {
  let eight: Int32
  let sixteen: Int32
  let many: Int32

  /// The colour's number in the terminal's palette.
  func number(in depth: ColorDepth) -> Int32 {
    switch depth {
    case .none: Appearance.defaultColor
    case .eight: eight
    case .sixteen: sixteen
    case .many: many
    }
  }
}

/// What a role looks like in a theme; nil leaves the terminal's own colour.
struct Look: Hashable, Sendable {
  var foreground: Tint?
  var background: Tint?
  var emphasis: Style.Emphasis = []
}

/// What a style comes to on a given terminal.
struct Appearance: Hashable, Sendable {
  /// The terminal's own foreground or background.
  static let defaultColor: Int32 = -1

  var foreground: Int32
  var background: Int32
  var emphasis: Style.Emphasis
}

/// A table from roles to looks; another theme is another value in `all`.
struct Theme: Sendable {
  /// The name by which the operator chooses it.
  let name: String
  /// Whom it suits, one line.
  let summary: String
  /// Text and background of all that has no look of its own; nil keeps the terminal's.
  var ground = Look()
  /// The looks that differ from plain text.
  let looks: [Style.Role: Look]

  /// What a style looks like on a terminal of that depth.
  func appearance(of style: Style, depth: ColorDepth) -> Appearance {
    let look = looks[style.role] ?? Look()
    if depth == .none {
      let plain = Theme.withoutColor[style.role] ?? []
      return Appearance(
        foreground: Appearance.defaultColor, background: Appearance.defaultColor,
        emphasis: plain.union(style.emphasis))
    }
    let foreground = look.foreground ?? ground.foreground
    let background = look.background ?? ground.background
    return Appearance(
      foreground: foreground?.number(in: depth) ?? Appearance.defaultColor,
      background: background?.number(in: depth) ?? Appearance.defaultColor,
      emphasis: look.emphasis.union(style.emphasis))
  }

  /// The theme of that name, if there is one.
  static func named(_ name: String) -> Theme? {
    all.first { $0.name == name }
  }

  /// The names, as the help lists them.
  static var names: String { all.map(\.name).joined(separator: ", ") }

  /// What tells roles apart without colour (NO_COLOR, monochrome terminals).
  private static let withoutColor: [Style.Role: Style.Emphasis] = [
    .title: .bold, .selected: .reverse, .late: .bold, .soon: .underline, .warning: .bold,
    .error: [.bold, .underline], .key: .bold, .header: .bold, .field: .underline,
    .demo: [.bold, .reverse],
  ]
}
