import Domain

/// An explanation in French: its heading with the sign of where it stands, and the sentence of its
/// events and arithmetic. The numbers are all the Domain's.
struct ExplanationWords {
  let explanation: Explanation
  private let proofs: ProofWords
  private let today: Day
  private let reglement: Reglement

  init(_ explanation: Explanation, dossier: Dossier, world: World) {
    self.explanation = explanation
    proofs = ProofWords(dossier: dossier, world: world)
    today = world.today
    reglement = world.reglement
  }

  /// Where it belongs on the page: what is late first, then what runs, what only informs, what
  /// stopped.
  enum Rank: Int, CaseIterable {
    case late, running, indicative, stopped
  }

  /// The heading, then the sentence.
  var lines: [FlowLine] {
    let state = state
    return [
      FlowLine([Span("\(heading)  ", .title), Span(state.text, state.style)], indent: 2),
      FlowLine("  \(sentence)", .normal, indent: 2),
    ]
  }

  var rank: Rank {
    switch explanation.subject {
    case .clock(let deadline):
      switch deadline.state(on: today, under: reglement) {
      case .stopped: .stopped
      case _ where deadline.clock.isIndicative: .indicative
      case .late: .late
      default: .running
      }
    case .gap(let gap): gap.conforms ? .running : .late
    case .alert(let alert): alert.stoppedBy == nil ? .running : .stopped
    }
  }

  private var heading: String {
    switch explanation.subject {
    case .clock(let deadline):
      "\(capitalized(deadline.clock.label)) (\(deadline.clock.code)), volet "
        + "\(deadline.volet.rawValue) · \(proofs.bailleur(deadline.volet))"
    case .gap: "Écart entre les CALEOL (K4)"
    case .alert(let alert):
      "Alerte \(alert.code.rawValue), volet \(alert.volet.rawValue) · "
        + "\(alert.contact.label) de \(proofs.bailleur(alert.volet))"
    }
  }

  private var state: (text: String, style: Style) {
    switch explanation.subject {
    case .clock(let deadline) where deadline.clock.isIndicative:
      deadline.stoppedOn == nil ? ("· indicatif", .dim) : ("✓ indicatif", .dim)
    case .clock(let deadline): ClockWords.state(deadline, on: today, under: reglement)
    case .gap(let gap): gap.conforms ? ("✓ conforme", .done) : ("! trop grand", .late)
    case .alert(let alert): alertState(alert)
    }
  }

  private func alertState(_ alert: Alert) -> (text: String, style: Style) {
    if alert.stoppedBy != nil { return ("✓ arrêtée", .dim) }
    if alert.firstOn > today { return ("– pas avant le \(proofs.day(alert.firstOn))", .dim) }
    if let until = alert.silencedUntil, until >= today {
      return ("· suspendue jusqu'au \(proofs.day(until))", .waiting)
    }
    return ("~ en cours", .soon)
  }

  /// « D0 = 24/03 (second NUR, volet B, saisi par L. Petit) + 7 jours (R-PRE, …) = 31/03 ; … ».
  var sentence: String {
    switch explanation.subject {
    case .clock(let deadline): "\(sum(deadline)) ; \(standing(deadline))."
    case .gap(let gap): "\(gapWords(gap))."
    case .alert(let alert): "\(alertWords(alert))."
    }
  }

  private func start(_ name: String, _ day: Day) -> String {
    let proof = explanation.starts.first.map { " (\(proofs.words($0)))" } ?? ""
    return "\(name) = \(proofs.day(day))\(proof)"
  }

  private func sum(_ deadline: Deadline) -> String {
    let start = start(deadline.clock.startName, deadline.start)
    let due = proofs.day(deadline.due)
    guard let version = deadline.judgedBy else {
      return "\(start) ; date limite fixée par la commission = \(due)"
    }
    return "\(start) + \(version.french) (\(proofs.words(version))) = \(due)"
  }

  /// Where the clock stands: « aujourd'hui 03/04 : 3 j de retard, à la charge de Bailleur B ».
  private func standing(_ deadline: Deadline) -> String {
    let now = "aujourd'hui \(proofs.day(today))"
    switch deadline.state(on: today, under: reglement) {
    case .stopped(let late):
      return "\(stopWords(deadline)) : \(outcome(deadline, late: late))"
    case .late(let days) where deadline.clock.isIndicative:
      return "\(now) : \(days) j de plus ; indicatif, jamais compté comme un retard"
    case .late(let days): return "\(now) : \(days) j de retard, \(charge(deadline))"
    case .soon(0), .running(0): return "\(now) : dernier jour\(suffix(deadline))"
    case .soon(let left), .running(let left):
      return "\(now) : il reste \(left) j\(suffix(deadline))"
    case .otherSide:
      let through = deadline.chargedThrough.map(proofs.day) ?? ""
      return "\(now) : n'est plus compté à ce bailleur depuis le \(through), l'autre n'ayant pas "
        + "répondu à la date proposée"
    }
  }

  private func stopWords(_ deadline: Deadline) -> String {
    let day = deadline.stoppedOn.map(proofs.day) ?? ""
    guard let stop = explanation.stop else { return "arrêté le \(day)" }
    return "arrêté le \(day) (\(proofs.words(stop)))"
  }

  private func outcome(_ deadline: Deadline, late: Int) -> String {
    guard deadline.clock.isIndicative else {
      return late == 0 ? "à temps" : "\(late) j de retard, \(charge(deadline))"
    }
    return late == 0 ? "indicatif, tenu" : "\(late) j de plus, indicatif, jamais compté"
  }

  private func charge(_ deadline: Deadline) -> String {
    var text = "à la charge de \(proofs.bailleur(deadline.volet))"
    if let through = deadline.chargedThrough, through < (deadline.stoppedOn ?? today) {
      text +=
        ", compté jusqu'au \(proofs.day(through)) : l'autre n'a pas répondu à la date proposée"
    }
    return text
  }

  private func suffix(_ deadline: Deadline) -> String {
    deadline.clock.isIndicative ? " ; indicatif, jamais compté comme un retard" : ""
  }

  private func gapWords(_ gap: CaleolGap) -> String {
    let sessions = explanation.starts.map { "\(proofs.day($0.cause.day)) (\(proofs.words($0)))" }
    let rule = "\(gap.judgedBy.french) au plus (\(proofs.words(gap.judgedBy)))"
    let start = "\(sessions.joined(separator: " et ")) : \(gap.days) j d'écart, \(rule)"
    guard !gap.conforms else { return "\(start) : conforme" }
    return "\(start) : \(gap.days - gap.judgedBy.value) j de trop, à la charge de "
      + "\(proofs.bailleur(gap.charged)), qui a saisi sa date en dernier, le "
      + proofs.day(gap.setOn)
  }

  private func alertWords(_ alert: Alert) -> String {
    let name = alert.code == .al1 ? "D0" : "Attribué par les deux CAL"
    let sum =
      "\(start(name, alert.startedBy.day)) + plus de \(alert.judgedBy.french) "
      + "(\(proofs.words(alert.judgedBy))) = à partir du \(proofs.day(alert.firstOn))"
    guard let stop = explanation.stop else {
      let purpose = alert.isForAction ? "pour action" : "pour information"
      let left = alert.firstOn - today
      return left > 0
        ? "\(sum) ; dans \(left) j si rien ne change" : "\(sum) ; en cours, \(purpose)"
    }
    let wasIssued = alert.lastIssuedOn != nil || stop.cause.day >= alert.firstOn
    return "\(sum) ; \(wasIssued ? "arrêtée" : "sans objet") depuis le "
      + "\(proofs.day(stop.cause.day)) (\(proofs.words(stop)))"
  }

  private func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}

extension Deadline.Clock {
  /// The clock's code as the règlement's people say it; an indicative one has none.
  fileprivate var code: String { isIndicative ? "indicatif" : rawValue }

  /// The name of day 0 (`domaine.md` §2.5).
  fileprivate var startName: String {
    switch self {
    case .preInstruction: "D0"
    case .instruction: "D1"
    case .movingDate: "D5"
    case .condition, .decision: "CALEOL"
    case .afterMove: "Déménagement"
    case .constitution: "Création"
    case .caleolDate: "Instruction"
    case .offer: "Attribution"
    }
  }
}
