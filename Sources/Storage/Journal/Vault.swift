import Domain

/// Personal data and free text, apart from the journal so that they can be erased (`sync.md` §1).
public struct Vault {
  /// What the vault knows of one field of a subject.
  public struct Entry: Equatable, Sendable {
    /// Who may read it; may be narrower than the scope of the stream that names the subject.
    public let scope: ScopeID
    /// The text, or nil once erased: the row is then a tombstone.
    public let value: String?
    /// 1, then one more at each change; an update names the version it saw.
    public let version: Int
  }

  private let connection: Connection

  /// The vault of a database whose schema is up to date.
  public init(_ connection: Connection) {
    self.connection = connection
  }

  /// One field, or nil when it was never written.
  ///
  /// - Throws: `StorageError`.
  public func get(_ subject: SubjectID, _ field: String) throws(StorageError) -> Entry? {
    try connection.first(
      "SELECT scope, value, version FROM vault WHERE subject = ? AND field = ?", [subject, field]
    ) { row throws(StorageError) in try Self.entry(row, from: 0) }
  }

  /// All fields of each subject; a subject of whom nothing is known is absent.
  ///
  /// - Parameter subjects: those on the screen, not a whole table: each is looked up by its key.
  /// - Throws: `StorageError`.
  public func get(
    _ subjects: some Sequence<SubjectID>
  ) throws(StorageError) -> [SubjectID: [String: Entry]] {
    var found: [SubjectID: [String: Entry]] = [:]
    for subject in subjects where found[subject] == nil {
      try connection.query(
        "SELECT field, scope, value, version FROM vault WHERE subject = ?", [subject]
      ) { row throws(StorageError) in
        found[subject, default: [:]][try row.get(0)] = try Self.entry(row, from: 1)
      }
    }
    return found
  }

  /// Writes a field.
  ///
  /// - Parameters:
  ///   - value: the text.
  ///   - version: the row version the writer saw, 0 when it saw none.
  ///   - scope: who may read a new field; an existing one keeps its scope.
  ///   - isClosed: whether those who see every side are kept out of a new field.
  /// - Returns: the new row version.
  /// - Throws: `StorageError`: `stale` when the row has another version, `erased` when only its
  ///   tombstone is left.
  @discardableResult
  public func put(
    _ subject: SubjectID, _ field: String, _ value: String, seen version: Int, scope: ScopeID,
    isClosed: Bool = false
  ) throws(StorageError) -> Int {
    let present = try get(subject, field)
    if let present, present.value == nil {
      throw StorageError(.erased, "vault row erased at version \(present.version)")
    }
    let found = present?.version ?? 0
    guard found == version else {
      throw StorageError(.stale(expected: version, found: found), "vault row changed")
    }
    try connection.run(
      """
      INSERT INTO vault(scope, subject, field, value, version, closed) VALUES (?, ?, ?, ?, 1, ?)
      ON CONFLICT (subject, field) DO UPDATE SET value = excluded.value, version = version + 1
      """, [scope, subject, field, value, isClosed])
    return version + 1
  }

  /// Empties all fields of a subject and keeps their tombstones; what is erased stays so.
  ///
  /// The text leaves the files once `Connection.checkpoint` has run, after the transaction.
  ///
  /// - Returns: how many fields were emptied.
  /// - Throws: `StorageError`.
  @discardableResult
  public func erase(_ subject: SubjectID) throws(StorageError) -> Int {
    try connection.run(
      """
      UPDATE vault SET value = NULL, version = version + 1
      WHERE subject = ? AND value IS NOT NULL
      """, [subject])
  }

  private static func entry(
    _ row: borrowing Row, from column: Int
  ) throws(StorageError) -> Entry {
    Entry(
      scope: try row.get(column), value: try row.get(column + 1), version: try row.get(column + 2))
  }
}
