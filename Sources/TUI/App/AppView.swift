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
    topLine.copy(to: &surface, in: frame.top)
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
    case .signalements:
      SignalementsView(pane: signalements, world: world, layout: signalementLayout)
        .draw(on: &surface)
    case .patrimoine:
      PatrimoinePaneView(pane: patrimoines, world: world, layout: patrimoineLayout)
        .draw(on: &surface)
    case .moderation:
      ModerationPaneView(pane: moderation, world: world, layout: moderationLayout)
        .draw(on: &surface)
    case .bailleurs: AccountsView(pane: bailleurs).draw(on: &surface, in: frame.body)
    case .conformite:
      CompliancePaneView(pane: conformite, world: world, layout: complianceLayout)
        .draw(on: &surface)
    case .statistiques:
      StatisticsPaneView(pane: statistiques, layout: statisticsLayout).draw(on: &surface)
    }
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
    if let prompt = bailleurs.prompt, active == .bailleurs {
      prompt.draw(into: &surface, in: inside)
      return
    }
    if let prompt = signalements.prompt, active == .signalements {
      prompt.draw(into: &surface, in: inside)
      return
    }
    if let prompt = patrimoines.prompt, active == .patrimoine {
      prompt.draw(into: &surface, in: inside)
      return
    }
    if let prompt = moderation.prompt, active == .moderation {
      prompt.draw(into: &surface, in: inside)
      return
    }
    if let prompt = conformite.prompt, active == .conformite, toast == nil {
      prompt.draw(into: &surface, in: inside)
      return
    }
    if let toast {
      draw(toast, on: &surface, above: line)
      return
    }
    let today = world.today.frenchLong
    if let hints = overlayHints {
      KeyHints.draw(hints, into: &surface, in: inside, trailing: today)
    } else {
      footerLine.copy(to: &surface, in: inside)
    }
  }

  /// Draws the lines at the top and the bottom anew where what they say has changed.
  mutating func layFrame(_ frame: FrameLayout) {
    let top = TopLine(self)
    topLine.lay(top, frame.top.size) { top.draw(on: &$0) }
    let bottom = FooterLine(place: place, today: world.today, words: hintWords)
    let (keyMap, size) = (world.keyMap, frame.footer.inset(columns: 1, rows: 0).size)
    footerLine.lay(bottom, size) { surface in
      KeyHints.draw(
        keyMap.hints(in: bottom.place, saying: bottom.words), into: &surface, in: surface.bounds,
        trailing: bottom.today.frenchLong)
    }
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

  /// The keys of what covers the panes, nil when nothing does.
  private var overlayHints: [KeyHint]? {
    let pairs: [(String, String)]
    switch overlay {
    case .form, .account, .patrimoine, .moderation, .effect, .rappel:
      pairs = [("Entrée", "valider"), ("Tab", "champ suivant"), ("Échap", "abandonner")]
    case .acts, .patrimoineActs, .moderationMenu:
      pairs = [("Entrée", "choisir"), ("↑↓", "parcourir"), ("Échap", "fermer")]
    case .help:
      pairs = [("lettres", "chercher"), ("↑↓", "parcourir"), ("Échap", "fermer")]
    case .bulk(let panel): pairs = panel.hints
    case .triage(let covering): pairs = covering.hints
    case nil:
      if case .stock(let stock) = sheet {
        guard stock.search != nil else { return nil }
      } else {
        guard case .search = sheet else { return nil }
      }
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
    case .account(let form): form.draw(on: &surface, in: rect)
    case .bulk(let panel): BulkPanelView(panel: panel).draw(on: &surface, in: rect)
    case .patrimoine(let form): form.draw(on: &surface, in: rect)
    case .effect(let form): form.draw(on: &surface, in: rect)
    case .patrimoineActs(let menu): menu.draw(on: &surface, in: rect)
    case .triage(let covering): covering.draw(on: &surface, in: rect)
    case .moderation(let form): form.draw(on: &surface, in: rect)
    case .moderationMenu(let menu): menu.draw(on: &surface, in: rect)
    case .rappel(let form): form.draw(on: &surface, in: rect)
    case nil: break
    }
  }
}

/// What the keys in the footer depend on.
struct FooterLine: Equatable {
  let place: Place
  let today: Day
  /// What actions are called here and now, in the place of their hints.
  let words: [UIAction: String]
}
