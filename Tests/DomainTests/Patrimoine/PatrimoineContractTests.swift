import Testing

@testable import Domain

/// The table of columns and codes is the one of `domaine.md` §8.
@Suite struct PatrimoineContractTests {
  @Test func `The codes are in their order, each once`() {
    let numbers: [(letter: String, numbers: ClosedRange<Int>)] = [
      ("F", 1...10), ("S", 1...6), ("L", 1...46), ("C", 1...1), ("T", 1...7),
    ]
    let labels = numbers.flatMap { group in
      group.numbers.map { "PAT-\(group.letter)\($0 < 10 ? "0" : "")\($0)" }
    }
    #expect(PatrimoineCode.allCases.map(\.label) == labels)
    #expect(PatrimoineCodeDefinition.all.count == labels.count)
  }

  @Test(
    arguments: [
      (.tooManyErrors, "F10", .blocking), (.windows1252, "F04", .warning),
      (.unknownColumn, "S04", .information), (.unclosedQuote, "S06", .error),
      (.logementTwice, "L04", .error), (.lostZeros, "L06", .warning),
      (.unknownOccupation, "L12", .error), (.otherCommuneName, "L24", .warning),
      (.surfaceOutOfBounds, "L25", .error), (.unusualRent, "L32", .warning),
      (.placeholder, "L38", .information), (.contact2Missing, "L41", .error),
      (.neutralised, "L46", .warning), (.sameContacts, "C01", .warning),
      (.tooManyGone, "T01", .blocking), (.newTenant, "T05", .information),
      (.suddenGrowth, "T07", .warning),
    ] as [(PatrimoineCode, String, PatrimoineSeverity)])
  func `A code has the number and the severity of the contract`(
    code: PatrimoineCode, label: String, severity: PatrimoineSeverity
  ) {
    #expect(code.label == "PAT-\(label)")
    #expect(code.severity == severity)
  }

  @Test(
    arguments: [
      (.siret, 1, "siret_bailleur"), (.eligible, 8, "eligible"), (.insee, 16, "code_insee"),
      (.surface, 25, "surface_habitable"), (.reservataire, 34, "reservataire"),
      (.priorityArea, 42, "qpv"), (.contact1Name, 43, "contact1_nom"),
      (.contact2Phone, 48, "contact2_tel"), (.updated, 49, "date_maj"),
    ] as [(PatrimoineColumn, Int, String)])
  func `A column has the number and the name of the contract`(
    column: PatrimoineColumn, number: Int, name: String
  ) {
    #expect(column.rawValue == number)
    #expect(column.name == name)
    #expect(PatrimoineColumnDefinition.all.count == 49)
  }

  @Test func `The sample is a file without error`() {
    var context = PatrimoineDesk.context
    context.keptFindings = 10
    let checker = PatrimoineDesk.check(PatrimoineSample.rows, context: context, isFinished: true)
    #expect(checker.findings.codes.isEmpty)
    #expect(checker.lines == 3 && checker.rejected == 0)
    #expect(PatrimoineSample.header.split(separator: ";").count == 49)
  }

  @Test func `The report counts, then shows`() {
    let checker = PatrimoineDesk.check([
      PatrimoineDesk.line([.rooms: "0", .commune: "Bobigny"])
    ])
    var report = PatrimoineReport(file: PatrimoineSample.name, findings: checker.findings)
    report.lines = 1
    report.rejected = 1
    #expect(
      report.verdict == "Fichier accepté. 1 ligne : 0 acceptée, 1 rejetée ; 1 avertissement.")
    #expect(
      report.french.dropFirst(2).prefix(4).elementsEqual([
        "", "Par code :", "  PAT-L27 ERREUR × 1 : Nombre de pièces invalide.",
        "  PAT-L24 AVERTISSEMENT × 1 : Libellé de commune différent du référentiel.",
      ]))
    let row = checker.findings.first(.invalidRooms).first?.tableRow
    #expect(
      row == [
        "2", "23", "W", "nb_pieces", "PAT-L27", "ERREUR", "0", "Nombre de pièces invalide.",
        "Comptez les pièces principales, sans cuisine ni salle d'eau.",
      ])
  }
}
