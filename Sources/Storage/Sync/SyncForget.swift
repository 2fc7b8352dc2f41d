import Domain

extension Store {
  /// Takes everything of an audience out of this store: the login reads it no more.
  ///
  /// Acts that wait there go to the list of conflicts, with that reason.
  ///
  /// - Throws: `StorageError`.
  func forget(_ scope: ScopeID, at moment: Moment) throws {
    try write {
      for pending in try streams.outbox.pending(inScope: scope) {
        let cause = Conflict.Cause(
          judge: .server, message: "Vous n'avez plus accès à ce dossier.",
          remedy: "Demandez à l'administrateur de votre organisme.", since: [])
        try put(pending, aside: cause, at: moment)
      }
      var gone: [(stream: StreamID, aggregate: String)] = []
      try writer.query("SELECT stream, aggregate FROM stream WHERE scope = ?", [scope]) {
        row throws(StorageError) in gone.append((try row.get(0), try row.get(1)))
      }
      for (stream, aggregate) in gone {
        try StoredAggregates.type(named: aggregate)?.remove(stream, from: self)
        try Claims(writer).setFree([], heldBy: stream)
        try writer.run("DELETE FROM stale_stream WHERE stream = ?", [stream])
      }
      for table in ["own", "orphan", "event", "vault", "vault_head", "stream", "head"] {
        try writer.run("DELETE FROM \(table) WHERE scope = ?", [scope])
      }
      try Wiping(connection: writer).ask()
    }
    try wipeIfAsked()
  }

  /// Seals the NUR of the acts that wait under the key of the shared database, by which all desks
  /// find a NUR that is held twice.
  ///
  /// - Throws: `StorageError`.
  func sealAgain(under key: String, at moment: Moment) throws {
    let sealer = Sealer(key: Array(key.utf8))
    for pending in try streams.outbox.all() {
      guard let command = try? JSONText.decode(pending.arguments, as: DossierCommand.self),
        let sealed = try command.sealed({ try digest($0, by: sealer) })
      else { continue }
      try writer.run(
        "UPDATE pending SET arguments = ? WHERE command = ?",
        [try JSONText.encode(sealed), pending.command])
      try decideAgain(pending.stream, since: [], at: moment)
    }
  }

  private func digest(_ nur: SealedNUR, by sealer: Sealer) throws -> SealedNUR {
    guard let text = try Vault(writer).get(nur.subject, Secret.Field.nur.rawValue)?.value,
      let number = try? NUR(parsing: text)
    else { return nur }
    return SealedNUR(subject: nur.subject, digest: sealer.digest(number))
  }
}

extension DossierCommand {
  /// The command with its NUR sealed anew, nil when it has none.
  fileprivate func sealed(_ seal: (SealedNUR) throws -> SealedNUR) rethrows -> DossierCommand? {
    switch self {
    case .enterNUR(let volet, let nur): .enterNUR(volet: volet, nur: try seal(nur))
    case .correctNUR(let volet, let nur, let reason, let restartsClock):
      .correctNUR(volet: volet, nur: try seal(nur), reason: reason, restartsClock: restartsClock)
    default: nil
    }
  }
}
