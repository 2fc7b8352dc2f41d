/// Blanks the comments and the contents of the string literals of a Swift file, so that rules look
/// at code alone. Knows nested comments, raw and multi-line strings, and code inside `\( )`.
/// Bare regex literals are not known to it.
struct Mask {
  private enum Context {
    /// Code, with the parentheses open since it began (an interpolation ends on its own).
    case code(parentheses: Int)
    case literal(hashes: Int, quotes: Int)
  }

  private let bytes: [UInt8]
  private(set) var code: [UInt8]
  private(set) var literals: [Int] = []
  private var contexts: [Context] = [.code(parentheses: 0)]
  private var position = 0

  private static let quote = UInt8(ascii: "\"")
  private static let hash = UInt8(ascii: "#")
  private static let slash = UInt8(ascii: "/")
  private static let star = UInt8(ascii: "*")
  private static let newline = UInt8(ascii: "\n")

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    code = bytes
  }

  mutating func run() {
    while position < bytes.count {
      switch contexts[contexts.count - 1] {
      case .code(let parentheses): readCode(parentheses)
      case .literal(let hashes, let quotes): readLiteral(hashes, quotes)
      }
    }
  }

  private func byte(at offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  private func count(of wanted: UInt8, from offset: Int, atMost limit: Int = .max) -> Int {
    var length = 0
    while length < limit, byte(at: offset + length) == wanted { length += 1 }
    return length
  }

  private mutating func blank(_ length: Int) {
    for offset in position..<min(position + length, bytes.count)
    where bytes[offset] != Mask.newline {
      code[offset] = UInt8(ascii: " ")
    }
    position += length
  }

  private mutating func readCode(_ parentheses: Int) {
    let current = bytes[position]
    switch current {
    case Mask.slash where byte(at: position + 1) == Mask.slash: blankLineComment()
    case Mask.slash where byte(at: position + 1) == Mask.star: blankBlockComment()
    case Mask.quote: openLiteral(hashes: 0)
    case Mask.hash:
      let hashes = count(of: Mask.hash, from: position)
      position += hashes
      if byte(at: position) == Mask.quote { openLiteral(hashes: hashes) }
    case UInt8(ascii: "("):
      contexts[contexts.count - 1] = .code(parentheses: parentheses + 1)
      position += 1
    case UInt8(ascii: ")"):
      if parentheses == 1, contexts.count > 1 {
        contexts.removeLast()
      } else {
        contexts[contexts.count - 1] = .code(parentheses: parentheses - 1)
      }
      position += 1
    default: position += 1
    }
  }

  private mutating func openLiteral(hashes: Int) {
    let quotes = count(of: Mask.quote, from: position, atMost: 3) == 3 ? 3 : 1
    position += quotes
    literals.append(position)
    contexts.append(.literal(hashes: hashes, quotes: quotes))
  }

  private mutating func readLiteral(_ hashes: Int, _ quotes: Int) {
    let current = bytes[position]
    if current == UInt8(ascii: "\\"),
      count(of: Mask.hash, from: position + 1, atMost: hashes) == hashes
    {
      let opensCode = byte(at: position + 1 + hashes) == UInt8(ascii: "(")
      blank(2 + hashes)
      if opensCode { contexts.append(.code(parentheses: 1)) }
    } else if current == Mask.quote,
      count(of: Mask.quote, from: position, atMost: quotes) == quotes,
      count(of: Mask.hash, from: position + quotes, atMost: hashes) == hashes
    {
      position += quotes + hashes
      contexts.removeLast()
    } else if current == Mask.newline, quotes == 1 {
      // Not Swift: one line is lost, not the rest of the file.
      contexts.removeLast()
    } else {
      blank(1)
    }
  }

  private mutating func blankLineComment() {
    while position < bytes.count, bytes[position] != Mask.newline { blank(1) }
  }

  private mutating func blankBlockComment() {
    var depth = 0
    repeat {
      if bytes[position] == Mask.slash, byte(at: position + 1) == Mask.star {
        depth += 1
        blank(2)
      } else if bytes[position] == Mask.star, byte(at: position + 1) == Mask.slash {
        depth -= 1
        blank(2)
      } else {
        blank(1)
      }
    } while depth > 0 && position < bytes.count
  }
}
