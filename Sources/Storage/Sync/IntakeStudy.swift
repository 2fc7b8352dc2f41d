import Domain

/// What follows from events of the shared journal by themselves, without the database: another
/// thread finds it out while they are written.
struct IntakeStudy: Sendable {
  /// A dossier of which all that was confirmed is there.
  struct Found: Sendable {
    let dossier: Dossier
    /// Its rows as long as no act waits on it.
    let rows: DossierViewRows
  }

  /// From so many events on it is worth another thread.
  private static let worthAThread = 20

  /// The position of the first event that does not follow, nil when all do.
  private(set) var broken: Int64?
  /// The dossiers that begin among the events, and that can be read.
  private(set) var dossiers: [StreamID: Found] = [:]

  /// - Parameters:
  ///   - head: where the store's journal of the audience stands.
  ///   - streams: the events by stream; empty when no dossier is to be made.
  private init(
    _ entries: [JournalEntry], after head: Journal.Head,
    _ streams: [StreamID: [JournalEntry]], under reglement: Reglement
  ) throws {
    var (seq, chain) = (head.seq, head.chain)
    for entry in entries {
      seq += 1
      chain = Chain.next(after: chain, seq: seq, entry.event)
      guard entry.seq == seq, entry.chain == chain, entry.event.seal?.isWhole ?? true else {
        broken = entry.seq
        return
      }
    }
    for (stream, entries) in streams {
      guard let first = entries.first, first.event.version == 1 else { continue }
      let reading = try StreamRecords(events: entries.map(\.event))
        .reading(as: Dossier.self)
      guard reading.fault == nil,
        let rows = DossierViewRows(reading.state, stream: stream, under: reglement)
      else { continue }
      dossiers[stream] = Found(dossier: reading.state, rows: rows)
    }
  }

  /// Begins to study events.
  static func begun(
    _ entries: [JournalEntry], after head: Journal.Head,
    _ streams: [StreamID: [JournalEntry]], under reglement: Reglement
  ) throws -> Meanwhile<IntakeStudy> {
    guard entries.count < worthAThread else {
      return Meanwhile { try IntakeStudy(entries, after: head, streams, under: reglement) }
    }
    return Meanwhile(try IntakeStudy(entries, after: head, streams, under: reglement))
  }
}
