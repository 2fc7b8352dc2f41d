import Domain

/// The table `own`: the operator's acts that the shared journal has confirmed, for as long as a
/// failover might have lost them (`sync.md` §3.6).
struct OwnTable {
  /// How long they are kept, in seconds: 90 days.
  static let keptFor: Int64 = 90 * 86_400

  let connection: Connection

  /// Keeps an act that has just been confirmed.
  func put(_ act: PendingCommand) throws(StorageError) {
    try connection.run(
      "INSERT OR REPLACE INTO own VALUES (?, ?, ?, ?, ?)",
      [act.command, act.scope, act.operatorID, act.issuedAt, try JSONText.encode(act)])
  }

  /// One act, nil when it is none of this desk's, or too old.
  func act(_ command: CommandID) throws(StorageError) -> PendingCommand? {
    guard
      let text: String = try connection.scalar(
        "SELECT act FROM own WHERE command = ?", [command])
    else { return nil }
    return try JSONText.decode(text)
  }

  /// The acts of a person since a moment, in the order in which they were issued.
  func acts(by person: OperatorID, since moment: Moment) throws(StorageError) -> [PendingCommand] {
    var acts: [PendingCommand] = []
    try connection.query(
      "SELECT act FROM own WHERE operator = ? AND issued_at >= ? ORDER BY issued_at, command",
      [person, moment]
    ) { row throws(StorageError) in acts.append(try JSONText.decode(try row.get(0))) }
    return acts
  }

  /// Forgets an act that is pending again.
  func remove(_ command: CommandID) throws(StorageError) {
    try connection.run("DELETE FROM own WHERE command = ?", [command])
  }

  /// Forgets what no failover can lose any more.
  func forget(before moment: Moment) throws(StorageError) {
    try connection.run("DELETE FROM own WHERE issued_at < ?", [moment])
  }
}
