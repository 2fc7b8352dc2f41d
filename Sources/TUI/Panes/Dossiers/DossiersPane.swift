import Domain
import Storage

/// What the detail shows of a dossier: its state, or one of the pages behind it.
enum DetailPage {
  case dossier, why, timeline, history
}

/// The pane of the dossiers: queues on the left, the list, then the detail of the selected row.
struct DossiersPane {
  /// The parts of the pane between which Tab moves.
  enum Region: CaseIterable {
    case queues, list, detail
  }

  /// The queue shown.
  var queue: DossierQueue = .mine
  /// How many dossiers each queue holds.
  var counts: [DossierQueue: Int] = [:]
  /// The queues with their counts, as drawn.
  private(set) var queuesBox = Sketch<QueuesBox>()
  /// The part that the arrows move in.
  var focus: Region = .list
  /// Whether that part has the whole screen.
  var isZoomed = false
  /// The columns and the order of the list.
  var layout = ListLayout()
  /// The vue last opened.
  var vue: DossierVue?
  /// The words that the list is narrowed to.
  var filter = ""
  /// The prompt in which the filter is being typed.
  var prompt: Prompt?
  /// The dossiers of the queue.
  var list = DossierList()
  /// The dossiers on which the next acts bear, whichever queue they are in.
  var marks = DossierMarks()
  /// The dossier shown below the list.
  var detail: DossierDetail? {
    didSet { drawn = nil }
  }
  /// Whether the detail of the selection is on its way. What stood there stays on the screen until
  /// then, under its own title: a pane that empties at each step flickers.
  private(set) var isDetailAwaited = false
  /// The title over the rows of the detail.
  private(set) var detailTitle = "Dossier"
  /// The first row of the detail on the screen.
  var detailTop = 0
  /// The rows of the detail, wrapped to the width it has and drawn; nil without a dossier.
  private(set) var detailRows: Surface?
  /// What those rows were made of; nil when the dossier has changed since.
  private var drawn: DetailDrawing?
  /// How many of them it shows.
  private(set) var detailHeight = 0
  /// What the detail shows of the dossier.
  var page: DetailPage = .dossier
  /// The NUR shown in clear until the selection moves.
  var revealed: [VoletName: String] = [:]

  /// Where the keys are looked up.
  var place: Place {
    switch focus {
    case .queues: .queues
    case .list: .list
    case .detail: page == .dossier ? .detail : .page
    }
  }

  /// The queues offered to this operator, in the order of the left column.
  static func queues(for world: World) -> [DossierQueue] {
    DossierQueue.allCases.filter { queue in
      switch queue {
      case .mine, .ours, .waiting: world.audience != nil
      default: true
      }
    }
  }

  /// What to ask when the pane opens, or when the operator changes.
  mutating func opened(in world: World) -> [Effect] {
    let offered = Self.queues(for: world)
    if !offered.contains(queue) { queue = offered.first ?? .open }
    return reload()
  }

  /// Asks for everything on the screen again, after an act or a change from elsewhere.
  func reload() -> [Effect] {
    var effects: [Effect] = [.loadCounts, loadQueue]
    if let selected = list.selected { effects.append(.loadDetail(selected)) }
    return effects
  }

  var loadQueue: Effect {
    .loadQueue(.dossiers, queue, filter: filter, order: layout.order, selected: list.selected)
  }

  /// Takes in what an effect brought back.
  mutating func update(_ message: Message) -> [Effect] {
    switch message {
    case .queueLoaded(.dossiers, let sequence, let index) where sequence.listing.queue == queue:
      let isHeld = focus == .detail
      return changeList { $0.take(sequence, index: index, isHeld: isHeld) }
    case .countsLoaded(let counts): self.counts = counts
    case .rowsLoaded(.dossiers, let sequence, let first, let rows):
      return changeList { $0.take(rows, at: first, of: sequence) }
    case .detailLoaded(let stream, let loaded) where stream == list.selected:
      if isDetailAwaited { detailTop = 0 }
      isDetailAwaited = false
      detail = loaded
    case .revealed(let numbers): revealed = numbers
    case .numbersLoaded(let sequence, let numbers) where sequence == list.sequence:
      marks.toggle(all: numbers)
    default: break
    }
    return []
  }

  /// Changes the list, and asks for the detail when another dossier is selected after it.
  mutating func changeList(_ change: (inout DossierList) -> Void) -> [Effect] {
    let before = list.selected
    change(&list)
    return list.selected == before ? [] : selectionChanged()
  }

  /// Forgets what was shown of the former selection and asks for the new one's detail.
  mutating func selectionChanged() -> [Effect] {
    detail = nil
    revealed = [:]
    isDetailAwaited = list.selected != nil
    return list.selected.map { [.loadDetail($0)] } ?? []
  }

  /// Gives the list and the detail the room that the layout leaves them, and asks for the rows that
  /// came into sight.
  mutating func fit(_ layout: DossiersLayout, in world: World) -> [Effect] {
    if !layout.list.isEmpty {
      list.setHeight(layout.listHeight)
      DossierTable.lay(&list, self.layout, width: layout.list.inset().width, in: world)
    }
    if !layout.queuesAreLine, !layout.queues.isEmpty {
      let box = QueuesBox(self, world)
      queuesBox.lay(box, layout.queues.size) { box.draw(on: &$0) }
    }
    detailHeight = layout.detailSize.rows
    layDetail(DetailDrawing(layout, page, revealed, world), in: world)
    detailTop = min(detailTop, furthestTop)
    return list.wanted(for: .dossiers) + list.ahead(for: .dossiers)
  }

  /// The row of the detail that is on top when its last one is at the bottom.
  var furthestTop: Int { max(0, (detailRows?.size.rows ?? 0) - detailHeight) }

  /// Draws the rows of the detail, once for each dossier and size.
  private mutating func layDetail(_ drawing: DetailDrawing, in world: World) {
    guard drawing != drawn, !isDetailAwaited else { return }
    let lines = rows(width: drawing.size.columns, in: world)
    var rows = Surface(size: Size(columns: drawing.size.columns, rows: lines.count))
    rows.draw(lines, in: rows.bounds)
    detailRows = detail == nil ? nil : rows
    detailTitle =
      detail.map { "\($0.dossier.reference) · \($0.dossier.status.label)" } ?? "Dossier"
    drawn = drawing
  }

  private func rows(width: Int, in world: World) -> [StyledLine] {
    guard let detail else { return [] }
    switch page {
    case .dossier:
      let lines = DossierDetailLines(detail: detail, world: world, revealed: revealed).lines
      let rows = lines.flatMap { $0.wrapped(to: width) }
      return rows + frise(of: detail, width: width, below: rows.count, in: world)
    case .why: return WhyLines(detail: detail, world: world).lines.flatMap { $0.wrapped(to: width) }
    case .timeline: return FriseLines(dossier: detail.dossier, world: world).lines(width: width)
    case .history:
      return HistoryLines(detail: detail, world: world).lines.flatMap { $0.wrapped(to: width) }
    }
  }

  /// The bars of the volets below the state of the dossier, where all of them have room.
  private func frise(
    of detail: DossierDetail, width: Int, below count: Int, in world: World
  ) -> [StyledLine] {
    let frise = FriseLines(dossier: detail.dossier, world: world)
    guard count + frise.height + 2 <= detailHeight else { return [] }
    return [StyledLine(), StyledLine("Frise", .label)] + frise.lines(width: width)
  }

  /// Shows a dossier, found by its reference or chosen on Accueil.
  mutating func show(_ stream: StreamID) -> [Effect] {
    let isNear = list.select(stream)
    focus = .detail
    isZoomed = true
    page = .dossier
    return selectionChanged() + (isNear ? [] : [loadQueue])
  }
}

/// What the rows of the detail depend on, besides the dossier itself.
private struct DetailDrawing: Equatable {
  let size: Size
  let page: DetailPage
  let revealed: [VoletName: String]
  let today: Day

  init(
    _ layout: DossiersLayout, _ page: DetailPage, _ revealed: [VoletName: String], _ world: World
  ) {
    size = Size(columns: layout.detailSize.columns - 2, rows: layout.detailSize.rows)
    self.page = page
    self.revealed = revealed
    today = world.today
  }
}
