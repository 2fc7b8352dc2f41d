extension Dossier {
  /// What may happen at any step: ends, reopening, undoing, notes, alerts, T07 and T23 to T29.
  func courseEvents(
    for command: DossierCommand, in context: Context
  ) throws(Refusal) -> [DossierEvent] {
    switch command {
    case .withdraw(let volet, let reason):
      try check(reason, for: .withdraw)
      return [.withdrawn(volet: volet, reason: reason)]
    case .cancel(let reason):
      try check(reason, for: .cancel)
      return [.cancelled(reason: reason)]
    case .lapse(let volet, let reason):
      try check(reason, for: .lapse)
      return [.lapsed(volet: volet, reason: reason)]
    case .reopen(let reason):
      try check(reason, for: .reopen)
      return [.reopened(reason: reason)]
    case .undo(let command, let reason):
      try check(reason, for: .undo)
      try checkUndoable(command, in: context)
      return [.actUndone(command: command, reason: reason)]
    case .addNote(let note, let visibility):
      return [.noteAdded(note: note, visibility: visibility)]
    case .remind(let volet, let contact, let message):
      return [.reminded(volet: volet, contact: contact, message: message)]
    case .issueAlert(let alert, let volet, let contact):
      let due = alertsDue(on: context.today, under: context.reglement)
      let isDue = due.contains { $0.code == alert && $0.volet == volet && $0.contact == contact }
      guard isDue else {
        throw Refusal("L'alerte \(alert.rawValue) n'est pas à émettre aujourd'hui.")
      }
      return [.alertIssued(alert: alert, volet: volet, contact: contact)]
    case .seeAlert(let alert, let volet):
      try checkActive(alert, on: volet, in: context)
      return [.alertSeen(alert: alert, volet: volet)]
    case .silenceAlert(let alert, let volet, let until, let reason):
      try checkActive(alert, on: volet, in: context)
      try checkSilence(until, reason, in: context)
      return [.alertSilenced(alert: alert, volet: volet, until: until, reason: reason)]
    case .assignContact(let volet, let contact, let person):
      try checkAgent(person, for: contact, of: volet, in: context)
      return [.contactAssigned(volet: volet, contact: contact, to: person)]
    case .revealNUR(let volet): return [.nurRevealed(volet: volet)]
    case .informTenant(let volet): return [.tenantInformed(volet: volet)]
    case .noteLogement(let volet, let isInFile):
      guard isInFile == (self[volet]?.leftFileOn != nil) else {
        throw Refusal("Le dossier dit déjà si le fichier patrimoine a ce logement.")
      }
      return [isInFile ? .logementReturned(volet: volet) : .logementLeft(volet: volet)]
    case .erasePersonalData(let reason):
      try checkErasure(reason, in: context)
      return [.personalDataErased(reason: reason)]
    default: return []
    }
  }

  private func checkActive(
    _ alert: AlertCode, on volet: VoletName, in context: Context
  ) throws(Refusal) {
    let active = alerts(of: volet, sentTo: context.actor, in: context)
    if !active.contains(where: { $0.code == alert }) {
      throw Refusal("L'alerte \(alert.rawValue) n'est pas en cours pour vous.", field: "alerte")
    }
  }

  private func checkSilence(_ until: Day, _ reason: Reason, in context: Context) throws(Refusal) {
    try check(reason, for: .silenceAlert)
    let longest = context.reglement.value(of: .alertSilence, on: context.today).value
    if until <= context.today {
      throw Refusal("Choisissez un jour à venir.", field: "jusqu_au")
    }
    if until - context.today > longest {
      throw Refusal(
        "Une alerte se suspend \(longest) jours au plus, jusqu'au "
          + "\((context.today + longest).french).", field: "jusqu_au")
    }
  }

  private func checkAgent(
    _ person: OperatorID, for contact: ContactKind, of name: VoletName, in context: Context
  ) throws(Refusal) {
    guard let volet = self[name], let agent = context.directory.operators[person],
      agent.organisation == volet.bailleur
    else { throw Refusal("Cette personne n'est pas un agent du bailleur.", field: "agent") }
    let fitting = agent.roles.contains { $0.contactKind == contact || $0 == .administrateur }
    if !fitting {
      throw Refusal("\(agent.name) n'est pas \(contact.label).", field: "agent")
    }
    if volet.contacts[contact] == person {
      throw Refusal("\(agent.name) est déjà \(contact.label) de ce volet.", field: "agent")
    }
  }
}
