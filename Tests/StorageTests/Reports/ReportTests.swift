import Domain
import Testing

@testable import Storage

@Suite("Reports as one page of HTML")
struct ReportTests {
  private static let hostile = "<script>alert(1)</script>\" onload='x' & Cie\u{1b}[31m"

  private func report(_ name: String = hostile) -> StatisticsReport {
    let day = Day(number: 20_785)
    var tally = StatisticsTally(from: CivilMonth(of: day - 400), asOf: day)
    for index in 0..<2_400 {
      let created = day - 380 + index % 300
      let home = DossierFigure.Home(
        bailleur: index % 2 == 0 ? "org-a" : "org-b", typologie: .t3, departement: "93")
      tally.add(
        DossierFigure(
          createdOn: created, passedOn: (0..<8).map { created + 5 * $0 },
          ending: DossierFigure.Ending(day: created + 60, outcome: .realised),
          movedOn: created + 58, homes: [home, home]))
      tally.add(annonceOf: home, publishedOn: created)
    }
    let names = Directory(organisations: [
      Organisation(id: "org-a", name: name, kind: .bailleur),
      Organisation(id: "org-b", name: "Habitat des Coteaux", kind: .bailleur),
    ])
    return StatisticsReport(StatisticsGrid(tally, limit: 5), names: names, madeOn: day)
  }

  @Test("A hostile name is text, in the page, its drawings and the CSV")
  func hostile() {
    let html = report().html
    #expect(!html.contains("<script") && !html.contains("\u{1b}"))
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(!html.contains("onload='"))
    let csv = report("=cmd|' /C calc'!A0").csv
    #expect(csv.contains("'=cmd"))
  }

  @Test(
    "It needs nothing else, says its language, prints on A4 and has a table beside each drawing")
  func page() throws {
    let html = report().html
    for word in ["http://", "https://", "src=", "@import", "url("] {
      let found = html.replacing("http://www.w3.org/2000/svg", with: "").contains(word)
      #expect(!found, "\(word)")
    }
    #expect(html.contains("<html lang=\"fr\">") && html.contains("@page { size: A4"))
    let drawings = html.split(separator: "<svg").count - 1
    #expect(drawings >= 5)
    #expect(html.split(separator: "<title id=").count - 1 == drawings)
    #expect(html.split(separator: "<desc id=").count - 1 == drawings)
    for section in html.split(separator: "<section").dropFirst() {
      #expect(section.contains("<table>") && section.contains("<caption>"))
      #expect(section.contains("<th scope=\"col\">"))
    }
  }

  @Test("Each element that opens closes, and identities are given once")
  func wellFormed() {
    let html = report().html
    var open: [Substring] = []
    let alone: Set<Substring> = ["meta", "rect", "line", "circle", "polyline", "!DOCTYPE"]
    for piece in html.split(separator: "<").dropFirst() {
      let tag = piece.prefix { $0 != ">" && $0 != " " }
      let name = tag.drop { $0 == "/" }
      if alone.contains(name) { continue }
      if tag.first == "/" {
        #expect(open.popLast() == name)
      } else {
        open.append(name)
      }
    }
    #expect(open.isEmpty)
    let ids = html.split(separator: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(Set(ids).count == ids.count)
  }

  @Test(
    "Numbers are French",
    arguments: [
      (0, "0"), (999, "999"), (1_234, "1\u{202F}234"), (-1_000_000, "−1\u{202F}000\u{202F}000"),
    ])
  func numbers(number: Int, written: String) {
    #expect(HTMLWriting.number(number) == written)
  }

  @Test(
    "tenths with a comma",
    arguments: [
      (125, "12,5"), (120, "12"), (-5, "−0,5"), (12_345, "1\u{202F}234,5"), (-15, "−1,5"),
    ])
  func tenths(tenths: Int, written: String) {
    #expect(HTMLWriting.tenths(tenths) == written)
  }

  @Test("The page shows the figures of the report, masked ones as such")
  func figures() throws {
    let report = report()
    let html = report.html
    let table = try #require(report.tables.first { $0.id == "issues" })
    for cell in table.rows.flatMap(\.cells) {
      if case .count(let count) = cell {
        #expect(html.contains("<td>\(HTMLWriting.number(count))</td>"))
      }
    }
    #expect(report.csv.contains("menages-par-bailleur;"))
  }
}
