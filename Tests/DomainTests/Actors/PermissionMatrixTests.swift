import Foundation
import Testing

@testable import Domain

/// The matrix printed back from ``Permission``, cell by cell, against the document's own text.
@Suite("The rights matrix is the document's")
struct PermissionMatrixTests {
  /// The document's titles, in the order of ``Action``.
  static let titles = [
    "See dossier queue", "See other bailleur's volet", "See NUR in clear",
    "Create dossier / enter NUR", "Pre-instruct / instruct", "Fix CALEOL date, enter decision",
    "Diagnostics, period, moving date, lease, EDL", "Close volet", "Désistement",
    "Cancel / reopen dossier", "Reassign inside a bailleur", "Follow dossiers, emit alerts",
    "Silence an alert (≤ 14 d)", "Signalement: triage/route", "Signalement: answer as bailleur",
    "Redmine tickets", "Difficulté d'inscription", "Difficulté bailleur (submit / answer)",
    "Moderate annonce", "Report comment/photo", "Import patrimoine (prod)", "Test preprod",
    "See import reports", "Create preprod/Redmine accounts", "Create bailleur admin accounts",
    "Create agent accounts", "Bailleur card / page pieces", "Adhesion pipeline, waves",
    "Trainings", "Réservataires list", "Compliance board", "Rappel aux règles", "Needs: submit",
    "Proposals, devis request", "Pré-arbitrage / validation devis", "Instances", "Communication",
    "Public statistics", "Nominative export", "Rules/parameters", "Journal",
  ]

  /// How the document writes a restriction that stands beside a sign.
  static let notes: [Restriction: String] = [
    .assignedOrAll: "(assigned or all own)", .decision: "(decision)", .patrimoine: "(patrimoine)",
    .support: "(support)", .transmitted: "(transmitted)", .partenarial: "(partenarial)",
    .technicalInstances: "(CT, ateliers)", .withoutTenants: "(no tenant data)", .own: "own",
    .anyBailleur: "any", .linkedIn: "LinkedIn",
  ]

  /// How the document writes a restriction that stands instead of a sign.
  static let words: [Restriction: String] = [
    .own: "own", .anyBailleur: "any", .redirect: "redirect", .answer: "answer",
    .technical: "technical", .submit: "submit", .propose: "propose", .devis: "devis",
    .vote: "vote (CT)", .attend: "attendance", .relay: "relay", .ownRow: "own row",
    .ownApplication: "own dossier type", .median: "+ median", .followedDossiers: "+ dossier",
  ]

  private func printed(_ right: Right) -> String {
    guard !right.isNone else { return "–" }
    return right.grants.map { grant in
      guard let restriction = grant.restriction else { return grant.level.rawValue }
      guard grant.level != .part else { return Self.words[restriction] ?? "?" }
      return "\(grant.level.rawValue) \(Self.notes[restriction] ?? "?")"
    }.joined(separator: " ")
  }

  private func fixture() throws -> [String] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/rights-matrix.md")
    return try String(contentsOf: file, encoding: .utf8)
      .replacingOccurrences(of: "**", with: "").split(separator: "\n").map(String.init)
  }

  @Test("every cell is printed back as the document writes it")
  func cells() throws {
    let lines = try fixture()
    let roles = Role.allCases.map(\.code).joined(separator: " | ")
    #expect(lines.first == "| Action | \(roles) |")
    #expect(lines.count == Action.allCases.count + 2)
    #expect(Self.titles.count == Action.allCases.count)
    for (line, (title, action)) in zip(lines.dropFirst(2), zip(Self.titles, Action.allCases)) {
      let cells = Role.allCases.map { printed(Permission.right(of: $0, to: action)) }
      #expect("| \(title) | \(cells.joined(separator: " | ")) |" == line)
    }
  }

  @Test("the table has one line for each action and every cell can be read and written back")
  func table() {
    #expect(Permission.table.map(\.action) == Action.allCases)
    for row in Permission.table {
      let cells = row.cells.split(separator: " ")
      #expect(cells.count == Role.allCases.count)
      for cell in cells { #expect(Right(notation: cell)?.notation == String(cell)) }
    }
  }

  @Test(
    "what is no cell is not read",
    arguments: ["", "x", "●:", ":propres", "●+", "●:x", "◐○", "–+●", "●:propres:tous"])
  func badCells(cell: String) {
    #expect(Right(notation: Substring(cell)) == nil)
  }
}
