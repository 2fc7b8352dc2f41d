import Domain
import Storage

/// The signalements line by line: the queues, the list of one, and a signalement with its acts.
extension LineDialogue {
  /// How many signalements are told at once.
  private static let page = 10

  /// Tells the queues, then those of the one chosen, until the operator goes back.
  func signalements() throws {
    while true {
      let world = try world()
      guard world.seesSignalements else { return say(world.noSignalement) }
      let counts = try effects.store.signalementCounts(for: effects.session)
      let queues = world.signalementQueues
      say("Files de signalements :")
      for (index, queue) in queues.enumerated() {
        let count = counts[queue] ?? 0
        say("\(index + 1). \(queue.label(in: world)) : \(count.french("signalement"))")
      }
      let typed = try choice("Quelle file de signalements ?")
      if typed == "retour" || typed == "r" {
        // Who sees no dossier has nowhere else to go back to.
        guard effects.session.seesDossiers else { throw Jump.end }
        return
      }
      guard let number = Int(typed), queues.indices.contains(number - 1) else {
        say("« \(typed) » n'est ni le numéro d'une file ni un mot connu. « aide » les dit.")
        continue
      }
      try list(queues[number - 1])
    }
  }

  private func list(_ queue: SignalementQueue) throws {
    var first = 0
    var filter = ""
    while true {
      let world = try world()
      let listing = SignalementListing(queue, filter: filter)
      let page = try effects.store.signalements(
        listing, from: first, limit: Self.page, for: effects.session)
      if page.rows.isEmpty, first > 0 {
        first = max(0, first - Self.page)
        continue
      }
      tell(page, of: listing, world)
      let typed = try choice("Quel signalement ?")
      switch typed {
      case "retour", "r": return
      case "suite", "s": first += Self.page
      case "precedents", "p": first = max(0, first - Self.page)
      case _ where typed.hasPrefix("filtre"):
        filter = String(typed.dropFirst("filtre".count).drop { $0 == " " })
        first = 0
      default:
        guard let number = Int(typed), page.rows.indices.contains(number - 1 - first) else {
          say("« \(typed) » n'est ni un numéro de la liste ni un mot connu. « aide » les dit.")
          continue
        }
        try signalement(page.rows[number - 1 - first].summary.stream)
      }
    }
  }

  private func tell(_ page: SignalementPage, of listing: SignalementListing, _ world: World) {
    let kept = listing.filter.isEmpty ? "" : ", filtre « \(listing.filter) »"
    say("\(listing.queue.label(in: world))\(kept) : \(page.count.french("signalement")).")
    for (index, line) in page.rows.enumerated() {
      let summary = line.summary
      let age = summary.age(in: world).map { ", \($0.words)" } ?? ""
      say(
        "\(page.first + index + 1). \(summary.number), "
          + "\(world.directory.name(of: summary.bailleur)), \(summary.short), "
          + "\(summary.status.label)\(age). \(line.excerpt ?? "Message non lisible ici.")")
    }
    if page.first + page.rows.count < page.count { say("Il y en a d'autres : « suite ».") }
  }

  /// A signalement by its number, if the operator may see it.
  func find(signalement number: String) throws {
    let stream = Signalement.stream(of: number)
    guard try effects.store.queue(of: stream, for: effects.session) != nil else {
      return say("Aucun signalement \(number) parmi ceux que vous voyez.")
    }
    try signalement(stream)
  }

  /// Tells a signalement, then does the acts chosen until the operator goes back.
  private func signalement(_ stream: StreamID) throws {
    var isToTell = true
    while true {
      let world = try world()
      guard let detail = try effects.store.signalement(stream, for: effects.session) else { return }
      let replies = world.routesSignalements ? try effects.store.reponses().offered : []
      let catalogue = SignalementCatalogue(detail: detail, world: world, replies: replies)
      let open = catalogue.entries.filter(\.isOpen)
      if isToTell { tell(detail, open, world) }
      isToTell = false
      switch try choice("Quel acte ?") {
      case "retour", "r": return
      case "relire": isToTell = true
      case "fermes":
        for entry in catalogue.entries {
          if let refusal = entry.refusal { say("\(entry.edit.label) : \(refusal.sentence)") }
        }
      case "accepter" where detail.proposal != nil && world.routesSignalements:
        isToTell = try perform(catalogue.next, catalogue)
      case let typed:
        guard let number = Int(typed), open.indices.contains(number - 1) else {
          say("« \(typed) » n'est ni le numéro d'un acte ni un mot connu. « aide » les dit.")
          continue
        }
        isToTell = try perform(open[number - 1], catalogue)
      }
    }
  }

  private func tell(
    _ detail: SignalementDetail, _ open: [SignalementCatalogue.Entry], _ world: World
  ) {
    say("Signalement \(detail.signalement.number).")
    // Narrower than where message and context would stand side by side.
    for line in SignalementDetailLines(detail: detail, world: world).spoken {
      if line.contains(where: { $0 != " " }) { say(line) }
    }
    if let reading = world.reading { return say(reading.refusal.message) }
    if detail.proposal != nil, world.routesSignalements {
      say("« accepter » fait ce qui est proposé.")
    }
    say(open.isEmpty ? "Aucun acte n'est possible pour vous maintenant." : "Actes possibles :")
    for (index, entry) in open.enumerated() {
      say("\(index + 1). \(entry.edit.label)" + (entry.isOnBehalf ? ", au nom du bailleur" : ""))
    }
  }

  /// Does an act: its form, then the store.
  ///
  /// - Returns: whether something was recorded.
  private func perform(
    _ entry: SignalementCatalogue.Entry, _ catalogue: SignalementCatalogue
  ) throws -> Bool {
    do {
      if let refusal = entry.refusal { throw refusal }
      let draft = SignalementDraft(entry: entry, catalogue: catalogue)
      let order = try fill(draft)
      let receipt = try effects.store.perform(order, as: effects.session)
      effects.sync?.localAct()
      let words = SignalementEventWords(names: draft.world.directory)
      for event in receipt.signalement.history.suffix(1).map(\.event) {
        say("Enregistré. \(receipt.signalement.number) : \(words.sentence(of: event)).")
      }
      return true
    } catch is Abandoned {
      say("Acte abandonné : rien n'a été enregistré.")
    } catch let refusal as Refusal {
      say("Refusé. \(refusal.sentence)")
    }
    return false
  }

  private func fill(_ draft: SignalementDraft) throws -> SignalementOrder {
    say("\(draft.edit.label).")
    draft.rules.forEach(say)
    let fields = draft.fields
    var values = FormValues()
    for (index, field) in fields.enumerated() {
      try ask(field, "\(index + 1) sur \(fields.count)", draft.world.today, &values)
    }
    if let ticket = draft.ticket(from: values) {
      say("Ce texte part chez Actimage :")
      ticket.split(separator: "\n").forEach { say(String($0)) }
    }
    let order = try draft.order(from: values)
    while true {
      switch try answer("Enregistrer ? oui ou non.").folded {
      case "oui", "o": return order
      case "non", "n": throw Abandoned()
      default: continue
      }
    }
  }
}
