import Domain
import PrivatePostgres
import Testing

@testable import Storage

extension PostgreSQL {
  @Suite("Acts that no honest program writes, sent by hand-written SQL")
  struct HostileActTests {
    private let desk: HostileDesk

    init() throws {
      desk = try HostileDesk()
    }

    private func denied(_ reason: String) -> HostileDesk.Answer {
      HostileDesk.Answer(verdict: "denied", detail: reason)
    }

    /// The note with one of its fields replaced.
    private func setting(_ path: String, _ value: String) -> String {
      "jsonb_set($1, '{0,\(path)}', '\(value)')"
    }

    @Test("Author, day, stream, version and id cannot be made up") func forgeries() throws {
      let before = try desk.everything()
      #expect(try desk.append(setting("operator", #""c2-a""#)) == denied("author"))
      #expect(try desk.append(setting("organisation", #""org-b""#)) == denied("author"))
      #expect(try desk.append(setting("role", #""administrateur""#)) == denied("role"))
      #expect(try desk.append(setting("on_behalf", #""org-b""#)) == denied("kind"))
      #expect(
        try desk.append(setting("events,0,kind", #""dossier.cancelled""#)) == denied("kind"))
      #expect(try desk.append(setting("events,0,schema", "99")) == denied("kind"))
      // Back-dated: the day must be that of the moment.
      let yesterday = desk.note.envelope.occurredOn.number - 1
      #expect(try desk.append(setting("occurred_on", "\(yesterday)")) == denied("form"))
      // Another's stream, in one's own audience or in theirs.
      let theirs = desk.theirs.stream.text
      #expect(try desk.append(setting("stream", "\"\(theirs)\"")) == denied("stream"))
      #expect(
        try desk.append(setting("stream", "\"\(theirs)\""), scope: desk.theirs.scope)
          == denied("kind"))
      #expect(try desk.append(scope: "org-a") == denied("stream"))
      #expect(try desk.append(scope: "org-b+org-a") == denied("scope"))
      // A version skipped, or given twice.
      for version in [0, 2, 99] {
        let behind = HostileDesk.Answer(verdict: "behind")
        #expect(try desk.append(setting("version", "\(version)")) == behind)
      }
      #expect(try desk.append(setting("version", "-1")) == denied("form"))
      // An id that is there.
      let known: String = try desk.connection.value(
        "SELECT command FROM habiter.pull($1, 0, 1) WHERE command IS NOT NULL",
        [.text(desk.ours.scope.text)])
      #expect(try desk.append(setting("command", "\"\(known)\"")).verdict == "duplicate")
      #expect(try desk.append(protocol: "0") == denied("program"))
      #expect(try desk.append(protocol: "NULL") == denied("program"))
      #expect(try desk.everything() == before)
    }

    @Test("When and by whom an act came in is the server's to say, whatever else is sent")
    func receipt() throws {
      desk.harness.now = Moment(seconds: 1_800_000_000)
      let long = Moment(seconds: 1_000_000_000)
      let backDated = """
        jsonb_set(jsonb_set($1, '{0,recorded_at}', '\(long.seconds)'), '{0,occurred_on}',
          '\(ParisTime.day(of: long).number)')
        || '[]'::jsonb
        """
      let extras = """
        SELECT jsonb_agg(a || '{"received_at": 1, "seq": 1, "chain": "x", "login": "aat-1",
          "status": "voided", "scope": "org-b+org-c"}') FROM jsonb_array_elements(\(backDated)) a
        """
      #expect(try desk.append(extras).verdict == "accepted")
      let row = try desk.connection.query(
        """
        SELECT recorded_at, received_at, seq FROM habiter.pull($1, 0, 10000) WHERE command = $2
        """, [.text(desk.ours.scope.text), .text(desk.note.command.text)]
      ).only
      #expect(try row.get(0, as: Int64.self) == long.seconds)
      #expect(try row.get(1, as: Int64.self) == 1_800_000_000)
      #expect(try row.get(2, as: Int64.self) > 1)
      let ledger = try desk.everything().first {
        $0.hasPrefix("command ") && $0.contains(desk.note.command.text)
      }
      #expect(ledger?.contains("accepted") == true && ledger?.contains("c1-a") == true)
    }

    @Test("What is missing, NULL or of another type never passes for something") func types() throws
    {
      let before = try desk.everything()
      let fields = [
        "command", "stream", "aggregate", "version", "reads", "operator", "organisation", "role",
        "occurred_on", "recorded_at", "events", "take", "give", "is_open", "texts",
        "events,0,kind", "events,0,schema", "events,0,payload", "texts,0,scope", "texts,0,closed",
        "texts,0,subject", "texts,0,field", "texts,0,value", "texts,0,version",
      ]
      let values = [
        "null", "7", "\"é\"", "true", "[]", "[null]", "{}", "[[]]", "\"\"", "-1", "1e400", "0.5",
        "[{}]",
      ]
      // What of these is as right as what stood there.
      let harmless: Set = [
        "reads []", "reads [[]]", "texts [[]]", "take [{}]", "give [{}]", "take []", "take [[]]",
        "give []",
        "give [[]]", "is_open true",
        "texts,0,closed true",
        "texts,0,value \"é\"", "texts,0,value 7", "texts,0,value true", "texts,0,value []",
        "texts,0,value [null]", "texts,0,value {}", "texts,0,value [[]]", "texts,0,value \"\"",
        "texts,0,value -1", "texts,0,value 0.5", "texts,0,value [{}]", "texts []",
        "texts,0,value 1e400", "texts,0,field true", "texts,0,field 7", "texts,0,subject 7",
        "texts,0,subject -1", "texts,0,field -1",
        "is_open \"é\"", "command 7", "command true", "command -1",
      ]
      for field in fields {
        for value in values where !harmless.contains("\(field) \(value)") {
          let answer = try? desk.append(setting(field, value))
          #expect(answer?.verdict != "accepted", "\(field) \(value)")
        }
        let answer = try? desk.append("$1 #- '{0,\(field)}'")
        #expect(answer?.verdict != "accepted", "without \(field)")
      }
      for acts in ["null", "7", "{}", "[7]", "[null]", "[[]]", "\"x\"", "[{}]"] {
        #expect((try? desk.append("'\(acts)'"))?.verdict != "accepted", "\(acts)")
      }
      #expect(try desk.everything() == before)
      #expect(try desk.append().verdict == "accepted")
    }

    @Test("An error or a verdict tells nothing of what others have") func errors() throws {
      let theirs = try #require(
        try desk.everything().first { $0.hasPrefix("command ") && $0.contains("org-b+org-c") })
      let command = try #require(theirs.split(separator: ",").dropFirst().first)
      // The id of an act in another's audience is as good as a new one.
      #expect(try desk.append(setting("command", "\"\(command)\"")).verdict == "accepted")
      // A text of a subject that is another's is refused as any that is not one's own.
      let nur = try #require(desk.traces.first { $0.what == "where the NUR of b is" }).trace
      let bringing = """
        jsonb_set(jsonb_set(jsonb_set(\(setting("texts,0,subject", "\"\(nur)\"")),
          '{0,command}', '"c-2"'), '{0,version}', '2'),
          '{0,events,0,payload}', to_jsonb('{"note":"\(nur)"}'::text))
        """
      #expect(try desk.append(bringing) == denied("text"))
      // What a wrong value is answered with is that value at most.
      for sql in [
        "SELECT * FROM habiter.append(1, $1, 0, NULL, '[{\"version\": \"x\"}]')",
        "SELECT * FROM habiter.append(1, $1, 0, NULL, '[{\"events\": [{\"seal\": 3}]}]')",
        "SELECT * FROM habiter.pull($1, 0, 1)",
        "SELECT * FROM habiter.texts($1, 0, 1)", "SELECT habiter.chain_at($1, 1)",
      ] {
        for scope in [desk.theirs.scope.text, "org-c+org-z"] {
          do throws(PostgresError) {
            try desk.connection.query(sql, [.text(scope)])
          } catch {
            #expect(!error.message.contains("org-") && !error.message.contains("duplicate key"))
          }
        }
      }
    }

    @Test("An administrator gives no more than the matrix, and touches no role but the base's")
    func accounts() throws {
      let admin = try PostgresConnection(desk.harness.address(of: "adm-a"))
      func put(
        _ login: String, roles: String = "{contact1}", organisation: String = "org-a",
        operator person: String = "new-1", verifier: String = "NULL"
      ) -> String? {
        do throws(PostgresError) {
          try admin.query(
            """
            SELECT habiter.put_account($1, $2, 'N', $3, '\(roles)', NULL, false, \(verifier))
            """, [.text(login), .text(person), .text(organisation)])
          return nil
        } catch {
          return error.message
        }
      }
      let roles = try #require(ServerRoles(database: desk.harness.database))
      for login in ["postgres", "pg_monitor", "habiter_x", "public", "nobody"] + roles.all {
        #expect(put(login) == "account.reserved", "\(login)")
      }
      #expect(put("new-1", verifier: "'secret'") == "account.verifier")
      #expect(put("new-1", verifier: "'md5d41d8cd98f00b204e9800998ecf8427e'") == "account.verifier")
      #expect(put("new-1", roles: "{administrateur}") == "account.rights")
      #expect(put("new-1", roles: "{NULL}") == "account.rights")
      #expect(put("new-1", roles: "{contact1,NULL}") == "account.rights")
      #expect(put("new-1", roles: "{nothing}") == "account.rights")
      #expect(put("new-1", organisation: "org-b") == "account.rights")
      // The password of a role that the server's administrator made is theirs.
      let verifier = "'SCRAM-SHA-256$4096:YWJj$YWJj:YWJj'"
      #expect(put("c1-a", operator: "c1-a", verifier: verifier) == "account.foreign")
      // A name is a name, whatever it looks like.
      let name = "x\";DROP/**/SCHEMA/**/habiter;--\(desk.harness.database)"
      #expect(put(name, verifier: verifier) == nil)
      #expect(put(name, roles: "{contact2}", verifier: verifier) == nil)
      let isThere = try desk.harness.server.withSuperuser("postgres") { connection in
        try connection.value(
          "SELECT rolcanlogin FROM pg_roles WHERE rolname = $1", [.text(name)], as: Bool.self)
      }
      #expect(isThere)
    }
  }
}
