/// How a cell is meant to be read; the theme decides how that looks.
struct Style: Hashable, Sendable {
  /// What a text means on the screen.
  enum Role: UInt8, CaseIterable, Sendable {
    case normal, title, label, dim, selected, late, soon, done, waiting, warning, error
    case key, header, border, field, demo
  }

  /// Emphasis added to whatever the role looks like.
  struct Emphasis: OptionSet, Hashable, Sendable {
    let rawValue: UInt8
    static let bold = Emphasis(rawValue: 1)
    static let reverse = Emphasis(rawValue: 2)
    static let underline = Emphasis(rawValue: 4)
    static let faint = Emphasis(rawValue: 8)
  }

  var role: Role
  var emphasis: Emphasis

  /// A style from its role and the emphasis put on top of it.
  init(_ role: Role = .normal, _ emphasis: Emphasis = []) {
    self.role = role
    self.emphasis = emphasis
  }

  static let normal = Style(.normal)
  static let title = Style(.title)
  static let label = Style(.label)
  static let dim = Style(.dim)
  static let selected = Style(.selected)
  static let late = Style(.late)
  static let soon = Style(.soon)
  static let done = Style(.done)
  static let waiting = Style(.waiting)
  static let warning = Style(.warning)
  static let error = Style(.error)
  static let key = Style(.key)
  static let header = Style(.header)
  static let border = Style(.border)
  static let field = Style(.field)
  static let demo = Style(.demo)

  /// The same style with more emphasis.
  func adding(_ more: Emphasis) -> Style {
    Style(role, emphasis.union(more))
  }
}
