import Domain

/// The operator's acts that the shared journal has.
extension Store {
  /// Keeps an act that has just been confirmed, for as long as a failover may lose it again.
  func keepConfirmed(_ act: PendingCommand) throws {
    try OwnTable(connection: writer).put(act)
    try SharedVault(connection: writer).markShared(act.texts)
  }

  /// Settles acts that had been put aside and came in after all: a copy of them was on its way.
  func settleLate(_ entries: [JournalEntry]) throws {
    let table = ConflictTable(connection: writer)
    guard try !table.isEmpty() else { return }
    for command in Set(entries.map(\.event.command)).sorted() {
      guard let conflict = try table.conflict(command) else { continue }
      try keepConfirmed(conflict.act)
      try writer.run("DELETE FROM withdrawn WHERE command = ?", [command])
      try table.set(command, to: .done, note: nil)
    }
  }
}
