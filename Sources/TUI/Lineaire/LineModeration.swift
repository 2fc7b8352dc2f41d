import Domain
import Storage

/// The moderation line by line: the queues, the annonces of one, and the acts on an annonce.
extension LineDialogue {
  /// How many annonces are told at once.
  private static let annonces = 10

  /// Tells the queues until the operator goes back.
  func moderation() throws {
    while true {
      let world = try world()
      guard world.seesAnnonces else {
        say(world.noAnnonce)
        return
      }
      let month = try gauges()
      let counts = try effects.store.annonceCounts(for: effects.session)
      say(
        "Modération, \(month.month.french) : \(ModerationWords.figures(month.gauge())).")
      let queues = AnnonceQueue.allCases.filter { $0 != .drawn || world.seesDraw }
      for (index, queue) in queues.enumerated() {
        say("\(index + 1). \(queue.label) : \((counts[queue] ?? 0).french("annonce")).")
      }
      let typed = try choice("Quelle file ?")
      switch typed {
      case "retour", "r":
        guard effects.session.seesDossiers else { throw Jump.end }
        return
      case "jauge": tellGauges(month, world)
      default:
        guard let number = Int(typed), queues.indices.contains(number - 1) else {
          say("« \(typed) » n'est ni le numéro d'une file ni un mot connu. « aide » les dit.")
          continue
        }
        try annonces(in: queues[number - 1])
      }
    }
  }

  private func gauges() throws -> ModerationMonth {
    try effects.store.drawSalts(as: effects.session)
    return try effects.store.moderation(
      of: CivilMonth(of: effects.session.today), for: effects.session)
  }

  private func tellGauges(_ month: ModerationMonth, _ world: World) {
    for bailleur in month.bailleurs {
      say(
        "\(world.directory.name(of: bailleur)) : "
          + "\(ModerationWords.figures(month.gauge(of: bailleur))).")
    }
  }

  private func annonces(in queue: AnnonceQueue) throws {
    var filter = ""
    var marks: [AnnoncePage.Mark?] = [nil]
    while true {
      let world = try world()
      let page = try effects.store.annonces(
        in: queue, matching: filter, after: marks[marks.count - 1], limit: Self.annonces,
        for: effects.session)
      let first = (marks.count - 1) * Self.annonces
      tell(page, from: first, of: queue, filter, world)
      let typed = try choice("Quelle annonce ?")
      switch typed {
      case "retour", "r": return
      case "suite", "s": if let next = page.next { marks.append(next) }
      case "precedents", "p": if marks.count > 1 { marks.removeLast() }
      case _ where typed.hasPrefix("filtre"):
        filter = String(typed.dropFirst("filtre".count).drop { $0 == " " })
        marks = [nil]
      default:
        guard let number = Int(typed), page.rows.indices.contains(number - 1 - first) else {
          say("« \(typed) » n'est ni un numéro de la liste ni un mot connu. « aide » les dit.")
          continue
        }
        try annonce(page.rows[number - 1 - first].stream)
      }
    }
  }

  private func tell(
    _ page: AnnoncePage, from first: Int, of queue: AnnonceQueue, _ filter: String,
    _ world: World
  ) {
    let kept = filter.isEmpty ? "" : ", filtre « \(filter) »"
    say(page.rows.isEmpty ? "\(queue.label)\(kept) : aucune annonce." : "\(queue.label)\(kept) :")
    for (index, row) in page.rows.enumerated() {
      let status = row.cause?.french ?? row.status?.label ?? "illisible"
      let title = row.title.map { ", « \($0) »" } ?? ""
      say(
        "\(first + index + 1). \(row.annonce), \(row.place), "
          + "\(world.directory.name(of: row.bailleur)), \(status), "
          + "depuis \(max(0, world.today - row.since).french("jour"))\(title).")
    }
    if page.next != nil { say("Il y en a d'autres : « suite ».") }
  }

  /// Tells an annonce, then does the acts chosen until the operator goes back.
  private func annonce(_ stream: StreamID) throws {
    var isToTell = true
    while true {
      let world = try world()
      guard let file = effects.annonceCase(stream).file else {
        say("Cette annonce n'est plus visible, ou ne se lit pas.")
        return
      }
      let catalogue = ModerationCatalogue(file: file, world: world)
      let open = catalogue.entries.filter { $0.refusal == nil }.map(\.edit)
      if isToTell {
        AnnonceDetailLines(file: file, world: world).lines.forEach(say)
        say(open.isEmpty ? "Aucun acte n'est possible pour vous." : "Actes possibles :")
        for (index, edit) in open.enumerated() { say("\(index + 1). \(edit.label)") }
      }
      isToTell = false
      let typed = try choice("Quel acte ?")
      switch typed {
      case "retour", "r": return
      case "relire": isToTell = true
      case "annuler": isToTell = try undo(file, world)
      case "fermes":
        for entry in catalogue.entries {
          if let refusal = entry.refusal { say("\(entry.edit.label) : \(refusal.sentence)") }
        }
      default:
        guard let number = Int(typed), open.indices.contains(number - 1) else {
          say("« \(typed) » n'est ni le numéro d'un acte ni un mot connu. « aide » les dit.")
          continue
        }
        isToTell = try perform(open[number - 1], catalogue)
      }
    }
  }

  private func undo(_ file: AnnonceFile, _ world: World) throws -> Bool {
    do {
      let last = try file.annonce.lastUndoable(in: world.context())
      return try record(
        AnnonceOrder(file.stream, .undo(command: last.command)), said: "Acte annulé.")
    } catch let refusal as Refusal {
      say("Refusé. \(refusal.sentence)")
      return false
    }
  }

  /// Does an act: its questions, then the store.
  ///
  /// - Returns: whether something was recorded.
  private func perform(
    _ edit: ModerationEdit, _ catalogue: ModerationCatalogue
  ) throws -> Bool {
    do {
      guard edit != .conforme else {
        return try record(
          AnnonceOrder(catalogue.file.stream, catalogue.command(.conforme)),
          said: catalogue.said(AnnonceRuling.conforme.french))
      }
      let draft = ModerationDraft(edit: edit, catalogue: catalogue)
      say("\(edit.label).")
      var values = FormValues()
      let fields = draft.fields
      for (index, field) in fields.enumerated() {
        try ask(field, "\(index + 1) sur \(fields.count)", catalogue.world.today, &values)
      }
      guard case .perform(let order, let said) = try draft.request(from: values) else {
        return false
      }
      return try record(order, said: said)
    } catch let refusal as Refusal {
      say("Refusé. \(refusal.sentence)")
      return false
    } catch is Abandoned {
      say("Acte abandonné : rien n'a été enregistré.")
      return false
    }
  }

  private func record(_ order: AnnonceOrder, said: String) throws -> Bool {
    try effects.store.perform(order, as: effects.session, at: effects.session.clock())
    effects.sync?.localAct()
    say("Enregistré. \(said)")
    return true
  }
}
