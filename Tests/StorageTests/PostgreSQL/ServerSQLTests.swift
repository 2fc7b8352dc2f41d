import Domain
import PrivatePostgres
import Testing

@testable import Storage

extension PostgreSQL {
  @Suite("What the server computes is what the program computes")
  struct ServerSQLTests {
    private let harness: PostgresHarness

    init() throws {
      harness = try PostgresHarness()
    }

    private func column<Value: PostgresReadable>(
      _ sql: String, _ parameters: [PostgresValue], as type: Value.Type = Value.self
    ) throws -> [Value] {
      try harness.server.withSuperuser(harness.database) { connection in
        try connection.query(sql, parameters).rows.map { try $0.get(0) }
      }
    }

    @Test("The civil day in Paris, at the edges of days and seasons, in every year") func days()
      throws
    {
      var seconds: [Int64] = [0, SubmissionForm.moments.upperBound.seconds]
      for year in 1970...9998 {
        for month in [1, 3, 6, 10, 12] {
          let last = try #require(Day(year: year, month: month, day: month == 6 ? 30 : 31))
          let hours: [Int64] = year < 2100 || year.isMultiple(of: 400) ? [-2, -1, 0, 1, 2] : [1]
          for back in 0...(month == 3 || month == 10 ? 7 : 0) {
            for hour in hours {
              seconds.append(Int64(last.number - back) * 86_400 + hour * 3_600)
              seconds.append(Int64(last.number - back) * 86_400 + hour * 3_600 - 1)
            }
          }
        }
      }
      seconds.removeAll { !SubmissionForm.moments.contains(Moment(seconds: $0)) }
      let days = try column(
        "SELECT habiter.paris_day(m) FROM unnest($1) WITH ORDINALITY AS t(m, n) ORDER BY n",
        [.int8Array(seconds)], as: Int64.self)
      #expect(days == seconds.map { Int64(ParisTime.day(of: Moment(seconds: $0)).number) })
    }

    /// The vectors of `ChainTests`, which another program computed.
    @Test("The chain, in a journal that is not shared as well") func chain() throws {
      let chains = try column(
        """
        WITH first AS (SELECT habiter.event_chain(habiter.chain_start('A+B'), ROW(
          'A+B', 1, 'c-1', 'd-1', 1, 'dossier.opened', 1, '{"é":1}', 20536, 1774310400, 'op-1',
          'bailleur-a', 'contact1', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
        )::habiter.event) AS chain)
        SELECT encode(c, 'hex') FROM first, LATERAL (VALUES (1, chain), (2,
          habiter.event_chain(chain, ROW(
            'A+B', 2, 'c-2', 'd-1', 2, 'dossier.nur_entered', 2, '{}', 20537, 1774396800, 'op-2',
            'aatiko', 'aatikoFacilitator', 'bailleur-a', 's-1', NULL, NULL, NULL, NULL, NULL, NULL
          )::habiter.event))) AS t(n, c) ORDER BY n
        """, [], as: String.self)
      #expect(
        chains == [
          "50d33866f53d479c6ccc1c5542cd4ccfb75e3ff5952f8d454987bb3be2aba2c6",
          "a6a6ec2067d243b15bfb6017561839520ed33e077144419471111e9f2d2fd7e5",
        ])
    }

    @Test("The members of an audience, under whatever name") func members() throws {
      let names = ["", "+", "a", "a+b", "b+a", "a+a", "+a", "a++b", "a+", "Z+a", "é+a", "a+b+c+b"]
      for name in names {
        let members = try column("SELECT habiter.members_of($1)", [.text(name)], as: [String].self)
        #expect(members == [ScopeID(name).members.sorted().map(\.text)], "\(name)")
      }
    }
  }
}

@Suite("The rights that a server is given")
struct ServerRightsTests {
  /// Whatever is asked of somebody with several roles must be the union of what each gives: this is
  /// what the tables of a server can hold.
  @Test("Say of any roles together what the matrix says") func union() {
    var random = SeededGenerator(seed: 7)
    let rights = ServerRights.current
    for _ in 0..<2_000 {
      let roles = Set(
        (0..<Int.random(in: 0...4, using: &random)).map { _ in
          Role.allCases[Int.random(in: 0..<Role.allCases.count, using: &random)]
        })
      let person = Operator(id: "p", name: "P", organisation: "own", roles: roles)
      let held = rights.roles.filter { roles.map(\.rawValue).contains($0.role) }
      func any(_ right: (ServerRights.RoleRight) -> Bool) -> Bool { held.contains(where: right) }
      #expect(any(\.readsOwn) == SharedRights.reads(person, members: ["own"]))
      #expect(any(\.readsAll) == SharedRights.reads(person, members: ["other"]))
      #expect(any(\.erasesOwn) == SharedRights.erases(person, textOf: ["own"]))
      #expect(any(\.erasesAll) == SharedRights.erasesAll(person))
      #expect(any(\.nurOwn) == SharedRights.needsNURKey(person))
      #expect(any(\.organisations) == AccountRights.mayEditOrganisations(person))
      let parts = rights.parts.filter { roles.map(\.rawValue).contains($0.role) }
      for part in AudiencePart.allCases {
        let its = parts.filter { $0.part == part.rawValue }
        #expect(its.contains(where: \.readsOwn) == person.reads(part, of: "own"), "\(part)")
        #expect(its.contains(where: \.readsAll) == person.reads(part, of: "other"), "\(part)")
        // Who reads a part of all reads that of its own, in these tables.
        #expect(its.allSatisfy { $0.readsOwn || !$0.readsAll }, "\(part)")
      }
      for (readers, isClosed) in [("own", true), ("other", false), ("other", true)] {
        let opens =
          any(\.readsOwn) && (readers == "own" || (!isClosed && any(\.everySide)))
        let members: Set<OrganisationID> = [OrganisationID(readers)]
        #expect(opens == SharedRights.opens(person, readers: members, isClosed: isClosed))
        let readsNUR = opens && (any(\.nurAll) || (readers == "own" && any(\.nurOwn)))
        #expect(
          readsNUR == SharedRights.reads(person, textOf: members, isClosed: isClosed, field: "nur"))
      }
      let given = Set(
        (0..<Int.random(in: 0...3, using: &random)).map { _ in
          Role.allCases[Int.random(in: 0..<Role.allCases.count, using: &random)]
        })
      for (organisation, kind) in [
        ("own", Organisation.Kind.bailleur), ("other", .bailleur), ("own", .aatiko),
        ("other", .gie),
      ] {
        let mayGive =
          !given.isEmpty
          && given.allSatisfy { role in
            rights.accounts.contains {
              $0.role == role.rawValue && roles.map(\.rawValue).contains($0.holder)
                && $0.organisationKind == kind.rawValue
                && (organisation == "own" ? $0.own : $0.other)
            }
          }
        #expect(
          mayGive
            == AccountRights.maySeeTo(
              person,
              organisation: Organisation(id: OrganisationID(organisation), name: "O", kind: kind),
              roles: given))
      }
    }
  }
}
