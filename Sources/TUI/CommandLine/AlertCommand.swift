import Domain
import FoundationEssentials
import Storage

/// `habiter alertes`: the alerts of the day, by contact, computed, shown, sent.
enum AlertCommand {
  static let spec = CommandSpec(
    words: ["alertes"],
    summary: "Envoie les alertes du jour : un récapitulatif par contact, une fois par jour.",
    details: [
      "Pour cron ou systemd, chaque matin, sur un poste d'Aatiko où habiter n'est pas ouvert :",
      "échange avec la base partagée, écrit les récapitulatifs, échange encore, envoie. Lancée",
      "deux fois, ou sur deux postes, elle n'envoie chaque courriel qu'une fois. Une alerte",
      "revient tous les sept jours tant que sa cause dure, et cesse avec l'acte.",
      "Code 4 si une alerte n'a pas de destinataire, si un courriel attend une décision, ou si des",
      "récapitulatifs attendent la base partagée ; 0 quand tout est parti, ou que rien n'est dû.",
    ],
    options: [
      OptionSpec(
        name: "--simulation", help: "montre ce qui partirait, sans rien écrire ni envoyer"),
      OptionSpec(name: "--json", help: "dit le résultat en une ligne de JSON"),
      SharedChoice.option,
      OptionSpec(name: "--demo", help: "les alertes de la démonstration, qui ne partent pas"),
    ],
    examples: ["habiter alertes --simulation", "habiter alertes --json"]
  ) { arguments, shell in
    let isTrial = arguments.has("--simulation")
    let isDemo = arguments.has("--demo")
    let store =
      try isDemo
      ? shell.demoStore(for: isTrial ? .reading : .writing)
      : shell.realStore(for: isTrial ? .reading : .writing)
    defer { store.close() }
    let session = try session(of: store, isDemo: isDemo, shell)
    if isTrial { return try show(store, session, arguments, shell) }
    var run = AlertRun(store: store, session: session, shell: shell)
    if !isDemo { run.address = try SharedChoice.address(of: store, arguments, shell) }
    let result = try run.go()
    try report(result, arguments, shell)
    let sent = isDemo ? ExitCode.success : try MailCommand.dispatch(store, shell)
    return sent == .success && result.isWhole ? .success : .found
  }

  private static func session(
    of store: Store, isDemo: Bool, _ shell: Shell
  ) throws -> Session {
    let actor = isDemo ? Demo.actor(for: .facilitateur, in: store) : try store.me()
    guard let actor else {
      throw Refusal(
        "Ce poste ne sait pas qui travaille.",
        remedy: "Dites-le : habiter moi --nom … --role facilitateur")
    }
    guard actor.roles.contains(where: AlertDigest.mayIssue) else {
      throw Refusal("Les alertes sont émises par Aatiko.")
    }
    return Session(actor: actor, clock: shell.clock)
  }

  private static func show(
    _ store: Store, _ session: Session, _ arguments: ParsedArguments, _ shell: Shell
  ) throws -> ExitCode {
    let alerts = try store.alertsOfToday(for: session)
    let result = AlertResult(day: session.today, alerts, names: store.directory)
    if arguments.has("--json") {
      shell.out(try JSONLine.text(of: result))
    } else {
      for draft in alerts.drafts {
        shell.out(
          "À : \(draft.mailbox.text)\nSujet : \(draft.text.subject)\n\n\(draft.text.body)\n")
        shell.out(String(repeating: "–", count: 40))
      }
      shell.out(result.french)
      for line in result.missing { shell.report(line) }
    }
    return alerts.unaddressed.isEmpty ? .success : .found
  }

  private static func report(
    _ result: AlertResult, _ arguments: ParsedArguments, _ shell: Shell
  ) throws {
    if arguments.has("--json") {
      shell.out(try JSONLine.text(of: result))
    } else {
      shell.out(result.french)
    }
    for line in result.missing + [result.silence.map { "habiter : \($0)" }].compactMap({ $0 }) {
      shell.report(line)
    }
  }
}

/// The alerts of a day, from the shared database to the mails that leave.
private struct AlertRun {
  let store: Store
  let session: Session
  let shell: Shell
  var address: SharedAddress?

  func go() throws -> AlertResult {
    if let address { try store.follow(address) }
    var silence = try exchange()
    var settled = try store.settleHeldMails(as: session)
    let alerts = try store.alertsOfToday(for: session)
    var result = AlertResult(day: session.today, alerts, names: store.directory)
    _ = try store.issue(alerts.drafts, as: session)
    silence = try exchange() ?? silence
    settled = try store.settleHeldMails(as: session)
    // What was noted on the dossiers goes out too.
    if settled.released > 0 { silence = try exchange() ?? silence }
    result.partis = settled.released
    result.dejaEnvoyes += settled.dropped
    result.enAttente = settled.waiting
    result.silence = silence
    return result
  }

  /// - Returns: why the shared database could not be reached, nil when it was or there is none.
  private func exchange() throws -> String? {
    guard let address else { return nil }
    do {
      try SyncRun(store: store, address: address, shell: shell).exchangeOnce()
      return nil
    } catch let error as SharedError {
      return error.french
    }
  }
}

/// What became of the alerts of a day, as scripts read it.
private struct AlertResult: Encodable {
  struct Digest: Encodable {
    let destinataire: String
    let bailleur: String
    let alertes: Int
  }

  private let day: Day
  let jour: String
  let recapitulatifs: [Digest]
  let sansDestinataire: [String]
  /// What another run, here or elsewhere, has sent today.
  var dejaEnvoyes: Int
  var partis = 0
  var enAttente = 0
  var silence: String?

  private enum CodingKeys: String, CodingKey {
    case jour, recapitulatifs, partis
    case sansDestinataire = "sans_destinataire"
    case dejaEnvoyes = "deja_envoyes"
    case enAttente = "en_attente"
    case silence = "erreur"
  }

  init(day: Day, _ alerts: DayAlerts, names: Directory) {
    self.day = day
    jour = day.iso
    recapitulatifs = alerts.drafts.map {
      Digest(
        destinataire: $0.text.name, bailleur: names.name(of: $0.bailleur),
        alertes: $0.mentions.count)
    }
    sansDestinataire = alerts.unaddressed.map { alert in
      let bailleur = names.name(of: alert.bailleur)
      let what = alert.alert?.rawValue ?? "fichier patrimoine"
      let about = alert.reference.map { " \($0)" } ?? ""
      return "\(bailleur) : \(what)\(about)"
    }
    dejaEnvoyes = alerts.issued.count
  }

  /// Whether every alert has left or leaves.
  var isWhole: Bool { sansDestinataire.isEmpty && enAttente == 0 && silence == nil }

  var missing: [String] {
    sansDestinataire.map { "Sans destinataire connu : \($0)." }
  }

  var french: String {
    guard !recapitulatifs.isEmpty || partis + dejaEnvoyes + enAttente > 0 else {
      return "Aucune alerte à envoyer aujourd'hui."
    }
    var words = [recapitulatifs.count.french("récapitulatif") + " du \(day.french)"]
    if partis > 0 { words.append(partis.french("courriel") + " à remettre") }
    if dejaEnvoyes > 0 { words.append("\(dejaEnvoyes) déjà envoyé(s) aujourd'hui") }
    if enAttente > 0 { words.append("\(enAttente) en attente de la base partagée") }
    return words.joined(separator: ", ") + "."
  }
}
