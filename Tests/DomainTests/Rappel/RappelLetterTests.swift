import Testing

@testable import Domain

@Suite("The letter of a rappel")
struct RappelLetterTests {
  private func letter(
    _ course: RappelCourse, after earlier: [RappelSummary] = [], breaches: [RappelFact] = []
  ) throws -> String {
    try #require(
      RappelLetter(
        course.rappel, named: "R-261012-4F2A", after: earlier, breaches: breaches,
        in: course.context(Cast.gie))
    ).text
  }

  @Test("The first one tells the facts with their days, their values and the lines of the scheme")
  func information() throws {
    let text = try letter(RappelCourse.proposed())
    let expected = """
      GIE Échanger Habiter
      Coordination inter-bailleurs

                                          Bailleur A
                                          À l'attention de F. Michel

      Le 12 octobre 2026

      Objet : rappel des règles de fonctionnement collectif
              (rappel d'information)
      Réf. :  R-261012-4F2A

      Madame, Monsieur,
      """
    #expect(text.hasPrefix(expected + "\n"))
    let facts = """
      Au 12 octobre 2026, le constat était le suivant :
      - 4 manquements sur 3 dossiers en 90 jours
      - 2 dossiers en retard sur 7 ouverts, soit 28 %

      Pré-instruction, depuis la saisie du second NUR : 7 jours (schéma de
      fonctionnement, ligne 290)
        - D-2026-0412, volet A : échéance du 01/09/2026 dépassée de 12 jours
        - D-2026-0418, volet B : échéance du 02/10/2026 dépassée de 10 jours,
          toujours en attente

      Instruction, depuis la dernière validation de pré-instruction : 14 jours
      (schéma de fonctionnement, ligne 291)
        - D-2026-0412, volet A : échéance du 21/09/2026 dépassée de 21 jours,
          toujours en attente

      Intervalle maximum entre les deux CALEOL : 8 jours (schéma de
      fonctionnement, ligne 292)
        - D-2026-0431, volet A : 13 jours entre les deux CALEOL, date saisie
          le 12/09/2026
      """
    #expect(text.contains("\n\(facts)\n"), "\(text)")
    #expect(text.contains("ligne 306"))
    #expect(text.contains("60 jours sans manquement"))
    #expect(text.hasSuffix("Pour le GIE Échanger Habiter,\nV. Bonnet\ncoordination du GIE\n"))
    #expect(!text.contains("Pour mémoire"))
  }

  @Test("The second one refers to the first, and tells what came since")
  func formal() throws {
    var course = try RappelCourse.sent(.information)
    course.day = course.day + 30
    let later = RappelCourse.fact(
      .moveDate, "D-2026-0499", since: 12, measure: 4, isOngoing: false)
    let ongoing = RappelCourse.fact(
      .instruction, "D-2026-0412", since: -20, measure: 51, isOngoing: true)
    let text = try letter(course, breaches: [later, ongoing])
    let flat = text.split(whereSeparator: { $0 == "\n" || $0 == " " }).joined(separator: " ")
    #expect(flat.contains("Par courrier du 12 octobre 2026, nous vous rappelions"))
    #expect(flat.contains("Depuis, 1 manquement nouveau a été relevé, et un dure encore."))
    #expect(text.contains("Relevé depuis :"))
    #expect(text.contains("D-2026-0499, volet A : échéance du 23/10/2026 dépassée de 4 jours"))
    #expect(flat.contains("un rappel formel"))
    #expect(flat.contains("- de régulariser sans attendre les dossiers encore en retard ;"))
    #expect(flat.contains("charte inter-bailleurs d'utilisation"))
  }

  @Test("It holds no more than it bears out: nothing new is said to be nothing new")
  func fairness() throws {
    var course = try RappelCourse.sent(.information)
    course.day = course.day + 30
    let text = try letter(course)
    #expect(text.contains("Aucun manquement nouveau n'a été\nrelevé depuis."))
    #expect(!text.contains("Relevé depuis"))
    #expect(!text.contains("régulariser"))
  }

  @Test("Earlier rappels are recalled with what ended them")
  func history() throws {
    var before = try RappelCourse.sent(.formal)
    before.day = before.day + 60
    try before.act(
      .close(ending: .compliance(since: before.day + -60, breaches: 0), note: nil))
    let summary = try #require(before.rappel.summary(of: "stream-1"))
    let dismissed = try {
      var course = try RappelCourse.proposed()
      try course.act(.dismiss(motive: .outside, note: nil))
      return try #require(course.rappel.summary(of: "stream-2"))
    }()
    let text = try letter(RappelCourse.proposed(), after: [dismissed, summary])
    let flat = text.split(whereSeparator: { $0 == "\n" || $0 == " " }).joined(separator: " ")
    #expect(
      flat.contains(
        "Pour mémoire, rappels antérieurs : - \(summary.reference) : rappel d'information du "
          + "12/10/2026 et rappel formel du 11/11/2026 ; retour à la conformité le 10/01/2027"))
    #expect(!text.contains(dismissed.reference))
  }

  @Test("No line is longer than 72 columns, whatever the names")
  func width() throws {
    var course = try RappelCourse.sent(.information)
    course.day = course.day + 30
    let facts = (1...50).map {
      RappelCourse.fact(
        .preInstruction, "D-2026-\($0)", since: -$0, measure: $0 * 30, isOngoing: true)
    }
    for text in [
      try letter(RappelCourse.proposed()), try letter(course, breaches: facts),
    ] {
      for line in text.split(separator: "\n") { #expect(line.count <= 72, "\(line)") }
      #expect(!text.contains("\u{A0}") && !text.contains("\n\n\n"))
    }
  }

  @Test("None is proposed where none is to be sent")
  func none() throws {
    let course = try RappelCourse.sent(.formal)
    let letter = RappelLetter(
      course.rappel, named: "R", after: [], breaches: [], in: course.context(Cast.gie))
    #expect(letter == nil)
  }
}
