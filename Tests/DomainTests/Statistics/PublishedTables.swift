@testable import Domain

/// All that somebody has collected of the published tables: each figure once, and everything that
/// the titles say adds up.
final class PublishedTables {
  private(set) var shown: [Int?] = []
  private(set) var names: [String] = []
  private(set) var equations: [[(cell: Int, coefficient: Int)]] = []
  /// The figures that two reports tell otherwise.
  private(set) var contradictions: [String] = []
  private var cells: [String: Int] = [:]
  private var seen: Set<String> = []

  /// What follows from all of it, beside what is true.
  func recovered(_ truth: PublishedTables) -> [String] {
    let values = names.map { name in truth.cells[name].flatMap { truth.shown[$0] } ?? -1 }
    return NaiveReader(shown: shown, equations: equations).recovered(truth: values)
      .map { names[$0] }.sorted()
  }

  /// Takes a report in.
  func read(_ report: StatisticsReport) {
    for table in report.tables where !table.unit.hasSuffix("jours") || table.id == "activite" {
      if table.id == "activite" {
        readMonths(table)
      } else if table.id == "statuts" {
        readStanding(table, report.last)
      } else {
        readPeriods(table)
      }
    }
    relate(report)
  }

  private func note(_ name: String, _ cell: StatisticsCell) -> Int? {
    let value: Int?
    switch cell {
    case .count(let count): value = count
    case .masked: value = nil
    case .days, .absent: return nil
    }
    if let known = cells[name] {
      if shown[known] != value { contradictions.append(name) }
      return known
    }
    cells[name] = shown.count
    names.append(name)
    shown.append(value)
    return shown.count - 1
  }

  private func equate(_ name: String, _ whole: Int?, _ parts: [(cell: Int?, coefficient: Int)]) {
    guard let whole, parts.allSatisfy({ $0.cell != nil }), seen.insert(name).inserted else {
      return
    }
    equations.append(
      [(whole, -1)] + parts.compactMap { part in part.cell.map { ($0, part.coefficient) } })
  }

  private func readMonths(_ table: StatisticsTable) {
    let keys = ["annonces", "ouverts", "clos", "realises", "menages", "autres"]
    for row in table.rows {
      let found = zip(keys, row.cells).map { note("\(row.label) \($0)", $1) }
      equate("clos \(row.label)", found[2], [(found[3], 1), (found[5], 1)])
      equate("ménages \(row.label)", found[4], [(found[3], 2)])
    }
  }

  private func readStanding(_ table: StatisticsTable, _ month: CivilMonth) {
    let found = table.rows.map { note("\(month.french) \($0.label)", $0.cells[0]) }
    equate("statuts \(month)", found.last ?? nil, found.dropLast().map { ($0, 1) })
    let before = cells["\((month - 1).french) ensemble"]
    let opened = cells["\(month.french) ouverts"]
    let closed = cells["\(month.french) clos"]
    equate("stock \(month)", found.last ?? nil, [(before, 1), (opened, 1), (closed, -1)])
  }

  private func readPeriods(_ table: StatisticsTable) {
    for (index, column) in table.columns.enumerated() {
      let found = table.rows.map { note("\(table.id) \(column) \($0.label)", $0.cells[index]) }
      equate(
        "\(table.id) \(column)", found.last ?? nil, found.dropLast().map { ($0, 1) })
      guard column.count == 4 else { continue }
      for row in table.rows {
        equate(
          "\(table.id) \(column) \(row.label)", cells["\(table.id) \(column) \(row.label)"],
          ["S1", "S2"].map { (cells["\(table.id) \($0) \(column) \(row.label)"], 1) })
      }
    }
  }

  /// What different tables say of the same.
  private func relate(_ report: StatisticsReport) {
    guard let outcomes = report.tables.first(where: { $0.id == "issues" }) else { return }
    for column in outcomes.columns {
      let realised = cells["issues \(column) échange réalisé"]
      let closed = cells["issues \(column) ensemble"]
      equate("autres \(column)", closed, [(realised, 1), (cells["motifs \(column) ensemble"], 1)])
      for dimension in StatisticsDimension.allCases {
        equate(
          "ménages \(dimension) \(column)",
          cells["menages-par-\(dimension.rawValue) \(column) ensemble"], [(realised, 2)])
      }
      guard column.hasPrefix("S"), let half = Int(String(column.dropFirst().prefix(1))),
        let year = Int(String(column.suffix(4)))
      else { continue }
      let months = StatisticsPeriod.half(year: year, half: half).months.map(\.french)
      let sums = [
        ("clos", closed), ("realises", realised), ("autres", cells["motifs \(column) ensemble"]),
        ("annonces", cells["annonces-par-bailleur \(column) ensemble"]),
      ]
      for (key, whole) in sums {
        equate("mois \(key) \(column)", whole, months.map { (cells["\($0) \(key)"], 1) })
      }
    }
  }
}
