/// What another program did to the store that this one reads.
public enum StoreChange: Equatable, Sendable {
  /// Nothing that shows.
  case nothing
  /// It wrote: rows are to be read again.
  case rows
  /// It put another file in the place of the database: the store is to be opened again.
  case files
}

/// By what a reader knows that the store has changed.
struct StoreState {
  /// SQLite's own count of the commits of other connections.
  var version = 0
  /// Which file the database is.
  var file: UInt64 = 0
  /// Whether the file was opened alone, and a write-ahead log has come since.
  var isOutdated = false

  init() {}

  init(of store: Store) {
    let path = store.location.database
    version = (try? store.reader.scalar("PRAGMA data_version")) ?? 0
    file = FileSystem.inode(of: path)
    isOutdated = store.reader.mode == .immutable && FileSystem.size(of: path + "-wal") > 0
  }
}
