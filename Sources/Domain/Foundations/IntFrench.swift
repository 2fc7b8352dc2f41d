extension Int {
  /// The number as operators read it: « 11 214 », its digits by three, held together at line ends.
  public var french: String {
    let digits = Array(String(magnitude))
    var text = self < 0 ? "−" : ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { text += "\u{A0}" }
      text.append(digit)
    }
    return text
  }

  /// « 1 ligne », « 11 214 lignes »; French counts zero as one.
  public func french(_ word: String, _ plural: String? = nil) -> String {
    "\(french) \(self > 1 ? plural ?? word + "s" : word)"
  }
}
