import Domain

/// The acts of `pending.log` that wait no more: the log is made short only now and then.
struct SettledActs {
  let connection: Connection

  /// Whether the act stands in the journal, or in the list of those that a person settles.
  ///
  /// - Throws: `StorageError`.
  func has(_ act: PendingCommand) throws -> Bool {
    if try ConflictTable(connection: connection).has(act.command) { return true }
    return try Journal(connection).entries(ofStream: act.stream)
      .contains { $0.event.command == act.command }
  }
}
