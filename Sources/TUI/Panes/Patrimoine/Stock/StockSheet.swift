import Domain
import Storage

/// What lies behind the account of a patrimoine: one page over the other, Escape leaves the one on
/// top.
struct StockSheet {
  /// A page.
  enum Page {
    case report(ImportReportPage)
    case lines(ReportLinesPage)
    case differences(DifferencesPage)
    case search(LogementSearchPage)
    case card(LogementPage)
  }

  private(set) var pages: [Page]

  init(_ page: Page) {
    pages = [page]
  }

  /// The page in front.
  var top: Page? { pages.last }

  /// The search, while it has the keyboard.
  var search: LogementSearchPage? {
    if case .search(let search) = top { search } else { nil }
  }

  mutating func push(_ page: Page) { pages.append(page) }

  /// Leaves the page in front; false when it was the last one.
  mutating func pop() -> Bool {
    pages.removeLast()
    return !pages.isEmpty
  }

  /// What to ask of the store for the page in front.
  var questions: [Effect] {
    switch top {
    case .report, nil: []
    case .lines(let page): page.questions
    case .differences(let page): page.questions
    case .search(let page): page.questions
    case .card(let page): page.questions
    }
  }

  /// Changes the page in front.
  mutating func change(_ body: (inout Page) -> Void) {
    guard var page = pages.popLast() else { return }
    body(&page)
    pages.append(page)
  }

  /// Takes what the store answered, whichever page asked for it.
  mutating func take(_ answer: PatrimoineAnswer) {
    pages = pages.map { page in
      switch (page, answer) {
      case (.lines(var lines), .lines(let question, let found)):
        lines.take(found, for: question)
        return .lines(lines)
      case (.differences(var differences), .differences(let found)):
        differences.take(found)
        return .differences(differences)
      case (.search(var search), .found(let text, let found)):
        search.take(found, for: text)
        return .search(search)
      case (.card(var card), .card(let file)):
        card.take(file)
        return .card(card)
      default: return page
      }
    }
  }

  /// Gives every page the room inside its frame.
  mutating func fit(_ room: Size) {
    pages = pages.map { page in
      switch page {
      case .report(var page):
        page.fit(room)
        return .report(page)
      case .lines(var page):
        page.fit(room)
        return .lines(page)
      case .differences(var page):
        page.fit(room)
        return .differences(page)
      case .search(var page):
        page.fit(room)
        return .search(page)
      case .card(var page):
        page.fit(room)
        return .card(page)
      }
    }
  }

  /// Does what a movement asks of the page in front.
  ///
  /// - Returns: what is to be read then; nil when the action is no movement.
  mutating func move(_ action: UIAction) -> [Effect]? {
    var isMove = false
    change { page in
      switch page {
      case .report(var report):
        isMove = report.viewport.move(action)
        page = .report(report)
      case .lines(var lines):
        isMove = lines.viewport.move(action)
        page = .lines(lines)
      case .differences(var differences):
        isMove = differences.viewport.move(action)
        page = .differences(differences)
      case .search(var search):
        isMove = search.viewport.move(action)
        page = .search(search)
      case .card(var card):
        isMove = card.viewport.move(action)
        page = .card(card)
      }
    }
    guard isMove else { return nil }
    switch top {
    case .lines(let page): return page.wanted
    case .differences(let page): return page.wanted
    default: return []
    }
  }
}

/// What several pages draw alike.
enum StockDrawing {
  /// Rows of which one is selected, with what there is to say of it below.
  static func draw(
    _ rows: (Range<Int>) -> [StyledLine], _ viewport: ListViewport, foot: [String],
    on surface: inout Surface, in rect: Rect
  ) {
    let inside = rect.inset()
    let (list, bottom) = inside.splitBottom(foot.isEmpty ? 0 : footHeight)
    for (offset, line) in rows(viewport.visible).enumerated() {
      let place = list.line(offset)
      surface.draw(line, in: place)
      if viewport.first + offset == viewport.selected {
        surface.draw("▸", in: place, .title)
        surface.restyle(place) { $0.adding(.reverse) }
      }
    }
    surface.drawScrollIndicator(
      Rect(column: rect.maxColumn - 1, row: list.row, width: 1, height: list.height),
      first: viewport.first, visible: list.height, total: viewport.count)
    guard !foot.isEmpty else { return }
    surface.drawDivider(in: rect, row: bottom.row)
    var place = bottom.splitTop(1).rest.inset(columns: 1, rows: 0)
    for text in foot { place = place.splitTop(surface.drawParagraph(text, in: place)).rest }
  }

  /// The rule and the lines under the rows.
  static let footHeight = 5
}
