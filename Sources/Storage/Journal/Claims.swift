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

  /// Takes keys away from whoever else holds them: what the shared journal says comes first. Who
  /// loses one gets it back once it is free: of two audiences, the one that is fetched later may
  /// hold the act that freed it.
  ///
  /// - Returns: the streams that lost one.
  /// - Throws: `StorageError`.
  func takeAway(_ keys: [String], besides stream: StreamID) throws(StorageError) -> [StreamID] {
    var losers: Set<StreamID> = []
    for key in keys {
      guard let holder = try holder(of: key), holder != stream else { continue }
      losers.insert(holder)
      try note(key, holder)
      try connection.run("DELETE FROM claim WHERE key = ?", [key])
    }
    return losers.sorted()
  }

  /// Makes a stream hold those of these keys that nobody else holds, and no other; it gets the
  /// others once they are free.
  ///
  /// - Throws: `StorageError`.
  func setFree(_ keys: [String], heldBy stream: StreamID) throws(StorageError) {
    var free: Set<String> = []
    try connection.run("DELETE FROM claim_awaited WHERE stream = ?", [stream])
    for key in keys {
      let holder = try holder(of: key)
      if holder == nil || holder == stream {
        free.insert(key)
      } else {
        try note(key, stream)
      }
    }
    try set(free, heldBy: stream)
  }

  private func note(_ key: String, _ stream: StreamID) throws(StorageError) {
    try connection.run(
      "INSERT OR IGNORE INTO claim_awaited(key, stream) VALUES (?, ?)", [key, stream])
  }

  /// Makes a stream hold these keys and no other: releases some, takes some.
  ///
  /// - Throws: `StorageError` of kind `constraint` when another stream holds one of them.
  public func set(_ keys: Set<String>, heldBy stream: StreamID) throws(StorageError) {
    let held = try held(by: stream)
    for key in held.subtracting(keys).sorted() {
      try connection.run("DELETE FROM claim WHERE key = ?", [key])
      // Who awaits it is decided again with the rows that are yet to be written.
      try connection.run(
        "INSERT OR IGNORE INTO stale_stream SELECT stream FROM claim_awaited WHERE key = ?", [key])
    }
    for key in keys.subtracting(held).sorted() {
      try connection.run("INSERT INTO claim(key, stream) VALUES (?, ?)", [key, stream])
    }
  }
}
