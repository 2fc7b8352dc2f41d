import Domain
import Storage

extension App {
  /// The screen.
  func view() -> Surface {
    var surface = Surface(size: size)
    guard !FrameLayout.isTooSmall(size) else {
      let least = FrameLayout.least
      surface.draw(
        "Fenêtre trop petite : \(least.columns) x \(least.rows) au moins.", column: 0, row: 0)
      return surface
    }
    let frame = FrameLayout(size)
    drawTop(on: &surface, in: frame.top)
    if let sheet {
      draw(sheet, on: &surface, frame)
    } else {
      drawPane(on: &surface, frame)
    }
    drawOverlay(on: &surface, in: frame.body)
    palette?.drawEntries(on: &surface, above: frame.body)
    drawFooter(on: &surface, in: frame.footer)
    return surface
  }

  func drawPane(on surface: inout Surface, _ frame: FrameLayout) {
    switch active {
    case .accueil: AccueilView(pane: accueil, world: world, frame: frame).draw(on: &surface)
    case .dossiers:
      DossiersView(pane: dossiers, world: world, layout: dossiersLayout).draw(on: &surface)
    }
  }

  private func drawTop(on surface: inout Surface, in line: Rect) {
    surface.fill(line, .header)
    var rest = line.inset(columns: 1, rows: 0)
    if size.columns >= 120 {
      rest = rest.splitLeft(surface.draw("Échanger Habiter   ", in: rest, .header)).rest
    }
    for pane in PaneID.allCases {
      let text = " \(pane.rawValue) \(pane.label)\(count(of: pane)) "
      let style = pane == active ? Style.header.adding([.bold, .reverse]) : .header
      rest = rest.splitLeft(surface.draw(text, in: rest, style)).rest
    }
    if world.isDemo {
      let mark = size.columns >= 100 ? "  Données de démonstration  " : "  Démonstration  "
      rest = rest.splitLeft(surface.draw(mark, in: rest, .demo)).rest
    }
    let fitting = identities.first { CellText.width(of: $0) <= rest.width }
    let isReading = world.reading != nil
    surface.draw(
      fitting ?? (isReading ? "lecture" : syncState), in: rest, isReading ? .demo : .header,
      alignment: .right)
  }

  /// Who I am, and where my acts are: as much of it as there is room for. That nothing but reading
  /// is possible goes before who I am.
  private var identities: [String] {
    if let reading = world.reading {
      let notices = reading.notices
      return [world.identity, world.actor.name].map { "\($0)   \(notices[0])" } + notices
    }
    let roles = world.actor.roles.sorted().map(\.label).joined(separator: ", ")
    return [world.identity, "\(world.actor.name) · \(roles)", world.actor.name, roles]
      .map { "\($0)   \(syncState)" }
  }

  private func count(of pane: PaneID) -> String {
    guard pane == .dossiers, let late = dossiers.counts[.late], late > 0 else { return "" }
    return " \(late)!"
  }

  private var syncState: String {
    world.pendingCount == 0 ? "⇅ poste seul" : "⇅ \(world.pendingCount) sur ce poste"
  }

  private func drawFooter(on surface: inout Surface, in line: Rect) {
    let inside = line.inset(columns: 1, rows: 0)
    if let palette {
      palette.prompt.draw(into: &surface, in: inside)
      return
    }
    if let prompt = sheet?.prompt, toast == nil {
      prompt.draw(into: &surface, in: inside)
      return
    }
    if let prompt = dossiers.prompt, active == .dossiers {
      prompt.draw(into: &surface, in: inside)
      return
    }
    if let toast {
      draw(toast, on: &surface, above: line)
      return
    }
    KeyHints.draw(hints, into: &surface, in: inside, trailing: world.today.frenchLong)
  }

  /// The news, over as many rows as it takes: a remedy that is cut helps nobody.
  private func draw(_ toast: Toast, on surface: inout Surface, above line: Rect) {
    let rows = FlowLine(toast.line.spans, indent: 2).wrapped(to: line.width - 2)
    let height = min(rows.count, 4)
    let place = Rect(
      column: line.column, row: line.maxRow - height, width: line.width, height: height)
    surface.fill(place)
    surface.draw(Array(rows.prefix(height)), in: place.inset(columns: 1, rows: 0))
  }

  private var hints: [KeyHint] {
    let pairs: [(String, String)]
    switch overlay {
    case .form: pairs = [("Entrée", "valider"), ("Tab", "champ suivant"), ("Échap", "abandonner")]
    case .acts: pairs = [("Entrée", "choisir"), ("↑↓", "parcourir"), ("Échap", "fermer")]
    case .help:
      pairs = [("lettres", "chercher"), ("↑↓", "parcourir"), ("Échap", "fermer")]
    case .bulk(let panel): pairs = panel.hints
    case nil:
      guard case .search = sheet else { return world.keyMap.hints(in: place) }
      pairs = [
        ("Entrée", "ouvrir"), ("↑↓", "parcourir"), ("Ctrl-U", "effacer"), ("Échap", "retour"),
      ]
    }
    return pairs.map { KeyHint(key: $0.0, label: $0.1) }
  }

  private func drawOverlay(on surface: inout Surface, in rect: Rect) {
    switch overlay {
    case .help(let sheet): sheet.draw(on: &surface, in: rect)
    case .acts(let menu): menu.draw(on: &surface, in: rect)
    case .form(let form): form.draw(on: &surface, in: rect)
    case .bulk(let panel): BulkPanelView(panel: panel).draw(on: &surface, in: rect)
    case nil: break
    }
  }
}

extension ReadingReason {
  /// What the frame says of it, the longest form first.
  fileprivate var notices: [String] {
    let short: String? =
      switch self {
      case .locked(let holder?): "processus \(holder)"
      case .full: label
      case .protected: "fichiers protégés"
      case .chosen, .locked(nil): nil
      }
    return ["lecture seule : \(label)"] + (short.map { ["lecture seule : \($0)"] } ?? [])
      + ["lecture seule"]
  }
}
