import Testing

@testable import Domain

@Suite("What a bailleur's patrimoine says of itself, to the pane and in reminders")
struct PatrimoineHeadlineTests {
  private static let bailleur = Cast.bailleurA

  private static let names: Directory = {
    var names = Cast.directory
    names.operators[Cast.infA.id] = Cast.infA
    return names
  }()

  private static func facts(
    _ day: String, rejected: Int = 0, _ codes: [PatrimoineCount] = []
  ) -> PatrimoineFacts {
    var facts = PatrimoineFacts(
      day: .of(day), number: 1, digest: day, lines: 1200, rejected: rejected, codes: codes)
    facts.logements = 1200 - rejected
    return facts
  }

  /// An account made of events of those days, without their guards.
  private static func account(
    _ events: [(day: String, event: PatrimoineEvent)]
  ) -> Patrimoine {
    var patrimoine = Patrimoine.empty
    for (index, one) in events.enumerated() {
      let signature = Signature(
        operatorID: Cast.infA.id, organisation: bailleur, role: .referentInformatique,
        moment: Moment(seconds: Int64(Day.of(one.day).number) * 86_400 + 40_000))
      patrimoine.apply(
        Recorded(one.event, command: CommandID("c\(index + 1)"), signature: signature))
    }
    return patrimoine
  }

  private static func file(
    _ day: String, rejected: Int = 0, _ codes: [PatrimoineCount] = []
  ) -> (String, PatrimoineEvent) {
    (
      day,
      .fileImported(bailleur: bailleur, facts: facts(day, rejected: rejected, codes), base: nil)
    )
  }

  private static func headline(_ patrimoine: Patrimoine, on day: String) -> String {
    PatrimoineHeadline(patrimoine, of: bailleur, on: .of(day), names: names).text
  }

  @Test("Each status says what is wrong, since when, and who must move")
  func statuses() {
    let name = Cast.infA.name
    let table: [(Patrimoine, String, String)] = [
      (
        .empty, "2026-03-10",
        "Jamais importé : l'intégration n'est pas commencée. Prochaine étape, le GIE : "
          + "1 « Déclaration d'intention »."
      ),
      (
        Self.account([
          (
            "2026-01-05",
            .stepRegistered(bailleur: Self.bailleur, step: .intention, on: .of("2026-01-05"))
          )
        ]), "2026-03-10",
        "En intégration : 1 étape sur 12. Prochaine étape, le GIE : 2 « Référent informatique "
          + "recueilli et transmis »."
      ),
      (
        Self.account([Self.file("2026-01-04")]), "2026-03-28",
        "En retard : aucun fichier accepté depuis le 04/01/2026 (83 jours), il manque le fichier "
          + "de février 2026. Le référent informatique, \(name), doit envoyer le fichier de mars "
          + "2026."
      ),
      (
        Self.account([Self.file("2026-02-28")]), "2026-04-30",
        "En retard : aucun fichier accepté depuis le 28/02/2026 (61 jours), il manque le fichier "
          + "de mars 2026. Le référent informatique, \(name), doit envoyer le fichier d'avril 2026."
      ),
      (
        Self.account([Self.file("2026-02-28")]), "2026-03-31",
        "À actualiser : dernier fichier accepté le 28/02/2026. Le référent informatique, \(name), "
          + "doit envoyer le fichier de mars 2026 au plus tard le 31/03/2026, aujourd'hui."
      ),
      (
        Self.account([Self.file("2026-03-02")]), "2026-03-10",
        "À jour : fichier accepté le 02/03/2026, 1\u{A0}200 logements. Le prochain est attendu en "
          + "avril 2026."
      ),
      (
        Self.account([
          Self.file(
            "2026-03-02", rejected: 2, [PatrimoineCount(.invalidRent, count: 2, tenants: 1)])
        ]), "2026-03-10",
        "À jour : fichier accepté le 02/03/2026, 1\u{A0}198 logements. 2 lignes rejetées : "
          + "1 locataire ne peut pas s'inscrire. Le référent informatique, \(name), doit les "
          + "corriger d'ici au fichier d'avril 2026."
      ),
      (
        Self.account([
          Self.file("2026-02-02"),
          Self.file("2026-03-02", [PatrimoineCount(.columnMissing, count: 1)]),
        ]), "2026-03-10",
        "En erreur : le fichier du 02/03/2026, reçu le 02/03/2026, est refusé (PAT-S02 : colonne "
          + "obligatoire absente) ; le patrimoine du 02/02/2026 reste en place. Le référent "
          + "informatique, \(name), doit le corriger et l'envoyer de nouveau."
      ),
    ]
    for (patrimoine, day, text) in table { #expect(Self.headline(patrimoine, on: day) == text) }
  }

  @Test("An import that waits is told first; without a référent the bailleur must move")
  func heldAndNobody() {
    var held = Self.facts("2026-03-02", [PatrimoineCount(.tooManyGone, count: 1)])
    held.removed = 300
    let account = Self.account([
      Self.file("2026-02-02"),
      ("2026-03-02", .fileImported(bailleur: Self.bailleur, facts: held, base: nil)),
    ])
    #expect(
      Self.headline(account, on: "2026-03-10")
        .hasPrefix(
          "À confirmer : l'import du 02/03/2026 attend, 300 des 1\u{A0}200 logements "
            + "disparaîtraient. "))
    let nobody = PatrimoineHeadline(
      Self.account([Self.file("2026-01-04")]), of: "org-z", on: .of("2026-03-10"),
      names: Directory())
    #expect(nobody.text.contains(". org-z doit envoyer"))
  }

  @Test("A reminder is about what is likeliest, and tells its facts")
  func reminders() {
    let today = Day.of("2026-03-28")
    let late = Self.account([Self.file("2026-01-04")])
    let errors = [
      PatrimoineCount(.invalidRent, count: 3, tenants: 1),
      PatrimoineCount(.invalidEmail, count: 2, tenants: 2), PatrimoineCount(.unusualRent, count: 9),
    ]
    let rejected = Self.account([Self.file("2026-03-02", rejected: 5, errors)])
    #expect(PatrimoineReminder.likeliest(for: .empty, on: today) == .step(.intention))
    #expect(PatrimoineReminder.likeliest(for: late, on: today) == .monthlyFile)
    #expect(PatrimoineReminder.likeliest(for: rejected, on: today) == .errors)
    func text(_ reminder: PatrimoineReminder, _ patrimoine: Patrimoine) -> String {
      reminder.message(about: patrimoine, of: Self.bailleur, on: today, names: Self.names)
    }
    #expect(text(.monthlyFile, late).contains("date du 04/01/2026 (83 jours). Merci d'envoyer"))
    #expect(
      text(.errors, rejected).contains(
        "5 lignes rejetées sur 1\u{A0}200, à corriger d'abord : PAT-L42 × 2 (Adresse électronique "
          + "du contact invalide) ; PAT-L31 × 3 (Loyer non numérique)."))
    #expect(text(.step(.training), .empty).contains("l'étape 5 de l'intégration"))
  }

  @Test("The subject of a code has none of the example that its form has")
  func subjects() {
    for code in PatrimoineCode.allCases {
      let subject = code.subject
      #expect(!subject.isEmpty && !subject.hasSuffix("."), "\(subject)")
      #expect(!subject.contains("…") && !subject.contains("("), "\(subject)")
      #expect(!subject.contains(" n ") && !subject.contains("JJ/MM"), "\(subject)")
    }
    #expect(PatrimoineCode.columnMissing.subject == "Colonne obligatoire absente")
    #expect(PatrimoineCode.tooManyErrors.subject == "Trop de lignes en erreur")
    #expect(PatrimoineCode.fieldCount.subject == "Nombre de champs incorrect")
    #expect(PatrimoineCode.invalidEligibility.subject == "Éligibilité : O ou N attendu")
  }

  @Test("Numbers are written by three digits, and French counts zero as one")
  func numbers() {
    #expect(
      [0, 999, 1_000, 1_234_567].map(\.french) == ["0", "999", "1\u{A0}000", "1\u{A0}234\u{A0}567"])
    #expect((-1_500).french == "−1\u{A0}500")
    #expect([0, 1, 2].map { $0.french("ligne") } == ["0 ligne", "1 ligne", "2 lignes"])
    #expect(2.french("nouveau", "nouveaux") == "2 nouveaux")
  }
}

@Suite("The public key of an automatic synchronisation")
struct SSHPublicKeyTests {
  static let ed25519 =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBq0vXvZ6m0s6N2i1iYkTt7pQ3m0mZxg0e9iF6v4xJtA"

  @Test("The line of a file .pub is read, its comment left out")
  func line() throws {
    let key = try SSHPublicKey(parsing: "  \(Self.ed25519) depot@bailleur.example\n")
    #expect(key.kind == "ssh-ed25519" && key.line == Self.ed25519)
    // printf %s "$key" | cut -d' ' -f2 | base64 -d | sha256sum
    #expect(key.fingerprint == "3e22e7c76d2d6d1538ad281b85ddaf898c1e2f677f1ea440e6f7a376c8f5fe78")
  }

  @Test(
    "What is no whole public key is refused, and says what to paste",
    arguments: [
      "", "ssh-ed25519", "ssh-ed25519 AAAA", "ssh-rsa " + ed25519.dropFirst(12),
      String(ed25519.dropLast(9)), ed25519.replacing("A", with: "*"),
      "-----BEGIN OPENSSH PRIVATE KEY-----", "rsa-key AAAAC3NzaC1lZDI1NTE5",
    ])
  func refused(_ text: String) {
    let refusal = #expect(throws: Refusal.self) { try SSHPublicKey(parsing: text) }
    #expect(refusal?.field == "cle" && refusal?.remedy != nil)
  }
}
