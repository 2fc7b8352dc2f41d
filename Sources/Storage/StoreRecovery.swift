import Domain

/// An act with its secrets as `pending.log` holds it: the second copy of work that exists nowhere
/// else.
struct LoggedAct: Codable, Equatable {
  let pending: PendingCommand
  let secrets: [Secret]

  init(pending: PendingCommand, secrets: [Secret]) {
    self.pending = pending
    self.secrets = secrets
  }

  /// The act of a record; throws `corrupt` when the record is none.
  init(record: [UInt8]) throws(StorageError) {
    self = try JSONText.decode(String(decoding: record, as: UTF8.self))
  }

  /// The act as a record, always of the same bytes.
  func record() throws(StorageError) -> [UInt8] { Array(try JSONText.encode(self).utf8) }
}

extension Store {
  /// Makes database and log agree: each ends with the acts that only the other had.
  ///
  /// The database lacks acts after a power cut between the two writes, or when an older copy of the
  /// file was put in its place; the log lacks some when its end was damaged. A log that ends where
  /// the last commit saw it end, and holds as many acts as the outbox, is not read again.
  func reconcileLog() throws {
    let log = try log
    let isSeen = try Meta(writer).get(Self.endOfLog) == String(log.length)
    let isComplete = try streams.outbox.count() == log.recovered.records.count
    guard !(isSeen && isComplete) else { return }
    var recorded: Set<CommandID> = []
    for record in log.recovered.records {
      let act = try LoggedAct(record: record)
      recorded.insert(act.pending.command)
      try putBack(act)
    }
    let missing = try streams.outbox.all().filter { !recorded.contains($0.command) }
    let records = try missing.map { try logged($0).record() }
    try write { try appendToLog(records) }
  }

  /// Writes the second copy of the acts of a transaction, as the last thing before its commit.
  ///
  /// If either fails nothing has happened, and the caller takes the records back from the log. A
  /// crash between the two leaves them there, whence they are put back at the next opening.
  func appendToLog(_ records: [[UInt8]]) throws {
    let log = try log
    try log.append(all: records)
    try Meta(writer).set(Self.endOfLog, to: String(log.length))
  }

  /// Under which note the database says how far it saw the log go.
  static var endOfLog: String { "log_end" }

  private func putBack(_ act: LoggedAct) throws {
    let pending = act.pending
    guard try streams.outbox.pending(pending.command) == nil,
      try !SettledActs(connection: writer).has(pending)
    else {
      return
    }
    try write {
      try streams.journal.register(scope: pending.scope, members: pending.scope.members)
      try streams.journal.register(
        stream: pending.stream, scope: pending.scope, aggregate: pending.aggregate)
      try streams.outbox.append(pending)
      let type = StoredAggregates.type(named: pending.aggregate) ?? Dossier.self
      try restore(act, to: type)
    }
  }

  private func restore<Subject: StoredAggregate>(_ act: LoggedAct, to type: Subject.Type) throws {
    let pending = act.pending
    let reading = try streams.read(pending.stream, as: type)
    let vault = Vault(writer)
    let lost = try act.secrets.filter { try vault.get($0.subject, $0.field.rawValue) == nil }
    let recorded = reading.state.history.filter { $0.command == pending.command }
    try keep(lost, of: recorded, in: reading.state, scope: pending.scope)
    if try isAlone, recorded.contains(where: \.event.erasesPersonalData) {
      try emptyPersonalData(of: pending.stream)
    }
    // An act put back is never refused: a claim that another dossier took stays there.
    if reading.fault == nil {
      try Claims(writer).setFree(reading.state.heldClaims.map(\.key), heldBy: pending.stream)
    }
    try Subject.write(reading, of: pending.stream, pending.scope, in: self)
  }

  /// An act as the log holds it.
  func logged(_ pending: PendingCommand) throws -> LoggedAct {
    LoggedAct(pending: pending, secrets: try secrets(of: pending))
  }

  /// The texts of an act that the vault still holds.
  private func secrets(of pending: PendingCommand) throws -> [Secret] {
    var secrets: [Secret] = []
    for text in pending.texts {
      guard let value = try Vault(writer).get(text.subject, text.field.rawValue)?.value,
        !secrets.contains(where: { $0.subject == text.subject })
      else { continue }
      secrets.append(Secret(text.subject, text.field, value))
    }
    return secrets
  }

  /// Refuses views that only a store that writes may make again.
  func refuseStaleViews() throws {
    let found = try Meta(reader).get("views").flatMap { Int($0) } ?? 0
    guard found != DossierView.version else { return }
    throw StorageError(
      .older(found: found, known: DossierView.version), "views of another version",
      path: location.database)
  }

  /// Rebuilds the views when their tables are those of another version of the program.
  func rebuildStaleViews(_ progress: (String) -> Void) throws {
    let wanted = String(DossierView.version)
    guard try Meta(writer).get("views") != wanted else { return }
    try emptyWhatWasErased()
    try rebuildViews(progress)
  }

  /// Drops every view and makes it again from the journal and the outbox.
  ///
  /// A stream that cannot be read gets a row that says so; the others are not held up by it.
  ///
  /// - Parameter progress: told in French, from time to time, how far it has come.
  /// - Returns: how many events the dossiers were made of.
  @discardableResult
  public func rebuildViews(_ progress: (String) -> Void = { _ in }) throws -> Int {
    try write {
      var events = 0
      var seen = 0
      let pass = try DossierPass(writer, under: reglement)
      var rows = try view.emptied()
      try pass.run { dossier in
        if seen.isMultiple(of: 1_000), seen > 0 {
          progress("Files remises à jour : \(seen) dossiers sur \(pass.count)…")
        }
        seen += 1
        try rows.add(dossier.rows)
        events += dossier.reading.state.history.count
      }
      try rows.finish()
      try AggregateViews.rebuild(in: writer, from: writer)
      try Meta(writer).set("views", to: String(DossierView.version))
      return events
    }
  }

  /// Every row of the views in a fixed order, as text: what a rebuild must give again to the byte.
  public func viewDump() throws -> String {
    var lines: [String] = []
    for table in DossierView.tables + AggregateViews.tables {
      try writer.query("SELECT * FROM \(table)") { row throws(StorageError) in
        var cells: [String] = [table]
        for column in 0..<row.count { cells.append("\(try row.get(column, as: SQLValue.self))") }
        lines.append(cells.joined(separator: "\t"))
      }
    }
    return lines.sorted().joined(separator: "\n")
  }
}
