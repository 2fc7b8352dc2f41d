import Foundation
import Testing

@testable import Domain

/// The tables of `docs/patrimoine.md` are the contract's; `HABITER_UPDATE_GUIDE=1` rewrites them.
@Suite("The page on the patrimoine file tells what the checker does")
struct PatrimoineGuideTests {
  @Test("The columns and the values of their lists")
  func columns() throws {
    try GeneratedTable(
      page: "patrimoine.md", marker: "colonnes",
      header: [
        "n°", "lettre", "nom", "obligatoire", "type", "valeurs", "exemple", "contenu", "codes",
      ],
      rows: PatrimoineColumn.allCases.map(Self.row)
    ).check()
    try GeneratedTable(
      page: "patrimoine.md", marker: "listes", header: ["colonne", "valeur", "sens"],
      rows: Self.rows("occupation", PatrimoineOccupation.self)
        + Self.rows("type_bail", PatrimoineLease.self)
        + Self.rows("motif_ineligibilite", PatrimoineMotive.self)
        + Self.rows("type_construction", PatrimoineConstruction.self)
        + Self.rows("typologie", Typologie.self)
        + Self.rows("financement", PatrimoineFinancing.self)
        + Self.rows("plafond_ressources", PatrimoineCeiling.self)
        + Self.rows("chauffage", PatrimoineHeating.self)
    ).check()
  }

  @Test("The codes and their severities")
  func codes() throws {
    try GeneratedTable(
      page: "patrimoine.md", marker: "gravites", header: ["gravité", "ce qu'elle entraîne"],
      rows: PatrimoineSeverity.allCases.reversed().map { ["`\($0.label)`", $0.effect] }
    ).check()
    try GeneratedTable(
      page: "patrimoine.md", marker: "codes",
      header: ["code", "gravité", "message", "que faire"],
      rows: PatrimoineCode.allCases.map { code in
        let severity = code.severity.label + (code.awaitsConfirmation ? " (à confirmer)" : "")
        return [code.label, severity, Self.cell(code.definition.form), code.definition.remedy]
      }
    ).check()
  }

  @Test("What calls for a second look")
  func habits() throws {
    try GeneratedTable(
      page: "patrimoine.md", marker: "surfaces",
      header: ["typologie", "nb_pieces", "surface habituelle"],
      rows: Typologie.allCases.map { typologie in
        let (rooms, surfaces) = (typologie.rooms, typologie.usualSurfaces)
        let isOne = rooms.lowerBound == rooms.upperBound
        return [
          "`\(typologie.rawValue)`",
          isOne ? "\(rooms.lowerBound)" : "de \(rooms.lowerBound) à \(rooms.upperBound)",
          "de \(surfaces.lowerBound) à \(surfaces.upperBound) m²",
        ]
      }
    ).check()
    try GeneratedTable(
      page: "patrimoine.md", marker: "plafonds",
      header: ["financement", "plafond_ressources habituel"],
      rows: PatrimoineFinancing.allCases.map { financing in
        [
          "`\(financing.rawValue)`",
          financing.ceilings.map { "`\($0.rawValue)`" }.joined(separator: ", "),
        ]
      }
    ).check()
  }

  @Test("What the page says in its own words holds")
  func prose() {
    #expect(PatrimoineColumn.allCases.count == 49)
    #expect(PatrimoineCode.allCases.count == 70)
  }

  private static func row(_ column: PatrimoineColumn) -> [String] {
    let definition = column.definition
    return [
      "\(column.rawValue)", SpreadsheetColumn.letters(column.rawValue), "`\(definition.name)`",
      definition.requirement.french, definition.kind, cell(definition.format),
      definition.example.isEmpty ? "" : "`\(definition.example)`", definition.meaning,
      definition.codes.map { String($0.label.dropFirst(4)) }.joined(separator: ", "),
    ]
  }

  private static func rows<Word: PatrimoineWord>(
    _ column: String, _ type: Word.Type
  ) -> [[String]] {
    Word.allCases.map { ["`\(column)`", "`\($0.rawValue)`", $0.meaning] }
  }

  /// What Markdown would take for signs of its own.
  private static func cell(_ text: String) -> String {
    text.replacingOccurrences(of: "_", with: "\\_").replacingOccurrences(of: "|", with: "\\|")
  }
}
