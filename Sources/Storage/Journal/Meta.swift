/// What a store says of itself: one text per key.
public struct Meta {
  private let connection: Connection

  /// The notes of a database whose schema is up to date.
  public init(_ connection: Connection) {
    self.connection = connection
  }

  /// The text under a key, or nil when there is none.
  ///
  /// - Throws: `StorageError`.
  public func get(_ key: String) throws(StorageError) -> String? {
    try connection.scalar("SELECT value FROM meta WHERE key = ?", [key])
  }

  /// Writes the text under a key.
  ///
  /// - Throws: `StorageError`.
  public func set(_ key: String, to value: String) throws(StorageError) {
    try connection.run(
      """
      INSERT INTO meta(key, value) VALUES (?, ?)
      ON CONFLICT (key) DO UPDATE SET value = excluded.value
      """, [key, value])
  }
}
