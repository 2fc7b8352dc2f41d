import Domain

extension Journal {
  /// Computes the chain of a scope again, from its first event to its head.
  ///
  /// - Returns: the first position that is missing, altered or beyond the head, or nil when the
  ///   journal is whole. A head that disagrees with a whole journal shows as the head's position.
  /// - Throws: `StorageError`; a row that cannot even be read is a broken position, not an error.
  public func verify(_ scope: ScopeID) throws(StorageError) -> Int64? {
    guard let head = try head(of: scope) else { return nil }
    var seq: Int64 = 0
    var chain = Chain.start(of: scope)
    do throws(StorageError) {
      try forEachEntry(ofScope: scope) { entry throws(StorageError) in
        let expected = Chain.next(after: chain, seq: seq + 1, entry.event)
        guard entry.seq == seq + 1, entry.chain == expected, entry.seq <= head.seq,
          entry.event.seal?.isWhole ?? true
        else {
          throw StorageError(.corrupt, "chain broken after \(seq)")
        }
        seq += 1
        chain = expected
      }
    } catch {
      guard error.kind == .corrupt || error.kind == .typeMismatch else { throw error }
      return seq + 1
    }
    if seq != head.seq { return seq + 1 }
    return chain == head.chain ? nil : head.seq
  }
}
