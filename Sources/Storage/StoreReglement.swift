import Domain

/// The règlement as the journal has it.
extension Streams {
  /// Everything the GIE did to the rules; empty while it has changed none.
  ///
  /// - Throws: `StorageError`.
  func regles() throws -> Regles {
    guard let stream = try journal.streams(ofAggregate: Regles.aggregate).first else {
      return .empty
    }
    // What a later version of the program wrote in it is left out: the values known here hold.
    return try read(stream, as: Regles.self).state
  }
}

extension Store {
  /// The rules with the history of their values.
  ///
  /// - Throws: `StorageError`.
  public func regles() throws -> Regles { try reader.snapshot { try Streams(reader).regles() } }

  /// Sets a value of a rule from a day on; the rows that it judges follow in the same transaction.
  ///
  /// - Throws: `Refusal` when the domain refuses it or the store only reads, `StorageError`.
  @discardableResult
  public func change(_ version: RuleVersion, as session: Session) throws -> Regles {
    let owner = session.actor.organisation
    let order = Order<Regles>(
      stream: try regles().owner.map(Regles.stream(of:)) ?? Regles.stream(of: owner),
      command: .change(owner: owner, version: version), secrets: [], onBehalf: nil)
    return try recordWhole {
      let (regles, _, record) = try record(order, as: session, at: session.clock())
      return (regles, [record])
    }
  }

  /// Has the dossiers' rows follow the rules after they changed, in the transaction that changed
  /// them: of those alone that a new value may judge.
  ///
  /// - Returns: the rules as they are now.
  /// - Throws: `StorageError`.
  func followRules() throws -> Reglement {
    let new = try streams.regles().reglement
    let changed = Set(new.changes).symmetricDifference(reglement.changes)
    guard let first = changed.map(\.effectiveFrom).min() else { return new }
    var judged: [(StreamID, ScopeID)] = []
    try writer.query(
      """
      SELECT stream, scope FROM dossier_row JOIN stream USING (stream)
      WHERE closed_on IS NULL OR moved_on >= ?
      """, [first]
    ) { row throws(StorageError) in judged.append((try row.get(0), try row.get(1))) }
    let view = DossierView(connection: writer, reglement: new)
    for (stream, scope) in judged {
      try view.write(try streams.read(stream, as: Dossier.self), stream: stream, scope: scope)
    }
    return new
  }
}
