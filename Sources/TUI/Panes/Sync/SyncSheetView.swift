import Domain
import Storage

/// Draws the exchange with the shared database: its state on top, then what it left to be done.
struct SyncSheetView {
  let sheet: SyncSheet
  let world: World

  /// The columns that the bar of a fetch takes.
  private static let barWidth = 40

  func draw(on surface: inout Surface, in rect: Rect) {
    let inside = surface.drawBox(rect, title: "Base partagée", .title)
    let head = Self.head(in: inside.width, world)
    let (top, rest) = inside.splitTop(head.count)
    surface.draw(head, in: top.inset(columns: 1, rows: 0))
    guard !rest.isEmpty else { return }
    surface.drawDivider(in: rect, row: rest.row)
    let list = rest.splitTop(1).rest
    guard let file = sheet.file else {
      surface.draw("Lecture…", in: list.line(0).inset(columns: 1, rows: 0), .dim)
      return
    }
    for (offset, index) in sheet.viewport.visible.enumerated() {
      draw(sheet.rows[index], of: file, on: &surface, in: list.line(offset))
    }
    surface.drawScrollIndicator(
      Rect(column: rect.maxColumn - 1, row: list.row, width: 1, height: list.height),
      first: sheet.viewport.visible.lowerBound, visible: list.height, total: sheet.rows.count)
  }

  /// The rows that the list has in that room.
  static func listHeight(in room: Size, _ world: World) -> Int {
    room.rows - head(in: room.columns, world).count - 1
  }

  /// The lines above the list.
  private static func head(in width: Int, _ world: World) -> [StyledLine] {
    let words = SyncWords(world: world)
    var lines = words.lines.flatMap { $0.wrapped(to: width - 2) }
    if let progress = words.progress {
      lines.insert(bar(progress, width: min(barWidth, width - 12)), at: min(1, lines.count))
    }
    return lines
  }

  /// « ████████░░░░░░░░ 50 % ».
  static func bar(_ progress: SyncStatus.Progress, width: Int) -> StyledLine {
    let done = Int(progress.done * Int64(width) / max(1, progress.total))
    return StyledLine([
      Span(String(repeating: "█", count: done), .waiting),
      Span(String(repeating: "░", count: max(0, width - done)), .dim),
      Span(" \(progress.done * 100 / max(1, progress.total)) %"),
    ])
  }

  private func draw(
    _ row: SyncSheet.Row, of file: SyncFile, on surface: inout Surface, in line: Rect
  ) {
    switch row {
    case .heading(let text):
      surface.draw(text, in: line.inset(columns: 1, rows: 0), .label)
    case .note(let text): surface.draw(text, in: line.inset(columns: 3, rows: 0), .dim)
    case .conflict(let index), .settled(let index):
      let isSettled = row == .settled(index)
      let entry = isSettled ? file.settled[index] : file.conflicts[index]
      let state = ConflictWords.state(of: entry.conflict)
      draw(
        state.sign, entry.reference, entry.words, right: state.text, style: state.style,
        isSelected: sheet.selected == row, on: &surface, in: line)
    case .waiting(let index):
      let act = file.waiting[index]
      let since = "\(act.isSent ? "envoyé, sans réponse, " : "")depuis \(when(act.since))"
      draw(
        "·", act.reference, act.words, right: since, style: .waiting,
        isSelected: sheet.selected == row, on: &surface, in: line)
    case .lost(let index):
      let lost = file.lost[index]
      let author = lost.event.orphan.envelope.operatorID
      draw(
        "!", lost.reference, lost.words, right: world.directory.name(of: author) ?? author.text,
        style: .warning, isSelected: sheet.selected == row, on: &surface, in: line)
    }
  }

  /// « le 24/03 à 10:00 », or the hour alone today.
  private func when(_ moment: Moment) -> String {
    let day = ParisTime.day(of: moment)
    return day == world.today
      ? moment.frenchClock : "le \(day.frenchShort) à \(moment.frenchClock)"
  }

  private func draw(
    _ sign: String, _ reference: String, _ words: String, right: String, style: Style,
    isSelected: Bool, on surface: inout Surface, in line: Rect
  ) {
    let (place, end) = line.splitRight(min(line.width / 2, CellText.width(of: right) + 2))
    surface.draw(isSelected ? "▸" : " ", in: place, .title)
    surface.draw(sign, in: place.splitLeft(2).rest, style)
    let (name, rest) = place.splitLeft(4).rest.splitLeft(13)
    surface.draw(reference, in: name)
    surface.draw(words, in: rest.splitRight(1).rest)
    surface.draw(right, in: end.splitRight(1).rest, style, alignment: .right)
    if isSelected { surface.restyle(line) { $0.adding(.reverse) } }
  }
}
