import Domain
import Storage

/// All of a rappel, or of breaches of which none was made, line by line: where it stands, the facts
/// as they were kept, what came since, what was done, the letters.
struct RappelLines {
  /// A line, and the dossier that Enter opens on it.
  struct Line {
    var line: FlowLine
    var dossier: String?
  }

  let catalogue: RappelCatalogue

  private var world: World { catalogue.world }

  var lines: [Line] {
    switch catalogue.subject {
    case .finding(let finding):
      return heading("! à proposer", .warning, [nextStep])
        + facts(of: finding.constat, on: world.today, title: "Ce qui est relevé")
    case .rappel(let item):
      guard let file = item.file else {
        return [Line(line: FlowLine(item.fault ?? "Ce rappel n'est plus visible.", .error))]
      }
      return state(of: file) + constat(of: file) + since(of: file) + history(of: file)
        + others(of: file) + letters(of: file)
    }
  }

  private func state(of file: RappelFile) -> [Line] {
    let (sign, style) = RappelWords.sign(of: file.rappel.stage ?? .withdrawn)
    let followUp = catalogue.followUp.map { "Suivi : \($0.french(on: world.today))." }
    let told = [followUp, nextStep, file.contested.isEmpty ? nil : contested].compactMap(\.self)
    return heading("\(sign) \(file.rappel.stage?.label ?? "")", style, told)
  }

  private var contested: String {
    "Un acte de ce rappel est contesté : son auteur n'en avait pas le droit."
  }

  private func heading(_ state: String, _ style: Style, _ told: [String?]) -> [Line] {
    [plain(catalogue.title, .title), plain(state, style)]
      + told.compactMap(\.self).filter { !$0.isEmpty }.map { plain($0, indent: 2) }
  }

  /// What comes next and by which key; who it belongs to when it is not the operator's.
  private var nextStep: String {
    guard let next = catalogue.next else { return "" }
    if let refusal = catalogue.refusal(of: next) { return refusal.sentence }
    let key = catalogue.key(next)
    switch next {
    case .propose: return "\(key) propose un rappel : les faits ci-dessous sont alors figés."
    case .letter:
      let level = catalogue.rappel.nextLevel?.label ?? ""
      return "\(key) ouvre la lettre (\(level)), déjà remplie ; "
        + "\(catalogue.key(.export)) l'écrit dans un fichier."
    case .refer: return "\(key) inscrit le point à une instance."
    case .close: return "\(key) clôt le rappel."
    case .dismiss, .export: return ""
    }
  }

  private func constat(of file: RappelFile) -> [Line] {
    guard let constat = file.rappel.constat, let day = file.rappel.proposedOn else { return [] }
    return facts(of: constat, on: day, title: "Constat du \(day.french), figé")
  }

  private func facts(of constat: RappelConstat, on day: Day, title: String) -> [Line] {
    let more = constat.more == 0 ? [] : [plain("et \(constat.more.french("autre fait"))", .dim)]
    return [blank, plain(title, .label)]
      + constat.criteria.map { plain("- \($0.french)", indent: 2) }
      + byRule(constat) + more
  }

  private func byRule(_ constat: RappelConstat) -> [Line] {
    constat.byRule.flatMap { rule, facts in
      [plain(RappelFactLines.heading(of: rule, facts) + " [\(rule.code)]", .dim)]
        + facts.map { fact in
          Line(line: FlowLine("  \(fact.french)", indent: 4), dossier: fact.dossier)
        }
    }
  }

  private func since(of file: RappelFile) -> [Line] {
    guard let followUp = catalogue.followUp else { return [] }
    let later = Set(followUp.later.map { "\($0.dossier ?? "")\($0.rule.rule.code)" })
    let old = followUp.ongoing.filter {
      !later.contains("\($0.dossier ?? "")\($0.rule.rule.code)")
    }
    let all = followUp.later + old
    guard !all.isEmpty else { return [] }
    return [blank, plain("Depuis le \(followUp.start.french)", .label)]
      + byRule(RappelConstat(criteria: [], facts: all))
  }

  private func history(of file: RappelFile) -> [Line] {
    let words = RappelEventWords(names: world.directory)
    return [blank, plain("Ce qui a été fait", .label)]
      + file.rappel.history.flatMap { recorded -> [Line] in
        let undone = file.rappel.undone.contains(recorded.command) ? " (annulé)" : ""
        let waits = file.pending.contains(recorded.command) ? " · à envoyer" : ""
        let author = world.directory.name(of: recorded.signature.operatorID) ?? "?"
        let line =
          "\(recorded.day.french)  \(words.brief(of: recorded.event))\(undone), "
          + "par \(author)\(waits)"
        return [plain(line, indent: 12)] + note(of: recorded.event, file)
      }
  }

  private func note(of event: RappelEvent, _ file: RappelFile) -> [Line] {
    let subject: SubjectID? =
      switch event {
      case .dismissed(_, let note), .referred(_, _, let note), .closed(_, let note): note
      case .proposed, .sent, .undone: nil
      }
    guard let text = subject.flatMap({ file.texts[$0] }) else { return [] }
    return text.split(separator: "\n").map {
      plain("            \(CellText.sanitized(String($0)))", .dim, indent: 12)
    }
  }

  private func others(of file: RappelFile) -> [Line] {
    guard !file.others.isEmpty else { return [] }
    return [blank, plain("Autres rappels de ce bailleur", .label)]
      + file.others.sorted { $0.proposedOn > $1.proposedOn }.map {
        plain("\($0.reference), \($0.stage.label), du \($0.proposedOn.french)", indent: 2)
      }
  }

  private func letters(of file: RappelFile) -> [Line] {
    file.rappel.letters.flatMap { sent -> [Line] in
      let text = file.texts[sent.text] ?? "Le texte est effacé, ou n'est pas encore arrivé."
      return [blank, plain("Lettre du \(sent.day.french) (\(sent.level.label))", .label)]
        + text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { plain(CellText.sanitized(String($0))) }
    }
  }

  private var blank: Line { Line(line: FlowLine()) }

  private func plain(_ text: String, _ style: Style = .normal, indent: Int = 0) -> Line {
    Line(line: FlowLine(text, style, indent: indent))
  }
}

/// A rappel of the list in words.
enum RappelWords {
  /// Who reads rappels, for those who do not.
  static let readers =
    "le GIE, Aatiko et, pour les siens, le pilote et l'administrateur d'un bailleur"

  /// A stage by a sign and a colour.
  static func sign(of stage: RappelStage) -> (sign: String, style: Style) {
    switch stage {
    case .proposed: ("!", .warning)
    case .information, .formal, .instance: ("~", .soon)
    case .dismissed, .withdrawn: ("–", .dim)
    case .closed: ("✓", .done)
    }
  }

  /// The follow-up of a row in a few words: « 42 j », « en cours », « terminé ».
  static func followUp(of row: RappelRow, on day: Day) -> String {
    guard let followUp = row.followUp else { return "" }
    if !followUp.ongoing.isEmpty { return "manquement en cours" }
    return followUp.isOver(on: day) ? "terminé, à clore" : "reste \(followUp.daysLeft(on: day)) j"
  }
}
