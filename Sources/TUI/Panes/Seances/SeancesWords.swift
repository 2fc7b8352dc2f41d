import Domain
import Storage

/// What the screen of the sessions says in words.
struct SeancesWords {
  let sheet: SeancesSheet
  let world: World

  private var limit: Int { sheet.planning.limit }

  static func pair(_ pair: CaleolPair) -> String {
    "\(pair.left.frenchShort) – \(pair.right.frenchShort)"
  }

  static func dossiers(_ count: Int) -> String { "\(count) dossier\(count > 1 ? "s" : "")" }

  /// « Séances · 5 dossiers, 3 à fixer · Habitat A ⇄ Habitat B »: names may be cut, so come last.
  var title: String {
    let names = sheet.bailleurs.map { world.directory.name(of: $0) }.joined(separator: " ⇄ ")
    let waiting = sheet.cases.count(where: \.isToSchedule)
    return "Séances · \(Self.dossiers(sheet.cases.count)), \(waiting) à fixer · \(names)"
  }

  /// What is chosen, and what it means.
  var explanation: String {
    if let session = sheet.session { return words(of: session) }
    if sheet.focus == .pairs {
      guard let pair = sheet.pair else {
        return "Aucune paire de séances à \(limit) jours d'écart au plus (R-CAL)."
      }
      let held = sheet.planning.held(
        by: pair, among: sheet.cases.filter(\.isToSchedule), from: sheet.today)
      let verb = held.count > 1 ? "peuvent" : "peut"
      return "Paire \(Self.pair(pair)) : écart de \(pair.gap) j (\(limit) au plus, R-CAL) ; "
        + "\(Self.dossiers(held.count)) à fixer \(verb) y passer sans rien déplacer."
    }
    return proposed
  }

  private func words(of session: (bailleur: OrganisationID, day: Day)) -> String {
    let window = sheet.planning.window(around: session.day)
    let isLeft = session.bailleur == sheet.planning.left
    let others = (isLeft ? sheet.calendars.right : sheet.calendars.left)
      .filter { window.contains($0) }.sorted()
    let first = max(window.lowerBound, sheet.today).frenchShort
    let days = others.map(\.frenchShort).joined(separator: ", ")
    return "\(world.directory.name(of: session.bailleur)), \(session.day.frenchWithWeekday) : "
      + "l'autre commission siège du \(first) au \(window.upperBound.frenchShort) (R-CAL) ; "
      + (others.isEmpty ? "elle n'y a aucune séance." : "ses séances : \(days).")
  }

  /// « 4 séances suffisent à 6 dossiers : 03/06 – 05/06 (4), 24/06 – 26/06 (2) ».
  private var proposed: String {
    let proposal = sheet.proposal
    let unheld = proposal.unheld.count
    let missing =
      unheld == 0 ? "" : " \(Self.dossiers(unheld)) sans séance possible : + en ajoute."
    guard !proposal.sittings.isEmpty else {
      return unheld == 0 ? "Aucune séance à fixer." : missing.trimmed
    }
    let count = proposal.sittings.reduce(0) { $0 + $1.cases.count }
    let pairs = proposal.sittings.map { "\(Self.pair($0.pair)) (\($0.cases.count))" }
    let verb = proposal.sessions > 1 ? "séances suffisent" : "séance suffit"
    return "\(proposal.sessions) \(verb) à \(Self.dossiers(count)) à fixer : "
      + pairs.joined(separator: ", ") + "." + missing
  }

  /// « Si Habitat A déplaçait le 03/06 au 17/06 : 2 dossiers hors des 8 jours ».
  var dossiersTitle: String {
    guard let move = sheet.move else { return "Dossiers" }
    let broken = sheet.consequences.count { $0.excess > 0 }
    let name = world.directory.name(of: move.bailleur)
    return "Si \(name) passait du \(move.from.frenchShort) au \(move.to.frenchShort) : "
      + (broken == 0
        ? "les \(limit) jours tiennent" : "\(Self.dossiers(broken)) à plus de \(limit) jours")
  }

  /// What a session says beside its day.
  func note(_ day: Day, of bailleur: OrganisationID) -> String {
    if let move = sheet.move, move.bailleur == bailleur, move.to == day { return "simulée" }
    let count = sheet.file?.convened[bailleur]?[day] ?? 0
    return count > 0 ? Self.dossiers(count) : "saisie"
  }

  /// The day of a dossier's side: « 03/06 », « 03/06 ✓ » once decided, « à fixer ».
  func day(_ side: CaleolCase.Side) -> String {
    guard let day = side.session else { return "à fixer" }
    return side.isDecided ? "\(day.frenchShort) ✓" : day.frenchShort
  }

  /// What a dossier's sessions are to each other, or could be.
  func situation(of item: CaleolCase) -> (text: String, style: Style) {
    if let consequence = sheet.consequences.first(where: { $0.item.stream == item.stream }),
      let after = consequence.after
    {
      let gap = consequence.before.map { "\($0) → \(after) j" } ?? "écart \(after) j"
      guard consequence.excess > 0 else { return ("\(gap), tient ✓", .normal) }
      let next = sheet.planning.firstPair(for: item, in: sheet.calendars, from: sheet.today)
      let way = next.map { "possible \(Self.pair($0))" } ?? "aucune paire"
      return ("\(gap), \(consequence.excess) de trop ! \(way)", .late)
    }
    if let gap = item.gap {
      return gap > limit
        ? ("écart \(gap) j : \(gap - limit) de trop !", .late) : ("écart \(gap) j ✓", .normal)
    }
    if let pair = sheet.proposal.pair(for: item.stream) {
      return ("proposé : \(Self.pair(pair)), écart \(pair.gap) j", .normal)
    }
    guard let day = item.sides.compactMap(\.session).first else {
      return ("aucune paire de séances connue ~", .soon)
    }
    let window = sheet.planning.window(around: day)
    guard window.upperBound >= sheet.today else {
      return (
        "trop tard pour les \(limit) jours, depuis le \(window.upperBound.frenchShort) !", .late
      )
    }
    let first = max(window.lowerBound, sheet.today).frenchShort
    return ("l'autre du \(first) au \(window.upperBound.frenchShort) : aucune séance ~", .soon)
  }
}

extension String {
  /// The text without the spaces at its beginning.
  fileprivate var trimmed: String { String(drop { $0 == " " }) }
}
