import Domain

/// The encoding of a file, found as it is read, and the texts that are not plain ASCII.
///
/// The first bytes beyond ASCII decide. As in ``TextEncoding``, a file that has both UTF-8 and
/// bytes that are none was cut or glued together.
struct PatrimoineText {
  /// The encoding, nil while every byte was ASCII.
  private(set) var encoding: TextEncoding?
  /// The line whose bytes are not of the encoding.
  private(set) var invalidLine: Int?

  /// The file has the mark of UTF-8.
  mutating func declareUTF8() { encoding = .utf8 }

  /// Whether the text is UTF-8 whose letters beyond ASCII are those of U+00C0 to U+00FF, which
  /// need no cleaning: most accents of a French file.
  func isPlainFrench(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard encoding == .utf8 else { return false }
    var place = 0
    while place < bytes.count {
      if bytes[place] < 0x80 {
        place += 1
        continue
      }
      guard bytes[place] == 0xC3, place + 1 < bytes.count, bytes[place + 1] & 0xC0 == 0x80 else {
        return false
      }
      place += 2
    }
    return true
  }

  /// The text in UTF-8, composed, its unusual spaces made plain and its control characters gone.
  mutating func clean(
    _ bytes: UnsafeBufferPointer<UInt8>, line: Int
  ) -> (bytes: [UInt8], hadControls: Bool) {
    let cleaned = ImportCell.clean(decode(bytes, line: line))
    return (Array(cleaned.text.utf8), cleaned.hadControls)
  }

  private mutating func decode(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) -> String {
    let isASCII = bytes.allSatisfy { $0 < 0x80 }
    if isASCII { return String(decoding: bytes, as: UTF8.self) }
    let valid = String(validating: bytes, as: UTF8.self)
    switch (encoding, valid) {
    case (nil, let text?), (.utf8, let text?):
      encoding = .utf8
      return text
    case (nil, nil), (.windows1252, nil):
      encoding = .windows1252
      if !bytes.contains(where: TextEncoding.undefined.contains) {
        return TextEncoding.windows1252.decode(Array(bytes))
      }
    case (.utf8, nil), (.windows1252, _?): break
    }
    if invalidLine == nil { invalidLine = line }
    return String(decoding: bytes, as: UTF8.self)
  }
}
