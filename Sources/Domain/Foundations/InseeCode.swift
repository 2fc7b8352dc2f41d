/// The code of a commune, or of an arrondissement municipal, in the official geographic code (COG).
public struct InseeCode: ParsedText {
  /// The five characters.
  public let text: String

  /// Reads five characters: five digits, or `2A` or `2B` and three digits.
  ///
  /// Whether the commune exists is for the COG to say; only Paris, whose codes are few, is checked.
  ///
  /// - Throws: a refusal on the field `code_insee` that says what was read.
  public init(parsing text: String) throws(Refusal) {
    let code = ASCII.code(text)
    let bytes = Array(code.utf8)
    let isCorsican = code.hasPrefix("2A") || code.hasPrefix("2B")
    guard bytes.count == 5, bytes.dropFirst(isCorsican ? 2 : 0).allSatisfy(ASCII.isDigit) else {
      throw Refusal(
        "Le code INSEE \(text.quoted) n'est pas fait de 5 chiffres.", field: "code_insee",
        remedy: "Saisissez le code de la commune, par exemple 93048 pour Montreuil.")
    }
    if code.hasPrefix("75"), code != InseeCode.wholeParis,
      !InseeCode.parisArrondissements.contains(code)
    {
      throw Refusal(
        "Le code INSEE \(text.quoted) n'existe pas à Paris.", field: "code_insee",
        remedy: "Ce peut être un code postal : le 13e arrondissement s'écrit 75113.")
    }
    self.text = code
  }

  /// The code of the département, two characters.
  public var departement: String { String(text.prefix(2)) }

  /// Whether the commune lies in Île-de-France.
  public var isInIleDeFrance: Bool { InseeCode.departements.contains(departement) }

  /// The arrondissement of Paris, 1 to 20, or nil for anything else.
  public var parisArrondissement: Int? {
    InseeCode.parisArrondissements.firstIndex(of: text).map { $0 + 1 }
  }

  /// Doubts to show beside the field, French sentences, empty when there is none.
  public var warnings: [String] {
    guard text == InseeCode.wholeParis else { return [] }
    return ["75056 désigne Paris entier : indiquez l'arrondissement, de 75101 à 75120."]
  }

  /// The départements of Île-de-France.
  public static let departements = ["75", "77", "78", "91", "92", "93", "94", "95"]

  private static let wholeParis = "75056"
  private static let parisArrondissements = (1...20).map { "751" + Day.padded($0, to: 2) }
}
