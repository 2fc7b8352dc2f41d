import Domain
import Storage

/// The pane of compliance: indicators on the left, a table of the bailleurs, then the figures of
/// the one selected, each of which opens on its dossiers.
struct CompliancePane {
  typealias Region = DossiersPane.Region

  /// The board read, nil before.
  private(set) var board: ComplianceBoard?
  /// The forecast read, nil before it was first looked at.
  private(set) var outlook: ComplianceOutlook?
  private(set) var queue = ComplianceQueue.whole
  private(set) var choice = CompliancePeriodChoice.lastMonths(12)
  private(set) var sort = ComplianceSort.broken
  private(set) var isReversed = false
  private(set) var rows: [ComplianceRow] = []
  private(set) var viewport = ListViewport()
  var focus = Region.list
  var isZoomed = false
  private(set) var filter = ""
  private(set) var prompt: Prompt?
  /// Whether the prompt asks for a period, not for a filter.
  private(set) var asksPeriod = false
  private(set) var detail = ComplianceDetail()
  /// Whether something is being read; the last figures stay meanwhile.
  private(set) var isReading = false

  /// The row selected.
  var selected: ComplianceRow? {
    viewport.selected.flatMap { rows.indices.contains($0) ? rows[$0] : nil }
  }

  var place: Place { focus == .detail ? .conformite : .conformites }

  /// The bailleurs whose breaches are repeated.
  var repeated: Set<OrganisationID> { Set((board?.repeated ?? []).map(\.bailleur)) }

  /// How many of them there are, for the line at the top.
  var alarming: Int { board?.repeated.count ?? 0 }

  /// What to ask when the pane is shown, or when something changed under it.
  mutating func reload(in world: World) -> [Effect] {
    guard world.actor.seesCompliance else { return [] }
    isReading = true
    return [.compliance(.board(choice.period(on: world.today)))]
      + (queue == .forecast ? [.compliance(.forecast)] : [])
  }

  /// Takes the board of the period shown.
  mutating func take(_ loaded: ComplianceBoard, in world: World) {
    guard loaded.table.period == choice.period(on: world.today) else { return }
    isReading = false
    board = loaded
    layOut(in: world)
  }

  /// Takes what falls due.
  mutating func take(_ loaded: ComplianceOutlook, in world: World) {
    outlook = loaded
    layOut(in: world)
  }

  /// Gives list and detail the room that the layout leaves them.
  mutating func fit(_ layout: ModerationLayout, in world: World) {
    if !layout.list.isEmpty { viewport.setHeight(layout.listHeight) }
    detail.fit(layout.detailSize)
  }

  private mutating func layOut(in world: World) {
    let before = selected?.id
    let words = filter.folded.split(separator: " ").map(String.init)
    rows = all(in: world).filter { row in
      let name = world.directory.name(of: row.bailleur ?? "").folded
      return words.allSatisfy { name.contains($0) }
    }
    viewport.setCount(rows.count, selected: rows.firstIndex { $0.id == before })
    showDetail(in: world)
  }

  private func all(in world: World) -> [ComplianceRow] {
    switch queue {
    case .forecast: return (outlook?.contacts ?? []).map { .contact($0) }
    case .proposals: return (board?.repeated ?? []).map { .proposal($0) }
    default:
      let lines = board.map { $0.table.lines } ?? []
      let sorted = lines.sorted { isBefore($0, $1, in: world) }
      return (isReversed ? sorted.reversed() : sorted).map { .bailleur($0) }
    }
  }

  private func isBefore(_ one: ComplianceLine, _ other: ComplianceLine, in world: World) -> Bool {
    let (mine, theirs) = (queue.figure(one), queue.figure(other))
    let keys: (Int, Int) =
      switch sort {
      case .broken where queue == .fairness:
        (other.breachesPerHundred ?? -1, one.breachesPerHundred ?? -1)
      case .broken: (theirs.late, mine.late)
      case .rate: (theirs.permille ?? -1, mine.permille ?? -1)
      case .count: (theirs.count, mine.count)
      case .name: (0, 0)
      }
    if keys.0 != keys.1 { return keys.0 < keys.1 }
    let names = [one, other].map { world.directory.name(of: $0.bailleur ?? "").folded }
    return names[0] != names[1] ? names[0] < names[1] : one.bailleur ?? "" < other.bailleur ?? ""
  }

  private mutating func showDetail(in world: World) {
    let words = ComplianceDetailLines(pane: self, world: world)
    detail.take(words.rows, of: selected?.id)
  }
}

/// The keys of the pane.
extension CompliancePane {
  /// What an action does here; nil when it is not this pane's business.
  mutating func perform(_ action: UIAction, in world: World) -> [Effect]? {
    if let effects = move(action, in: world) { return effects }
    switch action {
    case .nextRegion: changeRegion(by: 1)
    case .previousRegion: changeRegion(by: -1)
    case .zoom: isZoomed.toggle()
    case .filter:
      asksPeriod = false
      prompt = Prompt(prefix: "/", text: filter, placeholder: "un bailleur")
    case .compliance(.dates):
      asksPeriod = true
      prompt = Prompt(prefix: "Période : ", placeholder: "2026-01 2026-06")
    case .compliance(.period): return choose(choice.next, in: world)
    case .sort:
      sort = sort.next
      isReversed = false
      layOut(in: world)
    case .reverseSort:
      isReversed.toggle()
      layOut(in: world)
    case .open where focus == .queues: focus = .list
    case .compliance(.detail) where focus == .list:
      guard selected != nil else { return [] }
      focus = .detail
      isZoomed = true
    case .back: back(in: world)
    default: return nil
    }
    return []
  }

  private mutating func move(_ action: UIAction, in world: World) -> [Effect]? {
    switch focus {
    case .queues:
      let queues = ComplianceQueue.all
      guard let rows = action.rows(page: queues.count) else { return nil }
      let index = (queues.firstIndex(of: queue) ?? 0) + rows
      return show(queues[min(max(0, index), queues.count - 1)], in: world)
    case .list:
      let before = selected?.id
      guard viewport.move(action) else { return nil }
      if selected?.id != before { showDetail(in: world) }
      return []
    case .detail: return detail.move(action) ? [] : nil
    }
  }

  /// Shows another queue; the bailleur selected stays so.
  mutating func show(_ chosen: ComplianceQueue, in world: World) -> [Effect] {
    guard chosen != queue else { return [] }
    let bailleur = selected?.bailleur
    queue = chosen
    layOut(in: world)
    if let bailleur, let place = rows.firstIndex(where: { $0.bailleur == bailleur }) {
      viewport.select(place)
      showDetail(in: world)
    }
    return chosen == .forecast && outlook == nil ? [.compliance(.forecast)] : []
  }

  /// Shows another period.
  mutating func choose(_ chosen: CompliancePeriodChoice, in world: World) -> [Effect] {
    choice = chosen
    isReading = true
    return [.compliance(.board(chosen.period(on: world.today)))]
  }

  private mutating func changeRegion(by step: Int) {
    let all = Region.allCases
    let index = (all.firstIndex(of: focus) ?? 0) + step
    focus = all[(index + all.count) % all.count]
  }

  /// Escape goes back one step: detail, zoom, filter.
  private mutating func back(in world: World) {
    if focus != .list || isZoomed {
      focus = .list
      isZoomed = false
    } else if !filter.isEmpty {
      filter = ""
      layOut(in: world)
    }
  }

  /// A key typed while the filter or a period is being written.
  ///
  /// - Throws: a refusal for what is no period; it stays to be corrected.
  mutating func type(_ key: Key, in world: World) throws(Refusal) -> [Effect] {
    guard var editing = prompt else { return [] }
    let outcome = editing.handle(key)
    prompt = editing
    switch outcome {
    case .submit(let text) where asksPeriod:
      let period = try CompliancePeriod(typed: text)
      prompt = nil
      return choose(.typed(period), in: world)
    case .submit: prompt = nil
    case .cancel:
      prompt = nil
      if !asksPeriod { filter = "" }
    case .changed(let text): if !asksPeriod { filter = text }
    case .none: return []
    }
    layOut(in: world)
    return []
  }

  /// A text pasted while the filter or a period is being written.
  mutating func paste(_ text: String, in world: World) {
    guard case .changed(let text) = prompt?.paste(text), !asksPeriod else { return }
    filter = text
    layOut(in: world)
  }

  /// A click on a queue, on a row, or in the detail.
  mutating func click(
    _ position: Position, in layout: ModerationLayout, _ world: World
  ) -> [Effect] {
    if layout.queues.contains(position), !layout.queuesAreLine {
      focus = .queues
      let index = position.row - layout.queues.row - 1
      guard ComplianceQueue.all.indices.contains(index) else { return [] }
      return show(ComplianceQueue.all[index], in: world)
    }
    if layout.list.contains(position) {
      focus = .list
      let row = viewport.first + position.row - layout.list.row - 2
      guard viewport.visible.contains(row) else { return [] }
      viewport.select(row)
      showDetail(in: world)
    }
    if layout.detail.contains(position) { focus = .detail }
    return []
  }
}
