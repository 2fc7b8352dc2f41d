import Domain
import Storage

/// The lines of a signalement: who must move, the route proposed, the message with what is known
/// beside it, the exchange with the bailleur and, apart, the internal notes; then the history.
struct SignalementDetailLines {
  let detail: SignalementDetail
  let world: World

  private var signalement: Signalement { detail.signalement }
  private var words: SignalementEventWords { SignalementEventWords(names: world.directory) }

  /// From this width on the message and what is known beside it stand side by side.
  private static let wide = 96
  /// A message of more lines than these comes after what is known, where they do not stand side by
  /// side: else the context would have to be scrolled to.
  private static let short = 8

  /// The rows, wrapped to a size.
  func lines(_ size: Size) -> [StyledLine] {
    let width = size.columns
    let key = world.keyMap.keyName(of: .open) ?? "Entrée"
    let top = flowed([headline] + proposal(accepting: key) + contested, width)
    guard width >= Self.wide else { return top + stacked(width) }
    let left = width * 56 / 100
    let right = width - left - 3
    let beside = Self.beside(
      message(left) + exchange(left) + notes(left), context(right), left: left)
    return top + beside + history(width)
  }

  /// All of it line by line, for screen readers: the message before what is known beside it.
  var spoken: [String] {
    let width = Int(Int16.max)
    let rows =
      flowed([headline] + proposal(accepting: nil) + contested, width) + message(width)
      + context(width) + exchange(width) + notes(width) + history(width)
    return rows.map(\.text)
  }

  /// The rows one under the other, where they have no room side by side.
  private func stacked(_ width: Int) -> [StyledLine] {
    let (message, context) = (message(width), context(width))
    return (message.count > Self.short + 2 ? context + message : message + context)
      + exchange(width) + notes(width) + history(width)
  }

  private static func beside(
    _ left: [StyledLine], _ right: [StyledLine], left width: Int
  ) -> [StyledLine] {
    (0..<max(left.count, right.count)).map { index in
      var line = index < left.count ? left[index] : StyledLine()
      guard index < right.count else { return line }
      line.spans.append(Span(String(repeating: " ", count: max(0, width - line.width))))
      line.spans.append(Span(" │ ", .border))
      line.spans += right[index].spans
      return line
    }
  }

  private func flowed(_ lines: [FlowLine], _ width: Int) -> [StyledLine] {
    lines.flatMap { $0.wrapped(to: width) }
  }

  private func section(_ title: String, _ lines: [FlowLine], _ width: Int) -> [StyledLine] {
    lines.isEmpty ? [] : flowed([FlowLine(), FlowLine(title, .label)] + lines, width)
  }
}

/// Who must move, and what is proposed.
extension SignalementDetailLines {
  var headline: FlowLine {
    let (text, style) = headlineWords
    let holder = signalement.holder.map { person in
      person == world.actor.id
        ? " · pris en charge par vous"
        : " · pris en charge par \(world.directory.name(of: person) ?? "un autre poste")"
    }
    return FlowLine([Span(text, style), Span(holder ?? "", .key)], indent: 2)
  }

  private var headlineWords: (String, Style) {
    let status = signalement.status
    let since = signalement.since.map { " depuis le \($0.french)" } ?? ""
    guard let mover = status.mover else {
      if let original = signalement.original {
        return ("Doublon de \(original.number)\(since).", .dim)
      }
      let outcome = signalement.outcome.map { " : \($0.label)" } ?? ""
      return ("Clos\(since)\(outcome).", .dim)
    }
    let who = name(of: mover)
    let what = status.label.capitalisedFirst
    guard
      let age = signalement.since.flatMap({ since in
        status.age(since: since, on: world.today, world.reglement)
      })
    else { return ("\(what) : \(who) doit agir\(since).", .waiting) }
    return (
      "\(what) : \(who) doit agir\(since) · \(age.words)", age.style == .normal ? .title : age.style
    )
  }

  private func name(of mover: SignalementMover) -> String {
    switch mover {
    case .bailleur: signalement.reception.map { world.directory.name(of: $0.bailleur) } ?? "?"
    case .aatiko, .actimage: mover.label
    }
  }

  /// The route proposed with its reason, for whoever routes.
  ///
  /// - Parameter key: the key that accepts it, nil where none does.
  private func proposal(accepting key: String?) -> [FlowLine] {
    guard let proposal = detail.proposal, world.routesSignalements else { return [] }
    let accepts = key.map { "  \($0) accepte." } ?? ""
    return [
      FlowLine(
        [
          Span("Proposé : \(proposal.route.label)", .key),
          Span(" · \(proposal.certainty.label) · ", .label),
          Span(proposal.reason), Span(accepts, .dim),
        ], indent: 2)
    ]
  }

  private var contested: [FlowLine] {
    let count = detail.contested.count
    guard count > 0 else { return [] }
    return [
      FlowLine("! \(count.french("acte contesté", "actes contestés")) : Aatiko corrige.", .soon)
    ]
  }
}

/// The words exchanged.
extension SignalementDetailLines {
  private func message(_ width: Int) -> [StyledLine] {
    guard let reception = signalement.reception else { return [] }
    var head = reception.nature == .bailleur ? "Message du bailleur" : "Message"
    if let author = detail.author { head += " de \(author)" }
    head += ", reçu le \(reception.receivedAt.frenchTime) par \(reception.channel.label)"
    return flowed([FlowLine(), FlowLine(head, .label, indent: 2)], width)
      + paragraph(detail.message, width)
  }

  /// A text of somebody: its NUR masked, nothing in it that a terminal would obey.
  private func paragraph(_ text: String?, _ width: Int) -> [StyledLine] {
    guard let text else {
      let why =
        signalement.isErased
        ? "Texte effacé." : "Ce texte n'est pas lisible avec vos droits, ou n'est pas sur ce poste."
      return flowed([FlowLine("  \(why)", .dim, indent: 2)], width)
    }
    return Paragraph.wrap(NURMask.mask(text).text, width: max(1, width - 2)).map {
      StyledLine("  \($0)")
    }
  }

  private var living: [Recorded<SignalementEvent>] {
    signalement.history.filter { !signalement.undone.contains($0.command) }
  }

  /// What Aatiko, the bailleur and Actimage told each other.
  private func exchange(_ width: Int) -> [StyledLine] {
    let told = living.flatMap { recorded -> [StyledLine] in
      let subject: SubjectID?
      switch recorded.event {
      case .noteAdded(let note, isInternal: false): subject = note
      case .ticketFollowed(_, _, _, let note): subject = note
      default: subject = recorded.event.message?.text
      }
      guard let subject else { return [] }
      return head(of: recorded, width) + paragraph(detail.texts[subject], width)
    }
    guard !told.isEmpty else { return [] }
    return flowed([FlowLine(), FlowLine("Échanges", .label)], width) + told
  }

  private func head(
    of recorded: Recorded<SignalementEvent>, _ width: Int
  ) -> [StyledLine] {
    let reply = recorded.event.message?.reply == nil ? "" : " (réponse type)"
    let text =
      "\(recorded.day.frenchShort) \(words.author(of: recorded)) · "
      + "\(words.sentence(of: recorded.event))\(reply) :"
    return flowed([FlowLine(text, .dim, indent: 2)], width)
  }

  /// The notes that only the reader's own house sees.
  private func notes(_ width: Int) -> [StyledLine] {
    let kept = living.flatMap { recorded -> [StyledLine] in
      guard case .noteAdded(let note, isInternal: true) = recorded.event else { return [] }
      return head(of: recorded, width) + paragraph(detail.texts[note], width)
    }
    guard !kept.isEmpty else { return [] }
    let house = world.directory.name(of: world.actor.organisation)
    let title = "▌ Notes internes, lues par \(house) seulement"
    return flowed([FlowLine(), FlowLine(title, .warning)], width) + kept
  }

  private func history(_ width: Int) -> [StyledLine] {
    let lines = signalement.history.map { recorded in
      let isUndone = signalement.undone.contains(recorded.command)
      let marks =
        (isUndone ? " (annulé)" : "")
        + (detail.contested.contains(recorded.command) ? " (contesté)" : "")
        + (detail.pending.contains(recorded.command) && world.sync.address != nil
          ? " (à envoyer)" : "")
      return FlowLine(
        "  \(recorded.signature.moment.frenchTime)  \(words.sentence(of: recorded.event))"
          + " · \(words.author(of: recorded))\(marks)", isUndone ? .dim : .normal, indent: 21)
    }
    return section("Historique", lines, width)
  }
}
