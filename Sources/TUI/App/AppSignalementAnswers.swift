import Domain
import Storage

/// What the store answered about signalements.
extension App {
  /// Takes an answer in.
  mutating func take(_ answer: SignalementAnswer) -> [Effect] {
    switch answer {
    case .counted(let counts): signalements.take(counts)
    case .page(let listing, let page, let selected, let place):
      return signalements.take(page, of: listing, selected: selected, place: place)
    case .opened(let stream, let detail): return signalements.take(detail, of: stream)
    case .ahead(let detail): signalements.takeAhead(detail)
    case .replies(let reponses): take(reponses)
    case .found(let number, let stream, let queue):
      guard let queue else {
        return refuse(Refusal("Aucun signalement « \(number) » parmi ceux que vous voyez."))
      }
      return show(signalement: stream, in: queue)
    case .marked(let listing, let marks, let isWhole):
      signalements.toggle(marks, of: listing)
      if !isWhole {
        toast = Toast(kind: .info, text: "\(marks.count.french("premier")) marqués, pas plus.")
      }
    case .performed(let receipt, let order): return performed(receipt, order)
    case .undone(let steps): return undone(steps)
    case .redone(let steps): return redone(steps)
    case .bulkAdvanced(let judged): return advanced(judged)
    case .registration(let number):
      overlay = .triage(.register(RegisterForm(number, in: world, openedBy: openedBy)))
    case .diagnosed(let diagnosis):
      if case .triage(.diagnosis(var form)) = overlay {
        form.take(diagnosis)
        overlay = .triage(.diagnosis(form))
      }
    case .written(let reponses, let said):
      overlay = nil
      toast = Toast(kind: .success, text: said)
      take(reponses)
    }
    return []
  }

  private mutating func take(_ reponses: Reponses) {
    signalements.take(reponses)
    if case .triage(.reponses(var replies)) = sheet {
      replies.take(reponses)
      sheet = .triage(.reponses(replies))
    }
  }

  /// Shows a signalement, in the queue where it stands.
  mutating func show(signalement stream: StreamID, in queue: SignalementQueue) -> [Effect] {
    active = .signalements
    sheet = nil
    returning = nil
    let replies: [Effect] = world.routesSignalements ? [.signalements(.replies)] : []
    return signalements.show(stream, in: queue) + replies
  }

  private mutating func performed(
    _ receipt: SignalementReceipt, _ order: SignalementOrder
  ) -> [Effect] {
    overlay = nil
    signalements.steps.acted(receipt.command)
    let words = SignalementEventWords(names: world.directory)
    let event = receipt.signalement.history.last?.event
    let said = event.map { words.sentence(of: $0) } ?? "acte enregistré"
    let undo = world.keyMap.keyName(of: .undo) ?? "u"
    let isUndoable = order.command.act.isUndoable
    toast = Toast(
      kind: .success,
      text: "\(receipt.signalement.number) : \(said)."
        + (isUndoable ? " \(undo) pour annuler." : ""))
    if case .receive = order.command {
      guard let summary = receipt.signalement.summary(of: order.stream) else { return [] }
      return show(signalement: order.stream, in: summary.queue)
    }
    if order.command.act.isTriage { signalements.pace.note(at: world.now) }
    return signalements.act(on: order.stream, in: world)
  }

  private mutating func undone(_ steps: SignalementSteps) -> [Effect] {
    guard !steps.done.isEmpty else {
      signalements.steps.skip(steps.refused.map(\.act.command))
      let first = steps.refused.first
      let undo = world.keyMap.keyName(of: .undo) ?? "u"
      return refuse(
        Refusal(
          "\(first?.act.number ?? "") : \(first?.why.sentence ?? "")",
          remedy: "\(undo) de nouveau passe à l'acte d'avant."))
    }
    signalements.steps.tookBack(OwnSignalementStep(steps.done))
    let redo = world.keyMap.keyName(of: .redo).map { " \($0) pour refaire." } ?? ""
    say(steps, "annulé", redo)
    return steps.done.first.map { signalements.select($0.order.stream) } ?? []
  }

  private mutating func redone(_ steps: SignalementSteps) -> [Effect] {
    signalements.steps.didAgain(as: steps.made)
    guard let first = steps.done.first else {
      let why = steps.refused.first
      return refuse(Refusal("\(why?.act.number ?? "") : \(why?.why.sentence ?? "")"))
    }
    say(steps, "refait", "")
    return signalements.act(on: first.order.stream, in: world)
  }

  /// « S-104233 : répondre au bailleur, annulé. », « 5 signalements : clore, annulé ; 1 refusé. »
  private mutating func say(_ steps: SignalementSteps, _ done: String, _ more: String) {
    guard let first = steps.done.first else { return }
    let what = steps.done.count == 1 ? first.number : steps.done.count.french("signalement")
    let act = first.order.command.act.label
    let refused = steps.refused.first.map {
      " ; \(steps.refused.count.french("refusé")) (\($0.act.number) : \($0.why.message))"
    }
    toast = Toast(
      kind: refused == nil ? .success : .warning,
      text: "\(what) : « \(act) », \(done)\(refused ?? "").\(more)")
  }

  /// Takes what became of a stretch of an act on several signalements; the last one brings the
  /// report.
  private mutating func advanced(_ judged: [BulkEntry]) -> [Effect] {
    guard case .triage(.bulk(var bulk)) = overlay else { return [] }
    bulk.take(judged)
    overlay = .triage(.bulk(bulk))
    return bulk.work == nil ? report(bulk) : []
  }

  /// Shows what became of each; those done are marked no more, the others are still to do.
  mutating func report(_ bulk: SignalementBulk) -> [Effect] {
    overlay = nil
    let list = bulk.list
    let done = list.entries.filter { $0.verdict == .done }
    for entry in done { entry.stream.map { signalements.marks[$0] = nil } }
    if !done.isEmpty { signalements.steps.acted() }
    if bulk.edit.isTriage { signalements.pace.note(done.count, at: world.now) }
    toast = Toast(
      kind: done.count == list.entries.count ? .success : .warning,
      text: "\(list.title) : \(list.summary).")
    let acted = done.first?.stream.map { signalements.act(on: $0, in: world) } ?? []
    // All done: there is nothing to read in the report but what the line says.
    return done.count == list.entries.count ? acted : acted + open(.triage(.report(list)))
  }
}

extension SignalementAct {
  /// Whether it counts as triage done, for the pace.
  var isTriage: Bool {
    SignalementEdit.allCases.contains { $0.act == self && $0.isTriage }
  }
}
