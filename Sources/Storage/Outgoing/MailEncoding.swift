import FoundationEssentials

/// The encodings of mails: everything becomes short lines of ASCII.
enum MailEncoding {
  /// The columns of a line (RFC 2045 §6.7, RFC 5322 §2.1.1).
  private static let width = 76

  /// A text as quoted-printable (RFC 2045 §6.7), in lines that end with LF.
  static func quotedPrintable(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(quotedLine)
      .joined(separator: "\n")
  }

  private static func quotedLine(_ line: Substring) -> String {
    let bytes = Array(line.utf8)
    var result = ""
    var column = 0
    for (index, byte) in bytes.enumerated() {
      let isLast = index == bytes.count - 1
      // A blank at the end would be lost on the way; a first F or dot would be taken for a sign of
      // mailboxes and of SMTP.
      let isPlain =
        (33...126).contains(byte) && byte != UInt8(ascii: "=") || byte == 0x20 && !isLast
      let isSign = index == 0 && (line.hasPrefix("From ") || byte == UInt8(ascii: "."))
      let token =
        isPlain && !isSign ? String(UnicodeScalar(byte)) : "=" + hex(byte)
      if column + token.utf8.count > (isLast ? width : width - 1) {
        result += "=\n"
        column = 0
      }
      result += token
      column += token.utf8.count
    }
    return result
  }

  /// Bytes as base64 (RFC 2045 §6.8), in lines that end with LF.
  static func base64(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed])
  }

  /// A text as encoded words (RFC 2047), each whole characters, on lines that follow each other.
  ///
  /// - Parameter column: where the first line begins.
  static func encodedWords(_ text: String, from column: Int) -> String {
    let (opening, closing) = ("=?utf-8?q?", "?=")
    var lines: [String] = []
    var line = ""
    var room = width - column - opening.utf8.count - closing.utf8.count
    for scalar in text.unicodeScalars {
      let token = String(scalar).utf8.map(wordByte).joined()
      if token.utf8.count > room {
        lines.append(opening + line + closing)
        line = ""
        // The blank that folds a line is its first column.
        room = width - 1 - opening.utf8.count - closing.utf8.count
      }
      line += token
      room -= token.utf8.count
    }
    return (lines + [opening + line + closing]).joined(separator: "\n ")
  }

  /// What is allowed in every place where an encoded word may stand (RFC 2047 §5).
  private static func wordByte(_ byte: UInt8) -> String {
    if byte == 0x20 { return "_" }
    return isLetterOrDigit(byte) ? String(UnicodeScalar(byte)) : "=" + hex(byte)
  }

  /// A value in a header's parameter (RFC 2231 §7): `UTF-8''rapport%20de%20mars.csv`.
  static func parameter(_ text: String) -> String {
    "UTF-8''"
      + text.utf8.map { byte in
        isLetterOrDigit(byte) || [0x2D, 0x2E, 0x5F].contains(byte)
          ? String(UnicodeScalar(byte)) : "%" + hex(byte)
      }.joined()
  }

  static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  static func hex(_ byte: UInt8) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    return String(decoding: [digits[Int(byte >> 4)], digits[Int(byte & 15)]], as: UTF8.self)
  }
}
