import Domain
import Storage

/// What a key is about to take back.
struct PreparedUndo: Sendable {
  /// The acts, to be done again as they were; nil for one that this desk no longer holds.
  var step: OwnStep?
  /// The dossier of the first of them, and what it did there.
  var detail: DossierDetail
  var command: CommandID
  var event: DossierEvent
  /// Why it can be taken back no more.
  var refusal: Refusal?
}

extension StoreEffects {
  /// The step that a key takes back.
  ///
  /// - Parameters:
  ///   - stream: the dossier opened, whose own last act is meant; nil for the last step of all.
  ///   - skipped: the acts that can be taken back no more.
  /// - Throws: `Refusal` when there is none, `StorageError`.
  func prepareUndo(
    of stream: StreamID?, skipping skipped: Set<CommandID>, in world: World
  ) throws -> PreparedUndo {
    let hours = world.reglement.value(of: .undo, on: world.today).value
    let acts = try store.ownActs(of: session.actor.id, since: world.now + -Int64(hours) * 3600)
    let steps = OwnStep.steps(of: acts)
    if let stream {
      let detail = try readable(stream)
      let last = try detail.dossier.lastUndoable(in: world.context())
      let own = steps.flatMap(\.acts).last { $0.command == last.command }
      return PreparedUndo(
        step: own.map { OwnStep([$0]) }, detail: detail, command: last.command, event: last.event)
    }
    if let last = acts.last, last.kind == .erasePersonalData {
      throw Refusal(
        "\(last.reference) : un effacement de données personnelles ne s'annule pas.",
        remedy: "Pour un acte d'avant, ouvrez son dossier : il s'y annule.")
    }
    let step = steps.last { !$0.acts.allSatisfy { skipped.contains($0.command) } }
    guard let step, let first = step.acts.first else {
      throw Refusal("Vous n'avez plus d'acte à annuler : ils le restent \(hours) heures.")
    }
    let detail = try readable(first.act.stream)
    guard let past = detail.dossier.history.first(where: { $0.command == first.command }) else {
      throw Refusal("Cet acte n'est pas dans ce dossier.")
    }
    var prepared = PreparedUndo(
      step: step, detail: detail, command: first.command, event: past.event)
    if step.acts.count == 1 {
      do {
        try detail.dossier.checkUndoable(first.command, in: world.context())
      } catch {
        prepared.refusal = error
      }
    }
    return prepared
  }

  private func readable(_ stream: StreamID) throws -> DossierDetail {
    guard let detail = try store.detail(stream, for: session) else {
      throw Refusal("Ce dossier n'est plus visible.")
    }
    return detail
  }
}
