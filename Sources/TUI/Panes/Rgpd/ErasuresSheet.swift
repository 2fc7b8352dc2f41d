import Domain
import Storage

/// The dossiers whose personal data have been kept as long as they may be, to be erased together.
struct ErasuresSheet {
  /// As many as anybody goes through by hand; those that have waited longest come first.
  static let limit = 2_000

  /// The dossiers, nil while they are being read.
  private(set) var rows: [DossierRow]?
  private(set) var marks = DossierMarks()
  private(set) var viewport = ListViewport()

  /// The dossier on which Enter works.
  var selected: DossierRow? {
    guard let rows, let index = viewport.selected, rows.indices.contains(index) else { return nil }
    return rows[index]
  }

  /// The numbers of the dossiers that an erasure is for: those marked, or the one selected.
  var chosen: [Int] { marks.isEmpty ? selected.map { [$0.number] } ?? [] : marks.numbers }

  /// Takes the dossiers read; the selection holds by dossier, what is due no more is not marked.
  mutating func take(_ loaded: [DossierRow]) {
    let before = selected?.number
    rows = loaded
    var kept = DossierMarks()
    for row in loaded where marks.contains(row.number) { kept.insert(row.number) }
    marks = kept
    viewport.setCount(loaded.count, selected: loaded.firstIndex { $0.number == before })
  }

  mutating func setHeight(_ height: Int) { viewport.setHeight(max(1, height)) }

  /// Does what a movement or a mark asks; false when the action is none.
  mutating func perform(_ action: UIAction) -> Bool {
    switch action {
    case .mark:
      guard let selected else { return true }
      marks.toggle(selected.number)
      viewport.move(by: 1)
    case .markAll: marks.toggle(all: (rows ?? []).map(\.number))
    default: return viewport.move(action)
    }
    return true
  }
}

extension App {
  /// An action while the personal data to be erased are shown; nil when it is none of its own.
  mutating func perform(_ action: UIAction, on erasures: ErasuresSheet) -> [Effect]? {
    switch action {
    case .open: return erasures.selected.map { leave(for: $0.stream) } ?? []
    case .erase:
      if let reading = world.reading { return refuse(reading.refusal) }
      guard !erasures.chosen.isEmpty else { return [] }
      let panel = BulkPanel(
        [.erasePersonalData], on: erasures.chosen, world: world, openedBy: openedBy)
      overlay = .bulk(panel)
      return panel.work.map { [.bulk($0)] } ?? []
    default:
      var erasures = erasures
      guard erasures.perform(action) else { return nil }
      sheet = .erasures(erasures)
      return []
    }
  }

  /// Writes out what is held about a household of the dossier opened.
  mutating func exportAccess(_ typed: String) -> [Effect] {
    guard active == .dossiers, let detail = dossiers.detail else {
      toast = Toast(kind: .warning, text: "Ouvrez d'abord le dossier, puis :acces A ou :acces B.")
      return []
    }
    guard let household = VoletName(rawValue: typed.uppercased()) else {
      toast = Toast(
        kind: .warning,
        text: "Dites le foyer par le volet du logement qu'il quitte : :acces A ou :acces B.")
      return []
    }
    return [.exportAccess(detail.stream, household)]
  }
}
