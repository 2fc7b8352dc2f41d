import Domain
import Storage

/// `habiter tickets …`: the tickets that this desk asks of Redmine.
enum TicketCommand {
  static let specs = [list(["tickets"]), list(["tickets", "lister"]), follow] + decisions

  private static func list(_ words: [String]) -> CommandSpec {
    CommandSpec(
      words: words, summary: "Liste les tickets demandés à Actimage depuis ce poste.",
      details: [
        "Ceux qui demandent une décision d'abord : refusés, introuvables. --code sort avec le code",
        "4 s'il y en a. Se lit pendant que habiter est ouvert.",
      ],
      options: [
        OptionSpec(name: "--json", help: "en JSON, un objet sur une ligne"),
        OptionSpec(name: "--code", help: "sort avec le code 4 si un ticket attend une décision"),
        demo,
      ],
      examples: ["habiter tickets", "habiter tickets --json --code"]
    ) { arguments, shell in
      let store = try open(arguments, shell, for: .reading)
      defer { store.close() }
      let tickets = try store.tickets(limit: .max)
      if arguments.has("--json") {
        let listed = ListedTickets(tickets: tickets.map(ListedTicket.init))
        shell.out(try JSONLine.text(of: listed))
      } else {
        for ticket in tickets { shell.out(ticket.line) }
        if tickets.isEmpty { shell.report("Aucun ticket n'a été demandé depuis ce poste.") }
      }
      let isFound =
        arguments.has("--code") && tickets.contains(where: \.course.state.asksForSomebody)
      return isFound ? .found : .success
    }
  }

  private static let follow = CommandSpec(
    words: ["tickets", "suivre"],
    summary: "Crée chez Redmine les tickets dont c'est le tour, et relit ceux qui y sont.",
    details: [
      "Pour cron ou systemd, sur un poste où habiter n'est pas ouvert : ouvert, il le fait",
      "lui-même, et cette commande finit sur 5. Code 4 si un ticket attend une décision, 1 si",
      "Redmine n'est pas réglé, 3 s'il n'a pas répondu. Les réglages : habiter config.",
    ],
    examples: ["habiter tickets suivre"]
  ) { arguments, shell in
    let store = try open(arguments, shell, for: .writing)
    defer { store.close() }
    return try dispatch(store, shell)
  }

  private static let decisions = [
    decision(
      "reessayer", .retried,
      "Demande de nouveau un ticket, ou le cherche s'il est incertain ; jamais deux fois.",
      "habiter tickets reessayer 12"),
    decision(
      "annuler", .cancelled, "Renonce à un ticket qui n'est pas créé, ou classe un introuvable.",
      "habiter tickets annuler 12"),
  ]

  private static func decision(
    _ word: String, _ event: TicketEvent, _ summary: String, _ example: String
  ) -> CommandSpec {
    CommandSpec(
      words: ["tickets", word], summary: summary,
      details: ["Le numéro est le premier de chaque ligne de « habiter tickets »."],
      argument: "NUMÉRO", options: [demo], examples: [example]
    ) { arguments, shell in
      guard let id = arguments.argument.flatMap({ Int($0) }) else {
        throw UsageError("Le numéro d'une demande est un nombre.", in: arguments.command)
      }
      let store = try open(arguments, shell, for: .writing)
      defer { store.close() }
      let ticket = try store.decide(event, onTicket: id, at: shell.clock())
      shell.out("Demande \(id) : \(ticket.course.state.label).")
      return .success
    }
  }

  private static let demo = OptionSpec(
    name: "--demo", help: "les tickets de la démonstration, qui ne partent pas")

  private static func open(
    _ arguments: ParsedArguments, _ shell: Shell, for purpose: StorePurpose
  ) throws -> Store {
    try arguments.has("--demo")
      ? shell.demoStore(for: purpose) : shell.realStore(for: purpose)
  }

  /// Creates the tickets whose turn it is and reads the others back, until nothing is left or
  /// somebody interrupts: the errand under way is then waited for all the same.
  static func dispatch(_ store: Store, _ shell: Shell) throws -> ExitCode {
    let session = try store.me().map { Session(actor: $0, clock: shell.clock) }
    let sender = try TicketSender(
      Settings.load(shell.environment).redmine, clock: shell.clock,
      record: session.map { session in { try $1.record($0, as: session) } })
    if let problem = sender.settings.problem { throw problem }
    try Interruption.watched {
      repeat {
        let changed = try sender.advance(store, takesNext: !Interruption.isAsked)
        for ticket in changed where ticket.course.state != .creating { shell.out(ticket.line) }
        sender.wait(seconds: 0.5)
      } while sender.isBusy || (sender.delay(store) == 0 && !Interruption.isAsked)
    }
    if let next = try store.nextTicket() {
      shell.report("Prochain essai d'un ticket le \(next.frenchTime).")
    }
    if let silence = sender.problem {
      shell.report("habiter : \(silence)")
      return .storage
    }
    let counts = try store.ticketCounts()
    let open = (counts[.refused] ?? 0) + (counts[.lost] ?? 0)
    guard open > 0 else { return .success }
    shell.report("\(open) à décider : « habiter tickets » les montre.")
    return .found
  }
}

/// The tickets, as scripts read them.
private struct ListedTickets: Encodable {
  let tickets: [ListedTicket]
}

/// A ticket, as scripts read it.
private struct ListedTicket: Encodable {
  let numero: Int
  let signalement: String
  let motif: String
  let sujet: String
  let demandeLe: String
  let etat: String
  let essais: Int
  let dernierEssai: String?
  let prochainEssai: String?
  let raison: String?
  let ticket: Int?
  let adresse: String?
  let statut: String?
  let ferme: Bool
  let reluLe: String?

  init(_ ticket: QueuedTicket) {
    let course = ticket.course
    numero = ticket.id
    signalement = ticket.asked.reference
    motif = ticket.asked.motive.rawValue
    sujet = ticket.asked.subject
    demandeLe = ticket.created.iso
    etat = course.state.label
    essais = course.attempts
    dernierEssai = course.tried?.iso
    prochainEssai = course.next?.iso
    raison = course.reason
    self.ticket = course.ticket?.number
    adresse = course.ticket?.address
    statut = ticket.follow.status
    ferme = ticket.follow.isClosed
    reluLe = ticket.follow.read?.iso
  }
}

extension QueuedTicket {
  /// « 3  suivi  S-2026-01234  #812 En cours  [EH S-2026-01234] … (2 essais, …) : … ».
  fileprivate var line: String {
    let tries = course.attempts
    var facts = tries == 0 ? [] : ["\(tries) essai\(tries > 1 ? "s" : "")"]
    if let next = course.next { facts.append("prochain le \(next.frenchTime)") }
    if let read = follow.read { facts.append("relu le \(read.frenchTime)") }
    let told = facts.isEmpty ? "" : " (\(facts.joined(separator: ", ")))"
    let status = follow.status.map { " \($0)\(follow.isClosed ? ", fermé" : "")" } ?? ""
    let place = course.ticket.map { "#\($0.number)\(status)  " } ?? ""
    return CellText.sanitized(
      "\(id)  \(course.state.label)  \(asked.reference)  \(place)\(asked.subject)\(told)"
        + (course.reason.map { " : \($0)" } ?? ""))
  }
}
