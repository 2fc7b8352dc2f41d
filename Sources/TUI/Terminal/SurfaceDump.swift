extension Surface {
  /// The surface as text: one line a row, spaces at the end of lines left out.
  var text: String {
    lines.joined(separator: "\n")
  }

  /// The rows as text, spaces at their ends left out.
  var lines: [String] {
    (0..<size.rows).map { index in
      var line = ""
      for cell in row(index) { cell.glyph.write(to: &line) }
      return Surface.trimmingEnd(line)
    }
  }

  /// The surface as text in which every stretch that is not plain is marked with its style:
  /// `⟦late+bold:31/03⟧`.
  var styledText: String {
    (0..<size.rows).map { styledLine($0) }.joined(separator: "\n")
  }

  private func styledLine(_ index: Int) -> String {
    var line = ""
    var current = Style.normal
    for cell in row(index) {
      if cell.style != current {
        if current != .normal { line += "⟧" }
        if cell.style != .normal { line += "⟦\(cell.style.name):" }
        current = cell.style
      }
      cell.glyph.write(to: &line)
    }
    if current != .normal { line += "⟧" }
    return Surface.trimmingEnd(line)
  }

  private static func trimmingEnd(_ line: String) -> String {
    var scalars = line.unicodeScalars
    while scalars.last == " " { scalars.removeLast() }
    return String(scalars)
  }
}

extension Style {
  /// The role and the emphasis in one word, as screens in tests spell them.
  var name: String {
    var parts = ["\(role)"]
    if emphasis.contains(.bold) { parts.append("bold") }
    if emphasis.contains(.reverse) { parts.append("reverse") }
    if emphasis.contains(.underline) { parts.append("underline") }
    if emphasis.contains(.faint) { parts.append("faint") }
    return parts.joined(separator: "+")
  }
}
