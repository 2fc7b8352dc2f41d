import Domain

/// A dossier whose acts are all confirmed, with the personal data that they sealed.
struct AdoptedDossier {
  let stream: StreamID
  let dossier: Dossier
  let secrets: [Secret]
}

extension Store {
  /// Takes in dossiers whose history is settled: their events go to the journal, not to the outbox.
  ///
  /// One transaction for all of them. Each audience's events are added in the order in which they
  /// were recorded, as they would have come from the shared journal.
  ///
  /// - Parameter rows: where their rows go, in views that are being made anew.
  ///
  /// - Throws: `StorageError` of kind `constraint` when two open dossiers hold one logement or NUR,
  ///   `stale` when a stream is known already; nothing has then changed.
  func adopt(_ dossiers: [AdoptedDossier], filling rows: inout DossierViewFilling) throws {
    try write {
      var drafts: [ScopeID: [EventDraft]] = [:]
      for adopted in dossiers {
        let scope = try registerScope(of: adopted.dossier, stream: adopted.stream)
        drafts[scope, default: []] += try streams.drafts(
          adopted.dossier.history, stream: adopted.stream, after: 0)
        try keep(
          adopted.secrets, of: adopted.dossier.history, in: adopted.dossier, scope: scope)
      }
      for (scope, drafts) in drafts.sorted(by: { $0.key < $1.key }) {
        try streams.journal.append(drafts.sorted(by: Self.isEarlier), scope: scope)
      }
      for adopted in dossiers {
        try Claims(writer).set(
          Set(adopted.dossier.heldClaims.map(\.key)), heldBy: adopted.stream)
        try rows.add(
          DossierViewRows(adopted.dossier, stream: adopted.stream, under: reglement))
      }
    }
  }

  static func isEarlier(_ left: EventDraft, _ right: EventDraft) -> Bool {
    let (before, after) = (left.envelope.recordedAt, right.envelope.recordedAt)
    if before != after { return before < after }
    return (left.stream, left.version) < (right.stream, right.version)
  }
}
