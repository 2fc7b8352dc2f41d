import FoundationEssentials

/// Copying through the terminal (OSC 52), so that it works over SSH too.
enum Clipboard {
  /// Longest text that is sent, in bytes: terminals cut or ignore longer sequences.
  static let limit = 74_000

  /// The sequence that puts a text on the operator's clipboard.
  ///
  /// - Parameter text: kept line by line; control characters other than line ends are taken out.
  /// - Returns: nil when the text is empty or longer than `limit`.
  static func sequence(copying text: String) -> [UInt8]? {
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    let clean = lines.map { CellText.sanitized(String($0)) }.joined(separator: "\n")
    guard !clean.isEmpty, clean.utf8.count <= limit else { return nil }
    let encoded = Data(clean.utf8).base64EncodedString()
    return Array("\u{1B}]52;c;\(encoded)\u{7}".utf8)
  }
}
