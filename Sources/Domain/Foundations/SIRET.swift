/// The number of an establishment in the SIRENE directory: fourteen digits.
public struct SIRET: ParsedText {
  /// The fourteen digits.
  public let text: String

  /// Reads fourteen digits, with or without spaces, and checks their keys.
  ///
  /// - Throws: a refusal on the field `siret` that says what was read.
  public init(parsing text: String) throws(Refusal) {
    let code = ASCII.code(text)
    guard code.utf8.count == 14, code.utf8.allSatisfy(ASCII.isDigit) else {
      throw Refusal(
        "Le SIRET \(text.quoted) n'est pas fait de 14 chiffres.",
        field: "siret", remedy: "Saisissez les 14 chiffres du SIRET de l'établissement.")
    }
    let values = code.utf8.map { Int($0) - 48 }
    guard values.contains(where: { $0 != 0 }) else {
      throw Refusal(
        "Un SIRET ne peut pas être fait de zéros.", field: "siret",
        remedy: "Saisissez le SIRET de l'établissement.")
    }
    guard SIRET.hasValidKeys(values) else {
      throw Refusal(
        "Le SIRET \(text.quoted) a une clé fausse : un chiffre est erroné.",
        field: "siret", remedy: "Recopiez-le depuis l'avis de situation au répertoire SIRENE.")
    }
    self.text = code
  }

  /// The first nine digits: the legal entity.
  public var siren: String { String(text.prefix(9)) }

  /// The number as it is written in French: `732 829 320 00074`.
  public var grouped: String {
    let digits = Array(text)
    return "\(String(digits[0..<3])) \(String(digits[3..<6])) \(String(digits[6..<9])) "
      + String(digits[9...])
  }
}

extension SIRET {
  /// Whether the keys of the SIREN and of the SIRET are right.
  ///
  /// The establishments of La Poste outgrew what the Luhn key allows: theirs also passes when the
  /// sum of the digits is a multiple of 5.
  private static func hasValidKeys(_ digits: [Int]) -> Bool {
    guard passesLuhn(digits.prefix(9)) else { return false }
    let isLaPoste = Array(digits.prefix(9)) == [3, 5, 6, 0, 0, 0, 0, 0, 0]
    return passesLuhn(digits[...]) || (isLaPoste && digits.reduce(0, +).isMultiple(of: 5))
  }

  /// The Luhn key (ISO/IEC 7812-1): every second digit from the right is doubled, tens and units
  /// are added, and the sum must be a multiple of ten.
  private static func passesLuhn(_ digits: ArraySlice<Int>) -> Bool {
    var sum = 0
    for (position, digit) in digits.reversed().enumerated() {
      let weighted = position.isMultiple(of: 2) ? digit : digit * 2
      sum += weighted > 9 ? weighted - 9 : weighted
    }
    return sum.isMultiple(of: 10)
  }
}
