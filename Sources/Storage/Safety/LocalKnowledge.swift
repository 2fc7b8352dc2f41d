import Domain

/// What a store knows besides its acts, for the database that takes its place: the people whom acts
/// put back may name, their vues, the records imported, and what was erased for good.
struct LocalKnowledge {
  private let present: Connection
  private let copy: Connection

  init(from present: Connection, to copy: Connection) {
    self.present = present
    self.copy = copy
  }

  /// Adds what the copy lacks, inside the caller's transaction; what it has stays as it is, but
  /// for the vues, which are as their owner left them last.
  func carryOver() throws {
    try carryDirectory()
    try present.query("SELECT key, value FROM meta WHERE key GLOB 'vues *'") {
      row throws(StorageError) in
      try Meta(copy).set(try row.get(0), to: try row.get(1))
    }
    try present.query("SELECT reference, digest FROM imported") { row throws(StorageError) in
      try copy.run(
        "INSERT OR IGNORE INTO imported VALUES (?, ?)",
        [try row.get(0, as: String.self), try row.get(1, as: String.self)])
    }
    try carryErasures()
  }

  private func carryDirectory() throws {
    let (from, to) = (DirectoryTable(present), DirectoryTable(copy))
    for organisation in try from.organisations() where try to.organisation(organisation.id) == nil {
      try to.put(organisation)
    }
    for person in try from.people() where try to.person(person.id) == nil {
      try to.put(person, email: try from.email(of: person.id))
    }
  }

  /// A text erased since the copy was made stays erased, in the copy and in what the log brings.
  private func carryErasures() throws {
    let journal = Journal(copy)
    try present.query(
      "SELECT scope, subject, field, version FROM vault WHERE value IS NULL"
    ) { row throws(StorageError) in
      let scope: ScopeID = try row.get(0)
      try journal.register(scope: scope, members: scope.members)
      try copy.run(
        """
        INSERT INTO vault(scope, subject, field, value, version) VALUES (?, ?, ?, NULL, ?)
        ON CONFLICT (subject, field) DO UPDATE SET value = NULL, version = excluded.version
        """,
        [
          scope, try row.get(1, as: String.self), try row.get(2, as: String.self),
          try row.get(3, as: Int.self),
        ])
    }
  }
}
