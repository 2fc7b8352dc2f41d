import Domain
import Storage

extension App {
  /// What the operator did at the keyboard, with the mouse, or to the window.
  mutating func input(_ event: InputEvent) -> [Effect] {
    switch event {
    case .key(let key):
      toast = nil
      // Effects are carried out before the next key: what was to be done again has failed.
      steps.redoing = nil
      return press(key)
    case .paste(let text): return paste(text)
    case .mouse(let mouse): return point(mouse)
    case .resize(let size):
      self.size = size
      return []
    case .wakeup, .caughtUp: return []
    case .closed: return [.quit]
    }
  }

  /// What of an event's effects may be carried out after the screen has shown the event.
  func patience(with event: InputEvent) -> Patience {
    guard case .key(let key) = event, overlay == nil, palette == nil else { return .none }
    if case .search = sheet { return key.isTyped ? .typing : .none }
    if case .stock(let stock) = sheet, stock.search != nil {
      return key.isTyped ? .typing : .none
    }
    if dossiers.prompt != nil || signalements.prompt != nil {
      return key.isTyped ? .typing : .none
    }
    guard sheet == nil, strokes.isEmpty,
      case .action(let action) = world.keyMap.match([key], in: place)
    else { return .none }
    switch action {
    case .up, .down, .pageUp, .pageDown, .first, .last: return .moving
    case .filter: return .typing
    default: return .none
    }
  }

  private mutating func press(_ key: Key) -> [Effect] {
    if FrameLayout.isTooSmall(size) {
      return key == .character("q") || key == .ctrl("c") ? [.quit] : []
    }
    if overlay != nil { return pressOverlay(key) }
    if palette != nil { return typeCommand(key) }
    if dossiers.prompt != nil { return dossiers.typeFilter(key) }
    if bailleurs.prompt != nil {
      bailleurs.typeFilter(key)
      return []
    }
    if patrimoines.prompt != nil { return patrimoines.typeFilter(key, in: world) }
    if signalements.prompt != nil { return signalements.typeFilter(key) }
    if moderation.prompt != nil { return moderation.typeFilter(key) }
    if conformite.prompt != nil { return typeOnCompliance(key) }
    if let effects = typeLogement(key) { return effects }
    if let effects = typeSearch(key) ?? typeVueName(key) ?? typeSeance(key)
      ?? typeReason(key) ?? typeJournal(key)
    {
      return effects
    }
    strokes.append(key)
    switch world.keyMap.match(strokes, in: place) {
    case .prefix: return []
    case .action(let action):
      strokes = []
      openedBy = key
      return perform(action)
    case .none:
      let name = KeyMap.name(of: strokes)
      strokes = []
      let help = world.keyMap.keyName(of: .help) ?? "?"
      toast = Toast(
        kind: .info,
        text: "La touche « \(name) » ne fait rien ici. \(help) montre les touches.")
      return []
    }
  }

  private mutating func paste(_ text: String) -> [Effect] {
    if case .form(var form) = overlay {
      form.paste(text)
      overlay = .form(form)
      return []
    }
    if case .help(var sheet) = overlay {
      sheet.paste(text)
      overlay = .help(sheet)
      return []
    }
    if case .bulk(var panel) = overlay {
      panel.paste(text)
      overlay = .bulk(panel)
      return []
    }
    if dossiers.prompt != nil {
      return dossiers.pasteFilter(text)
    }
    if palette != nil {
      palette?.paste(text)
      return []
    }
    if case .account(var form) = overlay {
      form.paste(text)
      overlay = .account(form)
      return []
    }
    if case .patrimoine(var form) = overlay {
      form.paste(text)
      overlay = .patrimoine(form)
      return []
    }
    if case .triage(var covering) = overlay {
      covering.paste(text)
      overlay = .triage(covering)
      return []
    }
    if signalements.prompt != nil { return signalements.pasteFilter(text) }
    if conformite.prompt != nil {
      conformite.paste(text, in: world)
      return []
    }
    if case .moderation(var form) = overlay {
      form.paste(text)
      overlay = .moderation(form)
      return []
    }
    if case .effect(var form) = overlay {
      form.paste(text)
      overlay = .effect(form)
      return []
    }
    if case .rappel(var form) = overlay {
      form.paste(text)
      overlay = .rappel(form)
      return []
    }
    if bailleurs.prompt != nil {
      bailleurs.pasteFilter(text)
      return []
    }
    if moderation.prompt != nil { return moderation.pasteFilter(text) }
    if patrimoines.prompt != nil { return patrimoines.pasteFilter(text, in: world) }
    pasteVueName(text)
    pasteSeance(text)
    pasteReason(text)
    pasteJournal(text)
    return pasteSearch(text) + pasteLogement(text)
  }

  private mutating func pressOverlay(_ key: Key) -> [Effect] {
    switch overlay {
    case .help(var sheet):
      overlay = sheet.handle(key) ? .help(sheet) : nil
      return []
    case .acts(var menu):
      let choice = menu.handle(key)
      overlay = .acts(menu)
      switch choice {
      case .left: overlay = nil
      case .chosen(.revealNUR):
        overlay = nil
        return act(.revealNUR)
      case .chosen(let act): return openForm(act, by: key)
      case .refused(let why): toast = Toast(kind: .warning, text: why)
      case .waiting: break
      }
      return []
    case .form(var form):
      let outcome = form.handle(key)
      overlay = .form(form)
      switch outcome {
      case .left:
        overlay = nil
        resolving = nil
      case .submitted(let act): return [.perform(act)]
      case .edit(let text): return [.edit(text)]
      case .refused(let why): toast = Toast(kind: .warning, text: why)
      case .waiting: break
      }
      return []
    case .bulk(let panel): return press(key, panel)
    case .account(let form): return press(key, form)
    case .patrimoine(let form): return press(key, form)
    case .patrimoineActs(let menu): return press(key, menu)
    case .triage(let covering): return press(key, covering)
    case .moderation(let form): return press(key, form)
    case .effect(let form): return press(key, form)
    case .moderationMenu(let menu): return press(key, menu)
    case .rappel(let form): return press(key, form)
    case nil: return []
    }
  }

  /// Carries out an action, wherever it was asked for.
  mutating func perform(_ action: UIAction) -> [Effect] {
    switch action {
    case .pane(let number): return show(pane: number)
    case .quit: return quit()
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .help:
      overlay = .help(HelpSheet(place: place, keyMap: world.keyMap))
      return []
    case .create: return create()
    case .palette:
      palette = Palette(paletteEntries)
      return [.nameVues]
    case .search: return open(.search(SearchSheet()))
    case .patrimoine(.search): return openLogementSearch()
    case .columns: return openColumns()
    case .vues: return openVues()
    case .earlier, .later: return travel(action)
    case .seances: return openSeances()
    case .sync: return open(.sync(SyncSheet()))
    case .mails: return open(.mails(MailsSheet()))
    case .tickets: return open(.tickets(TicketsSheet()))
    case .rules: return open(.rules(RulesSheet()))
    case .alerts: return open(.alerts(AlertsSheet()))
    case .rappels: return openRappels()
    case .forecast: return open(.due(DueSheet(.forecast(from: world.today))))
    default: break
    }
    if let effects = leavePast(by: action) { return effects }
    if let effects = performOnSheet(action) { return effects }
    if active == .signalements { return performOnSignalements(action) }
    if active == .moderation { return performOnModeration(action) }
    if action == .undo { return undo() }
    if action == .redo { return redo() }
    if active == .bailleurs { return performOnAccounts(action) }
    if active == .patrimoine { return performOnPatrimoine(action) }
    if active == .conformite { return performOnCompliance(action) }
    if active == .statistiques { return performOnStatistics(action) }
    if active == .accueil { return performOnChart(action) ?? performOnAccueil(action) }
    let comesBack = action == .back ? comeBack() : []
    if let effects = dossiers.perform(action, in: world) { return effects + comesBack }
    return act(action)
  }

  private mutating func performOnAccueil(_ action: UIAction) -> [Effect] {
    if let effects = accueil.perform(action) { return effects }
    guard action != .back, let stream = accueil.list.selected else { return [] }
    active = .dossiers
    let effects = dossiers.show(stream)
    if action != .open { afterOpening = action }
    return effects
  }

  private mutating func show(pane number: Int) -> [Effect] {
    guard let pane = PaneID(rawValue: number) else {
      toast = Toast(kind: .info, text: "L'écran \(number) n'existe pas dans cette version.")
      return []
    }
    active = pane
    sheet = nil
    returning = nil
    return entered()
  }

  /// What the pane in front asks when it comes there.
  mutating func entered() -> [Effect] {
    switch active {
    case .accueil, .dossiers: return []
    case .signalements: return signalements.shown(in: world)
    case .patrimoine: return patrimoines.reload(in: world)
    case .moderation: return moderation.reload(in: world)
    case .bailleurs: return bailleurs.opened()
    case .conformite: return conformite.reload(in: world)
    case .statistiques: return [.loadStatistics]
    }
  }

  private mutating func point(_ mouse: MouseEvent) -> [Effect] {
    guard overlay == nil, sheet == nil || mouse.kind != .click else { return [] }
    switch mouse.kind {
    case .wheelUp: return perform(.up)
    case .wheelDown: return perform(.down)
    case .click:
      switch active {
      case .dossiers: return dossiers.click(mouse.position, in: dossiersLayout, world)
      case .signalements: return signalements.click(mouse.position, in: signalementLayout, world)
      case .patrimoine: return patrimoines.click(mouse.position, in: patrimoineLayout, world)
      case .moderation: return moderation.click(mouse.position, in: moderationLayout, world)
      case .conformite: return conformite.click(mouse.position, in: complianceLayout, world)
      case .accueil, .bailleurs, .statistiques: return []
      }
    }
  }
}
