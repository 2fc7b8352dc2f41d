import Domain
import Storage

/// The lines of an annonce: where it stands, what to look at, its words and photos, its history.
struct AnnonceDetailLines {
  let file: AnnonceFile
  let world: World

  private var annonce: Annonce { file.annonce }

  var lines: [FlowLine] {
    guard let current = annonce.current else { return [] }
    return [headline] + why + words(of: current) + photos(of: current) + history
  }

  /// « à vérifier : signalée · T3 Montreuil · Bailleur A ».
  private var headline: FlowLine {
    let bailleur = annonce.bailleur.map { world.directory.name(of: $0) } ?? ""
    let status = Self.status(of: file)
    return FlowLine(
      [
        Span("\(status.sign) \(status.text.capitalizedStart)", status.style),
        Span(" · \(annonce.current?.place ?? "") · \(bailleur)"),
      ], indent: 2)
  }

  /// Where an annonce stands, with its sign.
  static func status(of file: AnnonceFile) -> (sign: String, text: String, style: Style) {
    let annonce = file.annonce
    let isSeen = annonce.decisions.contains { $0.decision.version == annonce.current?.number }
    if annonce.status == .published, file.drawn != nil, !isSeen {
      return ("~", "à vérifier : tirée", .soon)
    }
    let (sign, style) = signs(of: annonce.status)
    return (sign, annonce.statusWords, style)
  }

  /// The sign and the style of a status.
  static func signs(of status: AnnonceStatus) -> (sign: String, style: Style) {
    switch status {
    case .published: ("–", .normal)
    case .reported: ("!", .late)
    case .conforme: ("✓", .done)
    case .correction: ("·", .waiting)
    case .corrected: ("~", .soon)
    case .masked, .suspended: ("✗", .warning)
    case .withdrawn: ("–", .dim)
    }
  }

  // MARK: What to look at

  private var why: [FlowLine] {
    var lines = annonce.openReports.map { recorded in
      let report = recorded.report
      let note = report.note.flatMap { file.notes[$0] }.map { " : « \(flat($0)) »" } ?? ""
      return FlowLine(
        [
          Span("! ", .late),
          Span(
            "Signalée \(report.source.french) le \(report.day.french), \(report.part.french) : "
              + "\(report.motive.label.lowercasedStart)\(note)"),
        ], indent: 4)
    }
    if annonce.awaitsReview, let last = annonce.standing.last {
      let motives = last.decision.motives.map { $0.label.lowercasedStart }.joined(separator: ", ")
      lines.append(
        FlowLine(
          [
            Span("~ ", .soon),
            Span(
              "Changée depuis la décision du \(last.signature.day.french) sur la version "
                + "\(last.decision.version) : \(last.decision.ruling.french)"
                + (motives.isEmpty ? "" : " (\(motives))")),
          ], indent: 4))
    }
    if let drawn = file.drawn {
      lines.append(
        FlowLine("  Tirage \(drawn.month.frenchOf) : \(drawn.cause.french)", .dim, indent: 4))
    }
    return lines
  }

  // MARK: Words and photos

  private func words(of version: AnnonceVersion) -> [FlowLine] {
    let texts = file.texts[version.number]
    let hidden = annonce.maskedParts.contains(.comment) ? "  (masqué)" : ""
    var lines = [
      FlowLine(),
      FlowLine(
        [
          Span(texts?.title.map(flat) ?? "(titre effacé)", .title),
          Span(
            "  version \(version.number), publiée le \(version.publishedOn.french)"
              + (version.isSubstantial ? "" : ", changement mineur"), .dim),
        ], indent: 2),
    ]
    guard let text = texts?.text else { return lines + [FlowLine("(texte effacé)", .dim)] }
    if !hidden.isEmpty { lines.append(FlowLine("Commentaire\(hidden)", .warning)) }
    lines += text.split(separator: "\n", omittingEmptySubsequences: false).map {
      FlowLine(CellText.sanitized(String($0)))
    }
    return lines
  }

  private func photos(of version: AnnonceVersion) -> [FlowLine] {
    guard !version.photos.isEmpty else { return [FlowLine(), FlowLine("Aucune photo.", .dim)] }
    let key = world.keyMap.keyName(of: .moderation(.photo)) ?? "o"
    let names = file.texts[version.number]?.photos ?? []
    let masked = annonce.maskedParts
    let rows = version.photos.enumerated().map { place, photo in
      let name = names.indices.contains(place) ? flat(names[place]) : "(nom effacé)"
      let isMasked = masked.contains(.photo(place + 1)) || masked.contains(.annonce)
      let isReported = annonce.openReports.contains { $0.report.part == .photo(place + 1) }
      return FlowLine(
        [
          Span(isReported ? "! " : "  ", .late), Span("\(place + 1)  ", .key), Span(name),
          Span(
            "  \(photo.width) × \(photo.height), \((photo.bytes / 1_000).french) ko", .dim),
          Span(isMasked ? "  masquée" : "", .warning),
        ], indent: 5)
    }
    return [
      FlowLine(),
      FlowLine([Span("Photos", .label), Span("  \(key) les ouvre", .dim)]),
    ] + rows
  }

  // MARK: History

  private var history: [FlowLine] {
    let events = annonce.history.reversed().flatMap { recorded in
      AnnonceEventWords(file: file, names: world.directory).lines(of: recorded)
    }
    return [FlowLine(), FlowLine("Historique", .label)] + events
  }

  private func flat(_ text: String) -> String {
    CellText.sanitized(text.split(whereSeparator: \.isNewline).joined(separator: " "))
  }
}

/// What happened to an annonce, a line for each event and one for what was written with it.
struct AnnonceEventWords {
  /// The annonce, nil where a single event is told.
  var file: AnnonceFile?
  let names: Directory

  func lines(of recorded: Recorded<AnnonceEvent>) -> [FlowLine] {
    let isUndone = file?.annonce.undone.contains(recorded.command) ?? false
    let isLifted = file?.annonce.lifted.contains(recorded.command) ?? false
    let signature = recorded.signature
    let who = CellText.sanitized(names.name(of: signature.operatorID) ?? signature.operatorID.text)
    var text = "\(brief(of: recorded.event)), par \(who)"
    if isUndone { text += " – annulé" } else if isLifted { text += " – levée depuis" }
    if file?.pending.contains(recorded.command) ?? false { text += " (à envoyer)" }
    if file?.contested.contains(recorded.command) ?? false { text += " – CONTESTÉ : sans droit" }
    var lines = [
      FlowLine(
        [
          Span("  \(signature.day.french)  ", .dim),
          Span(text, isUndone || isLifted ? .dim : .normal),
        ], indent: 14)
    ]
    if let note = note(of: recorded.event).flatMap({ file?.notes[$0] }) {
      lines += note.split(separator: "\n").map {
        FlowLine("              « \(CellText.sanitized(String($0))) »", .dim, indent: 14)
      }
    }
    return lines
  }

  /// What happened, in the past.
  func brief(of event: AnnonceEvent) -> String {
    switch event {
    case .published(_, _, let version): "version \(version.number) publiée"
    case .changed(let version):
      "version \(version.number) publiée"
        + (version.isSubstantial ? "" : ", changement mineur")
    case .withdrawn(let day): "retirée de la plateforme le \(day.french)"
    case .reported(let report):
      "\(report.part.french) signalé\(report.part == .comment ? "" : "e") "
        + "\(report.source.french) : \(report.motive.label.lowercasedStart)"
    case .decided(let decision):
      "\(decision.ruling.french) (\(decision.origin.french), version \(decision.version))"
        + (decision.motives.isEmpty
          ? ""
          : " : " + decision.motives.map { $0.label.lowercasedStart }.joined(separator: ", "))
    case .reversed(let command, let motive, _):
      "décision levée" + what(command) + " : \(motive.label.lowercasedStart)"
    case .undone(let command): "acte annulé" + what(command)
    }
  }

  private func what(_ command: CommandID) -> String {
    let event = file?.annonce.history.first { $0.command == command }?.event
    return switch event {
    case .decided(let decision): " (\(decision.ruling.french))"
    case .reported: " (signalement)"
    case .reversed: " (levée)"
    case .published, .changed, .withdrawn, .undone, nil: ""
    }
  }

  private func note(of event: AnnonceEvent) -> SubjectID? {
    switch event {
    case .reported(let report): report.note
    case .decided(let decision): decision.message
    case .reversed(_, _, let note): note
    case .published, .changed, .withdrawn, .undone: nil
    }
  }
}

extension String {
  /// The text with a small first letter, unless it begins with several capitals.
  var lowercasedStart: String {
    dropFirst().first?.isUppercase == true ? self : prefix(1).lowercased() + dropFirst()
  }
}
