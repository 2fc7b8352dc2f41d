import Domain
import Storage

/// Draws the deadlines of a window, a contact above its acts.
struct DueSheetView {
  let sheet: DueSheet
  let world: World
  /// The columns that a bailleur's name keeps, however long its contact's is.
  private static let leastName = 12

  func draw(on surface: inout Surface, in rect: Rect) {
    let inside = surface.drawBox(rect, title: title, .title)
    guard let acts = sheet.acts else {
      surface.draw("Lecture…", in: inside.line(0).inset(columns: 1, rows: 0), .dim)
      return
    }
    if acts.isEmpty {
      let words = "Aucune échéance dans ces jours. Échap revient."
      surface.draw(words, in: inside.line(1).inset(columns: 1, rows: 0), .dim)
      return
    }
    let visible = sheet.viewport.visible
    for (offset, index) in visible.enumerated() {
      let line = inside.line(offset)
      switch sheet.rows[index] {
      case .contact(let act, let count): drawContact(act, count, on: &surface, in: line)
      case .act(let place): draw(acts[place], place, on: &surface, in: line)
      }
    }
    surface.drawScrollIndicator(
      Rect(column: rect.maxColumn - 1, row: inside.row, width: 1, height: inside.height),
      first: visible.lowerBound, visible: inside.height, total: sheet.rows.count)
  }

  private var title: String {
    let count = sheet.acts?.count ?? 0
    let more = count == DueWindow.limit ? "les \(count) premières" : "\(count)"
    return "\(sheet.window.title) · \(more) échéance\(count > 1 ? "s" : "")"
  }

  /// « Bailleur B · contact 1 : L. Petit        3 échéances ».
  private func drawContact(
    _ act: DueAct, _ count: Int, on surface: inout Surface, in line: Rect
  ) {
    let words = "\(count) échéance\(count > 1 ? "s" : "")"
    let (name, right) = line.splitRight(CellText.width(of: words) + 1)
    let person = world.directory.name(of: act.person) ?? "non désigné"
    // The bailleur's name gives way before the contact, without whom nobody knows whom to call.
    let contact = CellText.truncated(
      " · \(act.contact.label) : \(person)", to: name.width - Self.leastName)
    let bailleur = CellText.truncated(
      world.directory.name(of: act.bailleur), to: name.width - 1 - CellText.width(of: contact))
    surface.draw(bailleur + contact, in: name, .title)
    surface.draw(words, in: right, .dim)
  }

  private func draw(_ act: DueAct, _ place: Int, on surface: inout Surface, in line: Rect) {
    let isSelected = place == sheet.selected
    var (reference, rest) = line.splitLeft(2).rest.splitLeft(13)
    surface.draw(isSelected ? "▸" : " ", in: line, .title)
    surface.draw(act.reference, in: reference)
    let (words, right) = rest.splitRight(28)
    let volet = "\(act.volet.rawValue) · "
    surface.draw(volet + act.act.traits.label, in: words.splitRight(1).rest)
    surface.draw(act.rule?.code ?? "CALEOL", in: right.splitLeft(8).left, .label)
    rest = right.splitLeft(8).rest
    let due = due(act)
    surface.draw(due.text, in: rest, due.style)
    if isSelected { surface.restyle(line) { $0.adding(.reverse) } }
  }

  /// « 31/03  +3 j ! », « 28/03  ce jour ~ », « 30/03  dans 6 j ».
  private func due(_ act: DueAct) -> (text: String, style: Style) {
    let day = act.due.frenchShort
    switch act.due - world.today {
    case ..<0: return ("\(day)  +\(world.today - act.due) j !", .late)
    case 0: return ("\(day)  ce jour ~", .soon)
    case 1...3: return ("\(day)  dans \(act.due - world.today) j ~", .soon)
    default: return ("\(day)  dans \(act.due - world.today) j", .normal)
    }
  }
}
