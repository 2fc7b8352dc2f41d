import Domain
import Storage

/// The lines of a dossier's detail, from the sentence that says who must move to the events.
struct DossierDetailLines {
  let detail: DossierDetail
  let world: World
  /// The NUR shown in clear on request, by volet.
  var revealed: [VoletName: String] = [:]

  private var dossier: Dossier { detail.dossier }

  /// Every section, in order.
  var lines: [FlowLine] {
    [headline, contestedLine, erasureLine, gapLine].compactMap(\.self) + leftFileLines
      + dossier.volets.flatMap(voletLines)
      + sections.flatMap { section($0.title, $0.lines) }
  }

  /// What follows the volets.
  var sections: [(title: String, lines: [FlowLine])] {
    [
      ("Délais", clockLines), ("Alertes", alertLines), ("Manquements à la charte", breachLines),
      ("Notes", noteLines), ("Déménagement", moveLines),
    ]
  }

  private var headline: FlowLine {
    let text = dossier.headline(
      on: world.today, under: world.reglement, names: world.directory)
    let isLate = dossier.blockers(under: world.reglement).contains {
      ($0.due.map { $0 < world.today }) ?? false
    }
    return FlowLine(isLate ? "! \(text)" : text, isLate ? .late : .title, indent: 2)
  }

  /// What the history holds that the rules did not permit, and who mends it.
  private var contestedLine: FlowLine? {
    let count = detail.contested.count
    guard count > 0 else { return nil }
    let acts =
      count == 1
      ? "1 acte contesté : les règles ne le permettaient pas."
      : "\(count) actes contestés : les règles ne les permettaient pas."
    return FlowLine(
      "! \(acts) L'historique le montre ; Aatiko ou le GIE corrige.", .late, indent: 2)
  }

  /// The volets whose logement the bailleur's file has no more, and who confirms (AMB-38).
  private var leftFileLines: [FlowLine] {
    guard dossier.isOpen else { return [] }
    return dossier.volets.compactMap { volet in
      volet.leftFileOn.map { day in
        FlowLine(
          "! Logement du volet \(volet.name.rawValue) sorti du fichier patrimoine le "
            + "\(day.french) : le contact 1 confirme (« Déclarer caduc »), ou le bailleur corrige "
            + "son fichier.", .late, indent: 2)
      }
    }
  }

  /// That the personal data are gone, or from when they are to go.
  private var erasureLine: FlowLine? {
    if let erasure = dossier.erasure {
      let isHere = dossier.history.contains {
        $0.event.act == .erasePersonalData && detail.pending.contains($0.command)
      }
      let isAwaited = isHere && world.sync.address != nil
      return FlowLine(
        "Données personnelles effacées le \(erasure.day.french) "
          + "(\(erasure.reason.motive.label))."
          + (isAwaited ? " Les autres postes l'apprendront à leur prochain échange." : ""), .dim)
    }
    guard let due = dossier.erasureDue(under: world.reglement) else { return nil }
    let isOver = due <= world.today
    return FlowLine(
      isOver
        ? "~ Données personnelles à effacer depuis le \(due.french)."
        : "Données personnelles à effacer à partir du \(due.french).",
      isOver ? .soon : .dim, indent: 2)
  }

  /// The days between the two commissions, once both are known.
  var gapLine: FlowLine? {
    guard let gap = dossier.caleolGap(under: world.reglement) else { return nil }
    let limit = gap.judgedBy.french
    guard !gap.conforms, let volet = dossier[gap.charged] else {
      return FlowLine("Écart entre les CALEOL : \(gap.days) j (maximum \(limit)).", .dim)
    }
    return FlowLine(
      "! Écart entre les CALEOL : \(gap.days) j (maximum \(limit), règle R-CAL), imputé à "
        + "\(world.directory.name(of: volet.bailleur)).", .soon, indent: 2)
  }

  private func section(_ title: String, _ lines: [FlowLine]) -> [FlowLine] {
    lines.isEmpty ? [] : [FlowLine(), FlowLine(title, .label)] + lines
  }

  private func voletLines(_ volet: Volet) -> [FlowLine] {
    let bailleur = world.directory.name(of: volet.bailleur)
    let candidate =
      detail.texts[volet.candidat] ?? (dossier.erasure == nil ? "candidat" : "candidat effacé")
    let head = FlowLine(
      [
        Span("Volet \(volet.name.rawValue)  ", .label), Span(bailleur, .title),
        Span(" · \(volet.logement.summary) → \(candidate)"),
      ], indent: 9)
    var steps = [Span("         ")]
    for step in VoletSteps(dossier: dossier, volet: volet, world: world).steps {
      if steps.count > 1 { steps.append(Span("   ")) }
      let text = step.text.isEmpty ? "" : "\u{a0}\(step.text)"
      steps.append(Span("\(step.label)\u{a0}\(step.sign)\(text)", step.style))
    }
    return [FlowLine(), head, FlowLine(steps, indent: 9)] + contactLines(volet)
  }

  private func contactLines(_ volet: Volet) -> [FlowLine] {
    let names = ContactKind.allCases.map { contact in
      "\(contact.label) : \(world.directory.name(of: volet.contacts[contact]) ?? "non désigné")"
    }
    var text = names.joined(separator: " · ") + " · réf. \(volet.logement.reference)"
    if let nur = revealed[volet.name] ?? volet.nur.flatMap({ detail.texts[$0.value.subject] }) {
      text += " · NUR\u{a0}\(nur)"
    }
    var lines = [FlowLine("         \(text)", .dim, indent: 9)]
    if !volet.awaitedPieces.isEmpty, mayRead(volet) {
      let pieces = volet.awaitedPieces.map { "\($0.value.label) (\($0.day.frenchShort))" }
      lines.append(
        FlowLine(
          "         attend le locataire : \(pieces.joined(separator: ", "))", .waiting, indent: 9))
    }
    return lines
  }

  private func mayRead(_ volet: Volet) -> Bool {
    world.audience == nil || world.audience == volet.bailleur
  }

  private var clockLines: [FlowLine] {
    dossier.deadlines(under: world.reglement).filter { !$0.clock.isIndicative }.map { deadline in
      let bailleur = dossier[deadline.volet].map { world.directory.name(of: $0.bailleur) } ?? ""
      let state = ClockWords.state(deadline, on: world.today, under: world.reglement)
      return FlowLine(
        [
          Span("  \(deadline.clock.label) · \(bailleur) : "), Span(state.text, state.style),
          Span("  (\(ClockWords.arithmetic(deadline)))", .dim),
        ], indent: 4)
    }
  }

  private var alertLines: [FlowLine] {
    dossier.alerts(under: world.reglement).filter { $0.firstOn <= world.today }.map { alert in
      let bailleur = dossier[alert.volet].map { world.directory.name(of: $0.bailleur) } ?? ""
      let silenced = alert.silencedUntil.map { $0 >= world.today } ?? false
      let suffix = silenced ? ", suspendue jusqu'au \(alert.silencedUntil?.frenchShort ?? "")" : ""
      let purpose = alert.isForAction ? "pour action" : "pour information"
      return FlowLine(
        "  \(alert.code.rawValue) depuis le \(alert.firstOn.frenchShort), \(bailleur) "
          + "(\(alert.contact.label), \(purpose))\(suffix)", .soon, indent: 4)
    }
  }

  private var breachLines: [FlowLine] {
    dossier.breaches(on: world.today, under: world.reglement).map { breach in
      FlowLine(
        "  \(breach.rule.rule.code) : \(world.directory.name(of: breach.bailleur)), "
          + "\(breach.measure) j (maximum \(breach.rule.french), \(breach.rule.rule.source))",
        .normal, indent: 4)
    }
  }

  private var noteLines: [FlowLine] {
    dossier.history.compactMap { recorded in
      guard case .noteAdded(let note, let visibility) = recorded.event,
        !dossier.undone.contains(recorded.command), let text = detail.texts[note]
      else { return nil }
      let author = world.directory.name(of: recorded.signature.operatorID) ?? "un opérateur"
      let mark = visibility == .internal_ ? " (interne)" : ""
      return FlowLine(
        "  \(recorded.day.frenchShort) \(author)\(mark) : \(text)", .normal, indent: 4)
    }
  }

  private var moveLines: [FlowLine] {
    var lines: [FlowLine] = []
    for volet in dossier.volets {
      guard let period = volet.period else { continue }
      lines.append(
        FlowLine(
          "  locataire du volet \(volet.name.rawValue) : du \(period.lowerBound.frenchShort) "
            + "au \(period.upperBound.frenchShort)"))
    }
    if let common = dossier.commonPeriod {
      lines.append(
        FlowLine(
          "  période commune : du \(common.lowerBound.frenchShort) "
            + "au \(common.upperBound.frenchShort)", .done))
    }
    if dossier.movePostponements > 0 {
      lines.append(FlowLine("  date changée \(dossier.movePostponements) fois", .soon))
    }
    return lines
  }
}
