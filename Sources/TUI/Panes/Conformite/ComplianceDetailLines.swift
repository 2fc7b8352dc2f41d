import Domain
import Storage

/// The lines of the row selected: its figures, its deadlines or its evidence.
struct ComplianceDetailLines {
  let pane: CompliancePane
  let world: World
  private var words: ComplianceWords { ComplianceWords(world) }

  init(pane: CompliancePane, world: World) {
    self.pane = pane
    self.world = world
  }

  var rows: [ComplianceDetail.Row] {
    switch pane.selected {
    case .bailleur(let line): figures(of: line)
    case .contact(let acts): acts.map(row)
    case .proposal(let repeated): evidence(repeated)
    case nil: []
    }
  }

  private func question(
    _ line: ComplianceLine, _ subject: ComplianceQuestion.Subject
  ) -> ComplianceDetail.Item? {
    pane.board.map {
      .figure(
        ComplianceQuestion(bailleur: line.bailleur, subject: subject, period: $0.table.period))
    }
  }

  private func figures(of line: ComplianceLine) -> [ComplianceDetail.Row] {
    Indicator.allCases.map { row($0, line) } + [
      count(
        "dossiers ouverts", line.openDossiers, question(line, .open(lateOnly: false)),
        sign: " ", .normal),
      count(
        "dont en retard", line.lateDossiers, question(line, .open(lateOnly: true)), sign: "!",
        .late),
      count("alertes en cours", line.openAlerts, question(line, .alerts), sign: "!", .late),
    ]
      + DutyCourse.Waits.each.map { wait in
        count(
          "manquements où l'on attend \(ComplianceWords.label(wait))", line.waits(for: wait),
          question(line, .waiting(wait)), sign: "·", .waiting)
      }
  }

  /// « ! pré-instruction   12 / 96   12,5 %   5 j   bailleurs 4,2 %   ▁▂▃ 8 % ».
  private func row(_ indicator: Indicator, _ line: ComplianceLine) -> ComplianceDetail.Row {
    let figure = line[indicator]
    let median = pane.board?.table.medians?[indicator]
    let isAbove = figure.permille.map { rate in median.map { rate > $0 } ?? false } ?? false
    let isMarked = figure.late > 0 && (isAbove || median == nil)
    var spans = [
      Span(isMarked ? "! " : figure.late > 0 ? "~ " : "  ", isMarked ? .late : .soon),
      Span(Self.padded(indicator.label, to: 26), .label),
      Span(Self.left("\(figure.late.french) sur \(figure.count.french)", 14)),
      Span(
        Self.left(figure.share.french, 9), isMarked ? .late : figure.late > 0 ? .soon : .dim),
      Span(Self.left(ComplianceWords.days(figure.median), 7)),
    ]
    if indicator.isIndicative {
      spans.append(Span("   indicatif", .dim))
    } else {
      spans.append(
        Span(Self.left("bailleurs " + ComplianceWords.percent(median), 18), .dim))
      spans.append(Span("  " + ComplianceWords.trend(figure), .waiting))
    }
    let item: ComplianceDetail.Item? =
      switch indicator {
      case .patrimoine: line.bailleur.map { .patrimoine($0) }
      case .answers: .answers
      default: question(line, .duties(indicator, brokenOnly: figure.late > 0))
      }
    return ComplianceDetail.Row(line: StyledLine(spans), item: item)
  }

  private func count(
    _ label: String, _ count: Int, _ item: ComplianceDetail.Item?, sign: String, _ style: Style
  ) -> ComplianceDetail.Row {
    ComplianceDetail.Row(
      line: StyledLine([
        Span(count > 0 ? "\(sign) " : "  ", style), Span(label + " : ", .label),
        Span(count.french, count > 0 ? style : .dim),
      ]), item: count > 0 ? item : nil)
  }

  private func row(_ act: DueAct) -> ComplianceDetail.Row {
    let left = act.due - world.today
    let when = left == 0 ? "aujourd'hui" : left == 1 ? "demain" : "dans \(left) j"
    return ComplianceDetail.Row(
      line: StyledLine([
        Span(left <= 1 ? "~ " : "  ", .soon),
        Span(Self.padded(CellText.sanitized(act.reference), to: 14)),
        Span("\(act.volet.rawValue) · \(act.act.traits.label), ", .normal),
        Span("\(act.rule?.code ?? "CALEOL"), ", .label),
        Span("due le \(act.due.frenchShort), \(when)", left <= 1 ? .soon : .normal),
      ]), item: .dossier(act.stream))
  }

  private func evidence(_ repeated: RepeatedBreach) -> [ComplianceDetail.Row] {
    let head = words.criteria(repeated).map {
      ComplianceDetail.Row(line: StyledLine([Span("! ", .late), Span($0)]), item: nil)
    }
    let rules = repeated.judgedBy.map { "\($0.rule.code) \($0.french)" }.joined(separator: ", ")
    let judged = ComplianceDetail.Row(
      line: StyledLine("  Jugé par \(rules) (schéma, l. 306 ; interprétation)", .dim), item: nil)
    let facts = repeated.breaches.map { fact in
      ComplianceDetail.Row(
        line: StyledLine([
          Span(fact.isOngoing ? "! " : "  ", .late),
          Span(Self.padded(CellText.sanitized(fact.reference), to: 14)),
          Span(words.breach(fact)),
        ]), item: .dossier(fact.dossier))
    }
    return head + [judged] + facts
  }

  private static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - CellText.width(of: text)))
  }

  /// A text against the right edge of so many columns.
  private static func left(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(1, width - CellText.width(of: text))) + text
  }
}
