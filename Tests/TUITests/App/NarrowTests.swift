import Domain
import Testing

@testable import TUI

@Suite("At 80 columns nothing is lost")
struct NarrowTests {
  @Test("Every footer keeps its way out, the help and the palette", arguments: Place.allCases)
  func footers(_ place: Place) {
    let date = CellText.width(of: "24 septembre 2026") + 2
    let shown = KeyHints.fitted(KeyMap.standard.hints(in: place), width: 78 - date).map(\.label)
    #expect(shown.contains("aide") && shown.contains("commande"))
    if [.detail, .page, .chart, .due].contains(place) { #expect(shown.contains("retour")) }
  }

  @Test("No entry of the palette is cut")
  func palette() throws {
    let desk = try Desk(columns: 80, rows: 24)
    for keys in ["", "2", "<Tab>", "<Entrée>"] {
      desk.press(keys)
      for entry in desk.app.paletteEntries {
        #expect(CellText.width(of: entry.title) <= 64, "\(entry.title)")
      }
    }
  }

  @Test(
    "The reason of every closed act is whole in the menu",
    arguments: [DeskPeople.c1A, DeskPeople.c2B])
  func reasons(_ person: Operator) throws {
    let desk = try Desk(person, columns: 80, rows: 24)
    for reference in ["D-2026-0102", "D-2026-0105", "D-2026-0108", "D-2026-0111", "D-2026-0114"] {
      desk.open(reference)
      guard let dossier = desk.app.dossiers.detail?.dossier else { continue }
      for entry in ActCatalogue(dossier: dossier, world: desk.app.world).entries {
        guard let why = entry.refusal?.sentence else { continue }
        #expect(Paragraph.wrap(why, width: 76).count <= 2, "\(why)")
      }
    }
  }
}
