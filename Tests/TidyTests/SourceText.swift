import Foundation

/// A file of the tree as the rules see it: its bytes, the same bytes without what stands in
/// comments and string literals, and where its lines and literals begin.
///
/// Bytes, not characters, because thousands of lines are read in an unoptimised build.
struct SourceText {
  /// Path from the root of the repository, with `/`.
  let path: String
  /// The file as it is.
  let bytes: [UInt8]
  /// As `bytes`, with comments and the contents of string literals blanked; same offsets.
  let code: [UInt8]
  /// Offsets of the first byte inside each string literal.
  let literals: [Int]
  private let lineStarts: [Int]

  init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    if path.hasSuffix(".swift") {
      var mask = Mask(bytes)
      mask.run()
      code = mask.code
      literals = mask.literals
    } else {
      code = bytes
      literals = []
    }
    var starts = [0]
    for offset in SourceText.offsets(of: "\n", in: bytes) where offset + 1 < bytes.count {
      starts.append(offset + 1)
    }
    lineStarts = starts
  }

  init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  var lineCount: Int { bytes.isEmpty ? 0 : lineStarts.count }

  /// The line, from 1, that holds the byte at `offset`.
  func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The offsets of a line counted from 1, its newline left out.
  func range(ofLine line: Int) -> Range<Int> {
    let start = lineStarts[line - 1]
    guard line < lineStarts.count else {
      return start..<(bytes.last == 0x0A ? bytes.count - 1 : bytes.count)
    }
    return start..<(lineStarts[line] - 1)
  }

  /// A line counted from 1, without the blanks around it; empty when there is no such line.
  func trimmedLine(_ line: Int) -> String {
    guard line >= 1, line <= lineCount else { return "" }
    return String(decoding: bytes[range(ofLine: line)], as: UTF8.self)
      .trimmingCharacters(in: .whitespaces)
  }

  /// Where `token` stands in the code, outside comments and literals, as a word of its own where
  /// its ends are letters: `Date(` is not in `caleolDate(`.
  func codeOffsets(of token: String) -> [Int] { words(token, in: code) }

  /// Where a word of the code begins with `prefix`.
  func codeOffsets(ofPrefix prefix: String) -> [Int] {
    words(prefix, in: code, closed: false)
  }

  /// As `codeOffsets(of:)`, in comments and literals too.
  func anyOffsets(of token: String) -> [Int] { words(token, in: bytes) }

  /// What stands in the code before `offset` on its line, as words.
  func codeWords(before offset: Int) -> [Substring] {
    let start = range(ofLine: line(at: offset)).lowerBound
    return String(decoding: code[start..<offset], as: UTF8.self).split(separator: " ")
  }

  /// What stands in the code from `offset` to the end of its line, as words.
  func codeWords(from offset: Int) -> [Substring] {
    let end = range(ofLine: line(at: offset)).upperBound
    return String(decoding: code[offset..<end], as: UTF8.self).split(separator: " ")
  }

  private func words(_ token: String, in text: [UInt8], closed: Bool = true) -> [Int] {
    let needle = Array(token.utf8)
    return SourceText.offsets(of: token, in: text).filter { offset in
      let end = offset + needle.count
      let opens = offset == 0 || !isWord(needle[0]) || !isWord(text[offset - 1])
      let closes =
        !closed || end == text.count || !isWord(needle[needle.count - 1]) || !isWord(text[end])
      return opens && closes
    }
  }

  private static func offsets(of token: String, in text: [UInt8]) -> [Int] {
    let needle = Array(token.utf8)
    var found: [Int] = []
    text.withUnsafeBytes { haystack in
      guard let start = haystack.baseAddress else { return }
      var from = 0
      while let hit = memchr(start + from, Int32(needle[0]), haystack.count - from) {
        let offset = UnsafeRawPointer(hit) - start
        guard offset + needle.count <= haystack.count else { return }
        if memcmp(hit, needle, needle.count) == 0 { found.append(offset) }
        from = offset + 1
      }
    }
    return found
  }
}

/// Whether a byte belongs to an identifier (any byte of a non-ASCII letter does).
func isWord(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xFF:
    true
  default: false
  }
}
