import Domain
import Testing

@Suite("Notes are read for what a bourse has no business to know")
struct NoteLinterTests {
  @Test(
    "sensitive words are found whatever their case, accents, gender and number",
    arguments: [
      ("Locataire handicapée", .health, "handicapée"),
      ("DEPRESSION depuis un an", .health, "DEPRESSION"),
      ("elles sont malades", .health, "malades"),
      ("fausse-couche récente", .health, "fausse couche"),
      ("famille musulmane", .religion, "musulmane"),
      ("se dit témoin de Jéhovah", .religion, "témoin de Jéhovah"),
      ("couple d'origine africaine", .origin, "origine africaine"),
      ("sans-papiers ?", .origin, "sans papiers"),
      ("sorti de prison", .criminal, "prison"),
      ("a un casier judiciaire", .criminal, "casier judiciaire"),
      ("militants d'extrême-droite", .opinion, "militants"),
      ("déléguée syndiquée", .opinion, "syndiquée"),
      ("couple homosexuel", .sexualLife, "homosexuel"),
      ("un imbe\u{301}cile", .insult, "imbe\u{301}cile"),
      ("c'est un cas social", .insult, "cas social"),
    ] as [(String, SensitiveCategory, String)])
  func found(note: String, category: SensitiveCategory, word: String) throws {
    let warning = try #require(NoteLinter().check(note).warnings.first)
    #expect(warning.category == category)
    #expect(warning.word == word)
    #expect(warning.message.contains("« \(word) »"))
  }

  @Test(
    "ordinary notes raise nothing",
    arguments: [
      "", "Rappelle lundi ; dossier complet, avis d'échéance reçu.",
      "Terrasse de 8 m², rue de Rome, près de l'église Saint-Jean.",
      "Moisissure noire dans la salle de bains, origine de la fuite inconnue.",
      "Consigne : confirmer la date avant vendredi. Contact pris avec le syndic.",
      "Porte condamnée, date invalide, local à ordures, présence de parasites.",
      "Sonner chez le voisin ; le conseil syndical est prévenu.",
    ])
  func silent(note: String) {
    let report = NoteLinter().check(note)
    #expect(report.warnings.isEmpty)
    #expect(report.text == note)
    #expect(report.maskedNURs == 0)
  }

  @Test("each word is warned of once, in order")
  func order() {
    let warnings = NoteLinter().check("prison, maladie, prison").warnings
    #expect(warnings.map(\.word) == ["prison", "maladie"])
    #expect(
      warnings.first?.message
        == "« prison » touche aux infractions ou aux condamnations : "
        + "tenez-vous aux faits utiles à l'échange.")
  }

  @Test("every category finds the words of its list in a sentence")
  func everyCategory() {
    for category in SensitiveCategory.allCases {
      let samples = ["vih", "kippa", "ethnie", "escroc", "fasciste", "lgbt", "crétin"]
      let found = samples.flatMap { NoteLinter().check("le \($0) !").warnings }.map(\.category)
      #expect(found.contains(category))
    }
  }

  @Test(
    "every NUR is masked, however it is spaced",
    arguments: [
      ("NUR 0751025012345GDPUB.", "NUR 075•••••••••••DPUB.", 1),
      ("075 1025 012345 gdpub", "075•••••••••••DPUB", 1),
      ("(0751025012345 12345)", "(075•••••••••••2345)", 1),
      ("075-1025-012345-GDPUB, ok", "075•••••••••••DPUB, ok", 1),
      ("0751025012345GDPUB/0921125054321GDPUB", "075•••••••••••DPUB/092•••••••••••DPUB", 2),
      ("X0751025012345GDPUB", "X0751025012345GDPUB", 0),
      ("0751025012345GDPUBX", "0751025012345GDPUBX", 0),
      ("0751025012345 la vue", "0751025012345 la vue", 0),
      ("SIRET 999 000 011 00018 Bailleur A", "SIRET 999 000 011 00018 Bailleur A", 0),
      ("06 12 34 56 78", "06 12 34 56 78", 0),
      ("0751025012345  GDPUB", "0751025012345  GDPUB", 0),
    ])
  func masks(note: String, expected: String, count: Int) {
    let report = NoteLinter().check(note)
    #expect(report.text == expected)
    #expect(report.maskedNURs == count)
  }
}
