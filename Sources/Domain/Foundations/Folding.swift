/// Text compared and searched without regard to case or accents, as French readers do.
extension String {
  /// The text in lower case, without accents, ligatures opened (`Œuvre` gives `oeuvre`), curly
  /// apostrophes, unusual spaces and long dashes made plain.
  ///
  /// Covers the Latin letters of Europe and of Vietnamese; other scripts are only lower-cased.
  public var folded: String {
    var bytes = [UInt8]()
    bytes.reserveCapacity(utf8.count)
    for scalar in unicodeScalars { Folding.append(scalar, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether the folded text contains `needle`.
  ///
  /// - Parameter needle: what is looked for, itself already folded, so that a list is filtered
  ///   without folding it again for each row.
  public func foldedContains(_ needle: String) -> Bool {
    needle.isEmpty || folded.contains(needle)
  }
}

/// The table behind ``Swift/String/folded``.
enum Folding {
  /// Appends the folded form of a scalar, in UTF-8.
  static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    let value = Int(scalar.value)
    switch value {
    case 0x41...0x5A: bytes.append(UInt8(value) + 32)
    case 0..<0x80: bytes.append(UInt8(value))
    case 0xC0...0x17F: append(scalar, base: latin[value - 0xC0], to: &bytes)
    case 0x218, 0x219: bytes.append(UInt8(ascii: "s"))
    case 0x21A, 0x21B: bytes.append(UInt8(ascii: "t"))
    case 0x1E00...0x1EFF: append(scalar, base: latinAdditional[value - 0x1E00], to: &bytes)
    case 0x300...0x36F: break  // combining accents
    case 0xA0, 0x2000...0x200A, 0x202F, 0x3000: bytes.append(UInt8(ascii: " "))
    case 0x2018, 0x2019, 0x2BC: bytes.append(UInt8(ascii: "'"))
    case 0x2010...0x2015, 0x2212: bytes.append(UInt8(ascii: "-"))
    default: bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
    }
  }

  private static func append(_ scalar: Unicode.Scalar, base: UInt8, to bytes: inout [UInt8]) {
    if base != unknown {
      bytes.append(base)
      return
    }
    switch scalar {
    case "Æ", "æ": bytes.append(contentsOf: "ae".utf8)
    case "Œ", "œ": bytes.append(contentsOf: "oe".utf8)
    case "Þ", "þ": bytes.append(contentsOf: "th".utf8)
    case "ß", "ẞ": bytes.append(contentsOf: "ss".utf8)
    case "Ĳ", "ĳ": bytes.append(contentsOf: "ij".utf8)
    default: bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
    }
  }

  private static let unknown = UInt8(ascii: "?")

  // The base letter of each scalar: the first of its canonical decomposition in the Unicode
  // Character Database, in lower case; `?` where there is none or more than one letter.

  /// U+00C0 to U+017F.
  private static let latin = Array(
    ("aaaaaa?ceeeeiiiidnooooo?ouuuuy??aaaaaa?ceeeeiiiidnooooo?ouuuuy?y"
      + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkkqlllllll"
      + "lllnnnnnnnnnoooooo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs").utf8)

  /// U+1E00 to U+1EFF.
  private static let latinAdditional = Array(
    ("aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
      + "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
      + "wwwwwwwwwwxxxxyyzzzzzzhtwy??????aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
      + "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy??????").utf8)
}
