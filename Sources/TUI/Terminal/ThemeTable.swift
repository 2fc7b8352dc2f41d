extension Theme {
  /// The themes, the first being the default.
  static let all = [standard, sombre, clair, contraste, daltonien]

  /// Readable on dark and on light: middling colours on the terminal's own background.
  static let standard = Theme(
    name: "standard", summary: "Celles du terminal, fond sombre ou clair",
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

  /// On a dark ground of its own.
  static let sombre = Theme(
    name: "sombre", summary: "Un fond sombre, des couleurs claires",
    ground: Look(
      foreground: Tint(eight: 7, sixteen: 7, many: 252),
      background: Tint(eight: 0, sixteen: 0, many: 234)),
    looks: [
      .title: Look(emphasis: .bold),
      .selected: Look(emphasis: .reverse),
      .header: Look(emphasis: .bold),
      .field: Look(emphasis: .underline),
      .label: Look(foreground: Tint(eight: 6, sixteen: 14, many: 80)),
      .dim: Look(foreground: Tint(eight: 7, sixteen: 7, many: 247)),
      .border: Look(foreground: Tint(eight: 7, sixteen: 7, many: 245)),
      .late: Look(
        foreground: Tint(eight: 1, sixteen: 9, many: 210), emphasis: .bold),
      .error: Look(
        foreground: Tint(eight: 1, sixteen: 9, many: 210), emphasis: .bold),
      .soon: Look(foreground: Tint(eight: 3, sixteen: 11, many: 215)),
      .warning: Look(
        foreground: Tint(eight: 3, sixteen: 11, many: 215), emphasis: .bold),
      .done: Look(foreground: Tint(eight: 2, sixteen: 10, many: 114)),
      .waiting: Look(foreground: Tint(eight: 6, sixteen: 14, many: 111)),
      .key: Look(
        foreground: Tint(eight: 6, sixteen: 14, many: 80), emphasis: .bold),
      .demo: Look(
        foreground: Tint(eight: 5, sixteen: 13, many: 177), emphasis: [.bold, .reverse]),
    ])

  /// On a light ground of its own; eight colours have few that read on it.
  static let clair = Theme(
    name: "clair", summary: "Un fond clair, des couleurs sombres",
    ground: Look(
      foreground: Tint(eight: 0, sixteen: 0, many: 235),
      background: Tint(eight: 7, sixteen: 15, many: 231)),
    looks: [
      .title: Look(emphasis: .bold),
      .selected: Look(emphasis: .reverse),
      .header: Look(emphasis: .bold),
      .field: Look(emphasis: .underline),
      .label: Look(foreground: Tint(eight: 4, sixteen: 4, many: 23)),
      .dim: Look(foreground: Tint(eight: 0, sixteen: 8, many: 241)),
      .border: Look(foreground: Tint(eight: 0, sixteen: 8, many: 243)),
      .late: Look(
        foreground: Tint(eight: 1, sixteen: 1, many: 124), emphasis: .bold),
      .error: Look(
        foreground: Tint(eight: 1, sixteen: 1, many: 124), emphasis: .bold),
      .soon: Look(foreground: Tint(eight: 4, sixteen: 5, many: 94)),
      .warning: Look(
        foreground: Tint(eight: 4, sixteen: 5, many: 94), emphasis: .bold),
      .done: Look(foreground: Tint(eight: 0, sixteen: 0, many: 22)),
      .waiting: Look(foreground: Tint(eight: 4, sixteen: 4, many: 25)),
      .key: Look(
        foreground: Tint(eight: 4, sixteen: 4, many: 23), emphasis: .bold),
      .demo: Look(
        foreground: Tint(eight: 1, sixteen: 5, many: 90), emphasis: [.bold, .reverse]),
    ])

  /// Every text at seven to one and more (WCAG 2.1, AAA), on black.
  static let contraste = Theme(
    name: "contraste", summary: "Contraste de 7 et plus, sur noir",
    ground: Look(
      foreground: Tint(eight: 7, sixteen: 15, many: 231),
      background: Tint(eight: 0, sixteen: 0, many: 16)),
    looks: [
      .title: Look(emphasis: .bold),
      .selected: Look(emphasis: .reverse),
      .header: Look(emphasis: .bold),
      .field: Look(emphasis: .underline),
      .label: Look(foreground: Tint(eight: 6, sixteen: 14, many: 123)),
      .dim: Look(foreground: Tint(eight: 7, sixteen: 7, many: 252)),
      .border: Look(foreground: Tint(eight: 7, sixteen: 7, many: 250)),
      .late: Look(
        foreground: Tint(eight: 3, sixteen: 11, many: 217), emphasis: .bold),
      .error: Look(
        foreground: Tint(eight: 3, sixteen: 11, many: 217), emphasis: .bold),
      .soon: Look(foreground: Tint(eight: 3, sixteen: 11, many: 227)),
      .warning: Look(
        foreground: Tint(eight: 3, sixteen: 11, many: 227), emphasis: .bold),
      .done: Look(foreground: Tint(eight: 2, sixteen: 10, many: 157)),
      .waiting: Look(foreground: Tint(eight: 6, sixteen: 14, many: 153)),
      .key: Look(
        foreground: Tint(eight: 6, sixteen: 14, many: 123), emphasis: .bold),
      .demo: Look(
        foreground: Tint(eight: 3, sixteen: 11, many: 225), emphasis: [.bold, .reverse]),
    ])

  /// Orange against blue, which every common colour blindness keeps apart; no red, no green.
  static let daltonien = Theme(
    name: "daltonien", summary: "Orange et bleu, ni rouge ni vert",
    ground: Look(
      foreground: Tint(eight: 7, sixteen: 7, many: 252),
      background: Tint(eight: 0, sixteen: 0, many: 234)),
    looks: [
      .title: Look(emphasis: .bold),
      .selected: Look(emphasis: .reverse),
      .header: Look(emphasis: .bold),
      .field: Look(emphasis: .underline),
      .label: Look(foreground: Tint(eight: 6, sixteen: 14, many: 153)),
      .dim: Look(foreground: Tint(eight: 7, sixteen: 7, many: 247)),
      .border: Look(foreground: Tint(eight: 7, sixteen: 7, many: 245)),
      .late: Look(
        foreground: Tint(eight: 3, sixteen: 11, many: 214), emphasis: .bold),
      .error: Look(
        foreground: Tint(eight: 3, sixteen: 11, many: 214), emphasis: .bold),
      .soon: Look(foreground: Tint(eight: 7, sixteen: 7, many: 222)),
      .warning: Look(
        foreground: Tint(eight: 3, sixteen: 11, many: 222), emphasis: .bold),
      .done: Look(foreground: Tint(eight: 6, sixteen: 14, many: 111)),
      .waiting: Look(foreground: Tint(eight: 7, sixteen: 7, many: 153)),
      .key: Look(
        foreground: Tint(eight: 6, sixteen: 14, many: 153), emphasis: .bold),
      .demo: Look(
        foreground: Tint(eight: 7, sixteen: 15, many: 222), emphasis: [.bold, .reverse]),
    ])
}
