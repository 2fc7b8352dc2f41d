extension SignalementReception {
  /// The number of a signalement that was typed here, « S-260324-K7Q2 »: its day and four signs
  /// drawn at random, so that two desks that are apart give no number twice.
  ///
  /// - Parameters:
  ///   - day: the day on which it is recorded.
  ///   - drawn: random numbers, one for each sign.
  public static func number(on day: Day, drawn: [UInt64]) -> String {
    let signs = drawn.map { String(alphabet[Int($0 % UInt64(alphabet.count))]) }.joined()
    return "S-\(day.iso.filter { $0 != "-" }.dropFirst(2))-\(signs)"
  }

  /// Letters and digits that nobody takes for one another, read aloud or from a screen.
  private static let alphabet = Array("23456789ABCDEFGHJKMNPQRSTVWXYZ")
}
