/// Text from outside, made safe for a screen cell, a mail header or a CSV cell.
extension String {
  /// The text without control characters, bidirectional overrides or line breaks.
  public var strippedOfControls: String { strippedOfControls(keepingNewlines: false) }

  /// The text without what could move a cursor, reorder a line or forge one: C0 controls, DEL,
  /// C1 controls, bidirectional embeddings, overrides and isolates (U+202A–202E, U+2066–2069),
  /// and line and paragraph separators (U+2028, U+2029).
  ///
  /// - Parameter keepingNewlines: true to keep line breaks, each as one LINE FEED, and to turn
  ///   the other separators into one too.
  public func strippedOfControls(keepingNewlines: Bool) -> String {
    guard unicodeScalars.contains(where: \.isUnsafe) else { return self }
    var kept = String.UnicodeScalarView()
    var previousWasReturn = false
    for scalar in unicodeScalars {
      let endsLine = scalar.endsLine
      if keepingNewlines, endsLine, !(scalar == "\n" && previousWasReturn) {
        kept.append("\n")
      } else if !scalar.isUnsafe {
        kept.append(scalar)
      }
      previousWasReturn = scalar == "\r"
    }
    return String(kept)
  }

  /// The text between French quotation marks, made safe and cut to what a message can hold, to
  /// repeat to operators what they typed.
  var quoted: String {
    let clean = strippedOfControls
    return clean.count > 40 ? "« \(clean.prefix(40))… »" : "« \(clean) »"
  }
}

extension Unicode.Scalar {
  /// Whether the scalar must not reach a screen, a header or a cell.
  fileprivate var isUnsafe: Bool {
    switch value {
    case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x2029, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// Whether the scalar ends a line: LF, VT, FF, CR, NEL, LINE or PARAGRAPH SEPARATOR.
  fileprivate var endsLine: Bool {
    switch value {
    case 0x0A...0x0D, 0x85, 0x2028...0x2029: true
    default: false
    }
  }
}
