import Domain
import Foundation
import PrivatePostgres
import Testing

@testable import Storage

extension PostgreSQL {
  @Suite("Acts on their way to a server that goes away")
  struct SharedPostgresLossTests {
    /// A base with an audience, and acts that come next.
    private func stage(
      on server: PostgresServer? = nil
    ) throws -> (harness: PostgresHarness, scope: ScopeID, acts: [Submission]) {
      let harness = try PostgresHarness(on: server)
      var course = SharedCourse()
      let aatiko = try harness.connect(Cast.superAdmin)
      for organisation in SharedCast.organisations { try aatiko.put(organisation) }
      _ = try aatiko.append(course.scope, try course.creation())
      let acts = try (0..<4).map { _ in try course.note(by: Cast.superAdmin) }
      return (harness, course.scope, acts)
    }

    /// The address of whoever pushes, by a port that may be a proxy's.
    private func desk(_ harness: PostgresHarness, port: Int? = nil) throws -> SharedPostgreSQL {
      try SharedPostgreSQL(
        at: PostgresAddress(harness.address(of: Cast.superAdmin.id.text, port: port)))
    }

    private func commands(_ harness: PostgresHarness, _ scope: ScopeID) throws -> [CommandID] {
      try harness.connect(Cast.superAdmin).journal(scope).map(\.event.command)
    }

    /// Keeps the audience locked while a thread pushes the acts, does `body` once they wait for the
    /// lock, and gives what the push came to.
    private func pushing(
      _ acts: [Submission], to scope: ScopeID, _ harness: PostgresHarness, port: Int? = nil,
      _ body: (PostgresConnection) throws -> Void
    ) async throws -> Result<[Verdict], SharedError> {
      try harness.run(
        "ALTER FUNCTION append(bigint, text, bigint, bytea, jsonb) SET lock_timeout = '60s'")
      let holder = try PostgresConnection(harness.server.superuser(harness.database))
      try holder.query("SET idle_in_transaction_session_timeout = 0")
      try holder.query("BEGIN")
      try holder.query("SELECT FROM habiter.scope FOR UPDATE")
      let outcomes = Collected<Result<[Verdict], SharedError>>()
      async let push: Void = onThreads(1) { _ in
        do {
          let desk = try desk(harness, port: port)
          do throws(SharedError) {
            outcomes.add([.success(try desk.append(Batch(scope, acts)))])
          } catch {
            outcomes.add([.failure(error)])
          }
        } catch {
          Issue.record("\(error)")
        }
      }
      while try holder.value(
        """
        SELECT NOT EXISTS (SELECT FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock')
        """, as: Bool.self)
      {
        // A transaction sees one state of the statistics.
        try holder.query("SELECT pg_stat_clear_snapshot()")
        try await Task.sleep(for: .milliseconds(5))
      }
      try body(holder)
      if holder.isOpen { _ = try? holder.query("ROLLBACK") }
      await push
      return try #require(outcomes.values.first)
    }

    @Test("A backend ended during an append: an error, nothing done, then once") func terminated()
      async throws
    {
      let (harness, scope, acts) = try stage()
      let outcome = try await pushing(acts, to: scope, harness) { holder in
        try holder.query(
          """
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock'
          """)
      }
      #expect(throws: SharedError.self) { try outcome.get() }
      if case .failure(let error) = outcome {
        #expect(error.kind == .unreachable && error.isPassing)
      }
      #expect(try commands(harness, scope).count == 1)
      #expect(
        try desk(harness).append(Batch(scope, acts)) == (2...5).map { .accepted(seq: Int64($0)) })
      #expect(try commands(harness, scope).dropFirst() == acts.map(\.command)[...])
    }

    @Test("An answer that is lost leaves the acts done: sent again, duplicates") func unanswered()
      async throws
    {
      let (harness, scope, acts) = try stage()
      let proxy = try TCPProxy(to: harness.server.port)
      let outcome = try await pushing(acts, to: scope, harness, port: proxy.port) { holder in
        proxy.hold()
        try holder.query("ROLLBACK")
        while try commands(harness, scope).count < 5 { usleep(5_000) }
        proxy.cut()
      }
      #expect(throws: SharedError.self) { try outcome.get() }
      #expect(try commands(harness, scope).dropFirst() == acts.map(\.command)[...])
      #expect(
        try desk(harness).append(Batch(scope, acts))
          == [Verdict](repeating: .duplicate, count: acts.count))
    }

    @Test("Acts pushed while the server crashes and comes back stand there once each")
    func crashes() async throws {
      let server = try await PostgresServer.start()
      let (harness, scope, _) = try stage(on: server)
      var course = SharedCourse(2)
      let acts =
        try [course.creation()] + (0..<60).map { _ in try course.note(by: Cast.superAdmin) }
      let told = Collected<CommandID>()
      async let push: Void = onThreads(1) { _ in
        var desk: SharedPostgreSQL?
        for act in acts {
          while true {
            do {
              let open = try desk ?? self.desk(harness)
              desk = open
              let verdict = try open.append(scope, act)
              if case .accepted = verdict { told.add([act.command]) }
              if verdict == .duplicate || told.values.last == act.command { break }
              Issue.record("\(String(describing: verdict))")
              return
            } catch {
              desk = nil
              usleep(10_000)
            }
          }
        }
      }
      for round in 1...3 {
        while told.values.count < 15 * round { try await Task.sleep(for: .milliseconds(2)) }
        try await server.stop(.immediate)
        try await server.start()
      }
      await push
      #expect(try commands(harness, scope).dropFirst() == acts.map(\.command)[...])
      let installation = try ServerInstallation(
        at: PostgresAddress(server.superuser(harness.database)))
      try harness.withShippedClock()
      #expect(try installation.verify().faults == [])
    }

    @Test(
      "A promoted standby that lost acts is another history, told as a fork; they come in again")
    func promotion() async throws {
      let server = try await PostgresServer.start()
      let (harness, scope, acts) = try stage(on: server)
      let port = try await server.standby("second")
      let address = PostgresAddressText.twoHosts(harness, server.port, port)
      var desk = try SharedPostgreSQL(at: PostgresAddress(address))
      let before = try desk.hello()
      #expect(try desk.append(Batch(scope, Array(acts[..<2]))).last == .accepted(seq: 3))
      let position: String = try server.withSuperuser(harness.database) {
        try $0.value("SELECT pg_current_wal_lsn()::text")
      }
      func standby(_ sql: String) throws -> Bool {
        let connection = try PostgresConnection(
          server.superuser(harness.database, port: port) + " target_session_attrs=any")
        defer { connection.close() }
        return try connection.value(sql)
      }
      while try !standby("SELECT pg_last_wal_replay_lsn() >= '\(position)'::pg_lsn") {
        try await Task.sleep(for: .milliseconds(5))
      }
      try await server.run(
        "ALTER SYSTEM SET primary_conninfo = ''", in: harness.database, port: port)
      try await server.run("SELECT pg_reload_conf()", in: harness.database, port: port)
      while try standby("SELECT EXISTS (SELECT FROM pg_stat_wal_receiver)") {
        try await Task.sleep(for: .milliseconds(5))
      }
      // What the standby will not have.
      let head = try #require(try desk.heads(of: [scope]).first)
      let late = Array(acts[2...])
      func sending(after head: SharedHead) -> Batch {
        Batch(scope: scope, seq: head.seq, chain: head.chain, submissions: late)
      }
      #expect(try desk.append(sending(after: head)) == [.accepted(seq: 4), .accepted(seq: 5)])
      let lost = try #require(try desk.heads(of: [scope]).first)
      try await server.stop(.immediate)
      try await server.promote("second")
      #expect(throws: SharedError.self) { try desk.hello() }
      desk = try SharedPostgreSQL(at: PostgresAddress(address))
      // The same base, so that its desks go on; another course, so that they read its texts again.
      let after = try desk.hello()
      #expect(after.epoch == before.epoch && after.timeline != before.timeline)
      let fixture = try StoreFixture()
      for welcome in [before, after] {
        _ = try fixture.store.carryOut(.greet(welcome), at: welcome.now)
      }
      #expect(try desk.heads(of: [scope]).first == head)
      #expect(try desk.chain(of: scope, at: lost.seq) == nil)
      #expect(try desk.append(sending(after: lost)) == [.fork])
      #expect(try desk.append(sending(after: head)) == [.accepted(seq: 4), .accepted(seq: 5)])
    }

    @Test("Who waits learns of which audience has changed, and of the end of the line") func waits()
      async throws
    {
      let (harness, scope, acts) = try stage()
      let proxy = try TCPProxy(to: harness.server.port)
      let waiter = try desk(harness, port: proxy.port)
      _ = try waiter.heads(of: nil)
      _ = try desk(harness).append(scope, acts[0])
      #expect(try waiter.wait(seconds: 60, wake: -1) == .changed([scope]))
      _ = try waiter.heads(of: nil)
      // What is erased, and who is who, may be anybody's affair.
      try desk(harness).erase("somebody")
      #expect(try waiter.wait(seconds: 60, wake: -1) == .changed(nil))
      _ = try waiter.heads(of: nil)
      proxy.cut()
      let error = #expect(throws: SharedError.self) { try waiter.wait(seconds: 60, wake: -1) }
      #expect(error?.kind == .unreachable)
    }
  }
}

/// Addresses of tests.
private enum PostgresAddressText {
  /// A login's address that names two servers, of which the one that takes writes is used.
  static func twoHosts(_ harness: PostgresHarness, _ first: Int, _ second: Int) -> String {
    harness.address(of: Cast.superAdmin.id.text)
      .replacing(
        "host=localhost hostaddr=127.0.0.1 port=\(first)",
        with: "host=localhost,localhost hostaddr=127.0.0.1,127.0.0.1 port=\(first),\(second)")
  }
}
