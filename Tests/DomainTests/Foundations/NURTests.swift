import Domain
import Foundation
import Testing

@Suite("NUR is eighteen opaque characters")
struct NURTests {
  static let today = Day(number: 20_536)  // 24 March 2026

  @Test(
    "spaces and case do not matter",
    arguments: [
      "0751025012345GDPUB", "075 1025 012345 gdpub", " 0751025012345GDPUB\n",
      "075\u{A0}1025\u{202F}012345 GDPUB",
    ])
  func accepted(text: String) throws {
    let nur = try NUR(parsing: text)
    #expect(nur.text == "0751025012345GDPUB")
    #expect(nur.masked == "075•••••••••••DPUB")
    #expect(nur.grouped == "075 1025 012345 GDPUB")
  }

  @Test(
    "what is no NUR is refused without being repeated",
    arguments: [
      ("", "Aucun NUR n'a été saisi."),
      ("   ", "Aucun NUR n'a été saisi."),
      ("7", "Le NUR compte 1 caractère au lieu de 18."),
      ("0751025012345GDPU", "Le NUR compte 17 caractères au lieu de 18."),
      ("0751025012345GDPUBX", "Le NUR compte 19 caractères au lieu de 18."),
      ("O751025012345GDPUB", "Le caractère 1 du NUR n'est pas un chiffre."),
      ("075102501234AGDPUB", "Le caractère 13 du NUR n'est pas un chiffre."),
      ("0751025012345GD-UB", "Le caractère 16 du NUR n'est ni un chiffre ni une lettre."),
      ("0751025012345GDPÉB", "Le caractère 17 du NUR n'est ni un chiffre ni une lettre."),
      ("٠٧٥١٠٢٥٠١٢٣٤٥GDPUB", "Le caractère 1 du NUR n'est pas un chiffre."),
    ])
  func refused(text: String, message: String) {
    let refusal = #expect(throws: Refusal.self) { try NUR(parsing: text) }
    #expect(refusal?.message == message)
    #expect(refusal?.field == "nur")
  }

  static let outside = "Ce NUR ne commence pas par un département d'Île-de-France."
  static let noMonth = "Les caractères 4 à 7 de ce NUR ne donnent aucun mois de dépôt."
  static let future = "Le mois de dépôt de ce NUR est dans le futur."
  static let old = "Cette demande semble avoir plus d'un an : vérifiez qu'elle a été renouvelée."

  @Test(
    "oddities are warned of and never block",
    arguments: [
      ("0751025012345GDPUB", []),  // October 2025
      ("0752510012345GDPUB", []),  // the same, year first
      ("0750326012345GDPUB", []),  // this month
      ("0751225012345GDPUB", []),  // December 2025; the other reading, 2012, is not believed
      ("0690126012345GDPUB", [outside]),
      ("0769999012345GDPUB", [outside, noMonth]),
      ("0751399012345GDPUB", [noMonth]),
      ("0750426012345GDPUB", [future]),  // April 2026, for 26 is no month
      ("0750325012345GDPUB", []),  // March 2025, which the 24 March 2026 may still cover
      ("0750225012345GDPUB", [old]),
      ("0751298012345GDPUB", [old]),  // December 1998
    ] as [(String, [String])])
  func warnings(text: String, expected: [String]) throws {
    #expect(try NUR(parsing: text).warnings(today: Self.today) == expected)
  }

  @Test(
    "a known renewal decides whether the year is over",
    arguments: [
      ("2025-03-24", false), ("2025-03-23", true), ("2026-01-02", false), ("2024-12-31", true),
    ])
  func renewals(iso: String, isDoubtful: Bool) throws {
    let renewed = try #require(Day(iso: iso))
    let warnings = try NUR(parsing: "0750220012345GDPUB")
      .warnings(today: Self.today, renewed: renewed)
    let doubt = "Le dernier renouvellement connu, du \(renewed.french), a plus d'un an."
    #expect(warnings == (isDoubtful ? [doubt] : []))
  }

  @Test("a renewal of 29 February runs to the 28th of the next year")
  func leapRenewal() throws {
    let renewed = try #require(Day(iso: "2024-02-29"))
    let nur = try NUR(parsing: "0750220012345GDPUB")
    let last = try #require(Day(iso: "2025-02-28"))
    #expect(nur.warnings(today: last, renewed: renewed).isEmpty)
    #expect(!nur.warnings(today: last + 1, renewed: renewed).isEmpty)
  }

  @Test("a NUR is stored in clear and described masked")
  func storedAndDescribed() throws {
    let nur = try NUR(parsing: "0751025012345GDPUB")
    #expect("\(nur)" == nur.masked)
    let data = try JSONEncoder().encode([nur])
    #expect(String(decoding: data, as: UTF8.self) == "[\"0751025012345GDPUB\"]")
    #expect(try JSONDecoder().decode([NUR].self, from: data) == [nur])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([NUR].self, from: Data("[\"075\"]".utf8))
    }
  }
}
