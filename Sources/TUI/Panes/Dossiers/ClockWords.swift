import Domain

/// The words for a clock: where it stands, and the arithmetic behind its day.
enum ClockWords {
  /// « en retard de 3 j », « dans 5 j (31/03) », « fait à temps ».
  static func state(
    _ deadline: Deadline, on day: Day, under reglement: Reglement
  ) -> (text: String, style: Style) {
    let due = deadline.due.frenchShort
    return switch deadline.state(on: day, under: reglement) {
    case .stopped(0): ("✓ à temps", .done)
    case .stopped(let late): ("✓ fait avec \(late) j de retard", .dim)
    case .late(let days): ("! en retard de \(days) j, due le \(due)", .late)
    case .soon(0): ("~ aujourd'hui", .soon)
    case .soon(let days): ("~ dans \(days) j, le \(due)", .soon)
    case .running(let days): ("dans \(days) j, le \(due)", .normal)
    case .otherSide: ("· attend l'autre bailleur", .waiting)
    }
  }

  /// « 24/03 + 7 j = 31/03, R-PRE, schéma, l. 290 ».
  static func arithmetic(_ deadline: Deadline) -> String {
    let due = deadline.due.frenchShort
    guard let version = deadline.judgedBy else {
      return "fixé par la commission au \(due)"
    }
    let days = deadline.due - deadline.start
    let sum = days == 0 ? due : "\(deadline.start.frenchShort) + \(days) j = \(due)"
    return "\(sum), \(version.rule.code), \(version.rule.source)"
  }
}
