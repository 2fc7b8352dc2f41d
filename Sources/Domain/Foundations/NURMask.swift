/// Finds the NUR in a free text, however they are spaced, and masks them.
public enum NURMask {
  /// The text with every NUR in its masked form, and how many there were.
  public static func mask(_ text: String) -> (text: String, count: Int) {
    let scalars = Array(text.unicodeScalars)
    var masked = String.UnicodeScalarView()
    var count = 0
    var index = 0
    while index < scalars.count {
      let isWordStart = index == 0 || !isAlphanumeric(scalars[index - 1])
      if isWordStart, let end = endOfNUR(in: scalars, from: index),
        let nur = try? NUR(parsing: compact(scalars[index..<end]))
      {
        masked.append(contentsOf: nur.masked.unicodeScalars)
        count += 1
        index = end
      } else {
        masked.append(scalars[index])
        index += 1
      }
    }
    return (String(masked), count)
  }

  /// The index after the eighteenth character of a NUR that begins at `start`.
  ///
  /// Between two characters one space, point or hyphen is allowed, except inside an ending that
  /// holds letters: thirteen digits followed by small words are no NUR.
  private static func endOfNUR(in scalars: [Unicode.Scalar], from start: Int) -> Int? {
    var index = start
    var found = 0
    var hasLetter = false
    var endingIsSplit = false
    while index < scalars.count, found < NUR.length {
      let scalar = scalars[index]
      if found > 0, isSeparator(scalar), !isSeparator(scalars[index - 1]) {
        endingIsSplit = endingIsSplit || found > NUR.digits
      } else if isAlphanumeric(scalar) {
        let isLetter = !isDigit(scalar)
        guard !(isLetter && found < NUR.digits) else { return nil }
        hasLetter = hasLetter || isLetter
        found += 1
      } else {
        return nil
      }
      index += 1
    }
    guard found == NUR.length, !(hasLetter && endingIsSplit) else { return nil }
    let isWordEnd = index == scalars.count || !isAlphanumeric(scalars[index])
    return isWordEnd ? index : nil
  }

  private static func compact(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars.filter { !isSeparator($0) }))
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && ASCII.isDigit(UInt8(truncatingIfNeeded: scalar.value))
  }

  private static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
    isDigit(scalar) || scalar.properties.isAlphabetic
  }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    [" ", "\u{A0}", "\u{202F}", ".", "-"].contains(scalar)
  }
}
