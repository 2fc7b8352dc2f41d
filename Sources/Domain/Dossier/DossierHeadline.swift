extension Blocker.Duty {
  /// What has not been done, as the late sentence says it: « n'a pas validé la pré-instruction ».
  func notDone(plural: Bool) -> String {
    let negation = plural ? "n'ont pas" : "n'a pas"
    return switch self {
    case .enterNUR: "\(negation) saisi le NUR"
    case .preInstruct: "\(negation) validé la pré-instruction"
    case .instruct: "\(negation) validé l'instruction"
    case .fixCaleolDate: "\(negation) fixé la date de CALEOL"
    case .enterDecision: "\(negation) saisi la décision de la CALEOL"
    case .liftCondition: "\(negation) levé la condition"
    case .reachRank: plural ? "attendent leur rang" : "attend son rang"
    case .proposeMove: "\(negation) fixé la date de déménagement"
    case .answerMove(let date): "\(negation) répondu à la date du \(date.frenchShort)"
    case .signLease: "\(negation) saisi la signature du bail"
    case .recordInventories: "\(negation) saisi les états des lieux"
    case .closeVolet: plural ? "n'ont pas clos leur volet" : "n'a pas clos son volet"
    }
  }

  /// What there is to do, in the infinitive: « valider la pré-instruction ».
  public var infinitive: String {
    switch self {
    case .enterNUR: "saisir le NUR"
    case .preInstruct: "valider la pré-instruction"
    case .instruct: "valider l'instruction"
    case .fixCaleolDate: "fixer la date de CALEOL"
    case .enterDecision: "saisir la décision de la CALEOL"
    case .liftCondition: "lever la condition"
    case .reachRank: "attendre le rang"
    case .proposeMove: "proposer une date de déménagement"
    case .answerMove(let date): "répondre à la date du \(date.frenchShort)"
    case .signLease: "saisir la signature du bail"
    case .recordInventories: "saisir les états des lieux"
    case .closeVolet: "clore le volet"
    }
  }

  /// The act that does it, offered by the key « a ».
  public var act: DossierAct {
    switch self {
    case .enterNUR: .enterNUR
    case .preInstruct: .validatePreInstruction
    case .instruct: .validateInstruction
    case .fixCaleolDate: .scheduleCaleol
    case .enterDecision: .enterDecision
    case .liftCondition, .reachRank: .liftCondition
    case .proposeMove: .proposeMove
    case .answerMove: .acceptMove
    case .signLease: .signLease
    case .recordInventories: .recordInventory
    case .closeVolet: .closeVolet
    }
  }
}

extension Dossier {
  /// The first line of a dossier: why late, or what is awaited, of whom and by when.
  ///
  /// « En retard de 3 j : Bailleur B (contact 1 : L. Petit) n'a pas validé la pré-instruction, due
  /// le 31/03. Bailleur A est à jour. »
  public func headline(on day: Day, under reglement: Reglement, names: Directory) -> String {
    if let closing { return closedLine(closing) }
    let awaited = blockers(under: reglement)
    let late = awaited.filter { ($0.due.map { day > $0 }) ?? false }
    guard let first = late.min(by: { ($0.due ?? day) < ($1.due ?? day) }), let due = first.due
    else { return waitingLine(awaited, on: day, names) }
    let same = late.filter { $0.duty == first.duty && $0.due == due }
    let people = same.compactMap { person($0, names) }.joined(separator: " et ")
    let sentence =
      "En retard de \(day - due) j : \(people) \(first.duty.notDone(plural: same.count > 1)), "
      + "\(first.duty.dueWord) le \(due.frenchShort)."
    return sentence + upToDate(besides: awaited, waitsFor: nil, names)
  }

  private func waitingLine(_ awaited: [Blocker], on day: Day, _ names: Directory) -> String {
    let active = awaited.filter { $0.since <= day }
    guard let first = active.min(by: { Self.order($0) < Self.order($1) }) else {
      return comingLine(awaited, on: day, names)
    }
    let same = active.filter { $0.duty == first.duty && $0.deadline?.due == first.deadline?.due }
    let people = same.compactMap { person($0, names) }.joined(separator: " et ")
    let must = same.count > 1 ? "doivent" : "doit"
    let sentence = "\(delay(first, on: day))\(people) \(must) \(first.duty.infinitive)."
    return sentence + upToDate(besides: awaited, waitsFor: first, names)
  }

  private func comingLine(_ awaited: [Blocker], on day: Day, _ names: Directory) -> String {
    guard let next = awaited.min(by: { $0.since < $1.since }) else {
      return "Rien n'est attendu."
    }
    if next.duty == .enterDecision { return "CALEOL le \(next.since.frenchWithWeekday)." }
    return "Déménagement le \(next.since.frenchWithWeekday)."
  }

  private static func order(_ blocker: Blocker) -> Day {
    blocker.deadline?.due ?? blocker.since + 3650
  }

  private func delay(_ blocker: Blocker, on day: Day) -> String {
    guard let deadline = blocker.deadline else {
      return "Depuis le \(blocker.since.frenchShort) : "
    }
    let left = deadline.due - day
    if deadline.clock.isIndicative {
      return left < 0
        ? "Depuis le \(blocker.since.frenchShort) (délai indicatif dépassé) : "
        : "Depuis le \(blocker.since.frenchShort) : "
    }
    switch left {
    case 0: return "Échéance aujourd'hui : "
    case 1: return "Échéance demain, le \(deadline.due.frenchShort) : "
    default: return "Échéance le \(deadline.due.frenchShort), dans \(left) j : "
    }
  }

  /// « Bailleur B (contact 1 : L. Petit) ».
  private func person(_ blocker: Blocker, _ names: Directory) -> String? {
    guard let volet = self[blocker.volet] else { return nil }
    let agent = names.name(of: volet.contacts[blocker.contact]) ?? "non désigné"
    let side = isSameBailleur ? " · volet \(volet.name.rawValue)" : ""
    return "\(names.name(of: volet.bailleur))\(side) (\(blocker.contact.label) : \(agent))"
  }

  private func upToDate(
    besides awaited: [Blocker], waitsFor blocker: Blocker?, _ names: Directory
  ) -> String {
    guard !isSameBailleur else { return "" }
    let busy = Set(awaited.map(\.volet))
    let free = volets.filter { !busy.contains($0.name) }.map { names.name(of: $0.bailleur) }
    guard !free.isEmpty else { return "" }
    let waited = blocker.flatMap { self[$0.volet] }.map { names.name(of: $0.bailleur) }
    let attends = waited.map { ", attend \($0)" } ?? ""
    return " \(free.joined(separator: " et ")) est à jour\(attends)."
  }

  private func closedLine(_ closing: Closing) -> String {
    let label = closing.outcome.status.label
    let why = closing.reason.map { " – \($0.motive.label)" } ?? ""
    return label.prefix(1).uppercased() + label.dropFirst() + " le \(closing.day.french)\(why)."
  }
}

extension Blocker.Duty {
  /// « due » or « dû », agreeing with what was not done.
  fileprivate var dueWord: String {
    switch self {
    case .enterNUR: "dû"
    case .recordInventories: "dus"
    case .closeVolet, .answerMove: "attendu"
    default: "due"
    }
  }
}
