import CSQLite

extension Connection {
  /// How long a connection to a shared file waits before it tries a lock again, in milliseconds.
  private static let shortWait: Int32 = 2

  /// Makes the connection wait for others' locks.
  ///
  /// SQLite's own waits grow to a tenth of a second: beside a desk that sends a long list of acts,
  /// which holds a shared file nearly all the time, they miss the gaps for tens of seconds.
  ///
  /// - Parameter milliseconds: how long at most.
  func waitForLocks(_ milliseconds: Int32) {
    guard mode == .shared else {
      sqlite3_busy_timeout(handle, milliseconds)
      return
    }
    let tries = Int(milliseconds / Self.shortWait)
    sqlite3_busy_handler(
      handle,
      { tries, tried in
        guard tried < Int(bitPattern: tries) else { return 0 }
        sqlite3_sleep(Connection.shortWait)
        return 1
      }, UnsafeMutableRawPointer(bitPattern: tries))
  }
}
