import Glibc
import Testing

@testable import TUI

@Suite("Colours carry a meaning, never alone")
struct ThemeTests {
  @Test(
    "The depth follows the terminal, NO_COLOR wins when it is not empty",
    arguments: [
      (256, nil, ColorDepth.many), (88, nil, .sixteen), (16, nil, .sixteen), (8, nil, .eight),
      (0, nil, .none), (-1, nil, .none), (256, "1", .none), (256, "", .many),
    ] as [(Int, String?, ColorDepth)])
  func depth(count: Int, noColor: String?, expected: ColorDepth) {
    #expect(ColorDepth(count: count, noColor: noColor) == expected)
  }

  @Test("Without colour, what matters differs from plain text", arguments: Style.Role.allCases)
  func monochrome(role: Style.Role) {
    let look = Theme.standard.appearance(of: Style(role), depth: .none)
    #expect(look.foreground == -1 && look.background == -1)
    let plain: Set<Style.Role> = [.normal, .label, .dim, .done, .waiting, .border]
    #expect(look.emphasis.isEmpty == plain.contains(role))
  }

  @Test("Added emphasis is kept whatever the depth")
  func emphasis() {
    for depth in [ColorDepth.none, .eight, .sixteen, .many] {
      let look = Theme.standard.appearance(of: Style(.soon, .reverse), depth: depth)
      #expect(look.emphasis.contains(.reverse))
    }
  }

  @Test("Every colour of the default theme reads on black and on white")
  func anyGround() {
    for role in Style.Role.allCases {
      let number = Theme.standard.appearance(of: Style(role), depth: .many).foreground
      guard number >= 16 else { continue }
      #expect(contrast(number, 16) >= 3.5, "\(role) on black")
      #expect(contrast(number, 231) >= 3.5, "\(role) on white")
    }
  }

  private static let grounded = Theme.all.filter { $0.ground.background != nil }

  @Test("On its own ground a theme has the contrast of WCAG 2.1: 4.5, « contraste » 7")
  func ratios() {
    #expect(Self.grounded.map(\.name) == ["sombre", "clair", "contraste", "daltonien"])
    for theme in Self.grounded {
      let least = theme.name == "contraste" ? 7.0 : 4.5
      for role in Style.Role.allCases {
        let look = theme.appearance(of: Style(role), depth: .many)
        // Below 16, a colour is whatever the terminal's user made of it.
        #expect(look.foreground >= 16 && look.background >= 16, "\(theme.name) \(role)")
        let ratio = contrast(look.foreground, look.background)
        #expect(ratio >= least, "\(theme.name) \(role): \(ratio)")
      }
    }
  }

  @Test("With 8 and 16 colours, in the palette of xterm, nothing is unreadable")
  func fewColors() {
    for theme in Self.grounded {
      for depth in [ColorDepth.eight, .sixteen] {
        let count: Int32 = depth == .eight ? 8 : 16
        for role in Style.Role.allCases {
          let look = theme.appearance(of: Style(role), depth: depth)
          #expect((0..<count).contains(look.foreground) && (0..<count).contains(look.background))
          let ratio = contrast(look.foreground, look.background)
          #expect(ratio >= 3, "\(theme.name) \(role) \(depth): \(ratio)")
        }
      }
    }
  }

  @Test("« daltonien » has no red and no green, and late is not done")
  func colorBlind() throws {
    let theme = try #require(Theme.named("daltonien"))
    for role in Style.Role.allCases {
      for depth in [ColorDepth.eight, .sixteen, .many] {
        let number = theme.appearance(of: Style(role), depth: depth).foreground
        let rgb = rgb(ofColor: number)
        let isGreen = rgb[1] > rgb[0] && rgb[1] > rgb[2]
        let isRed = rgb[0] > 2 * rgb[1] && rgb[0] > rgb[2]
        #expect(!isGreen && !isRed, "\(role) \(depth) \(rgb)")
        // Orange has less blue than red, blue has more: what is left when red and green are one.
        let late = self.rgb(ofColor: theme.appearance(of: .late, depth: depth).foreground)
        let done = self.rgb(ofColor: theme.appearance(of: .done, depth: depth).foreground)
        #expect(late[2] < late[0] && done[2] > done[0])
      }
    }
  }

  private func contrast(_ one: Int32, _ other: Int32) -> Double {
    let (a, b) = (luminance(ofColor: one), luminance(ofColor: other))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// The first sixteen as xterm has them, then its cube and its greys.
  private func rgb(ofColor number: Int32) -> [Int] {
    let basic = [
      [0, 0, 0], [205, 0, 0], [0, 205, 0], [205, 205, 0], [0, 0, 238], [205, 0, 205],
      [0, 205, 205], [229, 229, 229], [127, 127, 127], [255, 0, 0], [0, 255, 0], [255, 255, 0],
      [92, 92, 255], [255, 0, 255], [0, 255, 255], [255, 255, 255],
    ]
    let index = Int(number)
    if basic.indices.contains(index) { return basic[index] }
    let levels = [0, 95, 135, 175, 215, 255]
    let grey = 8 + 10 * (index - 232)
    let cube = index - 16
    return index >= 232
      ? [grey, grey, grey] : [levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6]]
  }

  /// Relative luminance (WCAG 2.1) of a colour of xterm's palette.
  private func luminance(ofColor number: Int32) -> Double {
    let rgb = rgb(ofColor: number)
    let linear = rgb.map { level -> Double in
      let share = Double(level) / 255
      return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }
}
