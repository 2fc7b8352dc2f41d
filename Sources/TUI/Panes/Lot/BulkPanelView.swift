import Domain

extension BulkPanel {
  /// The keys that the footer shows.
  var hints: [(String, String)] {
    switch phase {
    case .survey, .opening, .trial: [("Échap", "abandonner")]
    case .menu: [("Entrée", "choisir"), ("↑↓", "parcourir"), ("Échap", "abandonner")]
    case .form: [("Entrée", "aperçu"), ("Tab", "champ suivant"), ("Échap", "abandonner")]
    case .preview: [("o", "enregistrer"), ("↑↓", "parcourir"), ("Échap", "abandonner")]
    case .performing: [("Échap", "arrêter")]
    }
  }
}

/// Draws what a bulk act has come to, over the panes.
struct BulkPanelView {
  let panel: BulkPanel

  func draw(on surface: inout Surface, in rect: Rect) {
    switch panel.phase {
    case .survey, .opening: drawProgress("Lecture des dossiers", on: &surface, in: rect)
    case .trial: drawProgress("Essai, rien n'est enregistré", on: &surface, in: rect)
    case .performing: drawProgress("Enregistrement", on: &surface, in: rect)
    case .menu(let menu):
      let rows = max(8, min(menu.visibleEntries.count + 5, rect.height))
      let box = rect.centered(Size(columns: min(100, rect.width), rows: rows))
      surface.fill(box)
      let title = "\(BulkPanel.words(panel.entries.count)) · actes"
      let inside = surface.drawBox(box, title: title, .title)
      menu.draw(into: &surface, in: inside.inset(columns: 1, rows: 0))
    case .form(let form):
      let columns = min(92, rect.width)
      let rows = form.lines(width: columns - 4, form.values).lines.count + 4
      let box = rect.centered(Size(columns: columns, rows: min(max(8, rows), rect.height)))
      surface.fill(box)
      let inside = surface.drawBox(box, title: form.title, .title)
      form.draw(into: &surface, in: inside.inset(columns: 1, rows: 0))
    case .preview(_, let list):
      BulkListView(list: list, note: "aperçu : \(list.summary)")
        .draw(on: &surface, in: rect)
    }
  }

  private func drawProgress(_ words: String, on surface: inout Surface, in rect: Rect) {
    let (done, total) = panel.progress
    let box = rect.centered(Size(columns: min(60, rect.width), rows: 5))
    surface.fill(box)
    let inside = surface.drawBox(box, title: panel.list.title, .title).inset(columns: 2, rows: 0)
    surface.draw("\(words) : \(done) sur \(total)", in: inside.line(0))
    let filled = total == 0 ? 0 : inside.width * done / total
    surface.fill(inside.line(1), with: "─", .border)
    surface.fill(inside.line(1).splitLeft(filled).left, with: "█", .title)
    surface.draw("Échap arrête.", in: inside.line(2), .dim)
  }
}
