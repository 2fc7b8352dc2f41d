import Domain
import Storage

/// The steps taken back in this session, which a key does again, and those that cannot be taken
/// back any more. What can be taken back is not kept here: the store knows it, after a restart too.
struct Steps {
  /// The acts past which the next key goes on to the step before.
  private(set) var skipped: Set<CommandID> = []
  /// The steps taken back, the last one last.
  private(set) var redo: [OwnStep] = []
  /// The step that the form in front takes back.
  var undoing: OwnStep?
  /// The step being done again.
  var redoing: OwnStep?

  /// Notes that a step has been taken back.
  mutating func tookBack(_ step: OwnStep) {
    redo = (redo + [step]).suffix(OwnStep.depth)
    undoing = nil
  }

  /// Notes that the last step taken back has been done again, or cannot be.
  ///
  /// - Parameter rest: the acts that were not reached, which stay to be done again.
  mutating func didAgain(except rest: [OwnAct] = []) {
    redoing = nil
    _ = redo.popLast()
    if !rest.isEmpty { redo.append(OwnStep(rest)) }
  }

  /// Notes a new act: what had been taken back before it is not done again after it.
  mutating func acted() { self = Steps() }

  /// Goes past a step that cannot be taken back any more.
  mutating func skip(_ step: OwnStep) { skipped.formUnion(step.acts.map(\.command)) }
}

extension App {
  /// Takes back the last act of the dossier opened or, among the lists, the last step of all.
  mutating func undo() -> [Effect] {
    if let reading = world.reading { return refuse(reading.refusal) }
    let isOpened = active == .dossiers && sheet == nil && dossiers.focus == .detail
    let stream = isOpened ? dossiers.detail?.stream : nil
    return [.prepareUndo(stream, skipping: steps.skipped)]
  }

  /// Does the step last taken back again, by the same decisions as the first time.
  mutating func redo() -> [Effect] {
    if let reading = world.reading { return refuse(reading.refusal) }
    guard let step = steps.redo.last else {
      toast = Toast(
        kind: .info, text: "Rien à refaire : aucun acte n'a été annulé depuis le dernier.")
      return []
    }
    if step.acts.count > 1 {
      let panel = BulkPanel(.redoing(step), step, world: world, openedBy: openedBy)
      overlay = .bulk(panel)
      return panel.work.map { [.bulk($0)] } ?? []
    }
    steps.redoing = step
    return step.acts.map { .perform($0.act) }
  }

  /// Shows what is about to be taken back, or why it can be no more.
  mutating func take(_ prepared: PreparedUndo) -> [Effect] {
    if let refusal = prepared.refusal {
      if let step = prepared.step { steps.skip(step) }
      let act = prepared.event.act?.traits.label ?? "acte"
      let key = world.keyMap.keyName(of: .undo) ?? "u"
      return refuse(
        Refusal(
          "\(prepared.detail.dossier.reference), « \(act) » : \(refusal.sentence)",
          remedy: "\(key) de nouveau passe à l'acte d'avant."))
    }
    steps.undoing = prepared.step
    if let step = prepared.step, step.acts.count > 1 {
      var panel = BulkPanel(.takingBack(step), step, world: world, openedBy: openedBy)
      panel.open(prepared.detail)
      overlay = .bulk(panel)
    } else {
      overlay = .form(
        ActForm(
          undoing: (prepared.command, prepared.event), detail: prepared.detail, world: world,
          openedBy: openedBy))
    }
    return []
  }

  /// Keeps account of an act recorded; what can be said of it besides.
  mutating func note(_ receipt: Receipt) -> String {
    if receipt.events.contains(where: { $0.act == .undo }) {
      guard let step = steps.undoing else { return "" }
      steps.tookBack(step)
      return world.keyMap.keyName(of: .redo).map { " \($0) pour refaire." } ?? ""
    }
    if steps.redoing != nil { steps.didAgain() } else { steps.acted() }
    guard receipt.status.isOpen, let undo = world.keyMap.keyName(of: .undo) else { return "" }
    return " \(undo) pour annuler."
  }

  /// Keeps account of an act on several dossiers.
  mutating func note(_ panel: BulkPanel) {
    let done = panel.entries.filter { $0.verdict == .done }
    switch panel.purpose {
    case .acting:
      if !done.isEmpty { steps.acted() }
      for entry in done { dossiers.marks.remove(entry.number) }
    case .takingBack(let step):
      if done.isEmpty { steps.skip(step) } else { steps.tookBack(OwnStep(done.compactMap(\.own))) }
    case .redoing:
      let isOpen: [BulkEntry.Verdict] = [.stopped, .failed]
      steps.didAgain(
        except: panel.entries.filter { isOpen.contains($0.verdict) }.compactMap(\.own))
    }
  }
}
