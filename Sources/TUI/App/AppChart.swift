/// The bars of Accueil.
extension App {
  /// An action on the bars of Accueil; nil when it is none of theirs.
  mutating func performOnChart(_ action: UIAction) -> [Effect]? {
    let today = world.today
    switch action {
    case .nextRegion, .previousRegion: accueil.chart.isFocused.toggle()
    case .back where accueil.chart.isFocused: accueil.chart.isFocused = false
    case .down where accueil.chart.isFocused: accueil.chart.move(by: 1, today: today)
    case .up where accueil.chart.isFocused: accueil.chart.move(by: -1, today: today)
    case .nextBar: accueil.chart.move(by: 1, today: today)
    case .previousBar: accueil.chart.move(by: -1, today: today)
    case .toggleWhose: accueil.chart.toggleWhose()
    case .open where accueil.chart.isFocused:
      return accueil.chart.window(today: today).map { open(.due(DueSheet($0))) } ?? []
    default: return nil
    }
    return []
  }
}
