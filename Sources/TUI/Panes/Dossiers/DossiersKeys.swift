import Domain
import Storage

extension DossiersPane {
  /// What an action asked for by a key does here; nil when it is not this pane's business.
  mutating func perform(_ action: UIAction, in world: World) -> [Effect]? {
    if let rows = action.rows(page: pageRows) { return move(by: rows, in: world) }
    switch action {
    case .nextRegion: return changeRegion(by: 1)
    case .previousRegion: return changeRegion(by: -1)
    case .zoom: isZoomed.toggle()
    case .open: return open()
    case .back: return back()
    case .why: turn(to: .why)
    case .timeline: turn(to: .timeline)
    case .history: turn(to: .history)
    case .filter:
      prompt = Prompt(prefix: "/", text: filter)
      return [.prepareFilter(queue, order: layout.order)]
    case .sort: return changeLayout { $0.sortNext() }
    case .reverseSort: return changeLayout { $0.order.isReversed.toggle() }
    case .mark: return mark()
    case .markAll: return list.sequence.map { [.loadNumbers($0)] } ?? []
    case .copy: return (detail?.dossier.reference).map { [.copy($0)] } ?? []
    default: return nil
    }
    return []
  }

  /// A key typed while the filter's prompt is open.
  mutating func typeFilter(_ key: Key) -> [Effect] {
    guard var editing = prompt else { return [] }
    let outcome = editing.handle(key)
    prompt = editing
    switch outcome {
    case .submit: prompt = nil
    case .cancel:
      prompt = nil
      return narrow(to: "")
    case .changed(let text): return narrow(to: text)
    case .none: break
    }
    return []
  }

  /// A text pasted while the filter's prompt is open.
  mutating func pasteFilter(_ text: String) -> [Effect] {
    guard var editing = prompt else { return [] }
    _ = editing.paste(text)
    prompt = editing
    return narrow(to: editing.text)
  }

  /// Narrows the list to those words; the selection starts at the top.
  mutating func narrow(to words: String) -> [Effect] {
    guard words != filter else { return [] }
    filter = words
    focus = .list
    return [loadQueue]
  }

  /// Shows another queue.
  mutating func choose(_ chosen: DossierQueue) -> [Effect] {
    guard chosen != queue else { return [] }
    queue = chosen
    list.clear()
    return selectionChanged() + [loadQueue]
  }

  private var pageRows: Int { max(1, (focus == .detail ? detailHeight : list.viewport.height) - 1) }

  private mutating func move(by rows: Int, in world: World) -> [Effect] {
    switch focus {
    case .queues:
      let offered = Self.queues(for: world)
      let index = (offered.firstIndex(of: queue) ?? 0) + rows
      return choose(offered[min(max(0, index), offered.count - 1)])
    case .list:
      return changeList { $0.move(by: rows) }
    case .detail:
      detailTop = max(0, min(detailTop + rows, furthestTop))
      return []
    }
  }

  private mutating func changeRegion(by step: Int) -> [Effect] {
    let all = Region.allCases
    let index = (all.firstIndex(of: focus) ?? 0) + step
    let leavesDetail = focus == .detail
    focus = all[(index + all.count) % all.count]
    return leavesDetail ? letGo() : []
  }

  /// Back among the rows, a dossier that has left the queue gives way to the one at its place.
  private mutating func letGo() -> [Effect] {
    changeList { $0.letGo() }
  }

  private mutating func open() -> [Effect] {
    switch focus {
    case .queues:
      focus = .list
      return letGo()
    case .list:
      guard list.selected != nil else { return [] }
      focus = .detail
      isZoomed = true
    case .detail: break
    }
    return []
  }

  /// Turns the detail to a page, or back from it.
  private mutating func turn(to wanted: DetailPage) {
    page = page == wanted ? .dossier : wanted
    detailTop = 0
    focus = .detail
  }

  /// Marks the row selected, or takes its mark away, and goes to the next one.
  private mutating func mark() -> [Effect] {
    guard let index = list.viewport.selected, let row = list.row(at: index) else { return [] }
    marks.toggle(row.number)
    return changeList { $0.move(by: 1) }
  }

  /// Escape goes back one step: page, detail, zoom, filter, marks, in that order.
  private mutating func back() -> [Effect] {
    if page != .dossier {
      page = .dossier
      detailTop = 0
    } else if focus == .detail || isZoomed {
      return returnToList()
    } else if !filter.isEmpty {
      return narrow(to: "")
    } else if focus == .list, !marks.isEmpty {
      marks = DossierMarks()
    } else if focus == .queues {
      focus = .list
      return letGo()
    }
    return []
  }

  /// From the detail, or a region that has the whole screen, back among the rows.
  mutating func returnToList() -> [Effect] {
    page = .dossier
    isZoomed = false
    focus = .list
    detailTop = 0
    return letGo()
  }

  /// A click: on a queue, on a row, or in the detail.
  mutating func click(_ position: Position, in layout: DossiersLayout, _ world: World) -> [Effect] {
    if layout.queues.contains(position), !layout.queuesAreLine {
      focus = .queues
      let offered = Self.queues(for: world)
      let index = position.row - layout.queues.row - 1
      return offered.indices.contains(index) ? choose(offered[index]) : []
    }
    if layout.list.contains(position) {
      focus = .list
      if position.row == layout.list.row + 1 { return letGo() + sort(at: position, in: layout) }
      let row = list.viewport.first + position.row - layout.list.row - 2
      guard list.viewport.visible.contains(row) else { return letGo() }
      return changeList { $0.select(at: row) }
    }
    if layout.detail.contains(position) { focus = .detail }
    return []
  }

  /// A click on the heading of a column sorts on it; a second one turns the order round.
  private mutating func sort(at position: Position, in layout: DossiersLayout) -> [Effect] {
    let inside = layout.list.inset()
    let column = DossierTable.column(
      at: position.column - inside.column, self.layout, width: inside.width)
    return column.map { sort in changeLayout { $0.sort(on: sort) } } ?? []
  }
}
