/// The encoding of a text file, found by reading it once from end to end.
enum TextEncoding: Equatable {
  case utf8
  case windows1252

  /// Finds the encoding of a file.
  ///
  /// Without a mark, bytes that are no UTF-8 are those of Windows-1252, which French spreadsheets
  /// still write; a file that holds both was cut or glued together, and is refused.
  ///
  /// - Throws: `ImportFailure` for UTF-16, NUL bytes, and a mix of encodings.
  static func detect(_ file: FileBytes) throws(ImportFailure) -> TextEncoding {
    var scan = Scan()
    while true {
      let chunk = try file.next()
      if chunk.isEmpty { break }
      for byte in chunk { scan.take(byte) }
    }
    scan.finish()
    if scan.count == 0 {
      throw ImportFailure("Le fichier est vide.", remedy: "Exportez-le de nouveau.")
    }
    if scan.isUTF16 {
      throw ImportFailure(
        "Le fichier est encodé en UTF-16.",
        remedy: "Enregistrez-le au format « CSV UTF-8 (délimité par des points-virgules) ».")
    }
    if let line = scan.firstNUL {
      throw ImportFailure(
        "Octet nul : le fichier est abîmé, ou ce n'est pas un texte.", line: line,
        remedy: "Exportez-le de nouveau en CSV UTF-8.")
    }
    guard let line = scan.firstInvalid else { return .utf8 }
    if scan.hasMark || scan.multibyte > 0 || scan.hasUndefined {
      throw ImportFailure(
        "Octets invalides : le fichier semble tronqué ou mélange deux encodages.", line: line,
        remedy: "Exportez-le de nouveau en CSV UTF-8.")
    }
    return .windows1252
  }

  /// The text of bytes already known to be in this encoding.
  func decode(_ bytes: [UInt8]) -> String {
    switch self {
    case .utf8: return String(decoding: bytes, as: UTF8.self)
    case .windows1252:
      var scalars = String.UnicodeScalarView()
      for byte in bytes {
        scalars.append((0x80...0x9F).contains(byte) ? Self.high[Int(byte) - 0x80] : .init(byte))
      }
      return String(scalars)
    }
  }

  /// What Windows-1252 puts at 0x80 to 0x9F; five places are undefined.
  private static let high = Array(
    "€\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}Ž\u{FFFD}\u{FFFD}‘’“”•–—˜™š›œ\u{FFFD}žŸ".unicodeScalars)

  /// The places of Windows-1252 where there is no character.
  static let undefined: Set<UInt8> = [0x81, 0x8D, 0x8F, 0x90, 0x9D]

  /// What a walk through the bytes found.
  private struct Scan {
    var count = 0
    var line = 1
    var multibyte = 0
    var firstInvalid: Int?
    var firstNUL: Int?
    var hasUndefined = false
    private var head: [UInt8] = []
    private var pending = 0
    private var admitted: ClosedRange<UInt8> = 0x80...0xBF
    private var previous: UInt8 = 0

    var hasMark: Bool { head.starts(with: [0xEF, 0xBB, 0xBF]) }
    var isUTF16: Bool { head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) }

    mutating func take(_ byte: UInt8) {
      count += 1
      if head.count < 3 { head.append(byte) }
      if byte == 0, firstNUL == nil { firstNUL = line }
      if TextEncoding.undefined.contains(byte), pending == 0 { hasUndefined = true }
      check(byte)
      if byte == 0x0A ? previous != 0x0D : byte == 0x0D { line += 1 }
      previous = byte
    }

    mutating func finish() {
      if pending > 0 { reject() }
    }

    private mutating func check(_ byte: UInt8) {
      if pending > 0 {
        if admitted.contains(byte) {
          admitted = 0x80...0xBF
          pending -= 1
          // The mark itself says nothing of what follows.
          if pending == 0, count > 3 || !hasMark { multibyte += 1 }
          return
        }
        reject()
      }
      begin(byte)
    }

    /// The first byte of a scalar (Unicode, table 3-7): how many follow, and what the next may be.
    private mutating func begin(_ byte: UInt8) {
      switch byte {
      case 0..<0x80: return
      case 0xC2...0xDF: pending = 1
      case 0xE0...0xEF: pending = 2
      case 0xF0...0xF4: pending = 3
      default: return reject()
      }
      admitted =
        switch byte {
        case 0xE0: 0xA0...0xBF
        case 0xED: 0x80...0x9F
        case 0xF0: 0x90...0xBF
        case 0xF4: 0x80...0x8F
        default: 0x80...0xBF
        }
    }

    private mutating func reject() {
      if firstInvalid == nil { firstInvalid = line }
      pending = 0
      admitted = 0x80...0xBF
    }
  }
}
