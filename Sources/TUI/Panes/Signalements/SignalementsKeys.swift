import Domain
import Storage

/// The keys of the pane that change nothing but the screen.
extension SignalementsPane {
  /// What an action does here; nil when it is not this pane's business.
  mutating func perform(_ action: UIAction, in world: World) -> [Effect]? {
    if let effects = move(action, in: world) { return effects }
    switch action {
    case .nextRegion: return changeRegion(by: 1)
    case .previousRegion: return changeRegion(by: -1)
    case .zoom: isZoomed.toggle()
    case .filter:
      prompt = Prompt(prefix: "/", text: filter, placeholder: "un mot, un numéro, un nom")
    case .back: return back()
    case .mark: return mark()
    case .markAll: return [.signalements(.markAll(list.listing))]
    case .copy: return detail.map { [.copy($0.signalement.number)] } ?? []
    default: return nil
    }
    return []
  }

  private mutating func move(_ action: UIAction, in world: World) -> [Effect]? {
    switch focus {
    case .queues:
      let queues = world.signalementQueues
      guard let rows = action.rows(page: queues.count) else { return nil }
      let index = (queues.firstIndex(of: queue) ?? 0) + rows
      return choose(queues[min(max(0, index), queues.count - 1)])
    case .list:
      var isMove = false
      let effects = change { isMove = $0.move(action) }
      return isMove ? effects : nil
    case .detail: return scroll(action) ? [] : nil
    }
  }

  /// Shows another queue.
  mutating func choose(_ chosen: SignalementQueue) -> [Effect] {
    show(SignalementListing(chosen, filter: filter))
  }

  private mutating func show(_ listing: SignalementListing) -> [Effect] {
    guard listing != list.listing else { return [] }
    return change { $0.show(listing) } + [readList]
  }

  private mutating func changeRegion(by step: Int) -> [Effect] {
    let all = Region.allCases
    let index = (all.firstIndex(of: focus) ?? 0) + step
    focus = all[(index + all.count) % all.count]
    return focus == .detail ? [] : change { $0.letGo() }
  }

  /// Marks the row selected, or takes its mark away, and goes to the next one.
  private mutating func mark() -> [Effect] {
    guard focus == .list, let row = list.selectedRow?.summary else { return [] }
    if marks.removeValue(forKey: row.stream) == nil { marks[row.stream] = row.number }
    return change { _ = $0.move(.down) }
  }

  /// Marks a whole queue or, when all of it is marked already, takes its marks away.
  mutating func toggle(_ all: [StreamID: String], of listing: SignalementListing) {
    guard listing == list.listing else { return }
    if all.keys.allSatisfy({ marks[$0] != nil }) {
      for stream in all.keys { marks[stream] = nil }
    } else {
      marks.merge(all) { $1 }
    }
  }

  /// Escape goes back one step: detail, zoom, filter, marks, in that order.
  private mutating func back() -> [Effect] {
    if focus != .list || isZoomed {
      focus = .list
      isZoomed = false
      return change { $0.letGo() }
    }
    if !filter.isEmpty { return show(SignalementListing(queue)) }
    marks = [:]
    return []
  }

  /// A key typed while the filter is being written.
  mutating func typeFilter(_ key: Key) -> [Effect] {
    guard var editing = prompt else { return [] }
    let outcome = editing.handle(key)
    prompt = editing
    switch outcome {
    case .submit: prompt = nil
    case .cancel:
      prompt = nil
      return show(SignalementListing(queue))
    case .changed(let text): return narrow(to: text)
    case .none: break
    }
    return []
  }

  /// A text pasted while the filter is being written.
  mutating func pasteFilter(_ text: String) -> [Effect] {
    guard case .changed(let text) = prompt?.paste(text) else { return [] }
    return narrow(to: text)
  }

  private mutating func narrow(to text: String) -> [Effect] {
    focus = .list
    return show(SignalementListing(queue, filter: text))
  }

  /// A click on a queue, on a row, or in the detail.
  mutating func click(_ position: Position, in layout: DossiersLayout, _ world: World) -> [Effect] {
    if layout.queues.contains(position), !layout.queuesAreLine {
      focus = .queues
      let index = position.row - layout.queues.row - 1
      let queues = world.signalementQueues
      return queues.indices.contains(index) ? choose(queues[index]) : []
    }
    if layout.list.contains(position) {
      focus = .list
      let row = list.viewport.first + position.row - layout.list.row - 2
      return list.viewport.visible.contains(row) ? change { $0.select(at: row) } : []
    }
    if layout.detail.contains(position) { focus = .detail }
    return []
  }
}
