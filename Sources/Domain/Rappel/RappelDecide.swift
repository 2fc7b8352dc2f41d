extension Rappel {
  /// What the command brings about, or why it may not be: rights first, then the state, then the
  /// arguments.
  public func decide(
    _ command: RappelCommand, in context: Context
  ) throws(Refusal) -> Decision<RappelEvent> {
    let role = try authorise(command.act, in: context)
    return Decision(role: role, events: [try event(for: command, in: context)])
  }

  /// Whether the operator may do the act, and if not, why.
  public func availability(of act: RappelAct, in context: Context) -> Availability {
    do throws(Refusal) {
      let role = try authorise(act, in: context)
      switch act {
      case .propose:
        if bailleur != nil { throw Refusal("Ce rappel est déjà proposé.") }
      case .dismiss: try checkProposed()
      case .send: _ = try levelToSend()
      case .refer: try checkFormal()
      case .close: try checkFollowed()
      case .undo: _ = try lastUndoable(in: context)
      }
      return .open(as: role)
    } catch {
      return .closed(error)
    }
  }

  func authorise(_ act: RappelAct, in context: Context) throws(Refusal) -> Role {
    if context.onBehalf != nil {
      throw Refusal("Un rappel ne se fait au nom de personne.", field: "au_nom_de")
    }
    let roles = context.actor.roles.sorted()
    if let role = roles.first(where: { act.standing(of: $0) == .act }) { return role }
    let entitled = Role.allCases.filter { act.standing(of: $0) == .act }
    let mine = roles.isEmpty ? "sans rôle" : roles.map(\.label).joined(separator: ", ")
    throw Refusal(
      "Vous êtes \(mine) : \(act.object) revient à : "
        + entitled.map(\.label).joined(separator: ", ") + ".")
  }

  private func event(
    for command: RappelCommand, in context: Context
  ) throws(Refusal) -> RappelEvent {
    switch command {
    case .propose(let bailleur, let constat):
      try check(constat, of: bailleur, in: context)
      return .proposed(bailleur: bailleur, constat: constat)
    case .dismiss(let motive, let note):
      try checkProposed()
      return .dismissed(motive: motive, note: note)
    case .send(let level, let day, let letter, let channel):
      try check(level)
      try check(day, channel, in: context)
      return .sent(level: level, on: day, letter: letter, channel: channel)
    case .refer(let instance, let day, let note):
      try checkFormal()
      return .referred(instance: instance, on: day, note: note)
    case .close(let ending, let note):
      try checkFollowed()
      try check(ending, in: context)
      return .closed(ending: ending, note: note)
    case .undo(let command):
      guard try lastUndoable(in: context).command == command else {
        throw Refusal("Cet acte n'est plus le dernier de ce rappel.")
      }
      try checkAlone(in: context)
      return .undone(command: command)
    }
  }

  // MARK: The proposal

  private func check(
    _ constat: RappelConstat, of bailleur: OrganisationID, in context: Context
  ) throws(Refusal) {
    guard self.bailleur == nil else { throw Refusal("Ce rappel est déjà proposé.") }
    guard context.directory.organisations[bailleur]?.kind == .bailleur else {
      throw Refusal(
        "\(context.directory.name(of: bailleur)) n'est pas un bailleur.", field: "bailleur")
    }
    if context.holders[Self.claim(on: bailleur)] != nil {
      throw Refusal(
        "Un rappel est déjà ouvert pour \(context.directory.name(of: bailleur)).",
        field: "bailleur", remedy: "Poursuivez-le : un bailleur n'en a qu'un à la fois.")
    }
    guard !constat.criteria.isEmpty, !constat.facts.isEmpty else {
      throw Refusal(
        "Un rappel s'appuie sur des manquements répétés.", field: "faits",
        remedy: "Attendez que l'un des critères de la règle R-REP soit atteint.")
    }
    guard constat.facts.count <= RappelConstat.mostFacts,
      constat.facts.allSatisfy({ ($0.dossier ?? "").utf8.count <= Self.longestReference })
    else {
      throw Refusal(
        "Un rappel porte au plus \(RappelConstat.mostFacts) faits.", field: "faits",
        remedy: "Gardez les plus graves.")
    }
    if let future = constat.facts.first(where: { $0.since > context.today }) {
      throw Refusal(
        "Un fait du \(future.since.french) est à venir.", field: "faits",
        remedy: "Refaites le constat.")
    }
  }

  private static let longestReference = 32

  /// Opened again by an undo, it must be the only one.
  private func checkAlone(in context: Context) throws(Refusal) {
    guard let bailleur, context.holders[Self.claim(on: bailleur)] != nil else { return }
    throw Refusal(
      "Un autre rappel a été ouvert depuis pour \(context.directory.name(of: bailleur)).",
      remedy: "Poursuivez celui-là.")
  }

  // MARK: The order of the stages

  private func begun() throws(Refusal) -> RappelStage {
    guard let stage else { throw Refusal("Ce rappel n'est pas connu ici.") }
    guard stage.isOpen else { throw Refusal("Ce rappel est \(stage.label) : il est terminé.") }
    return stage
  }

  private func checkProposed() throws(Refusal) {
    guard try begun() == .proposed else {
      throw Refusal(
        "La lettre est partie : ce rappel ne s'écarte plus.", remedy: "Il peut être clos.")
    }
  }

  private func levelToSend() throws(Refusal) -> RappelLevel {
    let stage = try begun()
    if let nextLevel { return nextLevel }
    throw Refusal(
      stage == .instance
        ? "Ce rappel est inscrit à une instance : il ne s'écrit plus de lettre."
        : "Le rappel formel est parti.",
      remedy: stage == .instance ? nil : "La suite est un point en instance, ou la clôture.")
  }

  private func check(_ level: RappelLevel) throws(Refusal) {
    let next = try levelToSend()
    guard level == next else {
      throw level == .formal
        ? Refusal(
          "Un rappel formel suit un rappel d'information.", field: "niveau",
          remedy: "Envoyez d'abord le rappel d'information.")
        : Refusal("Le rappel d'information est déjà parti.", field: "niveau")
    }
  }

  private func check(
    _ day: Day, _ channel: RappelChannel, in context: Context
  ) throws(Refusal) {
    guard day <= context.today else {
      throw Refusal("Cette date est à venir.", field: "date", remedy: "Datez la lettre du jour.")
    }
    if channel == .mail, day != context.today {
      throw Refusal(
        "Un courriel part le jour même.", field: "date",
        remedy: "Datez la lettre du \(context.today.french).")
    }
    if let last = standing.map(\.dayOfEffect).max(), day < last {
      throw Refusal(
        "La lettre ne peut pas précéder l'étape du \(last.french).", field: "date",
        remedy: "Datez-la de ce jour ou d'un jour suivant.")
    }
  }

  private func checkFormal() throws(Refusal) {
    switch try begun() {
    case .formal, .instance: break
    default:
      throw Refusal(
        "Un point en instance suit un rappel formel.",
        remedy: "Envoyez d'abord le rappel \(nextLevel == .formal ? "formel" : "d'information").")
    }
  }

  private func checkFollowed() throws(Refusal) {
    guard try begun() == .proposed else { return }
    throw Refusal(
      "Aucune lettre n'est partie : il n'y a rien à clore.", remedy: "Le rappel peut être écarté.")
  }

  private func check(_ ending: RappelEnding, in context: Context) throws(Refusal) {
    switch ending {
    case .compliance(let since, let breaches):
      guard let start = followedSince, since >= start, since <= context.today, breaches >= 0 else {
        throw Refusal("Ce suivi n'est pas celui de la dernière lettre.", field: "issue")
      }
      let length = context.reglement.value(of: .reminderFollowUp, on: start)
      let end = since + length.value
      guard context.today >= end else {
        throw Refusal(
          "Le suivi dure \(length.french) sans manquement : jusqu'au \(end.french) au plus tôt.",
          field: "issue")
      }
    case .decision:
      guard stage == .instance else {
        throw Refusal("Ce rappel n'est inscrit à aucune instance.", field: "issue")
      }
    case .unfounded: break
    }
  }

  // MARK: Undo

  /// The operator's last act on the rappel, when nobody has done anything since.
  ///
  /// - Throws: why there is none.
  public func lastUndoable(in context: Context) throws(Refusal) -> Recorded<RappelEvent> {
    guard let last = standing.last else {
      throw Refusal("Aucun acte n'est à annuler sur ce rappel.")
    }
    guard last.signature.operatorID == context.actor.id else {
      let author = context.directory.name(of: last.signature.operatorID) ?? "un autre poste"
      throw Refusal("Le dernier acte sur ce rappel est de \(author).")
    }
    if case .sent(_, _, _, .mail) = last.event {
      throw Refusal("La lettre est partie par courriel : elle ne se reprend pas.")
    }
    let hours = context.reglement.value(of: .undo, on: context.today).value
    guard context.now.seconds - last.signature.moment.seconds <= Int64(hours) * 3600 else {
      throw Refusal("Cet acte date de plus de \(hours) heures.")
    }
    return last
  }
}

extension Recorded<RappelEvent> {
  /// The day that counts: that of a letter is its date.
  fileprivate var dayOfEffect: Day {
    if case .sent(_, let day, _, _) = event { return day }
    return day
  }
}
