import Domain
import Storage

/// The pane of the moderation: queues on the left, the annonces of one, then the whole of the one
/// selected; the next one is read before it is asked for.
struct ModerationPane {
  typealias Region = DossiersPane.Region

  /// The counts and the gauges, nil before they are read.
  private(set) var overview: ModerationOverview?
  private(set) var queue = AnnonceQueue.reported
  /// The rows read of the queue, from its beginning.
  private(set) var rows: [AnnonceRow] = []
  /// Whether the queue shown has been read.
  private(set) var isRead = false
  private(set) var viewport = ListViewport()
  var focus = Region.list
  var isZoomed = false
  private(set) var filter = ""
  private(set) var prompt: Prompt?
  var detail = AnnonceDetail()
  /// The acts of this session that a key takes back, the last one last.
  private(set) var done: [ModerationDone] = []
  /// Whether the last of them is being taken back.
  var isUndoing = false

  /// Whether the operator chose the queue: before, the first one with something to do is shown.
  private var isChosen = false
  private var next: AnnoncePage.Mark?
  private var isFetching = false
  /// What was read of the annonces that may come next.
  private var ahead: [StreamID: AnnonceCase] = [:]
  /// The annonce to select once the rows come.
  private var wanted: StreamID?

  /// How many acts a key takes back.
  private static let depth = 50
  private static let page = 200

  /// The annonce selected.
  var selected: AnnonceRow? {
    viewport.selected.flatMap { rows.indices.contains($0) ? rows[$0] : nil }
  }

  /// The annonce selected, as far as it was read.
  var file: AnnonceFile? {
    guard let file = detail.item?.file, file.stream == selected?.stream else { return nil }
    return file
  }

  /// Whether more rows than those read are in the queue.
  var hasMore: Bool { next != nil }

  var place: Place { focus == .detail ? .annonce : .annonces }

  var counts: [AnnonceQueue: Int] { overview?.counts ?? [:] }

  /// The queues offered: those of the draw only where it may be known.
  func queues(in world: World) -> [AnnonceQueue] {
    AnnonceQueue.allCases.filter { $0 != .drawn || world.seesDraw }
  }

  /// How many annonces somebody reported and nobody has looked at since; nil until the pane was
  /// opened.
  var alarming: Int? { counts[.reported] }

  /// What to ask when the pane opens, or when something changed under it.
  mutating func reload(in world: World) -> [Effect] {
    guard world.seesAnnonces else { return [] }
    return [.moderation(.overview(draws: true))] + ask(keeping: true)
  }

  private mutating func ask(keeping isKept: Bool) -> [Effect] {
    wanted = isKept ? wanted ?? selected?.stream : wanted
    isFetching = true
    ahead = [:]
    let limit = isKept ? max(Self.page, rows.count) : Self.page
    return [
      .moderation(.page(AnnonceQuestion(queue: queue, filter: filter, limit: limit)))
    ]
  }

  /// Takes the counts; before the operator chose a queue, the first that asks for somebody is
  /// shown.
  mutating func take(_ loaded: ModerationOverview) -> [Effect] {
    overview = loaded
    guard !isChosen, loaded.counts[queue] ?? 0 == 0 else { return [] }
    let urgent: [AnnonceQueue] = [.reported, .review, .drawn, .correction, .online]
    guard let first = urgent.first(where: { loaded.counts[$0] ?? 0 > 0 }), first != queue else {
      return []
    }
    queue = first
    isRead = false
    return ask(keeping: false)
  }

  /// Takes some rows; the selection holds by the annonce.
  mutating func take(_ question: AnnonceQuestion, _ page: AnnoncePage) -> [Effect] {
    guard question.queue == queue, question.filter == filter else { return [] }
    let before = selected?.stream
    isFetching = false
    isRead = true
    next = page.next
    rows = question.after == nil ? page.rows : rows + page.rows
    let place = (wanted ?? before).flatMap { stream in
      rows.firstIndex { $0.stream == stream }
    }
    wanted = nil
    viewport.setCount(rows.count, selected: place)
    return selectionChanged(from: nil)
  }

  /// Takes an annonce, to show it or to keep it for the next key.
  mutating func take(_ stream: StreamID, _ item: AnnonceCase, in world: World) {
    ahead[stream] = item
    guard stream == selected?.stream else { return }
    detail.take(item, of: stream, in: world)
  }

  /// Takes what an act brought about: the row leaves a queue to which it belongs no more, and the
  /// next one takes its place.
  mutating func take(_ outcome: ModerationDone, in world: World) -> [Effect] {
    if outcome.act == .undo {
      skipUndo()
      wanted = outcome.stream
      return ask(keeping: true)
    }
    done = (done + [outcome]).suffix(Self.depth)
    // A queue that one has worked through stays: it says that nothing is left.
    isChosen = true
    ahead[outcome.stream] = AnnonceCase(file: outcome.file)
    guard let index = rows.firstIndex(where: { $0.stream == outcome.stream }) else { return [] }
    if outcome.file.map({ isLeft(by: $0.annonce) }) ?? true {
      rows.remove(at: index)
      viewport.setCount(rows.count)
      return selectionChanged(from: outcome.stream)
    }
    detail.take(AnnonceCase(file: outcome.file), of: outcome.stream, in: world)
    return ask(keeping: true)
  }

  /// Goes past an act that was taken back, or can be no more.
  mutating func skipUndo() {
    isUndoing = false
    _ = done.popLast()
  }

  /// Whether an annonce is no more in the queue shown.
  private func isLeft(by annonce: Annonce) -> Bool {
    switch queue {
    case .reported: annonce.openReports.isEmpty
    case .review: !annonce.awaitsReview
    case .correction: annonce.status != .correction
    case .drawn:
      annonce.decisions.contains { $0.decision.version == annonce.current?.number }
    case .decided: annonce.standing.isEmpty
    case .online: annonce.withdrawnOn != nil
    }
  }

  /// Gives list and detail the room that the layout leaves them.
  mutating func fit(_ layout: ModerationLayout, in world: World) {
    if !layout.list.isEmpty { viewport.setHeight(layout.listHeight) }
    detail.fit(layout.detailSize, in: world)
  }

  private mutating func change(_ body: (inout ListViewport) -> Void) -> [Effect] {
    let before = selected?.stream
    body(&viewport)
    return selectionChanged(from: before)
  }

  /// Shows the annonce selected from what was read ahead, reads the one after it, and more rows
  /// near the end of those read.
  private mutating func selectionChanged(from before: StreamID?) -> [Effect] {
    var effects: [Effect] = []
    if let stream = selected?.stream, stream != before {
      detail.expect(stream, known: ahead[stream])
      if ahead[stream] == nil { effects.append(.moderation(.open(stream, isAhead: false))) }
      let index = (viewport.selected ?? 0) + 1
      let near = rows.indices.contains(index) ? rows[index].stream : nil
      ahead = ahead.filter { $0.key == stream || $0.key == near }
      if let near, ahead[near] == nil {
        effects.append(.moderation(.open(near, isAhead: true)))
      }
    } else if selected == nil {
      detail.expect(nil, known: nil)
    }
    if let next, !isFetching, (viewport.selected ?? 0) + Self.page / 4 > rows.count {
      isFetching = true
      effects.append(
        .moderation(
          .page(AnnonceQuestion(queue: queue, filter: filter, after: next, limit: Self.page))))
    }
    return effects
  }
}

/// The keys of the pane that change nothing but the screen.
extension ModerationPane {
  /// What an action does here; nil when it is not this pane's business.
  mutating func perform(_ action: UIAction, in world: World) -> [Effect]? {
    if let effects = move(action, in: world) { return effects }
    switch action {
    case .nextRegion: changeRegion(by: 1)
    case .previousRegion: changeRegion(by: -1)
    case .zoom: isZoomed.toggle()
    case .filter:
      prompt = Prompt(prefix: "/", text: filter, placeholder: "un numéro, une commune, un bailleur")
    case .open where focus == .queues: focus = .list
    case .open where focus == .list:
      guard selected != nil else { return [] }
      focus = .detail
      isZoomed = true
    case .back: return back()
    case .moderation(.next): return change { $0.move(by: 1) }
    default: return nil
    }
    return []
  }

  private mutating func move(_ action: UIAction, in world: World) -> [Effect]? {
    switch focus {
    case .queues:
      let queues = queues(in: world)
      guard let rows = action.rows(page: queues.count) else { return nil }
      let index = (queues.firstIndex(of: queue) ?? 0) + rows
      return choose(queues[min(max(0, index), queues.count - 1)])
    case .list:
      var isMove = false
      let effects = change { isMove = $0.move(action) }
      return isMove ? effects : nil
    case .detail: return detail.move(action) ? [] : nil
    }
  }

  /// Shows another queue.
  mutating func choose(_ chosen: AnnonceQueue) -> [Effect] {
    isChosen = true
    guard chosen != queue else { return [] }
    queue = chosen
    rows = []
    next = nil
    isRead = false
    viewport = ListViewport(height: viewport.height)
    detail.expect(nil, known: nil)
    return ask(keeping: false)
  }

  private mutating func changeRegion(by step: Int) {
    let all = Region.allCases
    let index = (all.firstIndex(of: focus) ?? 0) + step
    focus = all[(index + all.count) % all.count]
  }

  /// Escape goes back one step: detail, zoom, filter.
  private mutating func back() -> [Effect] {
    if focus != .list || isZoomed {
      focus = .list
      isZoomed = false
    } else if !filter.isEmpty {
      filter = ""
      return ask(keeping: true)
    }
    return []
  }

  /// A key typed while the filter is being written.
  mutating func typeFilter(_ key: Key) -> [Effect] {
    guard var editing = prompt else { return [] }
    let outcome = editing.handle(key)
    prompt = editing
    switch outcome {
    case .submit:
      prompt = nil
      return []
    case .cancel:
      prompt = nil
      filter = ""
    case .changed(let text): filter = text
    case .none: return []
    }
    return ask(keeping: false)
  }

  /// A text pasted while the filter is being written.
  mutating func pasteFilter(_ text: String) -> [Effect] {
    guard case .changed(let text) = prompt?.paste(text) else { return [] }
    filter = text
    return ask(keeping: false)
  }

  /// A click on a queue, on a row, or in the detail.
  mutating func click(
    _ position: Position, in layout: ModerationLayout, _ world: World
  ) -> [Effect] {
    if layout.queues.contains(position), !layout.queuesAreLine {
      focus = .queues
      let queues = queues(in: world)
      let index = position.row - layout.queues.row - 1
      return queues.indices.contains(index) ? choose(queues[index]) : []
    }
    if layout.list.contains(position) {
      focus = .list
      let row = viewport.first + position.row - layout.list.row - 2
      return viewport.visible.contains(row) ? change { $0.select(row) } : []
    }
    if layout.detail.contains(position) { focus = .detail }
    return []
  }
}

/// Where the parts of the pane stand: as those of the pane Dossiers, under a line for the gauge.
struct ModerationLayout: Equatable {
  /// The line of the month's gauge.
  let gauge: Rect
  private let parts: DossiersLayout

  init(_ frame: FrameLayout, zoomed: DossiersPane.Region?) {
    let (gauge, rest) = frame.body.splitTop(1)
    self.gauge = gauge
    parts = DossiersLayout(rest, isWide: frame.isWide, zoomed: zoomed)
  }

  var queues: Rect { parts.queues }
  var queuesAreLine: Bool { parts.queuesAreLine }
  var list: Rect { parts.list }
  var detail: Rect { parts.detail }
  var listHeight: Int { parts.listHeight }
  var detailSize: Size { parts.detailSize }
}

extension World {
  /// Whether the operator sees any annonce.
  var seesAnnonces: Bool { actor.reads(.annonce, of: actor.organisation) }

  /// Whether the operator may know what the draw chose.
  var seesDraw: Bool { actor.reads(.tirage, of: actor.organisation) }

  /// What is told to those who see no annonce.
  var noAnnonce: String {
    let roles = actor.roles.sorted().map(\.label).joined(separator: ", ")
    return "Vous êtes \(roles.isEmpty ? "sans rôle" : roles). La modération est ouverte à : "
      + "\(ModerationWords.readers)."
  }
}
