import Domain

/// Writes cells so that neither a CSV reader nor a spreadsheet takes them for something else.
public enum CSVWriting {
  /// A line of cells, its end included.
  public static func line(_ cells: [String]) -> String {
    cells.map(cell).joined(separator: ";") + "\r\n"
  }

  /// One cell: a formula made harmless, quotes where the text needs them.
  static func cell(_ text: String) -> String {
    let safe = neutralised(text.strippedOfControls(keepingNewlines: true))
    let needsQuotes =
      safe.utf8.contains { [0x22, 0x3B, 0x0A, 0x0D].contains($0) }
      || safe.hasPrefix(" ") || safe.hasSuffix(" ")
    guard needsQuotes else { return safe }
    return "\""
      + safe.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }

  /// A spreadsheet runs what begins with one of these signs, even imported from a text (CWE-1236):
  /// an apostrophe before it makes it a text again.
  private static func neutralised(_ text: String) -> String {
    guard let first = text.unicodeScalars.first else { return text }
    return dangerous.contains(first) ? "'" + text : text
  }

  /// The signs, and their full-width forms, which some spreadsheets read alike.
  private static let dangerous = Set("=+-@\t\r\n＝＋－＠".unicodeScalars)
}
