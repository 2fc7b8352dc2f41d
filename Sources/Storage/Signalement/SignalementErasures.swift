import Domain

extension Store {
  /// The signalements whose texts have been kept long enough and that the person may have erased,
  /// those closed first before the others (`domaine.md` §5.9).
  ///
  /// - Throws: `Refusal` when the person erases nobody's, `StorageError`.
  public func erasableSignalements(for session: Session) throws -> [SignalementSummary] {
    let person = session.actor
    let ofAll = SharedRights.erasesAll(person)
    guard ofAll || SharedRights.erases(person, streamOf: [person.organisation]) else {
      throw Refusal(
        "L'effacement des données personnelles revient à Aatiko et, pour ce qui est de leur seul "
          + "organisme, aux administrateurs des bailleurs.")
    }
    return try SignalementView(connection: reader).closed(
      before: session.today, at: ofAll ? nil : person.organisation
    ).filter { summary in
      summary.erasureDue(under: reglement).map { $0 <= session.today } ?? false
    }
  }

  /// Erases the texts of those signalements, one by one.
  ///
  /// - Returns: the numbers that were refused, with the reason.
  /// - Throws: `StorageError`.
  public func eraseTexts(
    of signalements: [SignalementSummary], as session: Session
  ) throws -> [(number: String, refusal: Refusal)] {
    var refused: [(String, Refusal)] = []
    try erasingTogether {
      for summary in signalements {
        do {
          try perform(SignalementOrder(summary.stream, .eraseTexts), as: session)
        } catch let refusal as Refusal {
          refused.append((summary.number, refusal))
        }
      }
    }
    return refused
  }
}

extension SignalementView {
  /// The signalements closed before a day whose texts are still there.
  func closed(
    before day: Day, at bailleur: OrganisationID?
  ) throws -> [SignalementSummary] {
    var found: [SignalementSummary] = []
    try connection.query(
      """
      SELECT summary FROM signalement_row
      WHERE closed < ? AND (?2 IS NULL OR bailleur = ?2) ORDER BY closed, number
      """, [day.number, bailleur]
    ) { row throws(StorageError) in found.append(try JSONText.decode(try row.get(0))) }
    return found
  }
}
