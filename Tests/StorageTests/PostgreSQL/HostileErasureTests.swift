import Domain
import PrivatePostgres
import Testing

@testable import Storage

extension PostgreSQL {
  @Suite("Personal data are erased by who may, whatever SQL a login writes")
  struct HostileErasureTests {
    private let desk: HostileDesk

    init() throws {
      desk = try HostileDesk()
    }

    /// The note of the agent made an erasure of its stream.
    private let erasing = """
      jsonb_set($1, '{0,events}', jsonb_build_array(jsonb_build_object(
        'kind', 'dossier.personal_data_erased', 'schema', 1,
        'payload', '{"reason":{"motive":"G2"}}'))) - 'texts'
      """

    private func texts() throws -> [String] {
      try desk.everything().filter { $0.hasPrefix("vault ") }
    }

    @Test("An agent's erasure is refused, under its own role and under a borrowed one")
    func agent() throws {
      let before = try texts()
      #expect(try desk.append(erasing).detail == "kind")
      for role in ["administrateur", "aatikoSuperAdministrator"] {
        let answer = try desk.append("jsonb_set(\(erasing), '{0,role}', '\"\(role)\"')")
        #expect(answer.detail == "role")
      }
      #expect(
        try desk.append("jsonb_set(\(erasing), '{0,on_behalf}', '\"org-a\"')").verdict
          == "denied")
      #expect(try texts() == before)
    }

    @Test("What empties a stream is nobody's to call, and events stay out of reach")
    func functions() throws {
      let before = try desk.everything()
      for sql in [
        "SELECT habiter.erase_stream('\(desk.ours.stream)')",
        "SELECT habiter.empty_text(NULL)", "SELECT habiter.erases(NULL)",
        "SELECT habiter.may_erase(NULL, NULL)",
        "UPDATE habiter.event SET seal_body = NULL",
        "UPDATE habiter.stream SET erased = true",
        "DELETE FROM habiter.claim",
      ] {
        #expect(desk.state(sql) == "42501", "\(sql)")
      }
      #expect(try desk.everything() == before)
    }

    @Test("The functions that write may empty the bodies of an erased stream, nothing else")
    func writers() throws {
      let writers = try #require(ServerRoles(database: desk.harness.database)).writers
      try desk.harness.server.withSuperuser(desk.harness.database) { connection in
        func state(_ sql: String) -> String? {
          do throws(PostgresError) {
            try connection.query("SET ROLE \(writers)")
            try connection.query(sql)
            try connection.query("RESET ROLE")
            return nil
          } catch {
            _ = try? connection.query("RESET ROLE")
            return error.state
          }
        }
        #expect(state("UPDATE habiter.event SET payload = '{}'") == "42501")
        #expect(state("UPDATE habiter.event SET seal_digest = NULL") == "42501")
        #expect(state("DELETE FROM habiter.event") == "42501")
      }
    }
  }
}
