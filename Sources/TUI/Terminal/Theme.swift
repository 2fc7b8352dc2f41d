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
    return Appearance(
      foreground: look.foreground?.number(in: depth) ?? Appearance.defaultColor,
      background: look.background?.number(in: depth) ?? Appearance.defaultColor,
      emphasis: look.emphasis.union(style.emphasis))
  }

  /// The themes, the first being the default.
  static let all = [standard]

  /// The theme of that name, if there is one.
  static func named(_ name: String) -> Theme? {
    all.first { $0.name == name }
  }

  /// Readable on dark and on light: middling colours on the terminal's own background.
  static let standard = Theme(
    name: "standard",
    looks: [
      .title: Look(emphasis: .bold),
      .label: Look(foreground: Tint(eight: 6, sixteen: 6, many: 30)),
      .dim: Look(foreground: Tint(eight: -1, sixteen: 8, many: 243)),
      .selected: Look(emphasis: .reverse),
      .late: Look(foreground: Tint(eight: 1, sixteen: 1, many: 160), emphasis: .bold),
      .soon: Look(foreground: Tint(eight: 5, sixteen: 5, many: 130)),
      .done: Look(foreground: Tint(eight: 2, sixteen: 2, many: 28)),
      .waiting: Look(foreground: Tint(eight: 4, sixteen: 4, many: 62)),
      .warning: Look(foreground: Tint(eight: 5, sixteen: 5, many: 130), emphasis: .bold),
      .error: Look(foreground: Tint(eight: 1, sixteen: 1, many: 160), emphasis: .bold),
      .key: Look(foreground: Tint(eight: 6, sixteen: 6, many: 30), emphasis: .bold),
      .header: Look(emphasis: .bold),
      .border: Look(foreground: Tint(eight: -1, sixteen: 8, many: 243)),
      .field: Look(emphasis: .underline),
      .demo: Look(
        foreground: Tint(eight: 5, sixteen: 5, many: 133), emphasis: [.bold, .reverse]),
    ])

  /// What tells roles apart without colour (NO_COLOR, monochrome terminals).
  private static let withoutColor: [Style.Role: Style.Emphasis] = [
    .title: .bold, .selected: .reverse, .late: .bold, .soon: .underline, .warning: .bold,
    .error: [.bold, .underline], .key: .bold, .header: .bold, .field: .underline,
    .demo: [.bold, .reverse],
  ]
}
