import Domain
import PrivatePostgres
import Testing

@testable import Storage

extension PostgreSQL {
  @Suite("What the server judges of parts is what the Domain says, and its rows keep to it")
  struct ServerPartTests {
    private let harness: PostgresHarness
    private let roles: ServerRoles

    init() throws {
      harness = try #require(try SharedImplementation.postgreSQL.harness() as? PostgresHarness)
      roles = try #require(ServerRoles(database: harness.database))
    }

    /// Lets each person of the cast in as one of the roles that own the functions: what these see
    /// and judge for that login, whatever a function forgets.
    private func asOwner(
      _ role: String, _ body: (Operator, PostgresConnection) throws -> Void
    ) throws {
      for person in SharedCast.people {
        try harness.run("GRANT \(role) TO \"\(person.id)\"")
        let connection = try PostgresConnection(harness.address(of: person.id.text))
        defer { connection.close() }
        try connection.query("SET ROLE \(role)")
        try body(person, connection)
        try harness.run("REVOKE \(role) FROM \"\(person.id)\"")
      }
    }

    private func lines(
      _ sql: String, _ parameters: [PostgresValue] = [], over connection: PostgresConnection
    ) throws -> Set<String> {
      Set(try connection.query(sql, parameters).rows.map { try $0.get(0, as: String.self) })
    }

    private static let scopes = PartRows.audiences.map { ScopeID(of: $0).text }

    @Test("Row security gives the functions that read no row that the login may not read")
    func reading() throws {
      try PartRows.fill(harness)
      try asOwner(roles.readers) { person, connection in
        let journals = PartRows.audiences.filter { SharedRights.reads(person, members: $0) }
        let names = Set(journals.map { ScopeID(of: $0).text })
        for table in ["scope", "event"] {
          let seen = try lines("SELECT scope FROM habiter.\(table)", over: connection)
          #expect(seen.intersection(Self.scopes) == names, "\(person.id): \(table)")
        }
        let texts = PartRows.audiences.flatMap { members in
          PartRows.texts.filter {
            SharedRights.reads(person, textOf: members, isClosed: $0.isClosed, field: $0.field)
          }.map { "\(ScopeID(of: members)) \($0.field)" }
        }
        #expect(
          try lines("SELECT scope || ' ' || field FROM habiter.vault", over: connection)
            == Set(texts), "\(person.id)")
      }
    }

    @Test("Nor does it let those that write read or add to another's journal") func writing() throws
    {
      try PartRows.fill(harness)
      try asOwner(roles.writers) { person, connection in
        let seen = try lines("SELECT scope FROM habiter.event", over: connection)
        for (scope, members) in zip(Self.scopes, PartRows.audiences) {
          let reads = SharedRights.reads(person, members: members)
          #expect(seen.contains(scope) == reads, "\(person.id): \(scope)")
          var state: String?
          do throws(PostgresError) {
            try connection.query(
              "INSERT INTO habiter.command VALUES ($1, $2, 'voided', NULL, NULL, 'x', 1)",
              [.text(scope), .text("by-\(person.id)")])
          } catch {
            state = error.state
          }
          #expect(state == (reads ? nil : "42501"), "\(person.id): \(scope)")
        }
      }
    }

    @Test("Who reads, who erases, and for whom something may be, for each role and audience")
    func judging() throws {
      let readers =
        PartRows.audiences + [
          [AudiencePart.locataire.of("org-par")], [AudiencePart.tirage.of("org-c")],
        ]
      try asOwner(roles.writers) { person, connection in
        let readable = try lines(
          """
          SELECT s FROM unnest($1) s WHERE habiter.may_read(habiter.me(), habiter.members_of(s))
          """, [.textArray(Self.scopes)], over: connection)
        let erasable = try lines(
          """
          SELECT s FROM unnest($1) s WHERE habiter.may_erase(habiter.me(), habiter.members_of(s))
          """, [.textArray(Self.scopes)], over: connection)
        let within = try lines(
          """
          WITH me AS MATERIALIZED (SELECT (habiter.me()).organisation)
          SELECT s || ' ' || r FROM me, unnest($1) s, unnest($2) r
          WHERE habiter.is_within(r, habiter.members_of(s) || organisation)
          """, [.textArray(Self.scopes), .textArray(readers.map { ScopeID(of: $0).text })],
          over: connection)
        for members in PartRows.audiences {
          let scope = ScopeID(of: members).text
          let what = "\(person.id): \(scope)"
          #expect(
            readable.contains(scope) == SharedRights.reads(person, members: members), "\(what)")
          #expect(
            erasable.contains(scope) == SharedRights.erases(person, streamOf: members), "\(what)")
          for its in readers {
            #expect(
              within.contains("\(scope) \(ScopeID(of: its))")
                == SharedRights.areWithin(its, members, author: person.organisation),
              "\(ScopeID(of: its)) in \(what)")
          }
        }
      }
    }

    @Test("A part is narrower than another when all its readers are readers of the other")
    func narrower() throws {
      try harness.run(
        """
        INSERT INTO part_right VALUES ('own', 'contact1', true, false),
          ('all', 'contact1', true, true), ('all', 'contact2', false, false),
          ('own', 'contact2', false, false), ('none', 'contact1', false, false)
        """)
      let found = try harness.server.withSuperuser(harness.database) { connection in
        try lines(
          """
          SELECT a || ' ' || b FROM unnest('{own,all,none,unknown}'::text[]) a,
            unnest('{own,all,none,unknown}'::text[]) b
          WHERE habiter.is_narrower(a, b)
          """, over: connection)
      }
      #expect(
        found == ["own own", "own all", "all all", "none none", "none own", "none all"])
    }

    @Test("Which events a role brings about where, in its own name and in another's")
    func kinds() throws {
      // One of each sort.
      let sorts = Dictionary(grouping: SharedRights.kinds) { right in
        "\(right.anywhere) \(right.asMember) \(right.onBehalf) \(right.part as Any) \(right.erases)"
      }
      let rights = sorts.values.compactMap(\.first)
      let acting: [OrganisationID?] = [nil, Cast.bailleurA, "org-gie"]
      try asOwner(roles.writers) { person, connection in
        for role in person.roles {
          let allowed = try lines(
            """
            WITH me AS MATERIALIZED (SELECT habiter.me() AS row), acts AS MATERIALIZED (
              SELECT b, row, jsonb_populate_record(NULL::habiter.act, jsonb_build_object(
                'role', $4, 'organisation', (row).organisation, 'on_behalf', b)) AS act
              FROM me, unnest($3) n, nullif(n, '') b)
            SELECT concat_ws(' ', k, s, b) FROM acts, unnest($1) k, unnest($2) s
            WHERE habiter.allows((k, 1, '{}')::habiter.form, act, habiter.members_of(s), row)
            """,
            [
              .textArray(rights.map(\.kind)), .textArray(Self.scopes),
              .textArray(acting.map { $0?.text ?? "" }), .text(role.rawValue),
            ], over: connection)
          var expected: Set<String> = []
          for right in rights {
            for members in PartRows.audiences {
              for other in acting {
                guard
                  SharedRights.allows(
                    right, role: role, of: person.organisation, for: other, members: members),
                  !right.erases || SharedRights.erases(person, streamOf: members)
                else { continue }
                let words = [right.kind, ScopeID(of: members).text, other?.text].compactMap(\.self)
                expected.insert(words.joined(separator: " "))
              }
            }
          }
          #expect(allowed == expected, "\(person.id): \(allowed.symmetricDifference(expected))")
        }
      }
    }

    @Test("No organisation is named as a part is, whatever program asks") func names() throws {
      let connection = try PostgresConnection(harness.address(of: Cast.superAdmin.id.text))
      defer { connection.close() }
      for name in ["locataire__org-a", "avenir__org-a", "a__", "__a"] {
        let error = #expect(throws: PostgresError.self) {
          try connection.query(
            "SELECT habiter.put_organisation($1, 'N', 'bailleur', NULL, true)", [.text(name)])
        }
        #expect(error?.state == "H0003", "\(name)")
      }
    }

    @Test("By hand-written SQL nobody gets at a part of another's, nor at the rights themselves")
    func hostile() throws {
      try PartRows.fill(harness)
      for person in [Cast.c1A, Cast.infA, Cast.gie, SharedCast.actimage, Cast.partner] {
        let connection = try PostgresConnection(harness.address(of: person.id.text))
        defer { connection.close() }
        func state(_ sql: String, _ parameters: [PostgresValue] = []) -> String? {
          do throws(PostgresError) {
            try connection.query(sql, parameters)
            return nil
          } catch {
            return error.state
          }
        }
        for sql in [
          "SELECT * FROM habiter.part_right", "UPDATE habiter.part_right SET reads_all = true",
          "SELECT habiter.may_read(NULL, NULL)", "SELECT habiter.my_audiences()",
          "SELECT habiter.is_narrower('locataire', 'signalement')",
        ] {
          #expect(state(sql) == "42501", "\(person.id): \(sql)")
        }
        for (scope, members) in zip(Self.scopes, PartRows.audiences)
        where !SharedRights.reads(person, members: members) {
          for sql in [
            "SELECT * FROM habiter.pull($1, 0, 9)", "SELECT * FROM habiter.texts($1, 0, 9)",
            "SELECT habiter.chain_at($1, 1)", "SELECT habiter.void('c-1', $1)",
          ] {
            #expect(state(sql, [.text(scope)]) == "H0003", "\(person.id): \(sql), \(scope)")
          }
          #expect(
            try connection.query("SELECT * FROM habiter.heads(ARRAY[$1])", [.text(scope)]).count
              == 0, "\(person.id): \(scope)")
        }
      }
    }
  }
}
