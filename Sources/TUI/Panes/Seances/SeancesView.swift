import Domain
import Storage

/// Where the parts of the screen of the sessions stand.
struct SeancesLayout {
  let calendars: [Rect]
  let pairs: Rect
  let words: Rect
  let dossiers: Rect

  init(_ rect: Rect) {
    let (_, body) = rect.splitTop(1)
    let (top, rest) = body.splitTop((body.height - 2) / 2)
    (words, dossiers) = rest.splitTop(2)
    let width = min(44, (rect.width - 28) / 2)
    let (left, others) = top.splitLeft(width)
    let (right, pairs) = others.splitLeft(width)
    calendars = [left, right]
    self.pairs = pairs
  }
}

/// Draws two calendars, the pairs of their sessions, and the dossiers.
struct SeancesView {
  let sheet: SeancesSheet
  let world: World

  private var words: SeancesWords { SeancesWords(sheet: sheet, world: world) }

  func draw(on surface: inout Surface, in rect: Rect) {
    let layout = SeancesLayout(rect)
    surface.draw(words.title, in: rect.line(0).inset(columns: 1, rows: 0), .title)
    guard sheet.file != nil else {
      surface.draw("Lecture…", in: rect.line(1).inset(columns: 1, rows: 0), .dim)
      return
    }
    for (index, place) in layout.calendars.enumerated() {
      drawCalendar(index == 0 ? .left : .right, on: &surface, in: place)
    }
    drawPairs(on: &surface, in: layout.pairs)
    surface.drawParagraph(words.explanation, in: layout.words.inset(columns: 1, rows: 0))
    drawDossiers(on: &surface, in: layout.dossiers)
  }

  private func border(_ focus: SeancesSheet.Focus) -> Style {
    sheet.focus == focus ? .title : .border
  }

  /// The days of both commissions are the rows, so that what is close stands close.
  private func drawCalendar(
    _ focus: SeancesSheet.Focus, on surface: inout Surface, in rect: Rect
  ) {
    let isLeft = focus == .left
    let bailleur = isLeft ? sheet.planning.left : sheet.planning.right
    let days = isLeft ? sheet.calendars.left : sheet.calendars.right
    let inside = surface.drawBox(
      rect, title: world.directory.name(of: bailleur), border(focus))
    if days.isEmpty {
      let words = "Aucune séance connue. + en ajoute."
      surface.drawParagraph(words, in: inside.inset(columns: 1, rows: 0), .dim)
    }
    let dates = sheet.dates
    let chosen = sheet.day(in: focus)
    for (offset, index) in sheet.calendarView.visible.enumerated() {
      let day = dates[index]
      let line = inside.line(offset)
      guard days.contains(day) else {
        surface.draw("·", in: line.splitLeft(2).rest, .dim)
        continue
      }
      let weekday = day.weekdayName.prefix(3)
      surface.draw(day == chosen ? "▸" : " ", in: line, .title)
      surface.draw("\(weekday). \(day.frenchShort)", in: line.splitLeft(2).rest)
      let note = words.note(day, of: bailleur)
      surface.draw(note, in: line.splitLeft(12).rest, .dim, alignment: .right)
      if day == chosen, sheet.focus == focus { surface.restyle(line) { $0.adding(.reverse) } }
    }
    scroll(sheet.calendarView, dates.count, on: &surface, rect, inside)
  }

  private func drawPairs(on surface: inout Surface, in rect: Rect) {
    let title = "Paires, écart, à fixer"
    let inside = surface.drawBox(rect, title: title, border(.pairs))
    if sheet.pairs.isEmpty {
      let words = "Aucune paire à \(sheet.planning.limit) jours au plus."
      surface.drawParagraph(words, in: inside.inset(columns: 1, rows: 0), .dim)
    }
    let waiting = sheet.cases.filter(\.isToSchedule)
    for (offset, index) in sheet.pairView.visible.enumerated() {
      let pair = sheet.pairs[index]
      let line = inside.line(offset)
      let isSelected = index == sheet.pairView.selected
      let isProposed = sheet.proposal.sittings.contains { $0.pair == pair }
      surface.draw(isSelected ? "▸" : " ", in: line, .title)
      surface.draw(isProposed ? "●" : " ", in: line.splitLeft(1).rest, .title)
      surface.draw(SeancesWords.pair(pair), in: line.splitLeft(3).rest)
      surface.draw("\(pair.gap) j", in: line.splitLeft(18).rest)
      let held = sheet.planning.held(by: pair, among: waiting, from: sheet.today).count
      surface.draw("\(held)", in: line, held > 0 ? .normal : .dim, alignment: .right)
      if isSelected, sheet.focus == .pairs { surface.restyle(line) { $0.adding(.reverse) } }
    }
    scroll(sheet.pairView, sheet.pairs.count, on: &surface, rect, inside)
  }

  private func drawDossiers(on surface: inout Surface, in rect: Rect) {
    let title = words.dossiersTitle
    let inside = surface.drawBox(rect, title: title, border(.dossiers))
    if sheet.cases.isEmpty {
      let words = "Aucun dossier de ces bailleurs n'attend de commission."
      surface.draw(words, in: inside.line(0).inset(columns: 1, rows: 0), .dim)
    }
    for (offset, index) in sheet.dossierView.visible.enumerated() {
      let item = sheet.cases[index]
      let line = inside.line(offset)
      let isSelected = index == sheet.dossierView.selected
      surface.draw(isSelected ? "▸" : " ", in: line, .title)
      surface.draw(sheet.concerns(item) ? "●" : " ", in: line.splitLeft(1).rest, .title)
      var (cell, rest) = line.splitLeft(3).rest.splitLeft(13)
      surface.draw(item.reference, in: cell)
      for side in ordered(item) {
        (cell, rest) = rest.splitLeft(9)
        surface.draw(words.day(side), in: cell, side.session == nil ? .dim : .normal)
      }
      let situation = words.situation(of: item)
      surface.draw(situation.text, in: rest, situation.style)
      if isSelected, sheet.focus == .dossiers { surface.restyle(line) { $0.adding(.reverse) } }
    }
    scroll(sheet.dossierView, sheet.cases.count, on: &surface, rect, inside)
  }

  /// The sides of a dossier as the calendars stand.
  private func ordered(_ item: CaleolCase) -> [CaleolCase.Side] {
    item.sides.sorted { left, _ in left.bailleur == sheet.planning.left }
  }

  private func scroll(
    _ viewport: ListViewport, _ total: Int, on surface: inout Surface, _ rect: Rect, _ inside: Rect
  ) {
    surface.drawScrollIndicator(
      Rect(column: rect.maxColumn - 1, row: inside.row, width: 1, height: inside.height),
      first: viewport.visible.lowerBound, visible: inside.height, total: total)
  }
}

/// Draws the pairs of bailleurs that have dossiers before their commissions.
struct CaleolGroupsView {
  let sheet: CaleolGroupsSheet
  let world: World

  func draw(on surface: inout Surface, in rect: Rect) {
    let groups = sheet.groups ?? []
    let waiting = groups.reduce(0) { $0 + $1.toSchedule }
    let title = "Séances des commissions · \(SeancesWords.dossiers(waiting)) à fixer"
    let inside = surface.drawBox(rect, title: title, .title)
    if groups.isEmpty {
      let words = sheet.groups == nil ? "Lecture…" : "Aucun dossier n'attend de commission."
      surface.draw(words, in: inside.line(0).inset(columns: 1, rows: 0), .dim)
    }
    for (offset, index) in sheet.viewport.visible.enumerated() {
      let group = groups[index]
      let line = inside.line(offset)
      let isSelected = index == sheet.viewport.selected
      let names = group.bailleurs.map { world.directory.name(of: $0) }
      let count = "\(SeancesWords.dossiers(group.dossiers)), \(group.toSchedule) à fixer"
      let (place, right) = line.splitRight(26)
      surface.draw(isSelected ? "▸" : " ", in: place, .title)
      let isOne = Set(group.bailleurs).count == 1
      let words = isOne ? "\(names.first ?? ""), deux volets" : names.joined(separator: " ⇄ ")
      surface.draw(words, in: place.splitLeft(2).rest)
      surface.draw(
        count, in: right.splitRight(1).rest, group.toSchedule > 0 ? .normal : .dim,
        alignment: .right)
      if isSelected { surface.restyle(line) { $0.adding(.reverse) } }
    }
    surface.drawScrollIndicator(
      Rect(column: rect.maxColumn - 1, row: inside.row, width: 1, height: inside.height),
      first: sheet.viewport.visible.lowerBound, visible: inside.height, total: groups.count)
  }
}
