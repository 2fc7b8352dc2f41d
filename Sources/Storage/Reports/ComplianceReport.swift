import Domain

extension Store {
  /// The board of compliance of some months, as a report.
  ///
  /// - Throws: `Refusal` when the operator may not see the board, `StorageError`.
  public func complianceReport(
    of period: CompliancePeriod, as session: Session
  ) throws -> SectionedReport {
    let table = try compliance(period, for: session)
    let repeated = table.lines.isEmpty ? [] : try repeatedBreaches(for: session)
    return ComplianceReportWriter(
      table: table, repeated: repeated, names: directory, madeOn: session.today
    ).report
  }
}

/// Writes the board of compliance as a report.
struct ComplianceReportWriter {
  let table: ComplianceTable
  let repeated: [RepeatedBreach]
  let names: Directory
  let madeOn: Day

  private typealias Cell = ReportSection.Cell
  private typealias Row = ReportSection.Row

  var report: SectionedReport {
    var sections = [whole]
    if !table.lines.isEmpty { sections += [bailleurs] + Indicator.allCases.map(section) + [waits] }
    if !repeated.isEmpty { sections.append(proposals) }
    return SectionedReport(
      title: "Conformité à la charte",
      subtitle:
        "\(table.period.french), établi le \(madeOn.frenchLong)",
      notes: notes, sections: sections)
  }

  private var notes: [String] {
    var notes = [
      "Une obligation compte au mois où elle a été tenue, ou à celui de son échéance quand "
        + "celle-ci est passée.",
      "Les réponses aux sollicitations sont indicatives : le schéma ne leur fixe pas de délai.",
    ]
    if table.whole == nil { notes.append("Vous voyez les chiffres de votre organisme.") }
    return notes
  }

  /// The line that the whole is told by: all together, or the only one that is seen.
  private var first: ComplianceLine? { table.whole ?? table.lines.first }

  private func name(of line: ComplianceLine) -> String {
    line.bailleur.map { names.name(of: $0) } ?? "ensemble"
  }

  private var whole: ReportSection {
    let figures = Indicator.allCases.map { indicator -> Row in
      let figure = first?[indicator] ?? ComplianceFigure()
      return Row(
        label: indicator.label,
        cells: [
          .count(figure.count), .count(figure.late), .tenths(figure.permille, " %"),
          .days(figure.median),
          .tenths(table.medians?[indicator], " %"),
        ], isTotal: false)
    }
    let total = first?.total ?? ComplianceFigure()
    let sum = Row(
      label: "délais des dossiers",
      cells: [
        .count(total.count), .count(total.late), .tenths(total.permille, " %"), .days(nil),
        .tenths(table.medians?.total, " %"),
      ], isTotal: true)
    return ReportSection(
      "ensemble", first.map { $0.bailleur == nil ? "Tous les bailleurs" : name(of: $0) } ?? "",
      unit: "Obligations, jours, part des obligations non tenues", head: "Délai",
      columns: ["Obligations", "Non tenues", "Part", "Médiane (j)", "Bailleur médian"],
      rows: figures + [sum], drawings: trend(of: total).map { [.lines($0)] } ?? [])
  }

  /// The share broken, month after month.
  private func trend(of figure: ComplianceFigure) -> Chart? {
    guard figure.trend.contains(where: { $0.count > 0 }) else { return nil }
    let first = table.period.last - (figure.trend.count - 1)
    return Chart(
      "Part des délais de dossiers non tenus, par mois", unit: "%",
      labels: figure.trend.indices.map { (first + $0).short },
      series: [
        Chart.Series(
          "part non tenue", figure.trend.map { $0.permille.map { .number($0) } ?? .none })
      ],
      formatted: { HTMLWriting.tenths($0) })
  }

  private var bailleurs: ReportSection {
    let lines = table.lines.sorted { left, right in
      let (l, r) = (left.total.permille ?? -1, right.total.permille ?? -1)
      return l == r ? name(of: left).folded < name(of: right).folded : l > r
    }
    let rows = lines.map { line in
      Row(label: name(of: line), cells: cells(of: line), isTotal: false)
    }
    let sum = table.whole.map { Row(label: "ensemble", cells: cells(of: $0), isTotal: true) }
    let chart = Chart(
      "Part des délais de dossiers non tenus, par bailleur", unit: "%",
      labels: lines.map { name(of: $0) },
      series: [
        Chart.Series("part", lines.map { $0.total.permille.map { .number($0) } ?? .none })
      ],
      formatted: { HTMLWriting.tenths($0) })
    return ReportSection(
      "bailleurs", "Par bailleur", unit: "Dossiers, obligations, manquements pour cent dossiers",
      head: "Bailleur",
      columns: [
        "Dossiers ouverts", "En retard", "Alertes", "Obligations", "Non tenues", "Part",
        "Pour 100 dossiers",
      ],
      rows: rows + [sum].compactMap(\.self), drawings: lines.count > 1 ? [.bars(chart)] : [],
      note: "Pour cent dossiers ouverts dans la période : un grand bailleur n'y perd pas.")
  }

  private func cells(of line: ComplianceLine) -> [Cell] {
    [
      .count(line.openDossiers), .count(line.lateDossiers), .count(line.openAlerts),
      .count(line.total.count), .count(line.total.late), .tenths(line.total.permille, " %"),
      .tenths(line.breachesPerHundred),
    ]
  }

  private func section(of indicator: Indicator) -> ReportSection {
    let lines = table.lines.filter { $0[indicator].count > 0 }
      .sorted { name(of: $0).folded < name(of: $1).folded }
    func row(_ line: ComplianceLine, isTotal: Bool) -> Row {
      let figure = line[indicator]
      return Row(
        label: name(of: line),
        cells: [
          .count(figure.count), .count(figure.late), .tenths(figure.permille, " %"),
          .days(figure.median),
        ], isTotal: isTotal)
    }
    let rule = indicator.rule
    let source = rule.schemeLine.map { " (schéma, l. \($0))" } ?? ""
    return ReportSection(
      indicator.rawValue, indicator.label.prefix(1).uppercased() + indicator.label.dropFirst(),
      unit: "\(rule.label)\(source)", head: "Bailleur",
      columns: ["Obligations", "Non tenues", "Part", "Médiane (j)"],
      rows: lines.map { row($0, isTotal: false) }
        + [table.whole].compactMap(\.self).map { row($0, isTotal: true) },
      note: lines.isEmpty ? "Rien à compter dans la période." : nil)
  }

  /// What breaches waited for.
  private var waits: ReportSection {
    func row(_ line: ComplianceLine, isTotal: Bool) -> Row {
      Row(
        label: name(of: line),
        cells: [.count(line.total.late), .count(line.waiting)]
          + DutyCourse.Waits.each.map { .count(line.waits(for: $0)) }, isTotal: isTotal)
    }
    return ReportSection(
      "attentes", "Manquements qui attendaient quelqu'un", unit: "Manquements", head: "Bailleur",
      columns: [
        "Manquements", "En attente", "Du locataire", "Du réservataire", "De l'autre bailleur",
      ],
      rows: table.lines.filter { $0.total.late > 0 }
        .sorted { name(of: $0).folded < name(of: $1).folded }.map { row($0, isTotal: false) }
        + [table.whole].compactMap(\.self).map { row($0, isTotal: true) },
      note: "Un manquement peut attendre plusieurs acteurs.")
  }

  private var proposals: ReportSection {
    ReportSection(
      "manquements-repetes", "Manquements répétés (R-REP), au \(madeOn.french)",
      unit: "Propositions de rappel à la charte", head: "Bailleur",
      columns: ["Constat", "Manquements", "Dossiers", "Fichiers manqués"],
      rows: repeated.map { found in
        Row(
          label: names.name(of: found.bailleur),
          cells: [
            .words(found.criteria.map(\.french).joined(separator: ", ")),
            .count(found.breaches.count), .count(found.dossiers), .count(found.missedMonths.count),
          ], isTotal: false)
      }, note: "Une proposition n'est pas un rappel : une personne en décide.")
  }
}

extension RepeatCriterion {
  fileprivate var french: String {
    switch self {
    case .breaches: "manquements répétés"
    case .share: "part de dossiers en retard"
    case .missedFiles: "fichiers patrimoine manqués"
    }
  }
}

extension CivilMonth {
  /// « 03/26 », for the axis of a drawing.
  fileprivate var short: String { "\(iso.suffix(2))/\(iso.prefix(4).suffix(2))" }
}
