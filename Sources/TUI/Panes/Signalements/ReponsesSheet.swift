import Domain
import Storage

/// The canned replies: the list, and all of the one selected.
struct ReponsesSheet {
  private(set) var reponses: Reponses?
  private(set) var rows: [Reponse] = []
  private(set) var viewport = ListViewport()

  var selected: Reponse? {
    viewport.selected.flatMap { rows.indices.contains($0) ? rows[$0] : nil }
  }

  /// Takes what was read; the selection holds by identity.
  mutating func take(_ loaded: Reponses) {
    let before = selected?.id
    reponses = loaded
    rows = loaded.offered.sorted {
      ($0.route.order, $0.title.folded, $0.id) < ($1.route.order, $1.title.folded, $1.id)
    }
    viewport.setCount(rows.count, selected: rows.firstIndex { $0.id == before })
  }

  mutating func setHeight(_ height: Int) { viewport.setHeight(max(1, height)) }

  mutating func move(_ action: UIAction) -> Bool { viewport.move(action) }

  /// How many rows the list has, of those inside the frame.
  static func listHeight(in room: Size) -> Int { max(3, room.rows * 45 / 100) - 1 }

  func draw(on surface: inout Surface, in rect: Rect) {
    surface.fill(rect)
    let title = "Réponses types · \(rows.count.french("réponse"))"
    let inside = surface.drawBox(rect, title: title, .title)
    guard reponses != nil else {
      surface.draw("Lecture…", in: inside.line(0).inset(columns: 1, rows: 0), .dim)
      return
    }
    let (list, foot) = inside.splitTop(Self.listHeight(in: inside.size) + 1)
    let table = Table(columns: [
      TableColumn(title: "Titre", minimum: 24, flex: 2, priority: 9),
      TableColumn(title: "Orientation", minimum: 36, priority: 5),
      TableColumn(title: "Version", minimum: 14, priority: 4),
    ])
    table.draw(
      into: &surface,
      in: Rect(column: list.column, row: list.row, width: list.width + 1, height: list.height),
      viewport: viewport, isFocused: true
    ) { range in
      range.map { index in
        let row = rows[index]
        let version = row.version == 0 ? "du programme" : "\(row.version)"
        return TableRow(cells: [
          TableCell(row.title), TableCell(row.route.label, .label), TableCell(version, .dim),
        ])
      }
    }
    guard let selected else { return }
    surface.drawDivider(in: rect, row: foot.row, title: selected.title, .title)
    surface.drawParagraph(
      selected.body, in: foot.splitTop(1).rest.inset(columns: 1, rows: 0))
  }
}

extension SignalementRoute {
  /// Its place in the order of the scheme.
  var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// The list of canned replies to begin an act with.
struct ReponseMenu {
  private let title: String
  private var menu: Menu

  /// - Parameter closed: why a route is closed, for each that is.
  init(_ replies: [Reponse], title: String, closed: (SignalementRoute) -> String?) {
    self.title = title
    menu = Menu(
      replies.map {
        MenuEntry(
          id: $0.id, title: "\($0.title) · \($0.route.label)", closedBecause: closed($0.route))
      }, mode: .filter)
  }

  mutating func handle(_ key: Key) -> Menu.Outcome { menu.handle(key) }

  mutating func paste(_ text: String) { _ = menu.paste(text) }

  func draw(on surface: inout Surface, in rect: Rect) {
    TriageMenuBox.draw(menu, title, on: &surface, in: rect)
  }
}
