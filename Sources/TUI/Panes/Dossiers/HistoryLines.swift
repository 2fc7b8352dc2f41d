import Domain
import Storage

/// The events of a dossier, the latest first, with who recorded them and for whom.
struct HistoryLines {
  let detail: DossierDetail
  let world: World

  var lines: [FlowLine] {
    let events = detail.dossier.history.reversed().flatMap(lines(of:))
    return [FlowLine("Événements, les derniers d'abord", .label)] + events
  }

  /// An event with the day, the author and the reason.
  func lines(of recorded: Recorded<DossierEvent>) -> [FlowLine] {
    let isUndone = detail.dossier.undone.contains(recorded.command)
    let sentence = EventWords(names: world.directory, dossier: detail.dossier)
      .sentence(of: recorded.event)
    let mark = isUndone ? " (annulé)" : ""
    let head = FlowLine(
      [
        Span("\(recorded.day.french) \(recorded.signature.moment.frenchClock)  ", .dim),
        Span(sentence + mark, isUndone ? .dim : .normal),
      ], indent: 18)
    let isHere = detail.pending.contains(recorded.command)
    let author = FlowLine(
      [
        Span("                  \(author(of: recorded))", .dim),
        Span(isHere ? " · ⇅\u{a0}sur\u{a0}ce\u{a0}poste" : "", .waiting),
      ], indent: 18)
    return [head, author] + reason(of: recorded) + marks(of: recorded)
  }

  /// What is to be known of the act besides what it did.
  private func marks(of recorded: Recorded<DossierEvent>) -> [FlowLine] {
    var lines: [FlowLine] = []
    if detail.contested.contains(recorded.command) {
      lines.append(
        FlowLine(
          "                  ! contesté : les règles ne permettaient pas cet acte", .late,
          indent: 18))
    }
    if let mark = detail.dayMarks[recorded.command] {
      lines.append(FlowLine("                  \(mark.french)", .soon, indent: 18))
    }
    return lines
  }

  private func author(of recorded: Recorded<DossierEvent>) -> String {
    let signature = recorded.signature
    let name = world.directory.name(of: signature.operatorID) ?? signature.operatorID.text
    var text =
      "\(name), \(signature.role.label), \(world.directory.name(of: signature.organisation))"
    if let onBehalf = signature.onBehalf {
      text += ", au nom de \(world.directory.name(of: onBehalf.organisation))"
      if let reason = detail.texts[onBehalf.reason] { text += " (\(reason))" }
    }
    return text
  }

  private func reason(of recorded: Recorded<DossierEvent>) -> [FlowLine] {
    guard let reason = recorded.event.reason else { return [] }
    let note = reason.note.flatMap { detail.texts[$0] }.map { " – \($0)" } ?? ""
    return [
      FlowLine("                  motif : \(reason.motive.label)\(note)", .dim, indent: 18)
    ]
  }
}

extension DayMark {
  /// What is odd about the day of an act.
  var french: String {
    switch self {
    case .ahead(let days):
      "! daté de \(days)\u{a0}j après sa réception par la base partagée : horloge du poste fausse"
    case .late(let days): "reçu par la base partagée \(days)\u{a0}j après"
    }
  }
}

extension Moment {
  /// « 09:05 », as the clock shows it in Paris.
  var frenchClock: String {
    let time = ParisTime.hourAndMinute(of: self)
    return [time.hour, time.minute].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }

  /// « 24/03/2026 à 09:05 ».
  var frenchTime: String { "\(ParisTime.day(of: self).french) à \(frenchClock)" }
}
