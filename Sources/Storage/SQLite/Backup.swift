import CSQLite

extension Connection {
  /// How many pages are copied between two calls of `progress`.
  private static let pagesAtOnce: Int32 = 1_000

  /// Copies the whole database, as this connection sees it, into a new file of mode 0600.
  ///
  /// The copy is one file, without a write-ahead log, and on the device when this returns. Inside
  /// `snapshot` the copy is of that state, whatever another program writes meanwhile.
  ///
  /// - Parameters:
  ///   - copy: the file, which must not exist.
  ///   - progress: called with the pages copied and how many there are.
  /// - Throws: `StorageError`: `full`, `cannotOpen`, `io`, `corrupt`; the unfinished file is then
  ///   taken away.
  func copy(
    to copy: String, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(StorageError) {
    guard FileSystem.permissions(of: copy) == nil else {
      throw StorageError(.cannotOpen, "the copy would replace a file", path: copy)
    }
    try FileSystem.makePrivateFile(copy)
    do throws(StorageError) {
      try fill(copy, progress)
      try FileSystem.sync(copy)
      try FileSystem.syncDirectory(of: copy)
    } catch {
      for suffix in ["", "-journal", "-wal", "-shm"] { try? FileSystem.remove(copy + suffix) }
      throw error
    }
  }

  /// Puts the whole database in the place of what another connection's database holds.
  ///
  /// - Throws: `StorageError`: `busy` when the other one is being used.
  func copy(into other: Connection) throws(StorageError) {
    guard let backup = sqlite3_backup_init(other.handle, "main", handle, "main") else {
      throw Self.failure(sqlite3_extended_errcode(other.handle), other.path)
    }
    let step = sqlite3_backup_step(backup, -1)
    sqlite3_backup_finish(backup)
    guard step == SQLITE_DONE else { throw Self.failure(step, other.path) }
  }

  private func fill(_ copy: String, _ progress: (Int, Int) -> Void) throws(StorageError) {
    var target: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    // A path that begins with « file: » would be taken for a URI; an absolute or « ./ » one is not.
    let code = sqlite3_open_v2(copy.hasPrefix("/") ? copy : "./\(copy)", &target, flags, nil)
    defer { sqlite3_close_v2(target) }
    guard code == SQLITE_OK else { throw Self.failure(code, copy) }
    guard let backup = sqlite3_backup_init(target, "main", handle, "main") else {
      throw Self.failure(sqlite3_extended_errcode(target), copy)
    }
    var step = SQLITE_OK
    while step == SQLITE_OK {
      step = sqlite3_backup_step(backup, Self.pagesAtOnce)
      let total = Int(sqlite3_backup_pagecount(backup))
      progress(total - Int(sqlite3_backup_remaining(backup)), total)
    }
    sqlite3_backup_finish(backup)
    guard step == SQLITE_DONE else { throw Self.failure(step, copy) }
    // The pages say that the file has a write-ahead log; a copy to carry away is one file.
    let single = sqlite3_exec(target, "PRAGMA journal_mode=DELETE", nil, nil, nil)
    guard single == SQLITE_OK else { throw Self.failure(single, copy) }
  }

  private static func failure(_ code: Int32, _ path: String) -> StorageError {
    StorageError(sqlite: code, message: String(cString: sqlite3_errstr(code)), path: path)
  }
}
