import Domain
import Storage

/// The exchange with the shared database, and the conflicts that it leaves to a person.
extension LineDialogue {
  /// Lets the exchange go on until all is fetched and sent, it cannot, or the time is over.
  func exchange(seconds: Double) throws {
    guard let desk = effects.sync else { return }
    let end = Monotonic.now + seconds
    while Monotonic.now < end {
      _ = try effects.advanceSync(at: Monotonic.now, keyMap: .standard)
      if desk.hasTask { continue }
      // An act just done is sent before the next question, as long as something answers.
      let mayWait = desk.status.isConnected && !desk.status.needsUpdate
      if desk.isSettled, try !mayWait || effects.store.pendingCount() == 0 { return }
      ready.wait(seconds: min(0.1, end - Monotonic.now))
    }
  }

  /// Says once that an act does not hold any more.
  func tellConflicts() throws {
    let count = try effects.store.conflictCount()
    defer { toldConflicts = count }
    guard count > toldConflicts else { return }
    say("\(SyncWords.conflicts(count)) à régler. « sync » dit pourquoi et que faire.")
  }

  /// Tells the state of the exchange, then settles the conflicts chosen.
  func sync() throws {
    try exchange(seconds: 10)
    while true {
      let world = try world()
      let file = try effects.syncFile()
      SyncWords(world: world).lines.forEach(tell)
      say("\(SyncWords.waiting(file.waitingCount)).")
      say(
        file.conflicts.isEmpty
          ? "Aucun conflit à régler." : "\(SyncWords.conflicts(file.conflicts.count)) à régler :")
      for (index, entry) in file.conflicts.enumerated() {
        let state = ConflictWords.state(of: entry.conflict).text
        say("\(index + 1). \(entry.reference), \(entry.words), \(state).")
      }
      if !file.settled.isEmpty { say("\(file.settled.count) déjà réglés : « regles » les dit.") }
      for lost in file.lost {
        say("Perdu par la base partagée : \(lost.reference), \(lost.words).")
      }
      let typed = try choice("Quel conflit ?")
      switch typed {
      case "retour", "r": return
      case "regles":
        for entry in file.settled {
          let state = ConflictWords.state(of: entry.conflict).text
          say("\(entry.reference), \(entry.words), \(state).")
        }
      default:
        guard let number = Int(typed), file.conflicts.indices.contains(number - 1) else {
          say("« \(typed) » n'est ni le numéro d'un conflit ni un mot connu. « aide » les dit.")
          continue
        }
        try settle(file.conflicts[number - 1].conflict.act.command)
      }
    }
  }

  /// Tells a conflict, then does with it what is asked.
  private func settle(_ command: CommandID) throws {
    for case .conflictLoaded(let item?) in try effects.loadConflict(command) {
      let world = try world()
      ConflictWords(item: item, world: world).lines.forEach(tell)
      while true {
        let typed = try choice("Refaire, abandonner, plus-tard, dossier ou retour ?")
        do {
          switch typed {
          case "retour", "r": return
          case "dossier":
            guard item.detail != nil else {
              say("Ce dossier n'existe pas, ou n'est pas de ceux que vous voyez.")
              continue
            }
            return try dossier(item.conflict.act.stream)
          case "plus-tard": try effects.store.keep(command)
          case "abandonner":
            try effects.store.drop(command, reason: try line("Motif de l'abandon ?"))
          case "refaire":
            guard let receipt = try redo(item, world) else { continue }
            try effects.store.noteRedone(command, by: receipt.command)
          default:
            say("« \(typed) » n'est pas un mot connu ici. « aide » les dit.")
            continue
          }
          return say("C'est noté.")
        } catch let refusal as Refusal {
          say("Refusé. \(refusal.sentence)")
        }
      }
    }
  }

  /// Does the act again, by the questions of its form.
  private func redo(_ item: ConflictCase, _ world: World) throws -> Receipt? {
    if let reading = world.reading { throw reading.refusal }
    guard let command = item.conflict.command else {
      throw Refusal("Cet acte vient d'une autre version du programme.")
    }
    let proposed = Resolving(item, command, world: world).values
    switch ConflictRedo(item: item, command: command, world: world).way {
    case .creation: return try created(world, proposing: proposed)
    case .closed(let refusal): throw refusal
    case .undo(let undone, _, let detail):
      return try fill(
        ActDraft(
          act: .undo, volets: [], onBehalf: nil, detail: detail, world: world, undoing: undone),
        proposing: proposed)
    case .form(let entry, let detail):
      return try fill(
        ActDraft(
          act: entry.act, volets: entry.volets, onBehalf: entry.onBehalf, detail: detail,
          world: world), proposing: proposed)
    }
  }

  /// Tells a line whose first sign is said by its words.
  private func tell(_ line: FlowLine) {
    let text = line.spans.map(\.text).joined()
    let signs: Set<Character> = ["✓", "✗", "⇅", "…", "!", "~", "–"]
    let isSigned = text.first.map(signs.contains) == true && text.dropFirst().first == " "
    say(FlowLine(isSigned ? String(text.dropFirst(2)) : text))
  }
}
