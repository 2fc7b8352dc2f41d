import Domain

/// An act with its secrets as `pending.log` holds it: the second copy of work that exists nowhere
/// else.
struct LoggedAct: Codable {
  let pending: PendingCommand
  let secrets: [Secret]

  func record() throws -> [UInt8] { Array(try JSONText.encode(self).utf8) }

  init(pending: PendingCommand, secrets: [Secret]) {
    self.pending = pending
    self.secrets = secrets
  }

  init(record: [UInt8]) throws {
    self = try JSONText.decode(String(decoding: record, as: UTF8.self))
  }
}

extension Store {
  /// Makes database and log agree: acts that only the log has are put back into the outbox.
  ///
  /// The database lacks them after a power cut between the two writes, or when an older copy of the
  /// file was put in its place.
  func reconcileLog() throws {
    let records = try PendingLog.read(path: location.pendingLog).records
    var logged: Set<CommandID> = []
    for record in records {
      let act = try LoggedAct(record: record)
      logged.insert(act.pending.command)
      try putBack(act)
    }
    let missing = try streams.outbox.all().filter { !logged.contains($0.command) }
    for pending in missing {
      try log.append(try LoggedAct(pending: pending, secrets: []).record())
    }
  }

  private func putBack(_ act: LoggedAct) throws {
    let command = act.pending.command
    guard try streams.outbox.pending(command) == nil, try !isConfirmed(act.pending) else { return }
    try writer.transaction {
      var dossier = try streams.load(act.pending.stream)
      for recorded in try streams.recorded(act.pending) { dossier.apply(recorded) }
      let scope = try registerScope(of: dossier, stream: act.pending.stream)
      try streams.outbox.append(act.pending)
      for secret in act.secrets where try Vault(writer).get(
        secret.subject, secret.field.rawValue) == nil
      {
        try keep([secret], scope: scope)
      }
      try project(dossier, stream: act.pending.stream)
    }
  }

  private func isConfirmed(_ pending: PendingCommand) throws -> Bool {
    try streams.journal.entries(ofStream: pending.stream)
      .contains { $0.event.command == pending.command }
  }

  /// Rebuilds the views when their tables are those of another version of the program.
  func rebuildStaleViews() throws {
    let wanted = String(DossierView.version)
    guard try Meta(writer).get("views") != wanted else { return }
    try rebuildViews()
  }

  /// Drops every view and makes it again from the journal and the outbox.
  public func rebuildViews() throws {
    try writer.transaction {
      for table in DossierView.tables { try writer.execute("DROP TABLE IF EXISTS \(table)") }
      try writer.execute(DossierView.schema)
      for stream in try streams.journal.streams(ofAggregate: DossierStreams.aggregate) {
        let dossier = try streams.load(stream)
        try DossierView(connection: writer).write(dossier, stream: stream, under: reglement)
      }
      try Meta(writer).set("views", to: String(DossierView.version))
    }
  }

  /// Every row of the views in key order, as text: what a rebuild must give again to the byte.
  public func viewDump() throws -> String {
    var lines: [String] = []
    for table in DossierView.tables {
      try writer.query("SELECT * FROM \(table) ORDER BY 1, 2") { row throws(StorageError) in
        var cells: [String] = [table]
        for column in 0..<row.count { cells.append("\(try row.get(column, as: SQLValue.self))") }
        lines.append(cells.joined(separator: "\t"))
      }
    }
    return lines.joined(separator: "\n")
  }
}
