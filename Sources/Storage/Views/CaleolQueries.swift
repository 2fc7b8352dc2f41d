import Domain

/// Two bailleurs, or one with itself, with the dossiers that their commissions have to examine.
public struct CaleolGroup: Equatable, Sendable {
  /// The bailleurs, in the order of their ids.
  public let bailleurs: [OrganisationID]
  /// How many dossiers await a commission.
  public let dossiers: Int
  /// How many of them have a session to fix.
  public let toSchedule: Int
}

extension DossierCalendar {
  /// The sessions already fixed of a bailleur, with the dossiers examined at each; as far as the
  /// viewer sees them.
  public func sessions(of bailleur: OrganisationID, from today: Day) throws -> [Day: Int] {
    var sessions: [Day: Int] = [:]
    try connection.query(
      """
      SELECT session, count(*) FROM dossier_caleol
      WHERE audience = ? AND bailleur = ? AND session >= ? GROUP BY session
      """, [audience, bailleur, today]
    ) { row throws(StorageError) in
      sessions[try row.get(0)] = try row.get(1, as: Int.self)
    }
    return sessions
  }

  /// The dossiers between these bailleurs that await a commission.
  public func cases(between bailleurs: [OrganisationID]) throws -> [CaleolCase] {
    var cases: [CaleolCase] = []
    try connection.query(
      """
      SELECT r.stream, r.reference, c.volet, c.bailleur, c.session, c.decided
      FROM dossier_caleol AS c JOIN dossier_row AS r ON r.number = c.number
      WHERE c.audience = ? AND c.pair = ? ORDER BY c.number, c.volet
      """, [audience, CalendarView.pair(bailleurs)]
    ) { row throws(StorageError) in
      let stream: StreamID = try row.get(0)
      guard let volet = VoletName(rawValue: try row.get(2)) else { return }
      let side = CaleolCase.Side(
        volet: volet, bailleur: try row.get(3), session: try row.get(4),
        isDecided: try row.get(5))
      let earlier = cases.last?.stream == stream ? cases.removeLast().sides : []
      cases.append(
        CaleolCase(stream: stream, reference: try row.get(1), sides: earlier + [side]))
    }
    return cases
  }

  /// The bailleurs that have dossiers together before their commissions, those with the most
  /// sessions to fix first.
  public func caleolGroups() throws -> [CaleolGroup] {
    var dossiers: [String: Set<Int>] = [:]
    var unscheduled: [String: Set<Int>] = [:]
    try connection.query(
      "SELECT pair, number, session IS NULL FROM dossier_caleol WHERE audience = ?", [audience]
    ) { row throws(StorageError) in
      let pair: String = try row.get(0)
      let number: Int = try row.get(1)
      dossiers[pair, default: []].insert(number)
      if try row.get(2) { unscheduled[pair, default: []].insert(number) }
    }
    let groups = dossiers.map { pair, numbers in
      CaleolGroup(
        bailleurs: DossierRow.split(pair), dossiers: numbers.count,
        toSchedule: unscheduled[pair]?.count ?? 0)
    }
    return groups.sorted { left, right in
      if left.toSchedule != right.toSchedule { return left.toSchedule > right.toSchedule }
      if left.dossiers != right.dossiers { return left.dossiers > right.dossiers }
      return left.bailleurs.lexicographicallyPrecedes(right.bailleurs)
    }
  }
}
