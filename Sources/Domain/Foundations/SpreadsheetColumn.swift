/// The columns of a table as spreadsheets name them.
public enum SpreadsheetColumn {
  /// The letters of a column, the first being 1: A to Z, then AA; empty below 1.
  public static func letters(_ number: Int) -> String {
    var letters: [UInt8] = []
    var rest = number
    while rest > 0 {
      letters.insert(UInt8(ascii: "A") + UInt8((rest - 1) % 26), at: 0)
      rest = (rest - 1) / 26
    }
    return String(decoding: letters, as: UTF8.self)
  }
}
