import Domain
import Testing

@testable import Storage

/// What is in a shared database before the steps that erasures came with.
enum BeforeErasures {
  private static let envelope = "20536, 1, 'c1-a', 'org-a', 'contact1'"

  /// A name and a sealed text of one stream, a reason of another, and a text that no event names.
  ///
  /// - Parameters:
  ///   - schema: what stands before the names of tables.
  ///   - chain: 32 bytes as the database writes them.
  ///   - no: how it writes that something is not so.
  static func rows(schema: String, chain: String, no: String) -> [String] {
    let event = """
      INSERT INTO \(schema)event(scope, seq, command, stream, version, kind, schema, payload,
        occurred_on, recorded_at, operator, organisation, role, chain, received_at, on_behalf,
        on_behalf_reason, seal_readers, seal_closed, seal_digest, seal_body) VALUES
      """
    let sealed =
      #"{"event":{"kind":"k","payload":"{\"volet\":\"A\",\"nur\":\"nur-1\"}"},"salt":"s"}"#
    return [
      "INSERT INTO \(schema)scope(scope, members, seq, chain, text_seq) VALUES "
        + "('org-a', \(no == "0" ? "'[\"org-a\"]'" : "'{org-a}'"), 3, \(chain), 4)",
      "INSERT INTO \(schema)stream(stream, scope, aggregate, version) VALUES "
        + "('d-1', 'org-a', 'dossier', 2), ('d-2', 'org-a', 'dossier', 1)",
      event + #"('org-a', 1, 'c1', 'd-1', 1, 'k', 1, '{"volets":[{"locataire":"name-1"}]}', "#
        + "\(envelope), \(chain), 1, NULL, NULL, NULL, NULL, NULL, NULL)",
      event + "('org-a', 2, 'c2', 'd-1', 2, 'k', 1, '{}', \(envelope), \(chain), 1, NULL, NULL, "
        + "'org-a', \(no), \(chain), '\(sealed)')",
      event + "('org-a', 3, 'c3', 'd-2', 1, 'k', 1, '{}', \(envelope), \(chain), 1, 'org-a', "
        + "'reason-1', NULL, NULL, NULL, NULL)",
      "INSERT INTO \(schema)vault"
        + "(scope, subject, field, value, version, closed, seq, author) VALUES "
        + ["name-1", "nur-1", "reason-1", "lost-1"].enumerated().map {
          "('org-a', '\($1)', 'name', 'x', 1, \(no), \($0 + 1), 'org-a')"
        }.joined(separator: ", "),
    ]
  }

  /// Where each text came in.
  static let streams = ["lost-1 ", "name-1 d-1", "nur-1 d-1", "reason-1 d-2"]
}

@Suite("A shared file of an earlier format is brought up to date, and nothing is lost")
struct SharedUpgradeTests {
  @Test("The texts that are there know where they came in, so that an erasure finds them")
  func erasures() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write([], to: "bourse.sqlite")
    let first = Array(SharedSchema.steps.prefix(1))
    do {
      let connection = try Connection(path: path, mode: .shared)
      defer { connection.close() }
      try Migrations(applicationID: SharedSchema.applicationID, steps: first).migrate(connection)
      try connection.transaction {
        for sql in BeforeErasures.rows(
          schema: "", chain: "x'\(String(repeating: "ab", count: 32))'", no: "0")
        {
          try connection.execute(sql)
        }
      }
    }
    let error = #expect(throws: SharedError.self) { try SharedSQLite(at: path) }
    #expect(error?.kind == .older && error?.french.contains("mettre-a-jour") == true)
    try SharedSQLite.upgrade(at: path)
    let connection = try Connection(path: path, mode: .shared)
    defer { connection.close() }
    var streams: [String] = []
    try connection.query("SELECT subject || ' ' || stream FROM vault ORDER BY 1") {
      row throws(StorageError) in streams.append(try row.get(0))
    }
    #expect(streams == BeforeErasures.streams)
    #expect(try connection.scalar("SELECT max(erased) FROM stream", as: Int.self) == 0)
  }
}
