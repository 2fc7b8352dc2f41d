import Domain

extension Store {
  /// The breaches of a bailleur that a follow-up looks at: those that were not over on its first
  /// day, as they stand on a day.
  ///
  /// - Throws: `StorageError`.
  func breaches(
    of bailleur: OrganisationID, after start: Day, on day: Day
  ) throws -> [RappelFact] {
    var streams: [StreamID] = []
    try reader.query(
      """
      SELECT r.stream FROM dossier_side AS s JOIN dossier_row AS r ON r.number = s.number
      WHERE s.audience = ? AND r.status <> ? AND (s.is_open = 1 OR s.moved_on >= ?)
      ORDER BY s.number
      """, [bailleur, DossierView.unreadable, start.number]
    ) { row throws(StorageError) in streams.append(try row.get(0)) }
    return try streams.flatMap { stream -> [RappelFact] in
      let dossier: Dossier = try Streams(reader).load(stream)
      return dossier.breaches(on: day, under: reglement)
        .filter { $0.bailleur == bailleur }
        .map { RappelFact($0, dossier: dossier.reference) }
        .filter { $0.isOngoing || $0.lastDay >= start }
    }
  }
}
