/// Many writes in a row, of what is to be had again.
extension Connection {
  /// Runs `body` in a transaction that stays open for those that come next, so that the pages which
  /// they share are written once; any error rolls all of them back.
  ///
  /// - Throws: what `body` throws, or `StorageError`.
  func stretch<Value>(_ body: () throws -> Value) throws -> Value {
    guard !inTransaction else { throw StorageError(.misuse, "transaction inside a transaction") }
    if !isStretching { try run("BEGIN IMMEDIATE") }
    isStretching = true
    inTransaction = true
    defer { inTransaction = false }
    do {
      return try body()
    } catch {
      isStretching = false
      rollBack()
      throw error
    }
  }

  /// Commits what `stretch` left open; any other transaction does so first.
  func endStretch() throws(StorageError) {
    guard isStretching else { return }
    isStretching = false
    do throws(StorageError) {
      try run("COMMIT")
    } catch {
      rollBack()
      throw error
    }
  }

  /// Has more memory and a longer log, for many writes during which nobody waits.
  func expectMuch() throws(StorageError) {
    try execute("PRAGMA cache_size=-96000; PRAGMA wal_autocheckpoint=16000")
  }

  /// Moves the log into the file a little at a time: someone waits.
  func expectHaste() throws(StorageError) { try execute("PRAGMA wal_autocheckpoint=250") }

  /// Says whether a commit waits until it is on the disk. One that does not is whole or absent
  /// after a power cut, as are those after it.
  func waitForDisk(_ waits: Bool) throws(StorageError) {
    guard waits != waitsForDisk else { return }
    try endStretch()
    waitsForDisk = waits
    try execute("PRAGMA synchronous=\(waits ? "FULL" : "NORMAL")")
  }
}
