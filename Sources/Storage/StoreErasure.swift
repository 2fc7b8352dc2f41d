import Domain

/// What an erasure takes out of this store (`domaine.md` §5.9): the act is an ordinary one, and
/// what it erases goes with it, in the transaction in which the act becomes final here.
extension Store {
  /// Whether the store follows no shared database: its acts are then final as they are accepted.
  var isAlone: Bool {
    get throws { try Following(connection: writer).get(.epoch) == nil }
  }

  /// Empties all that the store has of the people of a dossier, inside the caller's transaction:
  /// names, NUR, what was typed on it, and what seals hold. Its events stay, so do their chain and
  /// whatever is counted.
  ///
  /// Also what acts say that wait or did not hold: nothing can be added to the dossier any more.
  func emptyPersonalData(of stream: StreamID) throws {
    let vault = Vault(writer)
    for subject in try subjects(of: stream).sorted() { try vault.erase(subject) }
    try writer.run(
      "UPDATE event SET seal_body = NULL WHERE stream = ? AND seal_body IS NOT NULL", [stream])
    try writer.run("DELETE FROM orphan WHERE stream = ? AND is_own = 0", [stream])
    try writer.run(
      "UPDATE conflict SET note = NULL WHERE stream = ? AND state = 'dropped'", [stream])
    try Wiping(connection: writer).ask()
  }

  /// Empties what an older version of the program, which did not understand an erasure, let be.
  ///
  /// It looks at every event: once, when the program is another one.
  func emptyWhatWasErased() throws {
    var erased: [StreamID] = []
    try writer.query(
      "SELECT DISTINCT stream FROM event WHERE kind IN (SELECT value FROM json_each(?))",
      [try JSONText.encode(SharedRights.erasingKinds.sorted())]
    ) { row throws(StorageError) in erased.append(try row.get(0)) }
    guard !erased.isEmpty else { return }
    try write {
      for stream in erased { try emptyPersonalData(of: stream) }
    }
  }

  /// The subjects that a dossier's acts name, as far as this store may know them.
  private func subjects(of stream: StreamID) throws -> Set<SubjectID> {
    let confirmed = try streams.journal.events(ofStream: stream).flatMap(\.texts)
    let waiting = try streams.outbox.pending(onStream: stream)
    let refused = try ConflictTable(connection: writer).conflicts(onStream: stream).map(\.act)
    return Set((confirmed + (waiting + refused).flatMap(\.texts)).map(\.subject))
  }

  /// Makes what was erased leave the files: the second copy of the acts, the index of words, the
  /// write-ahead log.
  ///
  /// A crash before its end leaves the note that asks for it, and the next opening does it.
  ///
  /// - Throws: `StorageError`.
  func wipeIfAsked() throws {
    let wiping = Wiping(connection: writer)
    guard try wiping.isAsked else { return }
    try compactLog()
    try write {
      try SearchIndex(connection: writer).merge()
      try AggregateViews.merge(in: writer)
      try wiping.end()
    }
    try writer.checkpoint()
  }

  /// Does several acts; what they erase leaves the files after the last.
  ///
  /// - Throws: what `body` throws, `StorageError`.
  public func erasingTogether<Value>(_ body: () throws -> Value) throws -> Value {
    putsWipingOff = true
    defer { putsWipingOff = false }
    let value = try body()
    if reading == nil { try wipeIfAsked() }
    return value
  }
}

/// The note that something was erased that is still in the files.
struct Wiping {
  private static let key = "wiping"

  let connection: Connection

  /// Whether something is to be taken out of the files.
  var isAsked: Bool {
    get throws(StorageError) { try Meta(connection).get(Self.key) == "1" }
  }

  /// Notes it, inside the transaction that erases.
  func ask() throws(StorageError) { try Meta(connection).set(Self.key, to: "1") }

  /// Notes that it is done.
  func end() throws(StorageError) { try Meta(connection).set(Self.key, to: "0") }
}

extension EventDraft {
  /// Whether it is the erasure of its stream's personal data, in the form that all read: what a
  /// shared database judges.
  var erasesPersonalData: Bool { SharedRights.erasingKinds.contains(kind) }
}
