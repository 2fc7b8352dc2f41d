import Domain
import Storage

/// What a person can decide about a ticket.
enum TicketEdit: CaseIterable, Hashable, Sendable {
  case retry, cancel
}

/// The tickets that this desk asks of Redmine: those that ask for somebody first.
struct TicketsSheet {
  /// What was read, nil while it is being read.
  private(set) var file: TicketsFile?
  private(set) var viewport = ListViewport()

  /// The ticket chosen, nil when nothing can be.
  var selected: QueuedTicket? {
    guard let file, let index = viewport.selected, file.tickets.indices.contains(index) else {
      return nil
    }
    return file.tickets[index]
  }

  /// Takes what was read; the selection holds by ticket.
  mutating func take(_ loaded: TicketsFile) {
    let before = selected?.id
    file = loaded
    viewport.setCount(
      loaded.tickets.count, selected: loaded.tickets.firstIndex { $0.id == before })
  }

  mutating func setHeight(_ height: Int) { viewport.setHeight(max(1, height)) }

  /// Does what a movement asks; false when the action is none.
  mutating func move(_ action: UIAction) -> Bool { viewport.move(action) }
}
