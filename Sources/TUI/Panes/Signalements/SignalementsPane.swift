import Domain
import Storage

/// The pane of the signalements: queues on the left, the list, then the detail of the one selected.
struct SignalementsPane {
  typealias Region = DossiersPane.Region

  private(set) var counts: [SignalementQueue: Int]?
  private(set) var list = SignalementList(SignalementListing(.aTrier))
  var focus = Region.list
  var isZoomed = false
  var prompt: Prompt?
  /// Those on which the next acts bear, with their numbers.
  var marks: [StreamID: String] = [:]
  /// The signalement selected, with what is known beside it; nil while it is on its way.
  private(set) var detail: SignalementDetail? {
    didSet { drawn = nil }
  }
  /// The one after it, read while the operator reads this one.
  private(set) var ahead: SignalementDetail?
  /// The canned replies, nil before they are read.
  var reponses: Reponses?
  /// What keys take back and do again.
  var steps = TriageSteps()
  /// How fast the operator goes.
  var pace = TriagePace()
  /// Whether the pane was shown: before, only its counts are read.
  private var isOpened = false
  /// The signalement that was just acted on: when it leaves the queue, the next one is shown.
  private var acted: StreamID?
  private(set) var detailTop = 0
  private(set) var detailRows: Surface?
  private(set) var detailTitle = "Signalement"
  private var detailHeight = 0
  private var drawn: Drawing?

  /// What the rows of the detail depend on, besides the signalement itself.
  private struct Drawing: Equatable {
    let size: Size
    let today: Day
    let acceptKey: String?
  }

  var queue: SignalementQueue { list.listing.queue }

  var filter: String { list.listing.filter }

  var place: Place { focus == .detail ? .signalement : .signalements }

  /// What to ask when the program opens, or when the operator changes.
  func opened(in world: World) -> [Effect] {
    world.seesSignalements ? [.signalements(.counts)] : []
  }

  /// What to ask when the pane comes to the front.
  mutating func shown(in world: World) -> [Effect] {
    guard world.seesSignalements else { return [] }
    if !isOpened {
      isOpened = true
      list = SignalementList(SignalementListing(world.signalementQueues[0]))
    }
    return reload(in: world) + (world.routesSignalements ? [.signalements(.replies)] : [])
  }

  /// Asks for everything again, after a change from elsewhere.
  func reload(in world: World) -> [Effect] {
    guard world.seesSignalements else { return [] }
    guard isOpened else { return [.signalements(.counts)] }
    return [.signalements(.counts), readList]
      + (list.selected.map { [.signalements(.refresh($0))] } ?? [])
  }

  /// What reads the rows near the screen, and where the selection stands.
  var readList: Effect {
    .signalements(.page(list.listing, list.stretch, selected: list.selected))
  }

  /// An act on that signalement was recorded.
  mutating func act(on stream: StreamID, in world: World) -> [Effect] {
    acted = stream
    return [.signalements(.counts), readList]
  }

  mutating func take(_ counts: [SignalementQueue: Int]) { self.counts = counts }

  mutating func take(_ loaded: Reponses) { reponses = loaded }

  /// Takes rows read, unless another queue is shown by now.
  mutating func take(
    _ page: SignalementPage, of listing: SignalementListing, selected stream: StreamID?,
    place: Int?
  ) -> [Effect] {
    guard listing == list.listing else { return [] }
    let before = list.selected
    // Rows read for a selection that has moved on leave it where it is.
    let isCurrent = stream == before
    let place = isCurrent ? place : nil
    let isHeld = !isCurrent || (focus == .detail && acted != before)
    list.take(page, place: place, isHeld: isHeld)
    let wasActed = acted != nil && acted == list.selected
    acted = nil
    if list.selected != before { return selectionChanged() }
    if wasActed, let stream = list.selected { return [.signalements(.open(stream))] }
    return []
  }

  /// Takes a signalement read, unless another one is selected by now.
  mutating func take(_ loaded: SignalementDetail?, of stream: StreamID) -> [Effect] {
    guard stream == list.selected else { return [] }
    if detail?.stream != loaded?.stream { detailTop = 0 }
    detail = loaded
    return readAhead
  }

  mutating func takeAhead(_ loaded: SignalementDetail) {
    if loaded.stream == list.following { ahead = loaded }
  }

  private var readAhead: [Effect] {
    guard let next = list.following, ahead?.stream != next else { return [] }
    return [.signalements(.ahead(next))]
  }

  /// Changes the list, and asks for the detail when another signalement is selected after it.
  mutating func change(_ body: (inout SignalementList) -> Void) -> [Effect] {
    let before = list.selected
    body(&list)
    return list.selected == before ? [] : selectionChanged()
  }

  /// The one read ahead is shown at once, and read again when the screen is drawn: an act on the
  /// one before may have changed what is said of it.
  private mutating func selectionChanged() -> [Effect] {
    detailTop = 0
    guard let stream = list.selected else {
      detail = nil
      return []
    }
    guard let next = ahead, next.stream == stream else {
      detail = nil
      return [.signalements(.open(stream))]
    }
    detail = next
    ahead = nil
    return [.signalements(.refresh(stream))]
  }

  /// Shows a signalement, in the queue where it stands.
  mutating func show(_ stream: StreamID, in queue: SignalementQueue) -> [Effect] {
    isOpened = true
    list.show(SignalementListing(queue))
    list.expect(stream)
    focus = .detail
    isZoomed = true
    return [.signalements(.counts), readList] + selectionChanged()
  }

  /// Shows what was just taken back, where it stands in the queue.
  mutating func select(_ stream: StreamID) -> [Effect] {
    list.expect(stream)
    acted = stream
    return [.signalements(.counts), readList]
  }

  /// Gives list and detail the room that the layout leaves them, and asks for what came in sight.
  mutating func fit(_ layout: DossiersLayout, in world: World) -> [Effect] {
    if !layout.list.isEmpty { list.setHeight(layout.listHeight) }
    detailHeight = layout.detailSize.rows
    layDetail(layout, in: world)
    detailTop = min(detailTop, furthestTop)
    return list.wanted().map { [.signalements(.page(list.listing, $0, selected: nil))] } ?? []
  }

  private var furthestTop: Int { max(0, (detailRows?.size.rows ?? 0) - detailHeight) }

  /// Draws the rows of the detail, once for each signalement and size; what stood there stays until
  /// the next one has come, under its own title.
  private mutating func layDetail(_ layout: DossiersLayout, in world: World) {
    let size = Size(
      columns: max(0, layout.detailSize.columns - 2), rows: layout.detailSize.rows)
    let drawing = Drawing(
      size: size, today: world.today, acceptKey: world.keyMap.keyName(of: .open))
    guard drawing != drawn, detail != nil || list.selected == nil else { return }
    drawn = drawing
    guard let detail, size.columns > 0 else {
      detailRows = nil
      detailTitle = "Signalement"
      return
    }
    let lines = SignalementDetailLines(detail: detail, world: world).lines(size)
    var rows = Surface(size: Size(columns: size.columns, rows: lines.count))
    rows.draw(lines, in: rows.bounds)
    detailRows = rows
    let reception = detail.signalement.reception
    detailTitle = "\(detail.signalement.number) · \(reception?.nature.label ?? "signalement")"
  }

  /// Moves through the rows of the detail.
  mutating func scroll(_ action: UIAction) -> Bool {
    guard let rows = action.rows(page: max(1, detailHeight - 1)) else { return false }
    detailTop = max(0, min(detailTop + rows, furthestTop))
    return true
  }
}
