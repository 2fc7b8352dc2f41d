import Domain
import Storage

/// The rappels as their screen shows them: the repeated breaches of which none was made, then the
/// rappels, the open ones first.
struct RappelsFile: Equatable, Sendable {
  let findings: [RappelFinding]
  let rows: [RappelRow]
}

/// A row of the list.
enum RappelEntry: Equatable, Sendable {
  case finding(RappelFinding)
  case rappel(RappelRow)

  /// What the selection holds by.
  var identity: String {
    switch self {
    case .finding(let finding): "constat \(finding.bailleur)"
    case .rappel(let row): row.summary.stream.text
    }
  }

  var bailleur: OrganisationID {
    switch self {
    case .finding(let finding): finding.bailleur
    case .rappel(let row): row.summary.bailleur
    }
  }
}

/// The rappels: the list, and over it all of the one that was opened.
struct RappelsSheet {
  /// What was read, nil while it is being read.
  private(set) var file: RappelsFile?
  private(set) var entries: [RappelEntry] = []
  private(set) var viewport = ListViewport()
  /// The one that was opened, nil while the list is in front.
  var page: RappelPage?
  /// What to do as soon as the one being opened has been read.
  var pending: Pending?

  /// An act asked for in the list, on a rappel that is yet to be read.
  enum Pending {
    case next
    case edit(RappelEdit)
  }

  /// The bailleur whose breaches, or else rappel, are to be selected once they have been read.
  private var wanted: OrganisationID?

  /// - Parameter bailleur: whose breaches are looked for; nil for the list from its top.
  init(about bailleur: OrganisationID? = nil) { wanted = bailleur }

  /// Where the keys are looked up.
  var place: Place { page == nil ? .rappels : .rappel }

  /// What to ask of the store.
  var questions: [Effect] {
    [.rappels(.list)] + (page?.stream.map { [.rappels(.open($0))] } ?? [])
  }

  var selected: RappelEntry? {
    viewport.selected.flatMap { entries.indices.contains($0) ? entries[$0] : nil }
  }

  /// Takes what was read; the selection holds by rappel, or by bailleur.
  mutating func take(_ loaded: RappelsFile) {
    let before = selected?.identity
    file = loaded
    entries = loaded.findings.map { .finding($0) } + loaded.rows.map { .rappel($0) }
    let place = wanted.map { bailleur in entries.firstIndex { $0.bailleur == bailleur } }
    wanted = nil
    viewport.setCount(
      entries.count, selected: place ?? entries.firstIndex { $0.identity == before })
    // Once proposed, breaches are a rappel's.
    if case .finding(let finding) = page?.subject, !loaded.findings.contains(finding) {
      page = nil
    }
  }

  /// Takes all of a rappel; false when another one was opened meanwhile.
  mutating func take(_ stream: StreamID, _ item: RappelCase, in world: World) -> Bool {
    guard page?.stream == stream else { return false }
    page?.take(item, in: world)
    return true
  }

  /// Puts a rappel in front.
  mutating func show(_ stream: StreamID) {
    if let index = entries.firstIndex(where: { $0.identity == stream.text }) {
      viewport.select(index)
    }
    if page?.stream != stream { page = RappelPage(stream) }
  }

  mutating func fit(_ room: Size, in world: World) {
    viewport.setHeight(max(1, RappelsSheetView.listHeight(in: room)))
    page?.fit(room, in: world)
  }

  /// Does what a movement asks; false when the action is none.
  mutating func move(_ action: UIAction) -> Bool {
    page == nil ? viewport.move(action) : page?.move(action) ?? false
  }
}

/// All of one rappel, of which some lines open a dossier.
struct RappelPage {
  /// The rappel; nil for breaches of which none was made.
  let stream: StreamID?
  /// What was read, nil while it is being read.
  private(set) var subject: RappelSubject?
  private(set) var rows: [(line: StyledLine, dossier: String?)] = []
  private(set) var viewport = ListViewport()
  private var width = 0

  init(_ entry: RappelEntry) {
    switch entry {
    case .finding(let finding):
      stream = nil
      subject = .finding(finding)
    case .rappel(let row): stream = row.summary.stream
    }
  }

  /// A rappel that is yet to be read.
  init(_ stream: StreamID) { self.stream = stream }

  /// The dossier on which Enter works.
  var dossier: String? {
    viewport.selected.flatMap { rows.indices.contains($0) ? rows[$0].dossier : nil }
  }

  mutating func take(_ item: RappelCase, in world: World) {
    subject = .rappel(item)
    lay(in: world)
  }

  mutating func fit(_ room: Size, in world: World) {
    width = room.columns - 2
    viewport.setHeight(max(1, room.rows))
    lay(in: world)
  }

  mutating func move(_ action: UIAction) -> Bool { viewport.move(action) }

  private mutating func lay(in world: World) {
    guard let subject, width > 0 else { return }
    rows = RappelLines(catalogue: RappelCatalogue(subject: subject, world: world)).lines
      .flatMap { line in line.line.wrapped(to: width).map { ($0, line.dossier) } }
    viewport.setCount(rows.count, selected: viewport.selected)
  }

  func draw(on surface: inout Surface, in rect: Rect) {
    let inside = surface.drawBox(rect, title: "Rappel à la charte", .title)
    guard subject != nil else {
      surface.draw("Lecture…", in: inside.line(0).inset(columns: 1, rows: 0), .dim)
      return
    }
    for (place, index) in viewport.visible.enumerated() {
      let line = inside.line(place)
      surface.draw(rows[index].line, in: line.inset(columns: 1, rows: 0))
      if index == viewport.selected { surface.draw("▸", in: line, .title) }
    }
    surface.drawScrollIndicator(
      Rect(column: rect.maxColumn - 1, row: inside.row, width: 1, height: inside.height),
      first: viewport.visible.lowerBound, visible: inside.height, total: rows.count)
  }
}
