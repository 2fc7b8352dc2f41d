import Domain
import Storage

/// « Ma journée »: what the operator must do, in the order in which it should be done.
struct AccueilPane {
  /// The dossiers of the day.
  var list = DossierList()
  /// How many dossiers each queue holds.
  var counts: [DossierQueue: Int] = [:]
  /// The load of the coming weeks.
  var chart = LoadChart()

  /// The queue that is this operator's day: an agent's own tasks; for those who follow everyone,
  /// what is late.
  static func queue(for world: World) -> DossierQueue {
    world.audience == nil ? .late : .mine
  }

  /// What to ask when the pane opens.
  mutating func opened(in world: World) -> [Effect] {
    chart.invalidate()
    return [
      .loadQueue(
        .accueil, Self.queue(for: world), filter: "", order: DossierOrder(),
        selected: list.selected)
    ]
  }

  /// Takes in what an effect brought back.
  mutating func update(_ message: Message) {
    switch message {
    case .queueLoaded(.accueil, let sequence, let index): list.take(sequence, index: index)
    case .countsLoaded(let counts): self.counts = counts
    case .rowsLoaded(.accueil, let sequence, let first, let rows):
      list.take(rows, at: first, of: sequence)
    default: break
    }
  }

  /// Gives the list its room, and asks for the rows that came into sight.
  mutating func fit(_ frame: FrameLayout, in world: World) -> [Effect] {
    list.setHeight(frame.body.height - AccueilView.headHeight(frame) - 3)
    DossierTable.lay(&list, ListLayout(), width: frame.body.inset().width, in: world)
    return list.wanted(for: .accueil)
  }

  /// What an action does here; nil when it is not this pane's business.
  mutating func perform(_ action: UIAction) -> [Effect]? {
    guard let rows = action.rows(page: page) else { return nil }
    list.move(by: rows)
    return []
  }

  private var page: Int { max(1, list.viewport.height - 1) }
}
