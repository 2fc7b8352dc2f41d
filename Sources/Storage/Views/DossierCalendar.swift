import Domain

/// Whose due acts are asked for.
public enum DueScope: Hashable, Sendable {
  /// Those awaited of a person.
  case person(OperatorID)
  /// Those awaited of a bailleur.
  case bailleur(OrganisationID)
  /// Those of every dossier that the viewer sees.
  case everyone
}

/// An act that the règlement dates, of a volet, by a contact.
public struct DueAct: Equatable, Sendable {
  /// The dossier's stream.
  public let stream: StreamID
  /// « D-2026-0412 ».
  public let reference: String
  /// The volet whose bailleur must act.
  public let volet: VoletName
  /// That bailleur.
  public let bailleur: OrganisationID
  /// The contact whose work it is.
  public let contact: ContactKind
  /// The agent, nil when none is assigned.
  public let person: OperatorID?
  /// What is awaited.
  public let act: DossierAct
  /// The rule that sets the day, nil when the commission set it.
  public let rule: Rule?
  /// The last day that is not late.
  public let due: Day
}

/// How many acts are due on each day, those already late together.
public struct DueLoad: Equatable, Sendable {
  /// The acts whose day has passed.
  public let late: Int
  /// The acts of each day that has some.
  public let byDay: [Day: Int]
}

/// The questions about days: what is due when and of whom, which commission sits when.
///
/// Every answer is a range of an index; nothing is replayed.
public struct DossierCalendar {
  let connection: Connection
  /// The key of the rows that the viewer may see.
  let audience: String

  /// The acts due, day by day.
  ///
  /// - Parameters:
  ///   - scope: whose acts.
  ///   - today: the day before which an act is late.
  ///   - last: the last day counted.
  public func load(_ scope: DueScope, today: Day, through last: Day) throws -> DueLoad {
    let condition = condition(scope)
    let late: Int? = try connection.scalar(
      "SELECT count(*) FROM dossier_due WHERE \(condition.sql) AND due < ?",
      condition.arguments + [today])
    var byDay: [Day: Int] = [:]
    try connection.query(
      """
      SELECT due, count(*) FROM dossier_due WHERE \(condition.sql) AND due BETWEEN ? AND ?
      GROUP BY due
      """, condition.arguments + [today, last]
    ) { row throws(StorageError) in
      byDay[try row.get(0)] = try row.get(1, as: Int.self)
    }
    return DueLoad(late: late ?? 0, byDay: byDay)
  }

  /// The acts due between two days, the earliest first.
  ///
  /// - Parameters:
  ///   - scope: whose acts.
  ///   - window: the first and the last day.
  ///   - limit: how many at most.
  public func acts(
    _ scope: DueScope, in window: ClosedRange<Day>, limit: Int
  ) throws -> [DueAct] {
    let condition = condition(scope, table: "d.")
    var acts: [DueAct] = []
    try connection.query(
      """
      SELECT r.stream, r.reference, d.volet, d.bailleur, d.contact, d.person, d.act, d.rule, d.due
      FROM dossier_due AS d JOIN dossier_row AS r ON r.number = d.number
      WHERE \(condition.sql) AND d.due BETWEEN ? AND ?
      ORDER BY d.due, d.number, d.volet LIMIT ?
      """, condition.arguments + [window.lowerBound, window.upperBound, limit]
    ) { row throws(StorageError) in
      if let act = try Self.act(row) { acts.append(act) }
    }
    return acts
  }

  private static func act(_ row: borrowing Row) throws(StorageError) -> DueAct? {
    guard let volet = VoletName(rawValue: try row.get(2)),
      let contact = ContactKind(rawValue: try row.get(4)),
      let act = DossierAct(rawValue: try row.get(6))
    else { return nil }
    let rule: String? = try row.get(7)
    return DueAct(
      stream: try row.get(0), reference: try row.get(1), volet: volet, bailleur: try row.get(3),
      contact: contact, person: try row.get(5), act: act, rule: rule.flatMap(Rule.init),
      due: try row.get(8))
  }

  private func condition(
    _ scope: DueScope, table: String = ""
  ) -> (sql: String, arguments: [any SQLBindable]) {
    let seen = "\(table)audience = ?"
    switch scope {
    case .person(let person): return ("\(seen) AND \(table)person = ?", [audience, person])
    case .bailleur(let bailleur): return ("\(seen) AND \(table)bailleur = ?", [audience, bailleur])
    case .everyone: return (seen, [audience])
    }
  }
}

extension Store {
  /// The calendar of the dossiers that the operator sees.
  public func calendar(for session: Session) -> DossierCalendar {
    DossierCalendar(
      connection: reader, audience: session.audience?.text ?? DossierView.everyone)
  }
}
