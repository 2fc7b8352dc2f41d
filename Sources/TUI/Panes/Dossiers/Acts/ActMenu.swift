import Domain

/// Every act on a dossier, the open ones first; a closed one says why.
struct ActMenu {
  /// What became of a key.
  enum Outcome {
    case waiting, left
    case chosen(DossierAct)
    case refused(String)
  }

  private let reference: String
  private var menu: Menu

  init(_ catalogue: ActCatalogue) {
    reference = catalogue.dossier.reference
    menu = Menu(
      catalogue.entries.map { entry in
        let letter = ActGroup.allCases.first { $0.acts.contains(entry.act) }
        let key = letter.flatMap { catalogue.world.keyMap.keyName(of: .acts($0)) }
        return MenuEntry(
          id: entry.act.rawValue, key: key ?? "", title: entry.act.traits.label,
          closedBecause: entry.refusal?.sentence)
      }, mode: .keys)
  }

  /// Does what a key asks.
  mutating func handle(_ key: Key) -> Outcome {
    switch menu.handle(key) {
    case .chosen(let id): DossierAct(rawValue: id).map { .chosen($0) } ?? .waiting
    case .refused(let why): .refused(why)
    case .cancel: .left
    case .changed, .ignored: .waiting
    }
  }

  /// Draws the menu in the middle of a rectangle.
  func draw(on surface: inout Surface, in rect: Rect) {
    let rows = min(menu.visibleEntries.count + 5, rect.height)
    let box = rect.centered(Size(columns: min(100, rect.width), rows: max(8, rows)))
    surface.fill(box)
    let inside = surface.drawBox(box, title: "\(reference) · actes", .title)
    menu.draw(into: &surface, in: inside.inset(columns: 1, rows: 0))
  }
}
