import Domain

/// The keys that only one open aggregate may hold, as far as this store knows (`sync.md` §1).
public struct Claims {
  private let connection: Connection

  /// The claims of a database whose schema is up to date.
  public init(_ connection: Connection) {
    self.connection = connection
  }

  /// The stream that holds a key, or nil when it is free.
  ///
  /// - Throws: `StorageError`.
  public func holder(of key: String) throws(StorageError) -> StreamID? {
    try connection.scalar("SELECT stream FROM claim WHERE key = ?", [key])
  }

  /// The keys a stream holds.
  ///
  /// - Throws: `StorageError`.
  public func held(by stream: StreamID) throws(StorageError) -> Set<String> {
    var keys: Set<String> = []
    try connection.query(
      "SELECT key FROM claim WHERE stream = ?", [stream]
    ) { row throws(StorageError) in keys.insert(try row.get(0)) }
    return keys
  }

  /// Makes a stream hold these keys and no other: releases some, takes some.
  ///
  /// - Throws: `StorageError` of kind `constraint` when another stream holds one of them.
  public func set(_ keys: Set<String>, heldBy stream: StreamID) throws(StorageError) {
    let held = try held(by: stream)
    for key in held.subtracting(keys).sorted() {
      try connection.run("DELETE FROM claim WHERE key = ?", [key])
    }
    for key in keys.subtracting(held).sorted() {
      try connection.run("INSERT INTO claim(key, stream) VALUES (?, ?)", [key, stream])
    }
  }
}
