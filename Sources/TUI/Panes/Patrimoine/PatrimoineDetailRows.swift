import Domain
import Storage

/// The lines of a bailleur's account: who must move, the last attempt, its errors by what they
/// block, the steps, the attempts, who was reminded, the synchronisation.
struct PatrimoineDetailRows {
  typealias Row = PatrimoineDetail.Row

  let file: PatrimoineFile
  let world: World
  let width: Int
  let marks: [CommandID]

  private var patrimoine: Patrimoine { file.patrimoine }

  var rows: [Row] {
    if let fault = file.fault { return flow([Span("✗ \(fault)", .error)], indent: 0) }
    return headline + lastAttempt + errors + steps + attempts + reminders + synchronisation
  }

  private var headline: [Row] {
    let headline = PatrimoineHeadline(
      patrimoine, of: file.bailleur, on: world.today, names: world.directory)
    let parts = headline.text.split(separator: " : ", maxSplits: 1)
    let style = patrimoine.held == nil ? headline.status.cell.style : .soon
    var spans = [Span("\(parts[0]) : ", style)]
    if parts.count > 1 { spans.append(Span(String(parts[1]))) }
    return flow(spans, indent: 0)
  }

  private var lastAttempt: [Row] {
    guard let last = patrimoine.imports.last else { return [] }
    let facts = last.facts
    let words = PatrimoineEventWords.self
    let file = "\(words.file(facts)), reçu le \(last.day.french)"
    let tenants = facts.codes.reduce(0) { $0 + $1.tenants }
    var counts =
      "\(facts.lines.french("ligne")), "
      + "\(facts.rejected.french("rejetée"))"
    if tenants > 0 { counts += " (\(tenants.french("locataire bloqué", "locataires bloqués")))" }
    if facts.verdict.hasStock {
      counts += " ; \(facts.logements.french("logement")) : \(Self.changes(of: facts))"
    }
    return section("Dernier envoi")
      + flow([Span("\(file) : "), Span(last.outcome, Self.style(of: last))], indent: 4)
      + flow([Span(counts)], indent: 4)
  }

  /// « +12 nouveaux, 402 modifiés, −3 retirés ».
  static func changes(of facts: PatrimoineFacts) -> String {
    "+\(facts.added.french("nouveau", "nouveaux")), \(facts.changed.french("modifié")), "
      + "−\(facts.removed.french("retiré"))"
  }

  static func style(of attempt: PatrimoineAttempt) -> Style {
    if attempt.isHeld { return .soon }
    if attempt.isAccepted { return attempt.facts.rejected > 0 ? .warning : .done }
    return attempt.settlement == nil ? .error : .dim
  }

  static func sign(of attempt: PatrimoineAttempt) -> String {
    if attempt.isHeld { return "~" }
    return attempt.isAccepted ? "✓" : attempt.settlement == nil ? "✗" : "–"
  }

  private var errors: [Row] {
    let codes = patrimoine.summary?.blockingCodes ?? []
    let others = (patrimoine.imports.last?.facts.codes.count ?? 0) - codes.count
    guard !codes.isEmpty || others > 0 else { return [] }
    var rows = section("Erreurs du dernier envoi, par locataires bloqués")
    for count in codes { rows += error(count) }
    if codes.isEmpty { rows.append(Row(line: StyledLine("  aucune", .dim))) }
    if others > 0 {
      rows.append(
        Row(
          line: StyledLine(
            "  et \(others.french("autre code", "autres codes")) qui ne "
              + (others > 1 ? "rejettent rien" : "rejette rien"),
            .dim)))
    }
    return rows
  }

  private func error(_ count: PatrimoineCount) -> [Row] {
    let isBlocking = count.known?.severity == .blocking
    let subject = count.known?.subject ?? "code d'une version plus récente du programme"
    let columns = DetailColumns(width)
    let line = columns.line([
      (count.code, 8, isBlocking ? .error : .label), (subject, 0, .normal),
      (count.times, 13, .normal),
      (count.tenants > 0 ? count.tenants.french("locataire") : "", 17, .warning),
    ])
    let todo = count.known.map { [Span("à faire : ", .dim), Span($0.definition.remedy, .dim)] }
    return [Row(line: line, item: .code(count.code))]
      + (todo.map { flow($0, indent: 11, margin: 11) } ?? [])
  }

  private var steps: [Row] {
    let done = PatrimoineStep.allCases.count { patrimoine.day(of: $0) != nil }
    let next = patrimoine.nextStep
    return section("Étapes · \(done) sur \(PatrimoineStep.allCases.count)")
      + PatrimoineStep.allCases.map { step in
        let day = patrimoine.day(of: step)
        let state = day.map(\.french) ?? (step == next ? "à faire" : "–")
        let style: Style = day != nil ? .done : step == next ? .soon : .dim
        let number = step.number < 10 ? " \(step.number)" : "\(step.number)"
        return Row(
          line: DetailColumns(width).line([
            ("\(day != nil ? "✓" : step == next ? "~" : "–") \(number)", 4, style),
            (step.label, 0, day == nil && step != next ? .dim : .normal),
            (step.owner.label, 9, .dim), (state, 10, style),
          ]), item: .step(step))
      }
  }

  private var attempts: [Row] {
    guard !patrimoine.imports.isEmpty else { return [] }
    let recent = patrimoine.imports.suffix(24).map(\.facts)
    let curve = StyledLine([
      Span("  lignes  ", .label), Span(Sparkline.nearLargest(recent.map(\.lines)), .waiting),
      Span("   rejetées  ", .label), Span(Sparkline.fromZero(recent.map(\.rejected)), .warning),
    ])
    let columns = DetailColumns(width)
    let head = columns.line([
      ("reçu le", 11, .header), ("fichier", 0, .header), ("lignes", -9, .header),
      ("rejetées", -8, .header), ("+", -7, .header), ("~", -7, .header), ("−", -7, .header),
    ])
    let rows = patrimoine.imports.reversed().map { attempt in
      let facts = attempt.facts
      let day = facts.day.map { "du \($0.french)" } ?? "sans nom conforme"
      let counts =
        facts.verdict.hasStock ? [facts.added, facts.changed, facts.removed].map(\.french) : []
      let cells = (counts + ["", "", ""]).prefix(3).map { ($0, -7, Style.normal) }
      return Row(
        line: columns.line(
          [
            (attempt.day.french, 11, .normal),
            ("\(Self.sign(of: attempt)) \(attempt.outcome), \(day)", 0, Self.style(of: attempt)),
            (facts.lines.french, -9, .normal), (facts.rejected.french, -8, .normal),
          ] + cells, mark: marks.contains(attempt.id) ? "*" : " "),
        item: .attempt(attempt.id))
    }
    return section("Envois · \(patrimoine.imports.count)") + [Row(line: curve), Row(line: head)]
      + rows
  }

  private var reminders: [Row] {
    guard !patrimoine.reminders.isEmpty else { return [] }
    return section("Relances · \(patrimoine.reminders.count)")
      + patrimoine.reminders.reversed().flatMap { recorded -> [Row] in
        guard case .reminded(_, let about, _) = recorded.event else { return [] }
        let signature = recorded.signature
        let name = world.directory.name(of: signature.operatorID) ?? signature.operatorID.text
        let organisation = world.directory.name(of: signature.organisation)
        return flow(
          [Span("\(recorded.day.french)  \(name) (\(organisation)) : \(about.label)")],
          indent: 14)
      }
  }

  private var synchronisation: [Row] {
    let title = section("Synchronisation automatique")
    guard let sync = patrimoine.sync else {
      return title + [Row(line: StyledLine("  non déclarée", .dim))]
    }
    return title
      + flow(
        [
          Span("déclarée le \(sync.declaredOn.french), empreinte SHA-256 de la clé : "),
          Span(sync.fingerprint, .label),
        ], indent: 4)
  }

  private func section(_ title: String) -> [Row] {
    [Row(line: StyledLine()), Row(line: StyledLine(title, .label))]
  }

  private func flow(_ spans: [Span], indent: Int, margin: Int = 2) -> [Row] {
    let margin = indent == 0 ? 0 : margin
    let glued = spans.map { Span($0.text.glued, $0.style) }
    let line = FlowLine(glued, indent: max(0, indent - margin))
    return line.wrapped(to: width - margin).map { row in
      var row = row
      if margin > 0 { row.spans.insert(Span(String(repeating: " ", count: margin)), at: 0) }
      return Row(line: row)
    }
  }
}

/// Cells of a line under each other: of the widths given, 0 for the one that has what is left, a
/// negative one for what stands on the right of its place.
struct DetailColumns {
  private let width: Int
  private static let gutter = 2
  private static let gap = 1

  init(_ width: Int) {
    self.width = width
  }

  func line(
    _ cells: [(text: String, width: Int, style: Style)], mark: String = " "
  ) -> StyledLine {
    let fixed = cells.reduce(0) { $0 + abs($1.width) }
    let left = width - Self.gutter - fixed - Self.gap * (cells.count - 1)
    var spans = [Span(" \(mark)", .key)]
    for (index, cell) in cells.enumerated() {
      let place = cell.width == 0 ? max(8, left) : abs(cell.width)
      let text = CellText.truncated(cell.text, to: place)
      let padding = String(repeating: " ", count: max(0, place - CellText.width(of: text)))
      spans.append(Span(cell.width < 0 ? padding + text : text + padding, cell.style))
      if index < cells.count - 1 { spans.append(Span(String(repeating: " ", count: Self.gap))) }
    }
    return StyledLine(spans)
  }
}

extension PatrimoineCount {
  /// « 12 lignes »; what is of the whole file has none: « 1 fois ».
  var times: String {
    code.hasPrefix("PAT-L") ? count.french("ligne") : "\(count.french) fois"
  }
}

extension String {
  /// The text with the signs of French typography held to their words, so that no line begins with
  /// one.
  var glued: String {
    var text = self
    for sign in [":", ";", "!", "?", "»", "%"] {
      text = text.replacing(" \(sign)", with: "\u{A0}\(sign)")
    }
    return text.replacing("« ", with: "«\u{A0}")
  }
}
