import Domain
import Testing

@Suite("Codes and addresses are well-formed or refused")
struct CodesTests {
  @Test(
    "SIRET: both keys hold, La Poste has its own rule",
    arguments: [
      "99900001100018", "99900002900010", "99900003700013", "99900004500016",
      "35600000000048", "35600000049837",
    ])
  func siret(text: String) throws {
    #expect(try SIRET(parsing: text).text == text)
  }

  @Test("SIRET: spaces are ignored, groups are shown")
  func siretGroups() throws {
    let siret = try SIRET(parsing: " 999 000 011 00018")
    #expect(siret.text == "99900001100018")
    #expect(siret.grouped == "999 000 011 00018")
    #expect(siret.siren == "999000011")
  }

  @Test(
    "SIRET: what is none is refused",
    arguments: [
      ("", "n'est pas fait de 14 chiffres"),
      ("9990000110001", "n'est pas fait de 14 chiffres"),
      ("999000011000189", "n'est pas fait de 14 chiffres"),
      ("9990000110001A", "n'est pas fait de 14 chiffres"),
      ("00000000000000", "ne peut pas être fait de zéros"),
      ("99900001100019", "a une clé fausse"),
      ("99900002100009", "a une clé fausse"),  // the 14 pass, the first 9 do not
      ("35600000049838", "a une clé fausse"),
      ("99900001100001", "a une clé fausse"),  // sum 30, but not La Poste
    ])
  func siretRefused(text: String, part: String) {
    let refusal = #expect(throws: Refusal.self) { try SIRET(parsing: text) }
    #expect(refusal?.message.contains(part) == true)
    #expect(refusal?.field == "siret")
  }

  @Test(
    "INSEE: communes of Île-de-France and elsewhere",
    arguments: [
      ("93048", "93", true, nil), ("75101", "75", true, 1), ("75113", "75", true, 13),
      ("75120", "75", true, 20), ("69381", "69", false, nil), ("2a004", "2A", false, nil),
      ("77288", "77", true, nil), (" 95018 ", "95", true, nil), ("97411", "97", false, nil),
    ] as [(String, String, Bool, Int?)])
  func insee(text: String, departement: String, isNear: Bool, arrondissement: Int?) throws {
    let code = try InseeCode(parsing: text)
    #expect(code.departement == departement)
    #expect(code.isInIleDeFrance == isNear)
    #expect(code.parisArrondissement == arrondissement)
    #expect(code.warnings.isEmpty)
  }

  @Test("INSEE: Paris entire is accepted with a warning")
  func wholeParis() throws {
    let code = try InseeCode(parsing: "75056")
    #expect(code.parisArrondissement == nil)
    #expect(code.warnings.count == 1)
    #expect(code.warnings.first?.contains("75101 à 75120") == true)
  }

  @Test(
    "INSEE: what is none is refused",
    arguments: ["", "9304", "930480", "9304A", "2C004", "75013", "75121", "75100"])
  func inseeRefused(text: String) {
    let refusal = #expect(throws: Refusal.self) { try InseeCode(parsing: text) }
    #expect(refusal?.field == "code_insee")
  }

  @Test(
    "mail: the domain is lower-cased, spaces around are ignored",
    arguments: [
      ("c.martin@bailleur-a.example", "c.martin@bailleur-a.example"),
      (" C.Martin+eh@Bailleur-A.EXAMPLE ", "C.Martin+eh@bailleur-a.example"),
      ("o'neil_1@x.y.example", "o'neil_1@x.y.example"),
    ])
  func email(text: String, expected: String) throws {
    #expect(try EmailAddress(parsing: text).text == expected)
  }

  @Test(
    "mail: what could not be delivered or could forge a header is refused",
    arguments: [
      "", "c.martin", "@bailleur.example", "c.martin@", "c.martin@bailleur", "a@b@c.example",
      "c..martin@bailleur.example", ".c@bailleur.example", "c martin@bailleur.example",
      "c@bailleur.example\r\nBcc: x@y.example", "c@bailleur.example\n", "c\t@bailleur.example",
      "c@-bailleur.example", "c@bailleur-.example", "c@bail_leur.example", "c@1.2.3.4",
      "cé@bailleur.example", "c@bâilleur.example", "c@.example", "<c@bailleur.example>",
      "\"c\"@bailleur.example", String(repeating: "a", count: 65) + "@bailleur.example",
    ])
  func emailRefused(text: String) {
    let refusal = #expect(throws: Refusal.self) { try EmailAddress(parsing: text) }
    #expect(refusal?.field == "email")
  }
}
