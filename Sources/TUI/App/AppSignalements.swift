import Domain
import Storage

/// The pane of the signalements.
extension App {
  /// An action while the pane is in front.
  mutating func performOnSignalements(_ action: UIAction) -> [Effect] {
    guard world.seesSignalements else {
      return action == .back ? [] : refuse(Refusal(world.noSignalement))
    }
    switch action {
    case .triage(.register): return beginRegistration()
    case .triage(.replies): return chooseReply()
    case .triage(.next), .nextAct: return beginNext()
    case .triage(.menu), .actMenu: return openTriageMenu()
    case .triage(let key): return begin(key)
    case .signalement(let edit): return begin(edit)
    case .why: return diagnose()
    case .undo: return undoTriage()
    case .redo: return redoTriage()
    case .open: return accept()
    default: break
    }
    return signalements.perform(action, in: world)
      ?? refuse(Refusal("Cette touche ne fait rien ici."))
  }

  /// The acts on the signalement selected, nil when none is or it is on its way.
  var signalementCatalogue: SignalementCatalogue? {
    guard let detail = signalements.detail, detail.stream == signalements.list.selected else {
      return nil
    }
    return SignalementCatalogue(
      detail: detail, world: world, replies: signalements.reponses?.offered ?? [])
  }

  private mutating func noSignalement() -> [Effect] {
    refuse(Refusal("Choisissez un signalement."))
  }

  /// Enter: the route proposed is taken at once, where the operator sees it; else what there is to
  /// open is opened.
  private mutating func accept() -> [Effect] {
    if signalements.focus == .queues {
      signalements.focus = .list
      return []
    }
    let isSeen = signalements.focus == .detail || !signalementLayout.detail.isEmpty
    guard isSeen, let catalogue = signalementCatalogue, catalogue.detail.proposal != nil,
      world.routesSignalements
    else { return openSignalement() }
    if bearsOnSignalementMarks {
      return refuse(
        Refusal(
          "Une proposition est celle d'un seul signalement.",
          remedy: "Pour les marqués, choisissez une orientation ; Échap efface les marques."))
    }
    let entry = catalogue.next
    if let refusal = entry.refusal { return refuse(refusal) }
    let draft = SignalementDraft(entry: entry, catalogue: catalogue)
    return take(SignalementForm(draft))
  }

  private mutating func openSignalement() -> [Effect] {
    guard signalements.list.selected != nil else { return noSignalement() }
    if signalements.focus == .detail { return beginNext() }
    signalements.focus = .detail
    signalements.isZoomed = true
    return []
  }

  /// Records what is ready, or opens its form where something is left to fill in.
  private mutating func take(_ form: SignalementForm) -> [Effect] {
    if let order = form.proposedOrder { return [.signalements(.perform(order))] }
    overlay = .triage(.form(form))
    return []
  }

  private mutating func beginNext() -> [Effect] {
    if bearsOnSignalementMarks { return openTriageMenu() }
    guard let next = signalementCatalogue?.next else { return noSignalement() }
    return begin(next.edit)
  }

  private mutating func openTriageMenu() -> [Effect] {
    guard let catalogue = signalementCatalogue else { return noSignalement() }
    overlay = .triage(.menu(SignalementMenu(catalogue)))
    return []
  }

  private mutating func begin(_ key: TriageKey) -> [Effect] {
    guard let entry = signalementCatalogue?.entry(key) else { return noSignalement() }
    if bearsOnSignalementMarks { return beginTogether(entry.edit) }
    return begin(entry)
  }

  /// Begins an act chosen by its name.
  mutating func begin(_ edit: SignalementEdit) -> [Effect] {
    guard let entry = signalementCatalogue?.entry(edit) else { return noSignalement() }
    return bearsOnSignalementMarks ? beginTogether(edit) : begin(entry)
  }

  /// Opens the form of an act; one that asks nothing is recorded at once.
  private mutating func begin(
    _ entry: SignalementCatalogue.Entry, with reply: Reponse? = nil
  ) -> [Effect] {
    if let refusal = entry.refusal { return refuse(refusal) }
    guard let catalogue = signalementCatalogue else { return noSignalement() }
    let draft = SignalementDraft(entry: entry, catalogue: catalogue, reply: reply)
    let form = SignalementForm(draft)
    if draft.fields.isEmpty { return take(form) }
    overlay = .triage(.form(form))
    return []
  }

  /// Whether the acts bear on the signalements marked: among the rows, where the marks are seen.
  var bearsOnSignalementMarks: Bool {
    active == .signalements && signalements.focus == .list && !signalements.marks.isEmpty
  }

  /// The form of an act on the signalements marked, made from the one selected.
  private mutating func beginTogether(_ edit: SignalementEdit) -> [Effect] {
    guard let catalogue = signalementCatalogue else { return noSignalement() }
    if let reading = world.reading { return refuse(reading.refusal) }
    guard edit.isDoneTogether else {
      return refuse(
        Refusal(
          "« \(edit.label) » se fait signalement par signalement.",
          remedy: "Ouvrez-en un, ou effacez les marques par Échap."))
    }
    // What is closed to the one selected may be open to those that are marked: each is judged.
    let shown = catalogue.entry(edit)
    let entry = SignalementCatalogue.Entry(edit: edit, isOnBehalf: shown.isOnBehalf)
    let total = signalements.marks.count
    let draft = SignalementDraft(entry: entry, catalogue: catalogue, total: max(2, total))
    if draft.fields.isEmpty { return performTogether(edit, FormValues()) }
    overlay = .triage(.form(SignalementForm(draft)))
    return []
  }

  /// Records an act on all that are marked, a stretch at a time.
  mutating func performTogether(_ edit: SignalementEdit, _ values: FormValues) -> [Effect] {
    let bulk = SignalementBulk(
      edit, values, on: signalements.marks, replies: signalements.reponses?.offered ?? [],
      at: world.now)
    overlay = .triage(.bulk(bulk))
    return []
  }

  /// The canned replies to begin with; those whose route is closed are dimmed.
  private mutating func chooseReply() -> [Effect] {
    guard world.routesSignalements else {
      return refuse(Refusal("Les réponses types reviennent à Aatiko."))
    }
    guard let catalogue = signalementCatalogue else { return noSignalement() }
    let offered = catalogue.replies.sorted { $0.route.order < $1.route.order }
    let menu = ReponseMenu(offered, title: "\(catalogue.signalement.number) · réponses types") {
      catalogue.entry(SignalementEdit($0)).refusal?.sentence
    }
    overlay = .triage(.replies(menu))
    return []
  }

  /// Begins the act of the canned reply chosen.
  mutating func begin(with id: String) -> [Effect] {
    overlay = nil
    guard let catalogue = signalementCatalogue,
      let reply = catalogue.replies.first(where: { $0.id == id })
    else { return noSignalement() }
    return begin(catalogue.entry(SignalementEdit(reply.route)), with: reply)
  }

  private mutating func beginRegistration() -> [Effect] {
    if let reading = world.reading { return refuse(reading.refusal) }
    guard !RegisterForm.natures(for: world).isEmpty else {
      return refuse(Refusal("L'enregistrement d'un signalement ne vous revient pas."))
    }
    return [.signalements(.beginRegistration)]
  }

  /// Why the tenant of the signalement selected cannot register, by the bailleur's file.
  private mutating func diagnose() -> [Effect] {
    guard let detail = signalementCatalogue?.detail, let form = DiagnosisForm(detail, in: world)
    else { return noSignalement() }
    overlay = .triage(.diagnosis(form))
    return [.signalements(form.question)]
  }

  private mutating func undoTriage() -> [Effect] {
    if let reading = world.reading { return refuse(reading.refusal) }
    return [
      .signalements(
        .undo(skipping: signalements.steps.skipped, apart: signalements.steps.alone))
    ]
  }

  private mutating func redoTriage() -> [Effect] {
    if let reading = world.reading { return refuse(reading.refusal) }
    guard let step = signalements.steps.redo.last else {
      toast = Toast(
        kind: .info, text: "Rien à refaire : aucun acte n'a été annulé depuis le dernier.")
      return []
    }
    return [.signalements(.redo(step))]
  }

  /// Where the parts of the pane stand: as those of the pane Dossiers.
  var signalementLayout: DossiersLayout {
    let frame = FrameLayout(size)
    let isAlone = signalements.isZoomed || (!frame.isWide && signalements.focus != .list)
    return DossiersLayout(frame, zoomed: isAlone ? signalements.focus : nil)
  }
}

extension App {
  /// What the keys of the pane are called for this operator, here and now: a bailleur answers where
  /// Aatiko routes, and Enter opens what is not proposed, or not in sight.
  var hintWords: [UIAction: String] {
    guard active == .signalements, sheet == nil else { return [:] }
    var words: [UIAction: String] = [:]
    let isSeen = signalements.focus == .detail || !signalementLayout.detail.isEmpty
    if signalements.detail?.proposal == nil || !isSeen || !world.routesSignalements {
      words[.open] = signalements.focus == .detail ? "agir" : "ouvrir"
      if signalements.focus == .detail { words[.triage(.next)] = "" }
    }
    guard !world.routesSignalements else { return words }
    for key in TriageKey.allCases { words[.triage(key)] = "" }
    words[.triage(.menu)] = "actes"
    guard world.signalementBailleur != nil else { return words }
    let own: [TriageKey: String] = [
      .answer: "répondre", .investigation: "préciser", .actimage: "demander", .resolve: "résoudre",
      .explain: "expliquer",
    ]
    for (key, word) in own { words[.triage(key)] = word }
    return words
  }

  /// What to ask of the signalements when the program opens: all of the pane if it is in front.
  mutating func openedSignalements() -> [Effect] {
    active == .signalements ? signalements.shown(in: world) : signalements.opened(in: world)
  }
}
