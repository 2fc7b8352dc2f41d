import Domain
import PrivatePostgres
import Testing

@testable import Storage

/// Somebody with a valid login and a program of their own, on a base in use: SQL by hand.
struct HostileDesk {
  let harness: PostgresHarness
  /// The connection of an agent of A.
  let connection: PostgresConnection
  /// A dossier of A and B.
  let ours: SharedCourse
  /// A dossier of B and C.
  let theirs: SharedCourse
  /// An act that the agent may do, on `ours`, with a text.
  let note: Submission
  let traces: [SharedSecrecyTests.Trace]

  init() throws {
    harness = try #require(try SharedImplementation.postgreSQL.harness() as? PostgresHarness)
    traces = try SharedSecrecyTests.fill(harness)
    var ours = SharedCourse(51)
    var theirs = SharedCourse(52, of: (Cast.bailleurB, Cast.bailleurC))
    let aatiko = try harness.connect(Cast.superAdmin)
    _ = try aatiko.append(ours.scope, try ours.creation())
    _ = try aatiko.append(theirs.scope, try theirs.creation())
    note = try ours.note(by: Cast.c1A)
    self.ours = ours
    self.theirs = theirs
    connection = try PostgresConnection(harness.address(of: Cast.c1A.id.text))
  }

  /// Sends acts as JSON that SQL makes of the note (`$1`).
  func append(
    _ json: String = "$1", scope: ScopeID? = nil, protocol version: String = "1"
  ) throws(PostgresError) -> Answer {
    let scope = scope ?? ours.scope
    let acts: String
    do {
      acts = try JSONText.encode(SentBatch([note]))
    } catch {
      throw PostgresError(.misuse, error.description)
    }
    let row = try connection.query(
      """
      SELECT verdict, detail FROM habiter.append(\(version), $2, 0, $3, (\(json))::jsonb)
      """, [.jsonb(acts), .text(scope.text), .bytea(Chain.start(of: scope))]
    ).only
    return Answer(verdict: try row.get(0), detail: try row.get(1))
  }

  /// A verdict as the server words it.
  struct Answer: Equatable {
    var verdict: String
    var detail: String?
  }

  /// The SQLSTATE of a refusal.
  func state(_ sql: String, _ parameters: [PostgresValue] = []) -> String? {
    do throws(PostgresError) {
      try connection.query(sql, parameters)
      return nil
    } catch {
      return error.state
    }
  }

  /// All rows of all tables, as the superuser sees them.
  func everything() throws -> [String] {
    try harness.server.withSuperuser(harness.database) { connection in
      try ServerTables.all.flatMap { table in
        try connection.query("SELECT '\(table) ' || t::text FROM habiter.\(table) t ORDER BY 1")
          .rows
          .map { try $0.get(0, as: String.self) }
      }
    }
  }
}

/// The tables of the schema.
enum ServerTables {
  static let all = [
    "meta", "organisation", "account", "scope", "stream", "event", "command", "claim", "vault",
    "erasure", "event_kind", "role_right", "part_right", "account_right",
  ]
}
