import Domain
import Storage
import Testing

@testable import TUI

@Suite("The history says what is to be known of an act besides what it did")
struct HistoryTests {
  private let desk: Desk

  init() throws {
    desk = try Desk(columns: 100, rows: 30)
    desk.open("D-2026-0119")
  }

  @Test("A contested act shows above the volets and in the history, with who mends it")
  func contested() throws {
    var detail = try #require(desk.app.dossiers.detail)
    let command = try #require(detail.dossier.history.last?.command)
    #expect(!Self.text(of: detail, desk).contains("contesté"))
    detail.contested = [command]
    #expect(
      Self.text(of: detail, desk).contains(
        "! 1 acte contesté : les règles ne le permettaient pas. L'historique le montre ; "
          + "Aatiko ou le GIE corrige."))
    let history = HistoryLines(detail: detail, world: desk.app.world).lines.map {
      $0.spans.map(\.text).joined()
    }
    #expect(
      history.filter { $0.contains("! contesté : les règles ne permettaient pas cet acte") }.count
        == detail.dossier.history.count { $0.command == command })
    detail.contested = Set(detail.dossier.history.map(\.command).prefix(2))
    #expect(Self.text(of: detail, desk).contains("! 2 actes contestés"))
  }

  @Test(
    "A day that is not that of the receipt is told",
    arguments: [
      (.late(5), "reçu par la base partagée 5\u{a0}j après"),
      (.ahead(2), "! daté de 2\u{a0}j après sa réception par la base partagée"),
    ] as [(DayMark, String)])
  func days(_ mark: DayMark, _ text: String) throws {
    var detail = try #require(desk.app.dossiers.detail)
    let command = try #require(detail.dossier.history.last?.command)
    detail.dayMarks = [command: mark]
    let history = HistoryLines(detail: detail, world: desk.app.world).lines.map {
      $0.spans.map(\.text).joined()
    }
    #expect(history.contains { $0.contains(text) })
  }

  private static func text(of detail: DossierDetail, _ desk: Desk) -> String {
    DossierDetailLines(detail: detail, world: desk.app.world).lines.map {
      $0.spans.map(\.text).joined()
    }
    .joined(separator: "\n")
  }
}
