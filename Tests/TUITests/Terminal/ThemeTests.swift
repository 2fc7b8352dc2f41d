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

  @Test("Every colour of the default theme reads on black and on white", arguments: Theme.all)
  func contrast(theme: Theme) {
    for role in Style.Role.allCases {
      let number = theme.appearance(of: Style(role), depth: .many).foreground
      guard number >= 16 else { continue }
      let light = luminance(ofColor: number)
      #expect((light + 0.05) / 0.05 >= 3.5, "\(role) on black")
      #expect(1.05 / (light + 0.05) >= 3.5, "\(role) on white")
    }
  }

  /// Relative luminance (WCAG 2.1) of a colour of xterm's palette of 256.
  private func luminance(ofColor number: Int32) -> Double {
    let index = Int(number)
    let levels = [0, 95, 135, 175, 215, 255]
    let grey = 8 + 10 * (index - 232)
    let cube = index - 16
    let rgb =
      index >= 232
      ? [grey, grey, grey] : [levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6]]
    let linear = rgb.map { level -> Double in
      let share = Double(level) / 255
      return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }
}
