import Domain

/// What a cell says, once what programs leave around it is taken away.
enum ImportCell {
  /// The text trimmed, its spaces made plain, its accents composed, its control characters removed.
  ///
  /// - Returns: the text, and whether control characters were in it.
  static func clean(_ text: String) -> (text: String, hadControls: Bool) {
    var scalars = String.UnicodeScalarView()
    var hadControls = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A: scalars.append(scalar)
      case 0x09, 0xA0, 0x2007, 0x202F: scalars.append(" ")
      case 0xFEFF, 0x200B: continue
      case 0x00..<0x20, 0x7F...0x9F: hadControls = true
      case 0x300...0x327:
        if let base = scalars.last, let composed = compose(base, scalar) {
          scalars.removeLast()
          scalars.append(composed)
        } else {
          scalars.append(scalar)
        }
      default: scalars.append(scalar)
      }
    }
    let trimmed = scalars.drop { $0 == " " || $0 == "\n" }
    let end = trimmed.lastIndex { $0 != " " && $0 != "\n" }
    let kept = end.map { String(trimmed[...$0]) } ?? ""
    let safe = kept.strippedOfControls(keepingNewlines: true)
    return (safe, hadControls || safe.unicodeScalars.count != kept.unicodeScalars.count)
  }

  /// The French letter that a base and a combining accent make, nil when they make none.
  ///
  /// Written out because the toolchain composes (NFC) only in the part of Foundation that brings
  /// ICU with it.
  private static func compose(
    _ base: Unicode.Scalar, _ accent: Unicode.Scalar
  ) -> Unicode.Scalar? {
    composed[accent]?[base]
  }

  private static let composed: [Unicode.Scalar: [Unicode.Scalar: Unicode.Scalar]] = [
    "\u{300}": table("aeiouAEIOU", "àèìòùÀÈÌÒÙ"),
    "\u{301}": table("aeiouyAEIOUY", "áéíóúýÁÉÍÓÚÝ"),
    "\u{302}": table("aeiouAEIOU", "âêîôûÂÊÎÔÛ"),
    "\u{303}": table("anoANO", "ãñõÃÑÕ"),
    "\u{308}": table("aeiouyAEIOUY", "äëïöüÿÄËÏÖÜŸ"),
    "\u{30A}": table("aA", "åÅ"),
    "\u{327}": table("cC", "çÇ"),
  ]

  private static func table(
    _ bases: String, _ letters: String
  ) -> [Unicode.Scalar: Unicode.Scalar] {
    Dictionary(
      zip(bases.unicodeScalars, letters.unicodeScalars).map { ($0, $1) },
      uniquingKeysWith: { first, _ in first })
  }
}
