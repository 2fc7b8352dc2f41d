import Domain
import Storage

/// The partners' statistics, told.
extension LineDialogue {
  /// Tells the tables, then the one chosen, row by row.
  func statistics() throws {
    do {
      let report = try effects.store.statistics(as: effects.session)
      say("\(StatisticsReport.title), \(report.period).")
      for note in report.notes { say(note) }
      while true {
        for (index, table) in report.tables.enumerated() {
          say("\(index + 1). \(table.title), en \(table.unit).")
        }
        let typed = try choice("Quel tableau ?")
        if typed == "retour" || typed == "r" { return }
        guard let number = Int(typed), report.tables.indices.contains(number - 1) else {
          say("« \(typed) » n'est pas le numéro d'un tableau. « aide » dit les mots.")
          continue
        }
        tell(report.tables[number - 1])
      }
    } catch let refusal as Refusal {
      say("Refusé. \(refusal.sentence)")
    }
  }

  private func tell(_ table: StatisticsTable) {
    say("\(table.title), en \(table.unit).")
    for row in table.rows {
      let figures = zip(table.columns, row.cells).map { "\($0) \($1.spoken)" }
      say("\(row.label) : \(figures.joined(separator: ", ")).")
    }
    if let note = table.note { say(note) }
  }
}

extension StatisticsCell {
  /// The figure as it is told.
  fileprivate var spoken: String {
    switch self {
    case .count, .days: french
    case .masked: "masqué"
    case .absent: "sans objet"
    }
  }
}
