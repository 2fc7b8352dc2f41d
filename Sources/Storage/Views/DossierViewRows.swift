import Domain

/// What the view holds of one dossier, as a pure function of its state and the règlement.
struct DossierViewRows: Sendable {
  let stream: StreamID
  /// The columns of `dossier_row` after the number.
  let row: [any SQLBindable]
  let sides: [DossierSide]
  /// What is due and which commission sits when; empty once the dossier is closed.
  let calendar: [CalendarRow]
  /// What the dossier is found by.
  let search: SearchWords
  /// What statistics keep of it, nil of one that cannot be read.
  let figure: DossierFigure?

  /// The rows of what could be read of a stream; nil when nothing has happened in it.
  init?(
    _ reading: StreamReading<Dossier>, stream: StreamID, scope: ScopeID, under reglement: Reglement
  ) {
    if reading.fault == nil {
      self.init(reading.state, stream: stream, under: reglement)
    } else {
      self.init(unreadable: reading.state, stream: stream, members: scope.members)
    }
  }

  /// The rows of a dossier; nil when nothing has happened to it.
  init?(_ dossier: Dossier, stream: StreamID, under reglement: Reglement) {
    guard let createdOn = dossier.createdOn else { return nil }
    let status = dossier.status
    let blockers = dossier.blockers(under: reglement)
    let alerts = dossier.alerts(under: reglement)
    let movedOn = dossier.history.last?.day ?? createdOn
    self.stream = stream
    row = [
      stream, dossier.reference, status.rawValue, DossierRow.join(dossier.volets.map(\.bailleur)),
      Self.logements(of: dossier), DossierRow.encode(blockers), alerts.map(\.firstOn).min(),
      dossier.closing?.day, movedOn, dossier.erasureDue(under: reglement),
      dossier.compliance(under: reglement).map(DutyCoding.encode),
    ]
    search = SearchWords(
      dossier, label: status.label, bailleurs: dossier.volets.map(\.bailleur),
      isOpen: dossier.isOpen)
    func side(
      _ audience: String, _ volets: Set<VoletName> = [], own: [Blocker], others: [Blocker],
      alerts: [Alert], isTask: Bool = false
    ) -> DossierSide {
      let awaited = own.isEmpty ? others : own
      return DossierSide(
        audience: audience, isOpen: dossier.isOpen || isTask,
        rank: isTask
          ? DossierSide.taskRank(dossier, awaited) : DossierSide.rank(dossier, awaited),
        step: status.step, isAwaited: !own.isEmpty,
        since: own.map(\.since).min(), alertFrom: alerts.map(\.firstOn).min(), movedOn: movedOn,
        reference: dossier.reference,
        partners: DossierSide.partners(
          dossier.volets.filter { !volets.contains($0.name) }.map(\.bailleur)),
        actor: DossierSide.actor(dossier, blockers, own: volets))
    }
    var sides = [
      side(DossierView.everyone, own: blockers, others: [], alerts: alerts)
    ]
    for bailleur in Set(dossier.volets.map(\.bailleur)) {
      let volets = Set(dossier.volets.filter { $0.bailleur == bailleur }.map(\.name))
      sides.append(
        side(
          bailleur.text, volets, own: blockers.filter { volets.contains($0.volet) },
          others: blockers,
          alerts: alerts.filter { volets.contains($0.volet) }))
    }
    for (person, own) in Self.tasks(dossier, blockers) {
      // A person has rows of what is to be done alone, which may be in a dossier that is closed.
      let volets = Set(
        dossier.volets.filter { $0.contacts.values.contains(person) }.map(\.name))
      sides.append(
        side(
          DossierView.audience(of: person), volets, own: own, others: [], alerts: [],
          isTask: true))
    }
    self.sides = sides
    calendar = CalendarRow.rows(of: dossier, blockers)
    figure = dossier.figure
  }

  /// The rows of what cannot be read: an open dossier, before all others, awaited of nobody.
  init(unreadable known: Dossier, stream: StreamID, members: Set<OrganisationID>) {
    let movedOn = known.history.last?.day ?? Day(number: 0)
    let reference = known.reference.isEmpty ? stream.text : known.reference
    self.stream = stream
    row = [
      stream, reference, DossierView.unreadable, DossierRow.join(members.sorted()),
      Self.logements(of: known), "", Int?.none, Int?.none, movedOn, Int?.none, [UInt8]?.none,
    ]
    search = SearchWords(
      known, label: DossierRow.unreadableLabel, bailleurs: members.sorted(), isOpen: true)
    calendar = []
    figure = nil
    sides = (members.map(\.text) + [DossierView.everyone]).map { audience in
      DossierSide(
        audience: audience, isOpen: true, rank: 0, step: DossierStatus.allCases.count,
        isAwaited: nil, since: nil, alertFrom: nil,
        movedOn: movedOn, reference: reference,
        partners: DossierSide.partners(members.sorted().filter { $0.text != audience }),
        actor: DossierSide.actor(known, [], own: []))
    }
  }

  /// What each person must do.
  private static func tasks(
    _ dossier: Dossier, _ blockers: [Blocker]
  ) -> [OperatorID: [Blocker]] {
    var tasks: [OperatorID: [Blocker]] = [:]
    for blocker in blockers {
      guard let person = dossier[blocker.volet]?.contacts[blocker.contact] else { continue }
      tasks[person, default: []].append(blocker)
    }
    return tasks
  }

  private static func logements(of dossier: Dossier) -> String {
    dossier.volets.map(\.logement.summary).joined(separator: " ⇄ ")
  }
}
