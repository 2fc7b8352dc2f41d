import Domain
import Storage

/// The table of a list of dossiers: which columns, and what each row says in them.
struct DossierTable {
  let list: DossierList
  let world: World
  let isFocused: Bool
  var layout = ListLayout()
  /// Whether the heading of the column sorted on says so.
  var showsOrder = false
  var marks = DossierMarks()

  func draw(on surface: inout Surface, in rect: Rect) {
    let widths = ColumnWidths(layout, in: rect.width)
    let (head, body) = rect.splitTop(1)
    let titles = widths.columns.map { TableCell(title(of: $0.sort), .header) }
    Self.draw(titles, widths, on: &surface, in: head)
    guard let count = list.count else { return }
    for (offset, index) in list.viewport.visible.enumerated() {
      let line = body.line(offset)
      let row = list.row(at: index)
      if let strip = list.strip(at: index) {
        surface.copy(0..<1, of: strip, column: line.column, row: line.row)
      } else {
        surface.draw("…", in: line.inset(columns: 2, rows: 0), .dim)
      }
      if let row, marks.contains(row.number) {
        surface.draw("*", in: line.splitLeft(1).rest, .key)
      }
      if let row, row.stream == list.selected {
        surface.draw("▸", in: line, .title)
        surface.restyle(line) { isFocused ? $0.adding(.reverse) : $0.adding(.bold) }
      }
    }
    surface.drawScrollIndicator(
      Rect(column: rect.maxColumn, row: body.row, width: 1, height: body.height),
      first: list.viewport.visible.lowerBound, visible: body.height, total: count)
  }

  /// Draws the rows in sight, for a table of that width.
  static func lay(_ list: inout DossierList, _ layout: ListLayout, width: Int, in world: World) {
    list.lay(RowDrawing(layout: layout, width: width, today: world.today)) {
      let widths = ColumnWidths(layout, in: width)
      return { row in
        let words = DossierRowWords(
          row: row, world: world, width: widths[.bailleurs] ?? 0,
          actorWidth: widths[.actor] ?? 0)
        var strip = Surface(size: Size(columns: width, rows: 1))
        draw(widths.columns.map { words.cell($0.sort) }, widths, on: &strip, in: strip.bounds)
        return strip
      }
    }
  }

  /// The column whose heading is at that place of a row, counted from the left of the table.
  static func column(at offset: Int, _ layout: ListLayout, width: Int) -> DossierSort? {
    var start = ColumnWidths.gutter
    for column in ColumnWidths(layout, in: width).columns {
      if (start..<start + column.width).contains(offset) { return column.sort }
      start += column.width + 1
    }
    return nil
  }

  private func title(of sort: DossierSort) -> String {
    let title = sort.title(isOwn: world.audience != nil)
    return showsOrder && sort == layout.order.sort ? "\(title) \(layout.order.sign)" : title
  }

  private static func draw(
    _ cells: [TableCell], _ widths: ColumnWidths, on surface: inout Surface, in line: Rect
  ) {
    var rest = line.splitLeft(ColumnWidths.gutter).rest
    for (cell, column) in zip(cells, widths.columns) {
      let (place, after) = rest.splitLeft(column.width)
      surface.draw(cell.text, in: place, cell.style)
      rest = after.splitLeft(1).rest
    }
  }
}

/// The words of a row: « D-2026-0412 · en pré-instruction · A ⇄ B · 31/03 +3 j ! · B, contact 1 ».
struct DossierRowWords {
  let row: DossierRow
  let world: World
  /// The columns that the names of the bailleurs have.
  var width = 40
  /// The columns of who must act.
  var actorWidth = 40

  /// What the row says in a column.
  func cell(_ column: DossierSort) -> TableCell {
    switch column {
    case .reference: TableCell(row.reference)
    case .step: TableCell(row.statusLabel)
    case .bailleurs: TableCell(bailleurs)
    case .due: TableCell(due.text, due.style)
    case .actor: TableCell(actor, actorStyle)
    case .latest: TableCell(row.movedOn.french)
    }
  }

  private var urgent: DossierRow.Awaited? { row.urgent(on: world.today) }

  /// The other bailleur for an agent, whose own goes without saying; both for those who see all.
  var bailleurs: String {
    if let own = world.audience {
      let others = row.bailleurs.filter { $0 != own }
      return others.isEmpty
        ? "nous, deux volets" : others.map { world.directory.name(of: $0) }.joined(separator: ", ")
    }
    let names = row.bailleurs.map { world.directory.name(of: $0) }
    let whole = names.joined(separator: " ⇄ ")
    guard CellText.width(of: whole) > width else { return whole }
    // A short name leaves its room to the other.
    let room = width - 3 * (names.count - 1)
    let shortest = names.map { CellText.width(of: $0) }.min() ?? 0
    let longest = max(room / max(1, names.count), room - shortest * (names.count - 1))
    return names.map { CellText.truncated($0, to: longest) }.joined(separator: " ⇄ ")
  }

  /// « 31/03  +3 j ! », « ce jour ~ », « 12/04  8 j », « clos 03/02 ».
  var due: (text: String, style: Style) {
    if let closed = row.closedOn { return ("clos \(closed.frenchShort)", .dim) }
    guard let urgent else { return ("–", .dim) }
    let today = world.today
    if urgent.since > today { return ("le \(urgent.since.frenchShort)", .waiting) }
    guard let due = urgent.due else { return ("–", .dim) }
    let left = due - today
    if urgent.isIndicative {
      return left < 0 ? ("indicatif  \(-left) j", .dim) : ("\(due.frenchShort)  indic.", .dim)
    }
    switch left {
    case ..<0: return ("\(due.frenchShort)  +\(-left) j !", .late)
    case 0: return ("\(due.frenchShort)  ce jour ~", .soon)
    case 1...3: return ("\(due.frenchShort)  \(left) j ~", .soon)
    default: return ("\(due.frenchShort)  \(left) j", .normal)
    }
  }

  /// « Bailleur B · contact 1 », « les deux bailleurs », « à venir ».
  var actor: String {
    guard row.closedOn == nil else { return "" }
    guard let urgent else { return "personne" }
    if urgent.since > world.today {
      return row.status == .moveScheduled ? "déménagement à venir" : "CALEOL à venir"
    }
    let same = row.awaited.filter {
      $0.since <= world.today && $0.due == urgent.due && $0.contact == urgent.contact
    }
    if same.count > 1, Set(row.bailleurs).count > 1 {
      let words = "les deux · \(urgent.contact.label)"
      return CellText.width(of: words) <= actorWidth ? words : "2 × \(urgent.contact.label)"
    }
    let index = VoletName.allCases.firstIndex(of: urgent.volet) ?? 0
    guard row.bailleurs.indices.contains(index) else { return urgent.contact.label }
    let bailleur = row.bailleurs[index]
    let name = bailleur == world.audience ? "nous" : world.directory.name(of: bailleur)
    if bailleur == world.audience, actorWidth < "nous · contact 1".count { return name }
    // The name gives way before the contact, without which nobody knows whom to call.
    let contact = " · \(urgent.contact.label)"
    return CellText.truncated(name, to: actorWidth - CellText.width(of: contact)) + contact
  }

  private var actorStyle: Style {
    guard let urgent, row.closedOn == nil, urgent.since <= world.today else { return .dim }
    return .normal
  }
}
