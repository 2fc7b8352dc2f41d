import Domain
import Storage

/// The program line by line: what it says are sentences, what it takes are numbers and words. For
/// screen readers, and for pipes: the cursor never moves back, and no sign or colour stands alone.
final class LineDialogue {
  /// Where a word typed at any choice leads.
  enum Jump: Error, Equatable {
    case end, queues, sync, mails, tickets, patrimoine, signalements, moderation, compliance
    case journal, statistics
    case dossier(String), signalement(String)
  }

  let effects: StoreEffects
  /// Says that the exchange with the shared database has something to do.
  let ready: EventDescriptor
  /// The mails that were told of.
  var toldMails = 0
  /// The tickets that were told of.
  var toldTickets = 0
  /// The conflicts that were told of.
  var toldConflicts = 0
  private let shell: Shell

  /// - Parameter shared: the shared database to exchange with, nil for a desk that is alone.
  /// - Throws: `SharedError` when the system has no thread or descriptor left.
  init(store: Store, session: Session, shared: SharedAddress? = nil, shell: Shell) throws {
    let ready = try EventDescriptor()
    let sync = try (store.reading == nil ? shared : nil).map { address in
      try SyncDesk(address, clock: session.clock) { ready.signal() }
    }
    self.ready = ready
    let settings = Settings.load(shell.environment)
    let mail = try MailSender(settings.mail, clock: session.clock) { ready.signal() }
    let tickets = try TicketSender(
      settings.redmine, clock: session.clock, deliver: { ready.signal() })
    effects = StoreEffects(
      store: store, session: session, sync: sync, mail: mail, mailSettings: settings.mail,
      tickets: tickets)
    self.shell = shell
  }

  /// Talks until the operator leaves or the input ends.
  ///
  /// - Throws: `StorageError`.
  func run() throws {
    defer {
      effects.mail?.finish(effects.store, within: 5)
      effects.tickets?.finish(effects.store, within: 5)
      effects.store.close()
    }
    greet(try world())
    if effects.sync != nil { say("Échange avec la base partagée. « sync » en dit l'état.") }
    var next = Jump.queues
    while next != .end {
      do {
        switch next {
        case .dossier(let reference):
          next = .queues
          try find(reference)
        case .sync:
          next = .queues
          try sync()
        case .mails:
          next = .queues
          try mails()
        case .tickets:
          next = .queues
          try tickets()
        case .patrimoine:
          next = .queues
          try patrimoines()
        case .signalements:
          next = .queues
          try signalements()
        case .signalement(let number):
          next = .signalements
          try find(signalement: number)
        case .moderation:
          next = .queues
          try moderation()
        case .compliance:
          next = .queues
          try compliance()
        case .journal:
          next = .queues
          try journal()
        case .statistics:
          next = .queues
          try statistics()
        default: try queues()
        }
      } catch let jump as Jump {
        next = jump
      }
    }
    say("Au revoir.")
  }

  /// What may be looked at, as it is now, whoever wrote in it.
  func world() throws -> World {
    _ = try effects.run(.follow, keyMap: .standard)
    return try effects.world(keyMap: .standard)
  }

  func say(_ sentence: String) { shell.out(Spoken.text(sentence)) }

  /// A line as it was typed.
  ///
  /// - Throws: `Jump.end` when the input ends.
  func line(_ prompt: String) throws -> String {
    say(prompt)
    guard let line = shell.readLine() else { throw Jump.end }
    return line
  }

  /// The answer to a choice; the words that lead elsewhere from anywhere are followed.
  func choice(_ prompt: String) throws -> String {
    while true {
      try exchange(seconds: 2)
      try tellConflicts()
      try tellMails()
      try tellTickets()
      let typed = try line(prompt).folded.split(separator: " ").joined(separator: " ")
      switch typed {
      case "aide", "?": help()
      case "quitter", "q": throw Jump.end
      case "files", "f": throw Jump.queues
      case "sync": throw Jump.sync
      case "envois": throw Jump.mails
      case "tickets": throw Jump.tickets
      case "reglement": try rules()
      case "alertes": try alerts()
      case _ where typed.hasPrefix("simuler "): try simulate(String(typed.dropFirst(8)))
      case "patrimoine": throw Jump.patrimoine
      case "signalements": throw Jump.signalements
      case _ where typed.hasPrefix("s-"): throw Jump.signalement(typed.uppercased())
      case "moderation": throw Jump.moderation
      case "conformite": throw Jump.compliance
      case "journal": throw Jump.journal
      case "statistiques": throw Jump.statistics
      default:
        let isReference =
          typed.contains("-") && !typed.contains(" ") && typed.first?.isLetter == true
          && typed.last?.isNumber == true
        if isReference {
          throw Jump.dossier(typed.uppercased())
        }
        return typed
      }
    }
  }

  private func greet(_ world: World) {
    say("habiter, ligne par ligne. Nous sommes le \(world.today.frenchWithWeekday).")
    say("Vous êtes \(world.identity).")
    if world.isDemo { say("Ce sont des données de démonstration.") }
    if let reading = world.reading { say(reading.refusal.message) }
    say("Tapez un numéro ou un mot, puis Entrée. « aide » dit les mots.")
  }

  private func help() {
    say("À tout choix : aide, files, signalements, moderation, patrimoine, conformite, reglement, ")
    say("alertes, journal, statistiques, sync, envois, tickets, quitter, la référence d'un ")
    say("dossier, D-2026-0412, le numéro d'un signalement, S-104233, ou simuler pre=10, qui ")
    say("essaie une autre valeur d'une règle.")
    say("Dans les files : creer, pour un nouveau dossier.")
    say("Dans une liste : un numéro, suite, precedents, filtre suivi de mots, retour.")
    say("Dans un dossier : le numéro d'un acte, pourquoi, historique, fermes, relire, retour.")
    say("Dans les signalements : le numéro d'une file, puis d'un signalement de la liste, suite, ")
    say("precedents, filtre, retour ; puis accepter, le numéro d'un acte, fermes, retour.")
    say("Dans le patrimoine : le numéro d'un bailleur, suite, precedents, retour.")
    say("Dans la modération : le numéro d'une file, puis d'une annonce, puis d'un acte ; suite, ")
    say("annuler, jauge, retour.")
    say(
      "Dans la conformité : le numéro d'un bailleur, puis d'un délai ; suite, precedents, rappels, "
    )
    say("previsions, periode suivie d'un ou deux mois, 2026-01 2026-03, retour.")
    say("Dans la base partagée, par « sync » : le numéro d'un conflit, regles, retour ; puis ")
    say("refaire, abandonner, plus-tard ou dossier.")
    say("Dans les envois : le numéro d'un courriel, puis renvoyer, annuler, parti ou retour.")
    say("Dans les tickets : le numéro d'une demande, puis reessayer, annuler ou retour.")
    say("Dans le journal : filtre suivi d'un nom, d'une référence ou d'un jour ; suite, retour.")
    say("Dans un formulaire : Entrée seule garde la réponse proposée, un tiret n'en met aucune, ")
    say("« abandonner » laisse l'acte sans rien enregistrer.")
  }

  /// A dossier by its reference, if the operator may see it.
  private func find(_ reference: String) throws {
    guard let stream = try effects.store.dossiers.stream(ofReference: reference),
      try effects.store.detail(stream, for: effects.session) != nil
    else {
      say("Aucun dossier \(reference) parmi ceux que vous voyez.")
      return
    }
    try dossier(stream)
  }
}

/// The queues, and the dossiers of one.
extension LineDialogue {
  private func scope(_ world: World, filter: String = "") -> QueueScope {
    QueueScope(
      organisation: world.audience, person: world.actor.id, today: world.today, filter: filter)
  }

  func queues() throws {
    while true {
      let world = try world()
      guard effects.session.seesDossiers else {
        say("Votre rôle ne donne pas accès aux dossiers.")
        throw world.seesPatrimoines ? Jump.patrimoine : world.seesAnnonces ? .moderation : .end
      }
      let offered = DossiersPane.queues(for: world)
      let counts = try effects.store.dossiers.counts(scope(world))
      say("Files :")
      for (index, queue) in offered.enumerated() {
        say("\(index + 1). \(queue.label) : \(Spoken.dossiers(counts[queue] ?? 0))")
      }
      let typed = try choice("Quelle file ?")
      if typed == "creer" {
        try create(world)
      } else if let number = Int(typed), offered.indices.contains(number - 1) {
        try queue(offered[number - 1])
      } else {
        say("« \(typed) » n'est ni le numéro d'une file ni un mot connu. « aide » les dit.")
      }
    }
  }

  /// How many dossiers are told at once.
  private static let page = 10

  private func queue(_ queue: DossierQueue) throws {
    var first = 0
    var filter = ""
    while true {
      let world = try world()
      let sequence = try effects.store.dossiers.sequence(
        DossierListing(queue, scope(world, filter: filter), order: DossierOrder()))
      if first >= sequence.count { first = max(0, first - Self.page) }
      let rows = try effects.store.dossiers.rows(of: sequence, first..<(first + Self.page))
      tell(queue, sequence.count, rows, from: first, filter, world)
      let typed = try choice("Quel dossier ?")
      switch typed {
      case "retour", "r": return
      case "suite", "s": first += Self.page
      case "precedents", "p": first = max(0, first - Self.page)
      case _ where typed.hasPrefix("filtre"):
        filter = String(typed.dropFirst("filtre".count).drop { $0 == " " })
        first = 0
      default:
        guard let number = Int(typed), rows.indices.contains(number - 1 - first) else {
          say("« \(typed) » n'est ni un numéro de la liste ni un mot connu. « aide » les dit.")
          continue
        }
        try dossier(rows[number - 1 - first].stream)
      }
    }
  }

  private func tell(
    _ queue: DossierQueue, _ count: Int, _ rows: [DossierRow], from first: Int,
    _ filter: String, _ world: World
  ) {
    let kept = filter.isEmpty ? "" : ", filtre « \(filter) »"
    let shown = rows.isEmpty ? "" : ", \(first + 1) à \(first + rows.count)"
    say("\(queue.label)\(kept) : \(Spoken.dossiers(count))\(shown).")
    for (index, row) in rows.enumerated() {
      let words = DossierRowWords(row: row, world: world, width: .max / 4, actorWidth: .max / 4)
      say("\(first + index + 1). \(words.spoken).")
    }
    if first + rows.count < count { say("Il y en a d'autres : « suite ».") }
  }
}
