import Domain
import Storage

/// The whole program as a value: what is shown, and what a message changes in it.
///
/// `update` and `view` are pure; the run loop carries out the effects and brings their answers.
struct App {
  /// What covers the panes until it is answered or left.
  enum Overlay {
    case help(HelpSheet)
    case acts(ActMenu)
    case form(ActForm)
    case account(AccountForm)
    case bulk(BulkPanel)
    case patrimoine(PatrimoineForm)
    case patrimoineActs(PatrimoineMenu)
    case triage(TriageOverlay)
    case moderation(ModerationForm)
    case effect(EffectForm)
    case moderationMenu(ModerationMenu)
    case rappel(RappelForm)
  }

  var size: Size
  var world: World
  var active: PaneID = .accueil
  var accueil = AccueilPane()
  var dossiers = DossiersPane()
  var signalements = SignalementsPane()
  var bailleurs = AccountsPane()
  var patrimoines = PatrimoinePane()
  var moderation = ModerationPane()
  /// What asks for somebody in panes that are not open.
  var alarms = PaneAlarms()
  var conformite = CompliancePane()
  var statistiques = StatisticsPane()
  var overlay: Overlay?
  /// The command being typed after « : ».
  var palette: Palette?
  /// What the operator has set.
  var settings = Settings()
  /// Why Redmine did not answer the last time, nil when it did.
  var redmineSilence: String?
  /// The day that is on its way.
  var destination: Day?
  /// The line that says what has just happened.
  var toast: Toast?
  /// The strokes of a sequence that is not complete.
  var strokes: [Key] = []
  /// The last key that asked for an action: a form that it opens does not take it as its answer.
  var openedBy: Key?
  /// What keys take back and do again.
  var steps = Steps()
  /// The conflict that the form in front settles.
  var resolving: Resolving?
  /// What to do as soon as the dossier being opened has been read.
  var afterOpening: UIAction?
  /// The screen over the panes, if one is open.
  var sheet: Sheet?
  /// What became of the dossiers of the last bulk act.
  var lastReport: BulkList?
  /// The screen from which a dossier was opened, the pane below it, and that dossier.
  var returning: (sheet: Sheet, pane: PaneID, stream: StreamID)?

  /// The lines at the top and the bottom, as drawn.
  var topLine = Sketch<TopLine>()
  var footerLine = Sketch<FooterLine>()

  /// The places visited before and after this one.
  var visits = Visits()
  /// The last place that counts as one.
  var settled = Visit(pane: .accueil)
  /// What was last searched for, to find it again by going back.
  var lastSearch = ""

  init(size: Size, world: World, layout: ListLayout = ListLayout()) {
    self.size = size
    self.world = world
    dossiers.layout = layout
  }

  /// What to ask for when the program opens, or when the operator becomes somebody else.
  mutating func opened() -> [Effect] {
    accueil = AccueilPane()
    // How the list looks is the post's, whoever sits at it.
    let layout = dossiers.layout
    dossiers = DossiersPane()
    dossiers.layout = layout
    signalements = SignalementsPane()
    bailleurs = AccountsPane()
    // What one person began is not recorded in another's name.
    let stop: [Effect] = patrimoines.run == nil ? [] : [.patrimoine(.stop)]
    patrimoines = PatrimoinePane()
    moderation = ModerationPane()
    conformite = CompliancePane()
    statistiques = StatisticsPane()
    overlay = nil
    sheet = nil
    returning = nil
    visits = Visits()
    settled = visit
    lastReport = nil
    steps = Steps()
    resolving = nil
    accueil.chart = LoadChart(for: world)
    return stop + accueil.opened(in: world) + dossiers.opened(in: world)
      + openedSignalements() + openedOthers() + fit()
  }

  /// Takes a message in; what it asks for comes back as effects.
  mutating func update(_ message: Message) -> [Effect] {
    var effects = take(message)
    noteVisit()
    effects += fit()
    return effects
  }

  private mutating func take(_ message: Message) -> [Effect] {
    switch message {
    case .input(let event): return input(event)
    case .undoPrepared(let prepared): return take(prepared)
    case .performed(let receipt): return performed(receipt)
    case .refused(let refusal): return refused(refusal)
    case .worldChanged(let world):
      adopt(world)
      return []
    case .profileChanged(let world):
      self.world = world
      toast = Toast(kind: .success, text: "Vous êtes \(world.identity).")
      return opened()
    case .travelled(let world, let said):
      self.world = world
      destination = nil
      toast = Toast(kind: .success, text: said)
      return opened()
    case .storeChanged(let world):
      adopt(world)
      return storeChanged()
    case .found(let reference, let stream): return show(stream, of: reference)
    case .creationBegun(let stream, let reference):
      overlay = .form(
        ActForm(
          creating: stream, reference: reference, world: world, openedBy: openedBy,
          values: resolving?.values ?? FormValues()))
      return []
    case .edited(let text):
      takeEdited(text)
      return []
    case .answered(let answer):
      take(answer)
      return []
    case .said(let toast):
      self.toast = toast
      return []
    default: return takeAnswer(message)
    }
  }

  /// What every pane asks anew when other desks' acts came in.
  private mutating func storeChanged() -> [Effect] {
    accueil.opened(in: world) + dossiers.reload() + signalements.reload(in: world)
      + reloadedOthers() + (sheet?.questions ?? [])
  }

  /// What the panes ask that were last opened, and the counts of those that were not.
  mutating func reloadedOthers() -> [Effect] {
    (patrimoines.alarming == nil ? [] : patrimoines.reload(in: world))
      + (active == .moderation ? moderation.reload(in: world) : []) + reloadCompliance()
      + (active == .statistiques ? [.loadStatistics] : []) + [.loadAlarms]
  }

  /// The same when the program opens.
  private mutating func openedOthers() -> [Effect] {
    switch active {
    case .patrimoine, .moderation, .conformite, .statistiques: entered() + [.loadAlarms]
    default: [.loadAlarms]
    }
  }

  /// Shows the dossier of a reference, if there is one.
  private mutating func show(_ stream: StreamID?, of reference: String) -> [Effect] {
    guard let stream else {
      toast = Toast(
        kind: .warning, text: "Aucun dossier « \(reference) ». Vérifiez la référence.")
      return []
    }
    active = .dossiers
    return dossiers.show(stream)
  }

  private mutating func takeEdited(_ text: String?) {
    guard let text else {
      toast = Toast(
        kind: .warning, text: "L'éditeur s'est arrêté sans rien rendre : le texte est inchangé.")
      return
    }
    if case .form(var form) = overlay {
      form.takeEdited(text)
      overlay = .form(form)
    }
    if case .bulk(var panel) = overlay {
      panel.takeEdited(text)
      overlay = .bulk(panel)
    }
    if case .patrimoine(var form) = overlay {
      form.takeEdited(text)
      overlay = .patrimoine(form)
    }
    if case .triage(var covering) = overlay {
      covering.takeEdited(text)
      overlay = .triage(covering)
    }
    if case .rappel(var form) = overlay {
      form.takeEdited(text)
      overlay = .rappel(form)
    }
    if case .moderation(var form) = overlay {
      form.takeEdited(text)
      overlay = .moderation(form)
    }
  }

  private mutating func performed(_ receipt: Receipt) -> [Effect] {
    overlay = nil
    // Of a dossier that is not the one shown, the sentence names no bailleur rather than another's.
    let shown = dossiers.detail.flatMap { $0.stream == receipt.stream ? $0.dossier : nil }
    let words = receipt.events.first.map {
      EventWords(names: world.directory, dossier: shown ?? .empty).sentence(of: $0)
    }
    let text = "\(receipt.reference) : \(words ?? "acte enregistré")." + note(receipt)
    toast = Toast(kind: .success, text: text)
    let settled = resolved(by: receipt)
    if receipt.events.contains(where: { $0.act == .create }) {
      active = .dossiers
      return settled + accueil.opened(in: world) + dossiers.show(receipt.stream)
        + dossiers.reload()
    }
    return settled + accueil.opened(in: world) + dossiers.reload() + (sheet?.questions ?? [])
  }

  private mutating func refused(_ refusal: Refusal) -> [Effect] {
    if case .form(var form) = overlay {
      form.show(refusal)
      overlay = .form(form)
      return []
    }
    if case .patrimoine(var form) = overlay {
      form.show(refusal)
      overlay = .patrimoine(form)
      return []
    }
    if case .triage(var covering) = overlay, covering.show(refusal) {
      overlay = .triage(covering)
      return []
    }
    if case .rappel(var form) = overlay {
      form.show(refusal)
      overlay = .rappel(form)
      return []
    }
    if case .moderation(var form) = overlay {
      form.show(refusal)
      overlay = .moderation(form)
      return []
    }
    if case .effect(var form) = overlay {
      form.show(refusal)
      overlay = .effect(form)
      return []
    }
    // What cannot be taken back any more is not tried again: the act before it comes next.
    if moderation.isUndoing { moderation.skipUndo() }
    // What cannot be done again is not tried again: the step before it comes next.
    if steps.redoing != nil { steps.didAgain() }
    return refuse(refusal)
  }

  mutating func actAfterOpening() -> [Effect] {
    guard let action = afterOpening, dossiers.detail != nil else { return [] }
    afterOpening = nil
    return perform(action)
  }

  /// Gives every part the room that the screen leaves it.
  private mutating func fit() -> [Effect] {
    let frame = FrameLayout(size)
    layFrame(frame)
    sheet?.fit(frame.body.inset().size, in: world)
    if case .bulk(var panel) = overlay {
      panel.fit(frame.body.inset().size)
      overlay = .bulk(panel)
    }
    bailleurs.setHeight(AccountsView.listHeight(in: frame.body.inset().size))
    patrimoines.fit(patrimoineLayout, in: world)
    moderation.fit(moderationLayout, in: world)
    conformite.fit(complianceLayout, in: world)
    statistiques.fit(statisticsLayout)
    var effects = accueil.fit(frame, in: world)
    if active == .accueil, sheet == nil {
      accueil.chart.fit(width: frame.body.width - 4, today: world.today)
      effects += accueil.chart.wanted(today: world.today)
    }
    effects += signalements.fit(signalementLayout, in: world)
    return effects + dossiers.fit(dossiersLayout, in: world)
  }

  /// Where the parts of the pane Dossiers stand; on a small screen the detail takes it all.
  var dossiersLayout: DossiersLayout {
    let frame = FrameLayout(size)
    let isAlone = dossiers.isZoomed || (!frame.isWide && dossiers.focus != .list)
    return DossiersLayout(frame, zoomed: isAlone ? dossiers.focus : nil)
  }

  /// Where the keys are looked up.
  var place: Place {
    if let sheet { return sheet.place }
    return switch active {
    case .accueil: accueil.chart.isFocused ? .chart : .accueil
    case .dossiers: dossiers.place
    case .signalements: signalements.place
    case .moderation: moderation.place
    case .patrimoine: patrimoines.place
    case .bailleurs: .accounts
    case .conformite: conformite.place
    case .statistiques: .statistics
    }
  }
}
