import Testing

@testable import Domain

/// The text of a ticket, and what it does not tell.
@Suite struct TicketTextTests {
  private static let marker = TicketMarker(CommandID("0190aaaa-1"))

  private func draft(_ words: String, names: [String] = []) -> TicketDraft {
    TicketDraft(
      reference: "S-2026-01234", category: "connexion", object: "mot de passe refusé",
      bailleur: "Bailleur B", reason: .nonTestable, words: words, steps: "1. ouvrir\n2. valider",
      names: names)
  }

  @Test("The subject and the body hold what Actimage needs, the marker in the last line")
  func whole() {
    let text = TicketText(draft("La page reste blanche."), marker: Self.marker)
    #expect(text.subject == "[EH S-2026-01234] connexion — mot de passe refusé")
    #expect(
      text.body == """
        Bailleur : Bailleur B
        Catégorie : connexion
        Motif : non testable par Aatiko

        La page reste blanche.

        Étapes :
        1. ouvrir
        2. valider

        Repère habiter : EH-0190aaaa-1
        """)
    #expect(text.found.isEmpty && text.summary() == nil)
  }

  @Test(
    "What tells who somebody is is masked",
    arguments: [
      ("Mme Zoé N'Diaye-Durand ne peut pas", "Mme [locataire] ne peut pas"),
      ("ZOE, N’DIAYE et durand", "[locataire], [locataire] et [locataire]"),
      ("Durandal n'est pas Durant", "Durandal n'est pas Durant"),
      ("NUR 0751025012345GDPUB refusé", "NUR 075•••••••••••DPUB refusé"),
      ("écrire à zoe.nd+eh@mail.example.", "écrire à [courriel]."),
      ("l'adresse <a@b.fr>; c@d", "l'adresse <[courriel]>; c@d"),
      ("a@b", "a@b"), ("@twitter.fr", "@twitter.fr"),
      ("tél. 06 12 34 56 78.", "tél. [téléphone]."), ("0612345678", "[téléphone]"),
      ("06.12.34.56.78/07-12-34-56-78", "[téléphone]/[téléphone]"),
      ("+33 (0)6 12 34 56 78 ou 0033612345678", "[téléphone] ou [téléphone]"),
      ("+33 6 12 34 56 78", "[téléphone]"), ("01\u{202F}42\u{A0}00 00 00", "[téléphone]"),
      ("le 01/02/2026 10:30", "le 01/02/2026 10:30"), ("01.02.2026 10h", "01.02.2026 10h"),
      ("SIRET 99900002900010", "SIRET 99900002900010"), ("n° 123456789", "n° 123456789"),
      ("erreur 0x1234567890", "erreur 0x1234567890"), ("", ""),
    ] as [(String, String?)])
  func masked(_ words: String, _ expected: String?) {
    let mask = PersonalDataMask(names: ["Zoé N'Diaye-Durand", "de la"])
    let (text, found) = mask.mask(words)
    if let expected { #expect(text == expected) }
    #expect(found.isEmpty == (text == words))
  }

  @Test("Mail addresses and telephones stay when the operator says so; names too; NUR never do")
  func kept() throws {
    let nur = "0751025012345GDPUB"
    let words = "Zoé Durand, zoe@mail.example, 0612345678, \(nur)"
    let all = Set(PersonalDataMask.Found.allCases)
    let text = TicketText(
      draft(words, names: ["Zoé Durand"]), marker: Self.marker, keeping: all)
    #expect(text.body.contains("Zoé Durand, zoe@mail.example, 0612345678, "))
    #expect(!text.body.contains(nur) && text.found[.nur] == 1)
    #expect(
      text.summary(keeping: all)?.hasSuffix(
        "1 adresse de courriel, 1 numéro de téléphone.") == true)
    let masked = TicketText(draft(words, names: ["Zoé Durand"]), marker: Self.marker)
    #expect(masked.body.contains("[courriel], [téléphone]"))
    #expect(masked.summary()?.contains("1 mention du locataire") == true)
  }

  @Test("A subject holds what Redmine takes, and no text forges a line")
  func hostile() {
    var long = draft("un\r\ndeux\u{1B}[31m\u{202E}\n\n", names: [])
    long.object = String(repeating: "é\u{1B} long ", count: 80) + "\nBcc: x"
    long.category = String(repeating: "catégorie ", count: 40)
    let text = TicketText(long, marker: Self.marker)
    #expect(text.subject.unicodeScalars.count == 255 && !text.subject.contains("\n"))
    #expect(text.body.contains("un\ndeux[31m\n\nÉtapes"))
    #expect(text.body.split(separator: "\n").last == "Repère habiter : EH-0190aaaa-1")
  }

  @Test("What is cut was masked before, so that no half of it stays", arguments: 30...70)
  func cut(_ length: Int) {
    var long = draft(String(repeating: "a ", count: 4_995) + "06 12 34 56 78")
    long.object = String(repeating: "a", count: length) + " 0751025012345GDPUB 06 12 34 56 78"
    let text = TicketText(long, marker: Self.marker)
    for piece in ["0612", "06 12", "7510", "a@", "@b"] {
      #expect(!text.subject.contains(piece) && !text.body.contains(piece), "\(text.subject)")
    }
  }

  @Test(
    "The marker is found as a line of its own",
    arguments: [
      ("a\r\nRepère habiter : EH-0190aaaa-1\r\n", true),
      ("> Repère habiter : EH-0190aaaa-1  ", true),
      ("Repère habiter : EH-0190aaaa-12", false), ("EH-0190aaaa-1", false), ("", false),
    ])
  func marks(_ text: String, _ isThere: Bool) {
    #expect(Self.marker.stands(in: text) == isThere)
  }
}
