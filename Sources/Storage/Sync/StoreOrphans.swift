import Domain

/// An event of somebody else that a fork left behind, and that has not come back since.
public struct LostEvent: Equatable, Sendable {
  /// The act that gave it.
  public let command: CommandID
  /// The stream that it bore on.
  public let stream: StreamID
  /// When this store found that the shared journal has it no more.
  public let foundAt: Moment
  /// The event, as this store had read it.
  public let orphan: Orphan

  /// What happened; nil when a later version of the program wrote it.
  public var event: DossierEvent? {
    try? EventCoding.event(
      DossierEvent.self, kind: orphan.event.kind, payload: orphan.event.payload)
  }
}

extension Store {
  /// The events of others that a fork left behind and that their authors' stores have not sent
  /// again, the latest first.
  ///
  /// - Throws: `StorageError`.
  public func lostEvents(limit: Int) throws -> [LostEvent] {
    var lost: [LostEvent] = []
    try reader.query(
      """
      SELECT command, stream, found_at, entry FROM orphan
      WHERE is_own = 0 AND NOT EXISTS (
        SELECT 1 FROM event WHERE event.stream = orphan.stream AND event.command = orphan.command)
      ORDER BY found_at DESC, scope, seq LIMIT ?
      """, [limit]
    ) { row throws(StorageError) in
      lost.append(
        LostEvent(
          command: try row.get(0), stream: try row.get(1), foundAt: try row.get(2),
          orphan: try JSONText.decode(try row.get(3))))
    }
    return lost
  }
}
