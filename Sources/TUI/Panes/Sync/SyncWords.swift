import Domain
import Storage

/// How the exchange with the shared database stands, in words: for the top line, for its screen,
/// and for who listens.
struct SyncWords {
  let world: World

  private var sync: SyncView { world.sync }
  private var status: SyncStatus { sync.status }

  /// A few words for the top line, the longest form first.
  var shorts: [String] {
    guard sync.conflicts == 0, isOffline else { return [short] }
    let pending = world.pendingCount
    return [short, "⇅ hors ligne" + (pending == 0 ? "" : " · \(pending)")]
  }

  /// A few words for the top line; conflicts first, since they ask for somebody.
  var short: String {
    if sync.conflicts > 0 { return "⚠ \(Self.conflicts(sync.conflicts))" }
    let pending = world.pendingCount
    guard sync.address != nil else {
      return pending == 0 ? "⇅ poste seul" : "⇅ \(pending) sur ce poste"
    }
    if let percent { return "⇅ \(percent) %" }
    if isOffline {
      let waiting = pending == 0 ? "" : " · \(pending) à envoyer"
      return "⇅ hors ligne\(since.map { " depuis \($0)" } ?? "")\(waiting)"
    }
    if pending > 0 { return "⇅ \(pending) à envoyer" }
    return sync.checkedAt.map { "⇅ à jour \($0.frenchClock)" } ?? "⇅ connexion…"
  }

  /// The state, what is behind it and what to do, a paragraph each.
  var lines: [FlowLine] {
    guard let address = sync.address else { return alone }
    return [state] + remedies
      + [
        FlowLine([Span("Adresse : ", .label), Span(address)], indent: 10),
        status.me.map { me in
          let roles = me.roles.sorted().map(\.label).joined(separator: ", ")
          let organisation = world.directory.name(of: me.organisation)
          return FlowLine(
            [Span("Vous y êtes ", .label), Span("\(me.name) · \(roles) · \(organisation)")],
            indent: 12)
        },
      ].compactMap(\.self)
  }

  /// How far a fetch has come, nil when there is none to do.
  var progress: SyncStatus.Progress? {
    guard let progress = status.progress, progress.total > 0, progress.done < progress.total else {
      return nil
    }
    return progress
  }

  /// « 2 conflits ».
  static func conflicts(_ count: Int) -> String { "\(count) conflit\(count > 1 ? "s" : "")" }

  /// « Rien à envoyer », « 12 actes à envoyer ».
  static func waiting(_ count: Int) -> String {
    count == 0 ? "Rien à envoyer" : "\(acts(count)) à envoyer"
  }

  /// « 1 acte », « 12 actes ».
  static func acts(_ count: Int) -> String { "\(count) acte\(count > 1 ? "s" : "")" }

  private var isOffline: Bool { status.error != nil && !status.isConnected }

  private var percent: Int64? { progress.map { $0.done * 100 / $0.total } }

  /// « 5 min », « 2 h », « 3 j »: how long the connection has been as it is.
  private var since: String? {
    guard let since = sync.since else { return nil }
    let minutes = max(0, world.now - since) / 60
    switch minutes {
    case 0: return nil
    case ..<60: return "\(minutes) min"
    case ..<(48 * 60): return "\(minutes / 60) h"
    default: return "\(minutes / (24 * 60)) j"
    }
  }

  private var alone: [FlowLine] {
    let why: String
    switch world.reading {
    case .chosen, .full, .protected:
      why = "Lecture seule : rien ne s'échange d'ici."
    case .past: why = "Un jour passé se regarde : rien ne s'échange d'ici."
    case .locked: why = "Lecture seule : l'échange se fait dans l'habiter qui est déjà ouvert."
    case nil: why = "Poste seul : il ne suit aucune base partagée."
    }
    guard world.reading == nil else { return [FlowLine(why, indent: 2)] }
    return [
      FlowLine(why, indent: 2),
      FlowLine(
        "Pour en suivre une : quittez, puis « habiter --base ADRESSE », une seule fois.", .dim,
        indent: 2),
    ]
  }

  private var state: FlowLine {
    let connected = sync.since.map { ", connecté depuis \($0.frenchClock)" } ?? ""
    if isOffline {
      let time = sync.since.map { " depuis le \($0.frenchTime)" } ?? ""
      return FlowLine(
        [Span("✗ Hors ligne\(time)", .error), Span(since.map { " (\($0))" } ?? "", .dim)])
    }
    if let progress {
      return FlowLine(
        "⇅ Réception : \(progress.done.frenchGrouped) événements sur "
          + "\(progress.total.frenchGrouped)\(connected)", .waiting, indent: 2)
    }
    guard status.isConnected else { return FlowLine("… Connexion en cours", .waiting) }
    guard status.isUpToDate, let checkedAt = sync.checkedAt else {
      return FlowLine("⇅ Échange en cours\(connected)", .waiting)
    }
    let waiting = world.pendingCount
    if waiting > 0 {
      return FlowLine("⇅ \(Self.acts(waiting)) à envoyer\(connected)", .waiting, indent: 2)
    }
    return FlowLine(
      [Span("✓ À jour à \(checkedAt.frenchClock)", .done), Span(connected, .dim)], indent: 2)
  }

  /// What went wrong and what to do, worst first.
  private var remedies: [FlowLine] {
    var lines: [FlowLine] = []
    if let message = status.storeError { lines.append(FlowLine("! \(message)", .error, indent: 2)) }
    if isOffline, let error = status.error, status.storeError == nil {
      let key = world.keyMap.keyName(of: .retrySync).map { "\($0) essaie maintenant." } ?? ""
      let next =
        error.isPassing
        ? "Un nouvel essai se fait de lui-même ; \(key)"
        : "Cela ne s'arrange pas de soi-même. Une fois corrigé, \(key)"
      lines.append(FlowLine(error.french, indent: 2))
      lines.append(
        FlowLine("Vos actes restent sur ce poste et partiront ensuite. \(next)", .dim, indent: 2))
    }
    if status.needsUpdate {
      lines.append(
        FlowLine(
          "! Ce programme est trop ancien pour écrire dans la base partagée : il la lit, et vos "
            + "actes attendent ici. Installez la dernière version.", .warning, indent: 2))
    }
    if status.orphans > 0 {
      lines.append(
        FlowLine(
          "! La base partagée a perdu \(status.orphans) événements d'autres personnes, après une "
            + "restauration ou une bascule. Leurs postes les renvoient à leur connexion.",
          .warning, indent: 2))
    }
    return lines
  }
}
