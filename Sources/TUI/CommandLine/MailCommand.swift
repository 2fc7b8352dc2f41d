import Domain
import Storage

/// `habiter envois …`: the mails that leave this desk.
enum MailCommand {
  static let specs = [list(["envois"]), list(["envois", "lister"]), send, trial] + decisions

  private static func list(_ words: [String]) -> CommandSpec {
    CommandSpec(
      words: words, summary: "Liste les courriels de ce poste et leur état.",
      details: [
        "Ceux qui demandent une décision d'abord : refusés, incertains. --code sort avec le code 4",
        "s'il y en a. Se lit pendant que habiter est ouvert.",
      ],
      options: [
        OptionSpec(name: "--json", help: "en JSON, un objet sur une ligne"),
        OptionSpec(name: "--code", help: "sort avec le code 4 si un courriel attend une décision"),
        demo,
      ],
      examples: ["habiter envois", "habiter envois --json --code"]
    ) { arguments, shell in
      let store = try open(arguments, shell, for: .reading)
      defer { store.close() }
      let mails = try store.mails(limit: .max)
      if arguments.has("--json") {
        let listed = ListedMails(envois: mails.map(ListedMail.init))
        shell.out(try JSONLine.text(of: listed))
      } else {
        for mail in mails { shell.out(mail.line) }
        if mails.isEmpty { shell.report("Aucun courriel n'a été écrit sur ce poste.") }
      }
      let isFound = arguments.has("--code") && mails.contains(where: \.course.state.asksForSomebody)
      return isFound ? .found : .success
    }
  }

  private static let send = CommandSpec(
    words: ["envois", "expedier"],
    summary: "Remet au programme d'envoi les courriels dont c'est le tour.",
    details: [
      "Pour cron ou systemd, sur un poste où habiter n'est pas ouvert : ouvert, il les remet",
      "lui-même, et cette commande finit sur 5. Code 4 si un courriel attend une décision, 1 si",
      "rien ne peut partir. L'expéditeur et le programme : habiter config.",
    ],
    examples: ["habiter envois expedier"]
  ) { arguments, shell in
    let store = try open(arguments, shell, for: .writing)
    defer { store.close() }
    return try dispatch(store, shell)
  }

  private static let trial = CommandSpec(
    words: ["envois", "essai"],
    summary: "Écrit un courriel d'essai et l'envoie : la configuration est-elle bonne ?",
    argument: "ADRESSE", examples: ["habiter envois essai support@bailleur.example"]
  ) { arguments, shell in
    let recipient = try Mailbox(parsing: arguments.argument ?? "")
    let store = try open(arguments, shell, for: .writing)
    defer { store.close() }
    let now = shell.clock()
    let mail = OutgoingMail(
      key: "essai/\(store.newCommand(at: now).text)", to: [recipient],
      subject: "Essai d'envoi d'habiter",
      body: "Bonjour,\n\nCe courriel vérifie que ce poste sait en envoyer : accents (é, à, œ, €), "
        + "et rien d'autre à faire.\n\nhabiter\n")
    _ = try store.queue(mail, at: now)
    return try dispatch(store, shell)
  }

  private static let decisions = [
    decision(
      "annuler", .cancelled, "Annule l'envoi d'un courriel, ou classe un courriel refusé.",
      "habiter envois annuler 12"),
    decision(
      "renvoyer", .resent, "Remet un courriel en attente, à envoyer maintenant.",
      "habiter envois renvoyer 12"),
    decision(
      "parti", .takenAsSent, "Considère comme parti un courriel dont l'envoi est incertain.",
      "habiter envois parti 12"),
  ]

  private static func decision(
    _ word: String, _ event: MailEvent, _ summary: String, _ example: String
  ) -> CommandSpec {
    CommandSpec(
      words: ["envois", word], summary: summary,
      details: ["Le numéro est celui de « habiter envois »."], argument: "NUMÉRO",
      options: [demo], examples: [example]
    ) { arguments, shell in
      guard let id = arguments.argument.flatMap({ Int($0) }) else {
        throw UsageError("Le numéro d'un courriel est un nombre.", in: arguments.command)
      }
      let store = try open(arguments, shell, for: .writing)
      defer { store.close() }
      let mail = try store.decide(event, onMail: id, at: shell.clock())
      shell.out("Courriel \(id) : \(mail.course.state.label).")
      return .success
    }
  }

  private static let demo = OptionSpec(
    name: "--demo", help: "les courriels de la démonstration, qui ne partent pas")

  private static func open(
    _ arguments: ParsedArguments, _ shell: Shell, for purpose: StorePurpose
  ) throws -> Store {
    try arguments.has("--demo")
      ? shell.demoStore(for: purpose) : shell.realStore(for: purpose)
  }

  /// Hands over the mails whose turn it is, one after the other, until none is left or somebody
  /// interrupts: the mail being handed over is then waited for all the same.
  static func dispatch(_ store: Store, _ shell: Shell) throws -> ExitCode {
    let settings = Settings.load(shell.environment).mail
    let sender = try MailSender(settings, clock: shell.clock)
    if let problem = settings.problem, try store.nextMail() != nil { throw problem }
    try Interruption.watched {
      repeat {
        let changed = try sender.advance(store, takesNext: !Interruption.isAsked)
        for mail in changed where mail.course.state != .sending {
          shell.out(mail.line)
        }
        sender.wait(seconds: 0.5)
      } while sender.isBusy || (sender.delay(store) == 0 && !Interruption.isAsked)
    }
    let counts = try store.mailCounts()
    let open = (counts[.refused] ?? 0) + (counts[.uncertain] ?? 0)
    if let next = try store.nextMail() {
      shell.report(
        "\(counts[.waiting] ?? 0) en attente ; prochain essai le \(next.frenchTime).")
    }
    guard open > 0 else { return .success }
    shell.report("\(open) à décider : « habiter envois » les montre.")
    return .found
  }
}

/// The mails, as scripts read them.
private struct ListedMails: Encodable {
  let envois: [ListedMail]
}

/// A mail, as scripts read it.
private struct ListedMail: Encodable {
  let numero: Int
  let cle: String
  let destinataires: [String]
  let sujet: String
  let piecesJointes: [String]
  let ecritLe: String
  let etat: String
  let essais: Int
  let prochainEssai: String?
  let partiLe: String?
  let raison: String?

  init(_ mail: QueuedMail) {
    let course = mail.course
    numero = mail.id
    cle = mail.key
    destinataires = mail.recipients.map(\.text)
    sujet = mail.subject
    piecesJointes = mail.attachments
    ecritLe = mail.created.iso
    etat = course.state.label
    essais = course.attempts
    prochainEssai = course.next?.iso
    partiLe = course.sent?.iso
    raison = course.reason
  }
}

extension QueuedMail {
  /// « 12  en attente  a@b.example  Rapport … (3 essais, prochain le 24/03/2026 à 10:00) : … ».
  fileprivate var line: String {
    let tries = course.attempts
    var facts = tries == 0 ? [] : ["\(tries) essai\(tries > 1 ? "s" : "")"]
    if let next = course.next { facts.append("prochain le \(next.frenchTime)") }
    if let sent = course.sent { facts.append("le \(sent.frenchTime)") }
    let told = facts.isEmpty ? "" : " (\(facts.joined(separator: ", ")))"
    return CellText.sanitized(
      "\(id)  \(course.state.label)  \(recipientText)  \(subject)\(told)"
        + (course.reason.map { " : \($0)" } ?? ""))
  }
}
