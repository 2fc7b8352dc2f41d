/// The partners' statistics: a window of the grid, as tables.
public struct StatisticsReport: Equatable, Sendable {
  /// The first month shown.
  public let first: CivilMonth
  /// The last month shown, over on the day of the report.
  public let last: CivilMonth
  /// The day on which it was made.
  public let madeOn: Day
  /// The count under which figures are masked.
  public let limit: Int
  /// The tables.
  public let tables: [StatisticsTable]
  /// What must be said of all of them.
  public var notes: [String]

  /// The months of a period are shown, the half-years and years that lie in it, and what stands at
  /// its end; without bounds the last twelve months, and all half-years and years.
  ///
  /// - Parameters:
  ///   - from: the first month wanted.
  ///   - to: the last month wanted.
  public init(
    _ grid: StatisticsGrid, from: CivilMonth? = nil, to: CivilMonth? = nil, names: Directory,
    madeOn: Day
  ) {
    let tally = grid.tally
    last = min(max(to ?? tally.last, tally.first), tally.last)
    first = max(tally.first, min(from ?? (last - 11), last))
    self.madeOn = madeOn
    limit = grid.limit
    let start = from == nil ? tally.first : first
    let end = last
    let periods = tally.periods.filter { $0.first >= max(start, tally.first) && $0.last <= end }
    let writer = StatisticsWriter(grid: grid, periods: periods, names: names)
    tables =
      [writer.activity(from: first, to: last), writer.standing(at: last)]
      + (periods.isEmpty ? [] : [writer.outcomes, writer.motives])
      + StatisticsDimension.allCases.flatMap { periods.isEmpty ? [] : writer.tables(of: $0) }
    notes = [
      "Un échange concerne deux ménages : l'unité est indiquée partout.",
      "« \(StatisticsCell.mask) » : masqué. Les effectifs de 1 à \(grid.limit - 1) le sont, "
        + "avec ceux qui permettraient de les retrouver par soustraction.",
      "Chiffres par mois, semestre et année civils révolus : ils ne dépendent pas de la période "
        + "demandée.",
    ]
  }
}

/// Writes the tables of a report.
struct StatisticsWriter {
  let grid: StatisticsGrid
  let periods: [StatisticsPeriod]
  let names: Directory

  private var tally: StatisticsTally { grid.tally }

  /// What happened month by month.
  func activity(from first: CivilMonth, to last: CivilMonth) -> StatisticsTable {
    let months = (0...max(0, last - first)).map { first + $0 }
    let rows = months.map { month in
      let period = StatisticsPeriod.month(month)
      let figures: [StatisticsGrid.Figure] = [
        .annonces, .opened, .closed, .realised, .households, .unrealised,
      ]
      return StatisticsTable.Row(
        month.french,
        figures.map { grid.cell($0, period) }
          + [
            median(.toDecision(nil, ""), period), median(.toMove(nil, ""), period),
          ], brief: month.frenchShort)
    }
    return StatisticsTable(
      "activite", "Activité par mois", unit: "annonces, dossiers, échanges, ménages, jours",
      head: "Mois",
      columns: [
        "Annonces publiées", "Dossiers ouverts", "Dossiers clos", "Échanges réalisés",
        "Ménages relogés", "Clos sans échange", "NUR → décision (j)",
        "Décision → entrée (j)",
      ],
      rows: rows, drawing: .columns([1, 3]),
      note:
        "Un échange réalisé est un dossier clos, compté au mois de sa clôture ; les délais sont "
        + "des médianes, l'entrée le jour du déménagement.")
  }

  /// The open dossiers at the end of a month, by status.
  func standing(at month: CivilMonth) -> StatisticsTable {
    let statuses = DossierStatus.allCases.filter(\.isOpen)
    let period = StatisticsPeriod.month(month)
    let rows = statuses.map { status in
      StatisticsTable.Row(status.label, [grid.cell(.standing(status), period)])
    }
    return StatisticsTable(
      "statuts", "Dossiers ouverts par statut, au \(month.last.french)", unit: "dossiers",
      head: "Statut", columns: ["Dossiers"],
      rows: rows + [StatisticsTable.Row("ensemble", [grid.cell(.open, period)], isTotal: true)],
      drawing: .bars(0))
  }

  /// How dossiers ended.
  var outcomes: StatisticsTable {
    let realised = row("échange réalisé", .realised)
    let others = Closing.Outcome.allCases.filter { $0 != .realised }.map { outcome in
      row(Self.name(of: outcome), .ended(outcome))
    }
    return StatisticsTable(
      "issues", "Issues des dossiers clos", unit: "dossiers", head: "Issue", columns: heads,
      rows: [realised] + others + [row("ensemble", .closed, isTotal: true)],
      drawing: periods.isEmpty ? nil : .bars(periods.count - 1))
  }

  /// Why dossiers ended without an exchange.
  var motives: StatisticsTable {
    let rows = tally.motives.map { motive in
      row(motive.map { "\($0.label) (\($0.rawValue))" } ?? "sans motif", .failed(motive))
    }
    return StatisticsTable(
      "motifs", "Motifs des dossiers clos sans échange", unit: "dossiers", head: "Motif",
      columns: heads, rows: rows + [row("ensemble", .unrealised, isTotal: true)],
      drawing: periods.isEmpty || rows.isEmpty ? nil : .bars(periods.count - 1))
  }

  /// What is told of the values of a dimension.
  func tables(of dimension: StatisticsDimension) -> [StatisticsTable] {
    let values = tally.values(of: dimension).map { ($0, label(of: $0, dimension)) }
      .sorted { ($0.1.folded, $0.0) < ($1.1.folded, $1.0) }
    let by = dimension.french
    let drawing: StatisticsTable.Drawing? = values.isEmpty ? nil : .bars(periods.count - 1)
    return [
      StatisticsTable(
        "menages-par-\(dimension.rawValue)", "Ménages relogés par \(by) du logement quitté",
        unit: "ménages (deux par échange)", head: by.capitalisedStart, columns: heads,
        rows: values.map { row($0.1, .householdsOf(dimension, $0.0)) }
          + [row("ensemble", .households, isTotal: true)], drawing: drawing),
      StatisticsTable(
        "annonces-par-\(dimension.rawValue)", "Annonces publiées par \(by) du logement",
        unit: "annonces", head: by.capitalisedStart, columns: heads,
        rows: values.map { row($0.1, .annoncesOf(dimension, $0.0)) }
          + [row("ensemble", .annonces, isTotal: true)], drawing: drawing),
      delays("decision", "Délai médian du NUR à la décision", dimension, values) {
        .toDecision($0, $1)
      },
      delays("demenagement", "Délai médian de la décision au déménagement", dimension, values) {
        .toMove($0, $1)
      },
    ]
  }

  private func delays(
    _ id: String, _ title: String, _ dimension: StatisticsDimension, _ values: [(String, String)],
    _ delay: (StatisticsDimension?, String) -> StatisticsTally.Delay
  ) -> StatisticsTable {
    func row(_ label: String, _ delay: StatisticsTally.Delay, isTotal: Bool) -> StatisticsTable.Row
    {
      StatisticsTable.Row(label, periods.map { median(delay, $0) }, isTotal: isTotal)
    }
    return StatisticsTable(
      "\(id)-par-\(dimension.rawValue)", "\(title), par \(dimension.french)", unit: "jours",
      head: dimension.french.capitalisedStart, columns: heads,
      rows: values.map { row($0.1, delay(dimension, $0.0), isTotal: false) }
        + [row("ensemble", delay(nil, ""), isTotal: true)],
      note: "« – » : moins de \(grid.limit) dossiers.")
  }

  private var heads: [String] { periods.map(\.short) }

  private func row(
    _ label: String, _ figure: StatisticsGrid.Figure, isTotal: Bool = false
  ) -> StatisticsTable.Row {
    StatisticsTable.Row(label, periods.map { grid.cell(figure, $0) }, isTotal: isTotal)
  }

  private func median(
    _ delay: StatisticsTally.Delay, _ period: StatisticsPeriod
  ) -> StatisticsCell {
    tally.median(delay, period, atLeast: grid.limit).map { .days($0) } ?? .absent
  }

  private func label(of value: String, _ dimension: StatisticsDimension) -> String {
    switch dimension {
    case .bailleur: names.name(of: OrganisationID(value))
    case .departement: value.isEmpty ? "non précisé" : value
    case .typologie: value
    }
  }

  /// « non-attribution »: the status without « clos – ».
  private static func name(of outcome: Closing.Outcome) -> String {
    outcome.status.label.split(separator: "–").last.map { String($0.drop { $0 == " " }) } ?? ""
  }
}

extension StatisticsDimension {
  /// What it is called.
  public var french: String {
    switch self {
    case .bailleur: "bailleur"
    case .departement: "département"
    case .typologie: "typologie"
    }
  }
}

extension String {
  /// With a capital letter.
  fileprivate var capitalisedStart: String { prefix(1).uppercased() + dropFirst() }
}
