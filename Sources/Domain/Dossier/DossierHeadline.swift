extension Dossier {
  /// The first line of a dossier: why late, or what is awaited, of whom and by when.
  ///
  /// « En retard de 3 j : Bailleur B (contact 1 : L. Petit) n'a pas validé la pré-instruction, due
  /// le 31/03. Bailleur A est à jour. »
  public func headline(on day: Day, under reglement: Reglement, names: Directory) -> String {
    let awaited = blockers(under: reglement)
    if let closing { return closedLine(closing) + toInform(awaited, names) }
    let late = awaited.compactMap { blocker in
      blocker.due.flatMap { day > $0 ? (blocker: blocker, due: $0) : nil }
    }
    guard let first = late.min(by: { $0.due < $1.due }) else {
      return waitingLine(awaited, on: day, names) + awaitedOfTenants(names)
    }
    let clauses = byDuty(late.filter { $0.due == first.due }.map(\.blocker)).map { duty, group in
      "\(people(group, names)) \(duty.notDone(plural: group.count > 1)), "
        + duty.dueClause(first.due)
    }
    let charged = deadlines(under: reglement).filter {
      $0.clock.isDuty && $0.isRunning(on: day) && $0.daysLate(on: day) > 0
    }
    return "En retard de \(day - first.due) j : \(clauses.joined(separator: "\u{a0}; "))."
      + upToDate(
        besides: awaited.filter { $0.since <= day }, late: Set(charged.map(\.volet)),
        waitingFor: nil, names) + awaitedOfTenants(names)
  }

  /// The pieces that a candidate has yet to bring (T06): the delay runs on, and its cause is known.
  private func awaitedOfTenants(_ names: Directory) -> String {
    volets.filter { !$0.awaitedPieces.isEmpty && $0.instructedOn == nil }.map { volet in
      let pieces = volet.awaitedPieces.map { "\($0.value.label) (\($0.day.frenchShort))" }
      let bailleur = names.name(of: volet.bailleur)
      let whose = isSameBailleur ? "\(bailleur), volet \(volet.name.rawValue)," : bailleur
      return " \(whose) attend le locataire : \(pieces.joined(separator: ", "))."
    }.joined()
  }

  private func waitingLine(_ awaited: [Blocker], on day: Day, _ names: Directory) -> String {
    let active = awaited.filter { $0.since <= day }
    guard let first = active.min(by: { $0.isBefore($1) }) else {
      return comingLine(awaited, names)
    }
    let clauses = byDuty(active.filter { $0.deadline?.due == first.deadline?.due }).map {
      duty, group in
      "\(people(group, names)) \(group.count > 1 ? "doivent" : "doit") \(duty.infinitive)"
    }
    return "\(delay(first, on: day))\(clauses.joined(separator: "\u{a0}; "))."
      + upToDate(besides: active, late: [], waitingFor: first, names)
  }

  /// The blockers that ask the same, together, in the order of the volets.
  private func byDuty(_ blockers: [Blocker]) -> [(duty: Blocker.Duty, group: [Blocker])] {
    blockers.reduce(into: []) { groups, blocker in
      if let same = groups.firstIndex(where: { $0.duty == blocker.duty }) {
        groups[same].group.append(blocker)
      } else {
        groups.append((blocker.duty, [blocker]))
      }
    }
  }

  /// Nothing can be done before a day that is fixed: that day.
  private func comingLine(_ awaited: [Blocker], _ names: Directory) -> String {
    let next = awaited.sorted { $0.since < $1.since }
    guard let first = next.first else { return "Rien n'est attendu." }
    guard first.duty == .enterDecision else {
      return "Déménagement le \(first.since.frenchWithWeekday)."
    }
    let sessions = next.filter { $0.duty == .enterDecision }
    if sessions.allSatisfy({ $0.since == first.since }), sessions.count == volets.count {
      return "CALEOL le \(first.since.frenchWithWeekday)."
    }
    let each = sessions.map { "de \(side($0, names)) le \($0.since.frenchWithWeekday)" }
    return "CALEOL \(each.joined(separator: ", "))."
  }

  private func delay(_ blocker: Blocker, on day: Day) -> String {
    let since = "Depuis le \(blocker.since.frenchShort)"
    guard let deadline = blocker.deadline else { return since + " : " }
    let left = deadline.due - day
    if deadline.clock.isIndicative {
      return since + (left < 0 ? " (délai indicatif dépassé) : " : " : ")
    }
    switch left {
    case 0: return "Échéance aujourd'hui : "
    case 1: return "Échéance demain, le \(deadline.due.frenchShort) : "
    default: return "Échéance le \(deadline.due.frenchShort), dans \(left) j : "
    }
  }

  /// « Bailleur B (contact 1 : L. Petit) », joined by « et » when several must move.
  private func people(_ blockers: [Blocker], _ names: Directory) -> String {
    blockers.map { blocker in
      let agent = names.name(of: self[blocker.volet]?.contacts[blocker.contact]) ?? "non désigné"
      return "\(side(blocker, names)) (\(blocker.contact.label) : \(agent))"
    }.joined(separator: " et ")
  }

  /// « Bailleur B », with the volet when one bailleur has them all.
  private func side(_ blocker: Blocker, _ names: Directory) -> String {
    let bailleur = self[blocker.volet].map { names.name(of: $0.bailleur) } ?? ""
    return isSameBailleur ? "\(bailleur), volet \(blocker.volet.rawValue)" : bailleur
  }

  /// « Bailleur A est à jour. »: the sides from which nothing is awaited.
  ///
  /// One whose proposal came too late to spare it the delay is not said to be up to date.
  private func upToDate(
    besides awaited: [Blocker], late: Set<VoletName>, waitingFor blocker: Blocker?,
    _ names: Directory
  ) -> String {
    let busy = Set(awaited.map(\.volet)).union(late)
    let free = volets.filter { !busy.contains($0.name) }.map { names.name(of: $0.bailleur) }
    guard !isSameBailleur, !free.isEmpty else { return "" }
    let verb = free.count > 1 ? "sont" : "est"
    let waits = free.count > 1 ? "attendent" : "attend"
    let waited = blocker.map { ", \(waits) \(side($0, names))" } ?? ""
    return " \(free.joined(separator: " et ")) \(verb) à jour\(waited)."
  }

  /// What is left to do after the end: « Bailleur A (contact 2 : N. Robert) doit informer … »
  private func toInform(_ awaited: [Blocker], _ names: Directory) -> String {
    guard let duty = awaited.first?.duty else { return "" }
    let verb = awaited.count > 1 ? "doivent" : "doit"
    return " \(people(awaited, names)) \(verb) \(duty.infinitive)."
  }

  private func closedLine(_ closing: Closing) -> String {
    let label = closing.outcome.status.label
    let why = closing.reason.map { " – \($0.motive.label)" } ?? ""
    return label.prefix(1).uppercased() + label.dropFirst() + " le \(closing.day.french)\(why)."
  }
}

extension Blocker {
  /// Whether its day comes first; what has no day comes last, the oldest first.
  fileprivate func isBefore(_ other: Blocker) -> Bool {
    switch (deadline?.due, other.deadline?.due) {
    case (let mine?, let theirs?): mine < theirs
    case (_?, nil): true
    case (nil, _?): false
    case (nil, nil): since < other.since
    }
  }
}

extension Blocker.Duty {
  /// « due le 31/03 », agreeing with what was not done.
  fileprivate func dueClause(_ due: Day) -> String {
    let day = due.frenchShort
    return switch self {
    case .enterNUR: "dû le \(day)"
    case .recordInventories: "dus le \(day)"
    case .liftCondition: "échue le \(day)"
    case .answerMove: "réponse due le \(day)"
    case .closeVolet: "déménagement prévu le \(day)"
    default: "due le \(day)"
    }
  }
}
