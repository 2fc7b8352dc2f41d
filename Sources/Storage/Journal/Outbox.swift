import Domain

/// The table `pending`: the acts that only this store knows, in the order they were issued.
public struct Outbox {
  private let connection: Connection

  /// The outbox of a database whose schema is up to date.
  public init(_ connection: Connection) {
    self.connection = connection
  }

  /// How many commands wait for their confirmation.
  ///
  /// - Throws: `StorageError`.
  public func count() throws(StorageError) -> Int {
    try connection.scalar("SELECT count(*) FROM pending") ?? 0
  }

  /// Adds a command after all others; its stream is registered in the journal first.
  ///
  /// - Throws: `StorageError` of kind `constraint` when the command is already there, or its stream
  ///   is not registered in its scope.
  public func append(_ command: PendingCommand) throws(StorageError) {
    try connection.run(
      """
      INSERT INTO pending(\(PendingCommand.columns))
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, try command.values())
  }

  /// The commands on a stream, in order.
  ///
  /// - Throws: `StorageError`.
  public func pending(onStream stream: StreamID) throws(StorageError) -> [PendingCommand] {
    try commands("WHERE stream = ? ORDER BY ord", [stream])
  }

  /// The commands of a scope, in the order in which they must be sent.
  ///
  /// - Throws: `StorageError`.
  public func pending(
    inScope scope: ScopeID, limit: Int = .max
  ) throws(StorageError) -> [PendingCommand] {
    try commands("WHERE scope = ? ORDER BY ord LIMIT ?", [scope, limit])
  }

  /// The commands that a person issued since a moment, by moment and then in order.
  ///
  /// - Throws: `StorageError`.
  public func pending(
    by person: OperatorID, since moment: Moment
  ) throws(StorageError) -> [PendingCommand] {
    try commands(
      "WHERE operator = ? AND issued_at >= ? ORDER BY issued_at, ord", [person, moment])
  }

  /// Who issued the commands that wait.
  ///
  /// - Throws: `StorageError`.
  func authors() throws(StorageError) -> [OperatorID] {
    var authors: [OperatorID] = []
    try connection.query("SELECT DISTINCT operator FROM pending ORDER BY operator") {
      row throws(StorageError) in authors.append(try row.get(0))
    }
    return authors
  }

  /// The audience of the first command, those left aside, nil when none waits.
  ///
  /// - Throws: `StorageError`.
  func firstScope(besides blocked: Set<ScopeID>) throws(StorageError) -> ScopeID? {
    var first: ScopeID?
    let statement = "SELECT scope, min(ord) FROM pending GROUP BY scope ORDER BY min(ord)"
    try connection.query(statement) { row throws(StorageError) in
      let scope: ScopeID = try row.get(0)
      if first == nil, !blocked.contains(scope) { first = scope }
    }
    return first
  }

  /// Puts commands before all others, in their order: what a fork gave back was issued first.
  ///
  /// - Throws: `StorageError`.
  func prepend(_ commands: [PendingCommand]) throws(StorageError) {
    let first: Int?? = try connection.scalar("SELECT min(ord) FROM pending")
    let start = ((first ?? nil) ?? 1) - commands.count
    for (offset, command) in commands.enumerated() {
      try append(command)
      try connection.run(
        "UPDATE pending SET ord = ? WHERE command = ?", [start + offset, command.command])
    }
  }

  /// All commands, in order: what `pending.log` must hold.
  ///
  /// - Throws: `StorageError`.
  public func all() throws(StorageError) -> [PendingCommand] {
    try commands("ORDER BY ord", [])
  }

  /// The first commands, in order.
  ///
  /// - Throws: `StorageError`.
  func first(_ limit: Int) throws(StorageError) -> [PendingCommand] {
    try commands("ORDER BY ord LIMIT ?", [limit])
  }

  /// One command, or nil when it does not wait, or no longer.
  ///
  /// - Throws: `StorageError`.
  public func pending(_ command: CommandID) throws(StorageError) -> PendingCommand? {
    try commands("WHERE command = ?", [command]).first
  }

  /// Puts what a new decision gave in the place of what was shown before.
  ///
  /// - Parameter role: the role that allowed it this time.
  /// - Throws: `StorageError`.
  public func replace(
    _ events: [PendingCommand.Event], role: Role, of command: CommandID
  ) throws(StorageError) {
    try connection.run(
      "UPDATE pending SET events = ?, role = ? WHERE command = ?",
      [try JSONText.encode(events), role, command])
  }

  /// Notes that the command is about to be sent: from here on it may have arrived.
  ///
  /// - Throws: `StorageError`.
  public func markSent(_ command: CommandID) throws(StorageError) {
    try connection.run("UPDATE pending SET state = 'sent' WHERE command = ?", [command])
  }

  /// Notes that sending failed, and why; whether it arrived stays unknown.
  ///
  /// - Throws: `StorageError`.
  public func noteFailure(of command: CommandID, _ error: String) throws(StorageError) {
    try connection.run(
      "UPDATE pending SET attempts = attempts + 1, last_error = ? WHERE command = ?",
      [error, command])
  }

  /// Takes away a command that was never sent (`sync.md` §3, "Withdrawing").
  ///
  /// The caller takes it out of `pending.log` as well: what only the log has is put back.
  ///
  /// - Returns: false when it may have been sent, or does not wait: nothing is then changed.
  /// - Throws: `StorageError`.
  public func withdraw(_ command: CommandID) throws(StorageError) -> Bool {
    try connection.run(
      "DELETE FROM pending WHERE command = ? AND state = 'waiting'", [command]) > 0
  }

  /// Takes away a command whose fate is settled: confirmed, or moved to another list.
  ///
  /// - Throws: `StorageError`.
  public func remove(_ command: CommandID) throws(StorageError) {
    try connection.run("DELETE FROM pending WHERE command = ?", [command])
  }

  private func commands(
    _ clause: String, _ arguments: [any SQLBindable]
  ) throws(StorageError) -> [PendingCommand] {
    var commands: [PendingCommand] = []
    try connection.query(
      "SELECT \(PendingCommand.columns) FROM pending \(clause)", arguments
    ) { row throws(StorageError) in commands.append(try PendingCommand(row)) }
    return commands
  }
}
