import Domain
import Storage

/// Acts on signalements taken back, done again, and done together.
extension StoreEffects {
  /// Takes the last step of the operator's back: each act of it by itself.
  ///
  /// - Throws: `Refusal` when there is none, `StorageError`.
  func undo(
    skipping skipped: Set<CommandID>, apart: Set<CommandID>, _ keyMap: KeyMap
  ) throws -> [Message] {
    let world = try world(keyMap: keyMap)
    let hours = world.reglement.value(of: .undo, on: world.today).value
    let since = world.now + -Int64(hours) * 3600
    let acts = try store.ownSignalementActs(of: session.actor.id, since: since)
    let step = OwnSignalementStep.steps(of: acts, apart: apart).last { step in
      !step.acts.allSatisfy { skipped.contains($0.command) }
    }
    guard let step else {
      throw Refusal(
        "Vous n'avez plus d'acte à annuler ici : ils le restent \(hours) heures.")
    }
    let steps = try carry(step) { act, moment in
      let order = SignalementOrder(act.order.stream, .undo(command: act.command))
      return try store.perform(order, as: session, at: moment).command
    }
    return [.worldChanged(try self.world(keyMap: keyMap)), .signalements(.undone(steps))]
  }

  /// Does a step that was taken back again, by the same decisions as the first time.
  ///
  /// - Throws: `StorageError`.
  func redo(_ step: OwnSignalementStep, _ keyMap: KeyMap) throws -> [Message] {
    let steps = try carry(step) { act, moment in
      try store.perform(act.order, as: session, at: moment).command
    }
    return [.worldChanged(try world(keyMap: keyMap)), .signalements(.redone(steps))]
  }

  /// Goes through the acts of a step, all signed at one instant; one that is refused keeps none of
  /// the others.
  private func carry(
    _ step: OwnSignalementStep, _ body: (OwnSignalementAct, Moment) throws -> CommandID
  ) throws -> SignalementSteps {
    var steps = SignalementSteps(step: step)
    let moment = session.clock()
    defer { sync?.localAct() }
    for act in step.acts {
      do {
        steps.made.append(try body(act, moment))
        steps.done.append(act)
      } catch let refusal as Refusal {
        steps.refused.append((act, refusal))
      }
    }
    return steps
  }

  /// Goes through a stretch of an act on several signalements, each by itself.
  ///
  /// - Returns: what became of each; fewer than were asked for when the store cannot write.
  func advance(_ work: SignalementBulkWork, in world: World) -> [BulkEntry] {
    var judged: [BulkEntry] = []
    for entry in work.entries {
      let outcome = judge(entry, work, in: world)
      judged.append(outcome)
      if outcome.verdict == .failed { break }
    }
    return judged
  }

  private func judge(
    _ entry: BulkEntry, _ work: SignalementBulkWork, in world: World
  ) -> BulkEntry {
    var entry = entry
    do {
      guard let stream = entry.stream, let detail = try store.signalement(stream, for: session)
      else { throw Refusal("Ce signalement n'est plus visible.") }
      let catalogue = SignalementCatalogue(detail: detail, world: world, replies: work.replies)
      let open = catalogue.entry(work.edit)
      if let refusal = open.refusal { throw refusal }
      let draft = SignalementDraft(entry: open, catalogue: catalogue, total: work.total)
      let order = try draft.order(from: work.values)
      let receipt = try store.perform(order, as: session, at: work.moment)
      entry.verdict = .done
      entry.text = receipt.signalement.status.label
      return entry
    } catch let refusal as Refusal {
      return entry.refused(refusal)
    } catch {
      let storage = error as? StorageError
      if case .unreadable = storage?.kind {
        return entry.refused(Refusal(storage?.french ?? ""))
      }
      entry.verdict = .failed
      entry.text = storage?.french ?? "L'enregistrement a échoué."
      return entry
    }
  }
}
