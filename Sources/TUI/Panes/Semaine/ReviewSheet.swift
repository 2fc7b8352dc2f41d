import Domain
import Storage

/// The weekly review: what the coordinator goes through, from top to bottom.
struct ReviewSheet {
  /// What was read, nil while it is being read.
  private(set) var report: SectionedReport?
  /// The first line on the screen.
  private(set) var top = 0
  private var height = 1
  private(set) var lines: [String] = []

  mutating func take(_ loaded: SectionedReport) { report = loaded }

  /// Lays the lines out in the room inside the frame.
  mutating func fit(_ room: Size) {
    height = max(1, room.rows)
    lines = report.map { ReportText(report: $0).lines(width: room.columns - 2) } ?? []
    scroll(to: top)
  }

  /// Does what a movement asks; false when the action is none.
  mutating func move(_ action: UIAction) -> Bool {
    guard let rows = action.rows(page: max(1, height - 1)) else { return false }
    scroll(to: top + rows)
    return true
  }

  private mutating func scroll(to row: Int) {
    top = min(max(0, row), max(0, lines.count - height))
  }

  func draw(on surface: inout Surface, in rect: Rect) {
    let inside = surface.drawBox(rect, title: report?.title ?? "Revue de la semaine", .title)
    let place = inside.inset(columns: 1, rows: 0)
    guard report != nil else {
      surface.draw("Lecture…", in: place.line(0), .dim)
      return
    }
    for (offset, line) in lines.dropFirst(top).prefix(place.height).enumerated() {
      surface.draw(line, in: place.line(offset))
    }
    surface.drawScrollIndicator(
      Rect(column: rect.maxColumn - 1, row: inside.row, width: 1, height: inside.height),
      first: top, visible: inside.height, total: lines.count)
  }
}

extension Sheet {
  /// Takes the weekly review.
  mutating func take(_ report: SectionedReport) {
    guard case .review(var review) = self else { return }
    review.take(report)
    self = .review(review)
  }
}

extension App {
  /// An action while the weekly review is shown; nil when it is none of its own.
  mutating func perform(_ action: UIAction, on shown: ReviewSheet) -> [Effect]? {
    var review = shown
    if action == .statistics(.write) { return [.review(isWritten: true)] }
    guard review.move(action) else { return nil }
    sheet = .review(review)
    return []
  }
}

extension StoreEffects {
  /// The weekly review, shown or written as a page into the home folder.
  ///
  /// - Throws: `Refusal`, `StorageError`.
  func review(isWritten: Bool) throws -> [Message] {
    let report = try store.weeklyReview(as: session)
    guard isWritten else { return [.reviewLoaded(report)] }
    let path = "\(reportFolder)/semaine-\(session.today.iso).html"
    let file = try ExportFile(path: path)
    try file.write(report.html)
    try file.complete()
    return [.said(Toast(kind: .success, text: "Revue écrite dans \(path.strippedOfControls)."))]
  }
}
