import Domain
import Storage

/// The pane of the patrimoines: queues on the left, the bailleurs, then the account of the one
/// selected.
struct PatrimoinePane {
  typealias Region = DossiersPane.Region

  /// The figures read, nil before.
  private(set) var summaries: [PatrimoineSummary]?
  /// Every bailleur seen, those that ask for most first.
  private var all: [PatrimoineRow] = []
  /// Those of the queue that pass the filter.
  private(set) var rows: [PatrimoineRow] = []
  private(set) var counts: [PatrimoineQueue: Int] = [:]
  private(set) var queue = PatrimoineQueue.all
  private(set) var viewport = ListViewport()
  var focus = Region.list
  var isZoomed = false
  private(set) var filter = ""
  private(set) var prompt: Prompt?
  /// The account of the bailleur selected.
  var detail = PatrimoineDetail()
  /// Whether the operator has chosen a row: before, the list is shown from its top.
  private var isTouched = false
  /// The import or the trial that goes on beside the screen.
  var run: ImportRun?

  /// The bailleur selected.
  var selected: PatrimoineRow? {
    viewport.selected.flatMap { rows.indices.contains($0) ? rows[$0] : nil }
  }

  var place: Place { focus == .detail ? .patrimoine : .patrimoines }

  /// The queues offered: « à confirmer » only when something waits there.
  var queues: [PatrimoineQueue] {
    PatrimoineQueue.allCases.filter { $0 != .held || (counts[.held] ?? 0) > 0 || queue == .held }
  }

  /// How many bailleurs are late or failed; nil until the pane was opened.
  var alarming: Int? { summaries.map { _ in (counts[.late] ?? 0) + (counts[.failed] ?? 0) } }

  /// What to ask when the pane opens, or when something changed under it.
  func reload(in world: World) -> [Effect] {
    guard world.seesPatrimoines else { return [] }
    return [.patrimoine(.list)] + (selected.map { [.patrimoine(.open($0.id))] } ?? [])
  }

  /// Takes the figures of all.
  mutating func take(_ loaded: [PatrimoineSummary], in world: World) -> [Effect] {
    summaries = loaded
    return gather(in: world)
  }

  /// Puts bailleurs and figures together anew: a new day changes their status.
  mutating func gather(in world: World) -> [Effect] {
    let byBailleur = Dictionary(
      (summaries ?? []).map { ($0.bailleur, $0) }, uniquingKeysWith: { $1 })
    let found = world.patrimoineBailleurs.map {
      PatrimoineRow(bailleur: $0, summary: byBailleur[$0.id])
    }
    all = PatrimoineRow.sorted(found, on: world.today)
    counts = [:]
    for queue in PatrimoineQueue.allCases {
      counts[queue] = all.count { queue.holds($0, on: world.today) }
    }
    return layOut(in: world)
  }

  /// Takes the account of a bailleur, unless another one is selected by now.
  mutating func take(_ file: PatrimoineFile, in world: World) {
    guard file.bailleur == selected?.id else { return }
    detail.take(file, isOpen: focus == .detail, in: world)
  }

  /// Shows a bailleur, whichever queue it is in.
  mutating func show(_ bailleur: OrganisationID, in world: World) -> [Effect] {
    queue = .all
    filter = ""
    var effects = layOut(in: world)
    if let index = rows.firstIndex(where: { $0.id == bailleur }) {
      effects += change(in: world) { $0.select(index) }
    }
    focus = .detail
    isZoomed = true
    return effects
  }

  /// Gives list and detail the room that the layout leaves them.
  mutating func fit(_ layout: DossiersLayout, in world: World) {
    if !layout.list.isEmpty { viewport.setHeight(layout.listHeight) }
    detail.fit(layout.detailSize, in: world)
  }

  private mutating func layOut(in world: World) -> [Effect] {
    let words = filter.folded.split(separator: " ").map(String.init)
    let before = selected?.id
    rows = all.filter { row in
      let name = row.bailleur.name.folded
      return queue.holds(row, on: world.today) && words.allSatisfy { name.contains($0) }
    }
    let same = isTouched ? rows.firstIndex { $0.id == before } : 0
    viewport.setCount(rows.count, selected: same)
    return selected?.id == before ? [] : selectionChanged()
  }

  private mutating func change(
    in world: World, _ body: (inout ListViewport) -> Void
  ) -> [Effect] {
    let before = selected?.id
    isTouched = true
    body(&viewport)
    return selected?.id == before ? [] : selectionChanged()
  }

  private mutating func selectionChanged() -> [Effect] {
    detail.expect(selected?.id)
    return selected.map { [.patrimoine(.open($0.id))] } ?? []
  }
}

/// The keys of the pane that change nothing but the screen.
extension PatrimoinePane {
  /// What an action does here; nil when it is not this pane's business.
  mutating func perform(_ action: UIAction, in world: World) -> [Effect]? {
    if let effects = move(action, in: world) { return effects }
    switch action {
    case .nextRegion: changeRegion(by: 1)
    case .previousRegion: changeRegion(by: -1)
    case .zoom: isZoomed.toggle()
    case .filter: prompt = Prompt(prefix: "/", text: filter, placeholder: "un bailleur")
    case .open where focus == .queues: focus = .list
    case .open where focus == .list:
      guard selected != nil else { return [] }
      isTouched = true
      focus = .detail
      isZoomed = true
    case .back: return back(in: world)
    case .mark where focus == .detail: detail.mark(in: world)
    default: return nil
    }
    return []
  }

  private mutating func move(_ action: UIAction, in world: World) -> [Effect]? {
    switch focus {
    case .queues:
      guard let rows = action.rows(page: queues.count) else { return nil }
      let index = (queues.firstIndex(of: queue) ?? 0) + rows
      return choose(queues[min(max(0, index), queues.count - 1)], in: world)
    case .list:
      var isMove = false
      let effects = change(in: world) { isMove = $0.move(action) }
      return isMove ? effects : nil
    case .detail: return detail.move(action, in: world) ? [] : nil
    }
  }

  /// Shows another queue.
  mutating func choose(_ chosen: PatrimoineQueue, in world: World) -> [Effect] {
    guard chosen != queue else { return [] }
    queue = chosen
    return layOut(in: world)
  }

  private mutating func changeRegion(by step: Int) {
    let all = Region.allCases
    let index = (all.firstIndex(of: focus) ?? 0) + step
    focus = all[(index + all.count) % all.count]
  }

  /// Escape goes back one step: marks, detail, zoom, filter.
  private mutating func back(in world: World) -> [Effect] {
    if focus == .detail, detail.unmark(in: world) { return [] }
    if focus != .list || isZoomed {
      focus = .list
      isZoomed = false
    } else if !filter.isEmpty {
      filter = ""
      return layOut(in: world)
    }
    return []
  }

  /// A key typed while the filter is being written.
  mutating func typeFilter(_ key: Key, in world: World) -> [Effect] {
    guard var editing = prompt else { return [] }
    let outcome = editing.handle(key)
    prompt = editing
    switch outcome {
    case .submit: prompt = nil
    case .cancel:
      prompt = nil
      filter = ""
    case .changed(let text): filter = text
    case .none: return []
    }
    return layOut(in: world)
  }

  /// A text pasted while the filter is being written.
  mutating func pasteFilter(_ text: String, in world: World) -> [Effect] {
    guard case .changed(let text) = prompt?.paste(text) else { return [] }
    filter = text
    return layOut(in: world)
  }

  /// A click on a queue, on a row, or in the detail.
  mutating func click(_ position: Position, in layout: DossiersLayout, _ world: World) -> [Effect] {
    if layout.queues.contains(position), !layout.queuesAreLine {
      focus = .queues
      let index = position.row - layout.queues.row - 1
      return queues.indices.contains(index) ? choose(queues[index], in: world) : []
    }
    if layout.list.contains(position) {
      focus = .list
      let row = viewport.first + position.row - layout.list.row - 2
      return viewport.visible.contains(row) ? change(in: world) { $0.select(row) } : []
    }
    if layout.detail.contains(position) { focus = .detail }
    return []
  }
}
