import Domain
import Storage

extension App {
  /// Whether the act of a key bears on the dossiers marked: in the list, where the marks are seen;
  /// an open dossier, or Accueil, is acted on alone.
  private var bearsOnMarks: Bool {
    active == .dossiers && dossiers.focus == .list && !dossiers.marks.isEmpty
  }

  /// An act on the dossiers marked; nil when the act bears on the one selected.
  mutating func actOnMarks(_ action: UIAction) -> [Effect]? {
    guard bearsOnMarks else { return nil }
    let asked: [DossierAct]
    switch action {
    case .nextAct, .actMenu: asked = DossierAct.doneTogether
    case .acts(let group): asked = group.acts
    case .revealNUR: asked = [.revealNUR]
    default: return nil
    }
    if let reading = world.reading { return refuse(reading.refusal) }
    let acts = asked.filter(\.isDoneTogether)
    guard !acts.isEmpty else { return asked.first.map { refuse($0.oneByOne) } ?? [] }
    let panel = BulkPanel(
      acts, on: dossiers.marks.numbers, world: world, openedBy: openedBy)
    overlay = .bulk(panel)
    return panel.work.map { [.bulk($0)] } ?? []
  }

  /// What is to be done between two keys; the loop does not sleep as long as there is any.
  var work: Effect? {
    switch overlay {
    case .bulk(let panel): panel.work.map { .bulk($0) }
    case .triage(.bulk(let bulk)): bulk.work.map { .signalements(.bulk($0)) }
    default: nil
    }
  }

  /// Takes what became of a stretch of a bulk act.
  mutating func take(_ judged: [BulkEntry]) -> [Effect] {
    guard case .bulk(var panel) = overlay else { return [] }
    let outcome = panel.take(judged)
    overlay = .bulk(panel)
    return go(on: outcome, panel)
  }

  /// Gives the form of a bulk act the dossier that its fields are made from.
  mutating func openBulkForm(by message: Message) {
    guard case .bulk(var panel) = overlay, case .detailLoaded(_, let detail?) = message else {
      return
    }
    panel.open(detail)
    overlay = .bulk(panel)
  }

  /// A key typed while a bulk act is under way.
  mutating func press(_ key: Key, _ panel: BulkPanel) -> [Effect] {
    var panel = panel
    let outcome = panel.handle(key, now: world.now)
    overlay = .bulk(panel)
    return go(on: outcome, panel)
  }

  private mutating func go(on outcome: BulkPanel.Outcome, _ panel: BulkPanel) -> [Effect] {
    switch outcome {
    case .waiting: return []
    case .asked(let effect): return [effect]
    case .edit(let text): return [.edit(text)]
    case .refused(let why):
      toast = Toast(kind: .warning, text: why)
      return []
    case .left:
      overlay = nil
      if case .preview = panel.phase, !panel.entries.contains(where: { $0.verdict == .possible }) {
        note(panel)
      }
      toast = Toast(kind: .info, text: "Abandonné : rien n'a été enregistré.")
      return []
    case .over: return report(panel)
    }
  }

  /// Shows what became of each dossier; those done are marked no more, the others are still to do.
  private mutating func report(_ panel: BulkPanel) -> [Effect] {
    overlay = nil
    let list = panel.list
    lastReport = list
    let done = list.entries.filter { $0.verdict == .done }
    note(panel)
    toast = Toast(
      kind: done.count == list.entries.count ? .success : .warning,
      text: "\(list.title) : \(list.summary).")
    let opened = open(.report(list))
    return done.isEmpty ? opened : accueil.opened(in: world) + dossiers.reload() + opened
  }

  /// Shows the report of the last bulk act again.
  mutating func showLastReport() -> [Effect] {
    if let lastReport { return open(.report(lastReport)) }
    toast = Toast(kind: .info, text: "Aucun acte groupé depuis l'ouverture du programme.")
    return []
  }
}
