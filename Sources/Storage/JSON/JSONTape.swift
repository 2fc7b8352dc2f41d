/// A JSON text taken to pieces: its values one after the other, an array or object before what it
/// holds. One pass checks the whole text and cuts it; nothing is copied out of it until asked for.
///
/// It takes RFC 8259; a number with a fraction or an exponent is none of the types that it is read
/// as, and may stand where nothing is read. Foundation's reader takes ten times as long, which is
/// most of the time in which views are made again.
final class JSONTape {
  /// What a value is.
  enum Kind {
    case null, no, yes, number, array, object
    /// What stands between two quotes as it is, and what has escapes in it.
    case text, escapedText
  }

  /// A value and its place. An object holds names and values by turns.
  struct Node {
    let kind: Kind
    /// Its bytes: what stands between the quotes of a text, between the brackets of the others.
    let bytes: Range<Int>
    /// The place of the node after it and all that it holds.
    let next: Int
  }

  let nodes: [Node]
  private let bytes: [UInt8]

  /// The values of a text, which may come in parts.
  ///
  /// - Throws: `DecodingError` when the text is not JSON; no byte of it is in the error.
  init(_ parts: String...) throws {
    var scanner = JSONScanner(parts)
    try scanner.scan()
    nodes = scanner.nodes
    bytes = scanner.bytes
  }

  /// The characters of a number or of a text.
  func text(of node: Node) -> String {
    guard node.kind == .escapedText else {
      return String(decoding: bytes[node.bytes], as: UTF8.self)
    }
    return JSONScanner.unescaped(bytes[node.bytes])
  }

  /// Whether a text is the one given.
  func text(of node: Node, is wanted: String) -> Bool {
    guard node.kind == .text else { return text(of: node) == wanted }
    var wanted = wanted
    return wanted.withUTF8 { $0.elementsEqual(bytes[node.bytes]) }
  }
}
