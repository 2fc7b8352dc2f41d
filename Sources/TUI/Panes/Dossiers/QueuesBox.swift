import Domain
import Storage

/// The queues on the left of the pane Dossiers, each with how many dossiers it holds.
struct QueuesBox: Equatable {
  private let offered: [DossierQueue]
  private let chosen: DossierQueue
  private let counts: [DossierQueue: Int]
  private let isFocused: Bool

  init(_ pane: DossiersPane, _ world: World) {
    offered = DossiersPane.queues(for: world)
    chosen = pane.queue
    counts = pane.counts
    isFocused = pane.focus == .queues
  }

  /// Draws the box over a whole surface.
  func draw(on surface: inout Surface) {
    let inside = surface.drawBox(
      surface.bounds, title: "Files", isFocused ? .title : .border)
    for (index, queue) in offered.enumerated() {
      let row = inside.line(index)
      let isChosen = queue == chosen
      let count = counts[queue] ?? 0
      let style: Style = isChosen ? .selected : Self.style(of: queue, count: count)
      surface.fill(row, isChosen ? .selected : .normal)
      surface.draw(isChosen ? "▸" : " ", in: row, style)
      surface.draw(queue.label, in: row.splitLeft(1).rest.splitRight(5).rest, style)
      surface.draw(
        "\(count)\(Self.sign(of: queue, count: count))", in: row, style, alignment: .right)
    }
  }

  static func sign(of queue: DossierQueue, count: Int) -> String {
    guard count > 0 else { return " " }
    return switch queue {
    case .late: "!"
    case .soon, .alerts: "~"
    default: " "
    }
  }

  static func style(of queue: DossierQueue, count: Int) -> Style {
    guard count > 0 else { return .dim }
    return switch queue {
    case .late: .late
    case .soon, .alerts: .soon
    default: .normal
    }
  }
}
