import Domain
import Storage

/// A dossier and its acts.
extension LineDialogue {
  /// Tells a dossier, then does the acts chosen until the operator goes back.
  func dossier(_ stream: StreamID) throws {
    var isToTell = true
    while true {
      let world = try world()
      guard let detail = try effects.store.detail(stream, for: effects.session) else { return }
      let drafts = drafts(detail, world)
      if isToTell {
        SpokenDossier(detail: detail, world: world).sentences.forEach(say)
        tell(drafts, world)
      }
      isToTell = false
      let typed = try choice("Quel acte ?")
      switch typed {
      case "retour", "r": return
      case "relire": isToTell = true
      case "pourquoi": WhyLines(detail: detail, world: world).lines.forEach(say)
      case "historique": HistoryLines(detail: detail, world: world).lines.forEach(say)
      case "fermes": tellClosed(detail, world)
      default:
        guard let number = Int(typed), drafts.indices.contains(number - 1) else {
          say("« \(typed) » n'est ni le numéro d'un acte ni un mot connu. « aide » les dit.")
          continue
        }
        isToTell = try perform(drafts[number - 1])
      }
    }
  }

  func say(_ line: FlowLine) {
    let text = line.spans.map(\.text).joined()
    if text.contains(where: { $0 != " " }) { say(text) }
  }

  /// The acts open to the operator, each ready for its form.
  private func drafts(_ detail: DossierDetail, _ world: World) -> [ActDraft] {
    guard world.reading == nil else { return [] }
    let catalogue = ActCatalogue(dossier: detail.dossier, world: world)
    var drafts = catalogue.entries.filter(\.isOpen).map { entry in
      ActDraft(
        act: entry.act, volets: entry.volets, onBehalf: entry.onBehalf, detail: detail,
        world: world)
    }
    if let last = try? detail.dossier.lastUndoable(in: world.context()) {
      drafts.append(
        ActDraft(
          act: .undo, volets: [], onBehalf: nil, detail: detail, world: world,
          undoing: last.command))
    }
    return drafts
  }

  private func tell(_ drafts: [ActDraft], _ world: World) {
    if let reading = world.reading {
      say(reading.refusal.message)
      return
    }
    say(drafts.isEmpty ? "Aucun acte n'est possible pour vous maintenant." : "Actes possibles :")
    for (index, draft) in drafts.enumerated() {
      let volets = draft.volets.map(\.rawValue).joined(separator: " ou ")
      say(
        "\(index + 1). \(draft.kind.traits.label)" + (volets.isEmpty ? "" : ", volet \(volets)"))
    }
  }

  private func tellClosed(_ detail: DossierDetail, _ world: World) {
    for entry in ActCatalogue(dossier: detail.dossier, world: world).entries {
      if let refusal = entry.refusal { say("\(entry.act.traits.label) : \(refusal.sentence)") }
    }
  }

  /// Does an act: its form, then the store.
  ///
  /// - Returns: whether something was recorded.
  private func perform(_ draft: ActDraft) throws -> Bool {
    do {
      if draft.kind == .revealNUR {
        try reveal(draft)
        return false
      }
      return try fill(draft) != nil
    } catch let refusal as Refusal {
      say("Refusé. \(refusal.sentence)")
      return false
    }
  }

  /// The consultation is recorded before anything is said (`spec.md` §9).
  private func reveal(_ draft: ActDraft) throws {
    let wanted = Effect.revealNUR(draft.detail.stream, draft.volets)
    for case .revealed(let numbers) in try effects.run(wanted, keyMap: .standard) ?? [] {
      for (volet, number) in numbers.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        say("NUR du volet \(volet.rawValue), consultation journalisée à votre nom : \(number).")
      }
    }
  }

  /// Creates a dossier, then tells it.
  func create(_ world: World) throws {
    if let receipt = try created(world) { try dossier(receipt.stream) }
  }

  /// Creates a dossier, nil when the operator may not or gives it up.
  func created(
    _ world: World, proposing proposed: FormValues = FormValues()
  ) throws -> Receipt? {
    if let reading = world.reading {
      say(reading.refusal.message)
      return nil
    }
    if case .closed(let why) = Dossier.empty.availability(of: .create, in: world.context()) {
      say(why.sentence)
      return nil
    }
    let begun = try effects.store.beginCreation(at: effects.session.clock())
    var draft = ActDraft(
      act: .create, volets: [], onBehalf: nil,
      detail: DossierDetail(stream: begun.stream, dossier: .empty), world: world)
    draft.proposedReference = begun.reference
    return try fill(draft, proposing: proposed)
  }
}
