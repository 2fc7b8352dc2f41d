import Domain
import Storage

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
  /// The part that the arrows move in.
  var focus: Region = .list
  /// Whether that part has the whole screen.
  var isZoomed = false
  /// The order of the list.
  var sort: DossierSort = .due
  /// The words that the list is narrowed to.
  var filter = ""
  /// The prompt in which the filter is being typed.
  var prompt: Prompt?
  /// The dossiers of the queue.
  var list = DossierList()
  /// The dossier shown below the list.
  var detail: DossierDetail?
  /// The first row of the detail on the screen.
  var detailTop = 0
  /// The rows of the detail, wrapped to the width it has.
  private(set) var detailRows: [StyledLine] = []
  /// How many of them it shows.
  private(set) var detailHeight = 0
  /// Whether the detail shows the events instead of the state.
  var showsHistory = false
  /// The NUR shown in clear until the selection moves.
  var revealed: [VoletName: String] = [:]

  /// Where the keys are looked up.
  var place: Place {
    switch focus {
    case .queues: .queues
    case .list: .list
    case .detail: showsHistory ? .history : .detail
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

  var loadQueue: Effect { .loadQueue(.dossiers, queue, filter: filter, sort: sort) }

  /// Takes in what an effect brought back.
  mutating func update(_ message: Message) -> [Effect] {
    switch message {
    case .queueLoaded(.dossiers, let loaded, let streams) where loaded == queue:
      let before = list.selected
      list.take(streams, isHeld: focus == .detail)
      return wantedRows + (list.selected == before ? [] : selectionChanged())
    case .countsLoaded(let counts): self.counts = counts
    case .rowsLoaded(let loaded): list.take(loaded)
    case .detailLoaded(let stream, let loaded) where stream == list.selected: detail = loaded
    case .revealed(let numbers): revealed = numbers
    default: break
    }
    return []
  }

  /// Asks for the rows that came into sight.
  var wantedRows: [Effect] {
    let wanted = list.wanted
    return wanted.isEmpty ? [] : [.loadRows(wanted)]
  }

  /// Forgets what was shown of the former selection and asks for the new one's detail.
  mutating func selectionChanged() -> [Effect] {
    detail = nil
    detailTop = 0
    revealed = [:]
    return list.selected.map { [.loadDetail($0)] } ?? []
  }

  /// Gives the list and the detail the room that the layout leaves them.
  mutating func fit(_ layout: DossiersLayout, in world: World) -> [Effect] {
    if !layout.list.isEmpty { list.setHeight(layout.listHeight) }
    detailHeight = layout.detailSize.rows
    detailRows = lines(in: world).flatMap { $0.wrapped(to: layout.detailSize.columns - 2) }
    detailTop = min(detailTop, max(0, detailRows.count - detailHeight))
    return wantedRows
  }

  private func lines(in world: World) -> [FlowLine] {
    guard let detail else { return [] }
    return showsHistory
      ? HistoryLines(detail: detail, world: world).lines
      : DossierDetailLines(detail: detail, world: world, revealed: revealed).lines
  }

  /// Shows a dossier, found by its reference or chosen on Accueil.
  mutating func show(_ stream: StreamID) -> [Effect] {
    list.select(stream)
    focus = .detail
    isZoomed = true
    showsHistory = false
    return selectionChanged()
  }
}
