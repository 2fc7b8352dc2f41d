/// Goes through a JSON text once, checks it and cuts it into nodes.
struct JSONScanner {
  /// Deeper than anything that the store writes, and far from the end of the stack.
  private static let deepest = 64

  /// The text, then a zero, which no JSON has: whoever looks at the next byte finds one.
  let bytes: [UInt8]
  private(set) var nodes: [JSONTape.Node] = []
  private var position = 0

  init(_ parts: [String]) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(parts.reduce(1) { $0 + $1.utf8.count })
    for part in parts { bytes += part.utf8 }
    bytes.append(0)
    self.bytes = bytes
    nodes.reserveCapacity(16)
  }

  /// Takes the whole text to pieces.
  mutating func scan() throws {
    try value(depth: 0)
    guard next() == 0, position == bytes.count - 1 else { throw fault }
  }

  private mutating func value(depth: Int) throws {
    guard depth < Self.deepest else { throw fault }
    switch next() {
    case UInt8(ascii: "\""): try text()
    case UInt8(ascii: "{"): try list(.object, until: UInt8(ascii: "}"), depth: depth)
    case UInt8(ascii: "["): try list(.array, until: UInt8(ascii: "]"), depth: depth)
    case UInt8(ascii: "t"): try word("true", .yes)
    case UInt8(ascii: "f"): try word("false", .no)
    case UInt8(ascii: "n"): try word("null", .null)
    default: try number()
    }
  }

  /// The members of an object, or the values of an array.
  private mutating func list(_ kind: JSONTape.Kind, until end: UInt8, depth: Int) throws {
    let place = nodes.count
    let start = position + 1
    nodes.append(JSONTape.Node(kind: kind, bytes: start..<start, next: place))
    position = start
    if next() != end {
      try element(of: kind, depth: depth)
      while next() == UInt8(ascii: ",") {
        position += 1
        try element(of: kind, depth: depth)
      }
      guard next() == end else { throw fault }
    }
    nodes[place] = JSONTape.Node(kind: kind, bytes: start..<position, next: nodes.count)
    position += 1
  }

  private mutating func element(of kind: JSONTape.Kind, depth: Int) throws {
    if kind == .object {
      guard next() == UInt8(ascii: "\"") else { throw fault }
      try text()
      guard next() == UInt8(ascii: ":") else { throw fault }
      position += 1
    }
    try value(depth: depth + 1)
  }

  private mutating func text() throws {
    position += 1
    let start = position
    var kind = JSONTape.Kind.text
    while let stop = bytes[position...].firstIndex(where: Self.stopsText) {
      position = stop
      if bytes[stop] == UInt8(ascii: "\"") { break }
      guard let length = Self.escape(bytes[stop...])?.length else { throw fault }
      kind = .escapedText
      position += length
    }
    append(kind, from: start)
    position += 1
  }

  /// Whether a byte ends a text, begins an escape, or may not be in a text; the last zero is such.
  private static func stopsText(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20
  }

  private mutating func number() throws {
    let start = position
    if bytes[position] == UInt8(ascii: "-") { position += 1 }
    let digits = position
    while isDigit(bytes[position]) { position += 1 }
    let isPadded = bytes[digits] == UInt8(ascii: "0") && position > digits + 1
    guard position > digits, !isPadded else { throw fault }
    if bytes[position] == UInt8(ascii: ".") { try moreDigits(after: 1) }
    if bytes[position] | 0x20 == UInt8(ascii: "e") {
      let isSigned = [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[position + 1])
      try moreDigits(after: isSigned ? 2 : 1)
    }
    append(.number, from: start)
  }

  /// The digits, one at least, after a point, or after the sign of an exponent.
  private mutating func moreDigits(after signs: Int) throws {
    position += signs
    let start = position
    while isDigit(bytes[position]) { position += 1 }
    guard position > start else { throw fault }
  }

  private mutating func word(_ word: String, _ kind: JSONTape.Kind) throws {
    let start = position
    guard bytes[start...].starts(with: word.utf8) else { throw fault }
    position += word.utf8.count
    append(kind, from: start)
  }

  private mutating func append(_ kind: JSONTape.Kind, from start: Int) {
    nodes.append(JSONTape.Node(kind: kind, bytes: start..<position, next: nodes.count + 1))
  }

  /// The byte after the blanks.
  private mutating func next() -> UInt8 {
    while true {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return bytes[position]
      }
    }
  }

  private func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private var fault: DecodingError {
    .dataCorrupted(
      DecodingError.Context(codingPath: [], debugDescription: "not JSON at byte \(position)"))
  }
}

extension JSONScanner {
  /// A text without its escapes, which were checked.
  static func unescaped(_ text: ArraySlice<UInt8>) -> String {
    var characters = String.UnicodeScalarView()
    var rest = text
    while let backslash = rest.firstIndex(of: UInt8(ascii: "\\")),
      let escape = escape(rest[backslash...])
    {
      characters += String(decoding: rest[..<backslash], as: UTF8.self).unicodeScalars
      characters.append(escape.character)
      rest = rest[(backslash + escape.length)...]
    }
    return String(characters) + String(decoding: rest, as: UTF8.self)
  }

  /// The character that an escape stands for and how many bytes it takes; nil when it is none.
  private static func escape(
    _ bytes: ArraySlice<UInt8>
  ) -> (character: Unicode.Scalar, length: Int)? {
    guard bytes.first == UInt8(ascii: "\\") else { return nil }
    return switch bytes.dropFirst().first {
    case UInt8(ascii: "\""): ("\"", 2)
    case UInt8(ascii: "\\"): ("\\", 2)
    case UInt8(ascii: "/"): ("/", 2)
    case UInt8(ascii: "b"): ("\u{8}", 2)
    case UInt8(ascii: "f"): ("\u{C}", 2)
    case UInt8(ascii: "n"): ("\n", 2)
    case UInt8(ascii: "r"): ("\r", 2)
    case UInt8(ascii: "t"): ("\t", 2)
    case UInt8(ascii: "u"): unicodeEscape(bytes)
    default: nil
    }
  }

  private static func unicodeEscape(
    _ bytes: ArraySlice<UInt8>
  ) -> (character: Unicode.Scalar, length: Int)? {
    guard let first = codeUnit(bytes) else { return nil }
    if let character = Unicode.Scalar(first) { return (character, 6) }
    // Beyond the first plane a character is two escapes, a high and a low surrogate.
    guard let second = codeUnit(bytes.dropFirst(6)), UTF16.isLeadSurrogate(first),
      UTF16.isTrailSurrogate(second)
    else { return nil }
    let pair = UTF16.decode(UTF16.EncodedScalar([first, second]))
    return (pair, 12)
  }

  /// The number of an escape `\u` and four hexadecimal digits.
  private static func codeUnit(_ bytes: ArraySlice<UInt8>) -> UInt16? {
    guard bytes.starts(with: #"\u"#.utf8) else { return nil }
    let digits = bytes.dropFirst(2).prefix(4)
    guard digits.count == 4, digits.allSatisfy({ $0 != UInt8(ascii: "+") }) else { return nil }
    return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
