import Domain
import Storage

/// Another day than today, as every screen would have shown it.
extension App {
  /// Begins to show a day: `:au 15/04/2026`; without one, today again.
  mutating func visit(_ text: String) -> [Effect] {
    guard !text.isEmpty else { return [.comeBack] }
    do {
      let day = try Day.parse(french: text, today: world.today)
      destination = day
      return [.visit(day)]
    } catch {
      return refuse(error)
    }
  }

  /// Escape where nothing else is to be left: back to today.
  mutating func leavePast(by action: UIAction) -> [Effect]? {
    if action == .back, destination != nil {
      destination = nil
      return [.comeBack]
    }
    guard action == .back, case .past = world.reading, sheet == nil, returning == nil,
      !isInside
    else { return nil }
    return [.comeBack]
  }

  /// Whether Escape has something to leave in the pane in front.
  private var isInside: Bool {
    switch active {
    case .accueil: accueil.chart.isFocused
    case .dossiers: dossiers.focus == .detail || dossiers.isZoomed || !dossiers.filter.isEmpty
    case .patrimoine: patrimoines.focus == .detail || !patrimoines.filter.isEmpty
    case .moderation:
      moderation.focus == .detail || moderation.isZoomed || !moderation.filter.isEmpty
    case .conformite:
      conformite.focus == .detail || conformite.isZoomed || !conformite.filter.isEmpty
    case .signalements: signalements.place == .signalement || !signalements.filter.isEmpty
    case .bailleurs: false
    case .statistiques: statistiques.isInTable
    }
  }
}
