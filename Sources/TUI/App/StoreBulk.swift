import Domain
import Storage

extension StoreEffects {
  /// Goes through a stretch of a bulk act, each dossier by itself: one that is refused, or that
  /// cannot be read, keeps none of the others.
  ///
  /// - Returns: what became of each; fewer than were asked for when the store cannot write.
  func advance(_ work: BulkWork, in world: World) -> [BulkEntry] {
    var judged: [BulkEntry] = []
    // Where the files could not be wiped of what was erased, the next opening does it.
    try? store.erasingTogether { judge(work, in: world, &judged) }
    return judged
  }

  private func judge(_ work: BulkWork, in world: World, _ judged: inout [BulkEntry]) {
    for entry in work.entries {
      let outcome = judge(entry, work.step, in: world)
      judged.append(outcome)
      if outcome.verdict == .failed { return }
    }
  }

  private func judge(_ entry: BulkEntry, _ step: BulkWork.Step, in world: World) -> BulkEntry {
    var entry = entry
    do {
      guard let stream = try entry.stream ?? store.dossiers.stream(ofNumber: entry.number),
        let detail = try store.detail(stream, for: session)
      else { throw Refusal("Ce dossier n'est plus visible.") }
      entry.stream = stream
      entry.reference = detail.dossier.reference
      entry.text = detail.dossier.status.label
      let judge = BulkJudge(detail: detail, world: world)
      switch step {
      case .survey(let acts): entry.open = try judge.open(among: acts)
      case .trial(let deed):
        _ = try judge.act(deed, entry.own)
        entry.verdict = .possible
      case .perform(let deed, let moment):
        let receipt = try store.perform(
          try judge.act(deed, entry.own), as: session, at: moment)
        entry.verdict = .done
        entry.text = receipt.status.label
      }
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
