extension Dossier {
  /// Takes a recorded event into the state; never refuses, never guesses.
  public mutating func apply(_ recorded: Recorded<DossierEvent>) {
    if case .actUndone(let command, _) = recorded.event {
      self = without(command)
    } else {
      fold(recorded)
    }
    history.append(recorded)
  }

  /// The dossier as its history gives it without that act: clocks follow from what stands.
  func without(_ command: CommandID) -> Dossier {
    var replayed = Dossier.empty
    replayed.undone = undone.union([command])
    for past in history {
      if !replayed.undone.contains(past.command), past.event.act != .undo {
        replayed.fold(past)
      }
      replayed.history.append(past)
    }
    return replayed
  }

  private mutating func fold(_ recorded: Recorded<DossierEvent>) {
    let day = recorded.day
    switch recorded.event {
    case .created(let reference, let drafts): create(reference, drafts, day)
    case .reopened: reopen(day)
    case .personalDataErased(let reason): erasure = Erasure(reason: reason, day: day)
    case .cancelled(let reason): close(.cancelled, nil, reason, day)
    case .alertIssued(let alert, let volet, _):
      alertsIssued[AlertKey(alert: alert, volet: volet), default: []].append(day)
    case .alertSilenced(let alert, let volet, let until, _):
      silences[AlertKey(alert: alert, volet: volet)] = until
    case .moveProposed, .moveAccepted, .moveChanged: foldMove(recorded.event, day)
    case .nurCorrected(_, _, _, let restartsClock):
      if restartsClock { clockRestartedOn = day }
      foldVolet(recorded.event, day)
    case .actUndone, .noteAdded, .reminded, .alertSeen, .nurRevealed: break
    default: foldVolet(recorded.event, day)
    }
  }

  private mutating func foldVolet(_ event: DossierEvent, _ day: Day) {
    guard let name = event.volet, let index = volets.firstIndex(where: { $0.name == name })
    else { return }
    volets[index].apply(event, on: day, order: history.count)
    closeIfEnded(by: event, name, day)
  }

  private mutating func create(_ reference: String, _ drafts: [NewVolet], _ day: Day) {
    self.reference = reference
    createdOn = day
    volets = drafts.indices.map { index in
      Volet(drafts[index], candidat: drafts[(index + 1) % drafts.count].locataire)
    }
  }

  private mutating func foldMove(_ event: DossierEvent, _ day: Day) {
    switch event {
    case .moveProposed(let volet, let date):
      move = MovingDate(
        date: date, proposedBy: volet, proposedOn: day, agreed: speakers(for: volet))
    case .moveChanged(let volet, let date, _):
      // An agreed date that moves stays agreed since its first agreement: the clock of the moving
      // date does not start again, and the others are asked to confirm (decisions.md, T19).
      move = MovingDate(
        date: date, proposedBy: volet, proposedOn: day, agreed: speakers(for: volet),
        agreement: move?.agreement)
      movePostponements += 1
    case .moveAccepted(let volet, _):
      let agreeing = speakers(for: volet)
      move?.agreed.formUnion(agreeing)
    default: break
    }
    guard let current = move, current.agreement == nil,
      volets.allSatisfy({ current.agreed.contains($0.name) })
    else { return }
    move?.agreement = MovingDate.Agreement(
      day: day, proposedBy: current.proposedBy, proposedOn: current.proposedOn)
  }

  /// The volets that agree when this one does: a bailleur that has several speaks once.
  func speakers(for name: VoletName) -> Set<VoletName> {
    let bailleur = self[name]?.bailleur
    return Set(volets.filter { $0.bailleur == bailleur }.map(\.name))
  }

  private mutating func closeIfEnded(by event: DossierEvent, _ name: VoletName, _ day: Day) {
    switch event {
    case .preInstructionRefused(_, let reason): close(.refusedPreInstruction, name, reason, day)
    case .instructionRefused(_, let reason): close(.refusedInstruction, name, reason, day)
    case .decisionEntered(_, .nonAttribution(let reason)): close(.notAttributed, name, reason, day)
    case .decisionEntered(_, .irrecevable(let reason)): close(.irrecevable, name, reason, day)
    case .conditionFailed(_, _, let reason): close(.notAttributed, name, reason, day)
    case .offerRefused(_, let reason), .withdrawn(_, let reason):
      close(.withdrawn, name, reason, day)
    case .lapsed(_, let reason): close(.lapsed, name, reason, day)
    case .voletClosed where volets.allSatisfy({ $0.closedOn != nil }):
      close(.realised, nil, nil, day)
    default: break
    }
  }

  private mutating func close(
    _ outcome: Closing.Outcome, _ volet: VoletName?, _ reason: Reason?, _ day: Day
  ) {
    closing = Closing(outcome: outcome, volet: volet, reason: reason, day: day)
  }

  /// Takes the closing back: what ended the dossier is cleared, what was done before stands.
  private mutating func reopen(_ day: Day) {
    guard let ended = closing else { return }
    reopenings.append(Reopening(closing: ended, day: day))
    closing = nil
    for index in volets.indices {
      if ended.outcome == .realised { volets[index].closedOn = nil }
      volets[index].tenantInformedOn = nil
      if volets[index].decision?.value.isFavourable == false { volets[index].decision = nil }
    }
  }
}

extension Volet {
  mutating func apply(_ event: DossierEvent, on day: Day, order: Int) {
    switch event {
    case .nurEntered(_, let value): nur = Dated(value: value, day: day)
    case .nurCorrected(_, let value, _, _): nur = Dated(value: value, day: nur?.day ?? day)
    case .preInstructionValidated: preValidatedOn = day
    case .pieceRequested(_, let piece): awaitedPieces.append(Dated(value: piece, day: day))
    case .pieceReceived(_, let piece): awaitedPieces.removeAll { $0.value == piece }
    case .instructionValidated: instructedOn = day
    case .caleolScheduled(_, let date, _):
      caleol = CaleolSession(date: date, setOn: day, order: order)
    case .caleolPostponed(_, let date, _, _):
      caleol = date.map { CaleolSession(date: $0, setOn: day, order: order) }
      caleolClearedOn = date == nil ? day : nil
      caleolPostponements += 1
    case .decisionEntered(_, let value): decision = Dated(value: value, day: day)
    case .conditionLifted(_, let on): lifted = Dated(value: on, day: day)
    case .contactAssigned(_, let contact, let person): contacts[contact] = person
    default: applyMove(event, on: day)
    }
  }

  private mutating func applyMove(_ event: DossierEvent, on day: Day) {
    switch event {
    case .offerAccepted: offerAcceptedOn = day
    case .prepared(_, let step): preparations[step] = day
    case .periodSet(_, let from, let to): period = min(from, to)...max(from, to)
    case .leaseScheduled(_, let date): leaseDate = date
    case .leaseSigned(_, let on): leaseSignedOn = on
    case .inventoryRecorded(_, let inventory, let on, _): inventories[inventory] = on
    case .voletClosed: closedOn = day
    case .tenantInformed: tenantInformedOn = day
    case .logementLeft: leftFileOn = day
    case .logementReturned: leftFileOn = nil
    default: break
    }
  }
}
