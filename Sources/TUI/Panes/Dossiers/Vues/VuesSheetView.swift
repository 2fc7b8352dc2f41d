import Domain
import Storage

/// Draws the vues: its key, its name, what they show, how many dossiers they hold.
struct VuesSheetView {
  let sheet: VuesSheet
  let world: World

  func draw(on surface: inout Surface, in rect: Rect) {
    let count = sheet.vues?.count ?? 0
    let title = "Vues · \(count) gardée\(count > 1 ? "s" : "")"
    let inside = surface.drawBox(rect, title: title, .title)
    guard let vues = sheet.vues else {
      surface.draw("Lecture…", in: inside.line(0).inset(columns: 1, rows: 0), .dim)
      return
    }
    let (list, foot) = inside.splitBottom(2)
    let key = world.keyMap.keyName(of: .vue(.save)) ?? ""
    surface.drawParagraph(
      "\(key) garde ce que la liste montre : \(sheet.present.words)",
      in: foot.inset(columns: 1, rows: 0), .dim)
    if vues.isEmpty {
      let words = "Aucune vue. Une vue garde une file, un filtre et un tri sous un nom."
      surface.drawParagraph(words, in: list.splitTop(1).rest.inset(columns: 1, rows: 0), .dim)
      return
    }
    for (offset, index) in sheet.viewport.visible.enumerated() {
      draw(vues[index], index, on: &surface, in: list.line(offset))
    }
    surface.drawScrollIndicator(
      Rect(column: rect.maxColumn - 1, row: list.row, width: 1, height: list.height),
      first: sheet.viewport.visible.lowerBound, visible: list.height, total: vues.count)
  }

  private func draw(_ vue: DossierVue, _ index: Int, on surface: inout Surface, in line: Rect) {
    let isSelected = index == sheet.viewport.selected
    surface.draw(isSelected ? "▸" : " ", in: line, .title)
    var (cell, rest) = line.splitLeft(2).rest.splitLeft(3)
    surface.draw(world.keyMap.keyName(of: .openVue(index + 1)) ?? "", in: cell, .key)
    let counted = sheet.counts.indices.contains(index) ? "\(sheet.counts[index])" : ""
    let (middle, right) = rest.splitRight(8)
    let name = min(DossierVue.longestName, max(14, middle.width * 2 / 5))
    (cell, rest) = middle.splitLeft(name)
    surface.draw(vue.name, in: cell.splitRight(1).rest)
    surface.draw(vue.words, in: rest, .dim)
    surface.draw(counted, in: right.splitRight(1).rest, alignment: .right)
    if isSelected { surface.restyle(line) { $0.adding(.reverse) } }
  }
}
