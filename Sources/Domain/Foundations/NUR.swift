/// The regional unique number of a request for social housing (CCH L441-2-1), eighteen characters.
///
/// It is opaque: neither a place nor a seniority may be concluded from it. What its digits suggest
/// only gives warnings against slips of the finger.
public struct NUR: ParsedText {
  /// The eighteen characters: thirteen digits, then five digits or capital letters.
  public let text: String

  /// Reads a number, with or without spaces, in either case.
  ///
  /// - Throws: a refusal on the field `nur`. It never repeats what was typed: a refusal may be
  ///   logged, and the number is personal data.
  public init(parsing text: String) throws(Refusal) {
    let code = ASCII.code(text)
    guard !code.isEmpty else {
      throw Refusal("Aucun NUR n'a été saisi.", field: "nur", remedy: NUR.form)
    }
    let count = code.unicodeScalars.count
    guard count == NUR.length else {
      throw Refusal(
        "Le NUR compte \(count) caractère\(count > 1 ? "s" : "") au lieu de 18.",
        field: "nur", remedy: NUR.form)
    }
    for (index, scalar) in code.unicodeScalars.enumerated() {
      let byte = UInt8(exactly: scalar.value) ?? 0
      if ASCII.isDigit(byte) || (index >= NUR.digits && ASCII.isCapital(byte)) { continue }
      let expected = index < NUR.digits ? "pas un chiffre" : "ni un chiffre ni une lettre"
      throw Refusal(
        "Le caractère \(index + 1) du NUR n'est \(expected).", field: "nur", remedy: NUR.form)
    }
    self.text = code
  }

  /// The number as screens show it until its clear form is asked for: the first three and the
  /// last four characters, bullets between them.
  public var masked: String {
    text.prefix(3) + String(repeating: "•", count: NUR.length - 7) + text.suffix(4)
  }

  /// The masked form, so that no log can leak the number.
  public var description: String { masked }

  /// The number in clear, in groups that a person can read aloud: `075 0426 012345 GDPUB`.
  public var grouped: String {
    let characters = Array(text)
    return [0..<3, 3..<7, 7..<13, 13..<18].map { String(characters[$0]) }.joined(separator: " ")
  }

  /// The number of characters of every NUR.
  static let length = 18
  /// The number of its leading characters that are digits.
  static let digits = 13

  private static let form =
    "Saisissez les 18 caractères de l'attestation : 13 chiffres, puis 5 chiffres ou lettres."
}
