import Glibc
import PrivatePostgres
import Testing

@testable import Storage

extension PostgreSQL {
  @Suite struct PostgresConnectionTests {
    private let server: PostgresServer
    private let address: String

    init() async throws {
      server = try await .shared
      address = server.superuser("postgres")
    }

    @Test func `Each kind of parameter comes back as it was given`() throws {
      let connection = try PostgresConnection(address)
      let row = try #require(
        try connection.query(
          "SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9::text",
          [
            .int4(-7), .int8(.min), .bool(true), .text("Éloïse, née L'Hôte 🏠"),
            .bytea([0, 255, 10]), .jsonb(#"{"a": "é"}"#), .int8Array([1, -2, .max]),
            .textArray(["", "a,\"b\"", "ç"]), .null,
          ]
        ).first)
      #expect(try row.get(0, as: Int32.self) == -7)
      #expect(try row.get(1, as: Int64.self) == .min)
      #expect(try row.get(2, as: Bool.self))
      #expect(try row.get(3, as: String.self) == "Éloïse, née L'Hôte 🏠")
      #expect(try row.get(4, as: [UInt8].self) == [0, 255, 10])
      #expect(try row.get(5, as: String.self) == #"{"a": "é"}"#)
      #expect(try row.get(6, as: [Int64].self) == [1, -2, .max])
      #expect(try row.get(7, as: [String].self) == ["", "a,\"b\"", "ç"])
      #expect(try row.get(8, as: String?.self) == nil)
    }

    @Test func `Empty values are not NULL`() throws {
      let connection = try PostgresConnection(address)
      let row = try #require(
        try connection.query(
          "SELECT $1, $2, $3, $4",
          [.text(""), .bytea([]), .textArray([]), .int8Array([])]
        ).first)
      #expect(try row.get(0, as: String.self) == "")
      #expect(try row.get(1, as: [UInt8].self) == [])
      #expect(try row.get(2, as: [String].self) == [])
      #expect(try row.get(3, as: [Int64].self) == [])
    }

    @Test func `The server's own values are read`() throws {
      let connection = try PostgresConnection(address)
      let row = try #require(
        try connection.query(
          """
          SELECT 2::int2, 4::int4, '2026-11-26 12:00:00.25+01'::timestamptz, '{"b":1}'::json,
            current_database(), timestamptz '1969-12-31 23:59:59.5Z'
          """
        ).first)
      #expect(try row.get(0, as: Int.self) == 2)
      #expect(try row.get(1, as: Int64.self) == 4)
      #expect(try row.get(2, as: PostgresInstant.self).microseconds == 1_795_690_800_250_000)
      #expect(try row.get(3, as: String.self) == #"{"b":1}"#)
      #expect(try row.get(4, as: String.self) == "postgres")
      #expect(try row.get(5, as: PostgresInstant.self).moment.seconds == -1)
    }

    @Test func `A wrong type is an error`() throws {
      let cases: [(sql: String, type: any PostgresReadable.Type)] = [
        ("1::int8", Int32.self), ("1", String.self), ("'1'", Int.self), ("true", Int.self),
        ("1", Bool.self), ("null::int", Int.self), ("''::bytea", String.self),
        ("'{1,null}'::int8[]", [Int64].self), ("'{{a},{b}}'::text[]", [String].self),
        ("'{1}'::int4[]", [Int64].self), ("'infinity'::timestamptz", PostgresInstant.self),
        ("'-infinity'::timestamptz", PostgresInstant.self), ("1.5::numeric", Int.self),
      ]
      let connection = try PostgresConnection(address)
      for (sql, type) in cases {
        let row = try #require(try connection.query("SELECT \(sql)").first)
        let error = try postgresError { try read(row, type) }
        #expect(error.kind == .typeMismatch, "\(sql)")
      }
    }

    private func read<Value: PostgresReadable>(_ row: PostgresRow, _ type: Value.Type) throws {
      _ = try row.get(0, as: type)
    }

    @Test func `A column that is not there is an error`() throws {
      let row = try #require(try PostgresConnection(address).query("SELECT 1").first)
      #expect(try postgresError { try row.get(1, as: Int.self) }.kind == .misuse)
      #expect(try postgresError { try row.get(-1, as: Int.self) }.kind == .misuse)
    }

    @Test func `Rows come in order and outlive the connection`() throws {
      let connection = try PostgresConnection(address)
      let result = try connection.query("SELECT generate_series(1, 10000)")
      connection.close()
      #expect(result.affected == 10_000)
      #expect(try result.rows.map { try $0.get(0, as: Int.self) } == Array(1...10_000))
    }

    @Test func `A large value goes both ways`() throws {
      let connection = try PostgresConnection(address)
      let bytes = (0..<20_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      #expect(try connection.value("SELECT $1", [.bytea(bytes)]) == bytes)
    }

    @Test func `Each statement commits by itself and tells how many rows it changed`() async throws
    {
      let address = server.superuser(try await server.database())
      let connection = try PostgresConnection(address)
      try connection.query("CREATE TABLE t(a int8)")
      let inserted = try connection.query(
        "INSERT INTO t SELECT unnest($1)", [.int8Array([1, 2, 3])])
      #expect(inserted.affected == 3)
      #expect(inserted.count == 0)
      connection.close()
      #expect(try PostgresConnection(address).value("SELECT count(*) FROM t") == 3)
    }

    @Test func `A refusal leaves the connection usable`() throws {
      let connection = try PostgresConnection(address)
      let error = try postgresError { try connection.query("SELECT habiter.hello()") }
      #expect(error.kind == .undefined)
      #expect(error.state == "3F000")
      #expect(!error.endsConnection)
      #expect(try connection.value("SELECT 1") == 1)
    }

    @Test func `A refusal at the moment of the commit is a refusal`() throws {
      let connection = try PostgresConnection(address)
      try connection.query("CREATE TEMP TABLE t(a int UNIQUE DEFERRABLE INITIALLY DEFERRED)")
      try connection.query("INSERT INTO t VALUES (1)")
      let error = try postgresError { try connection.query("INSERT INTO t VALUES (1)") }
      #expect(error.state == "23505")
      #expect(try connection.value("SELECT count(*) FROM t") == 1)
    }

    @Test func `A COPY, which would wait for ever, is refused`() throws {
      let connection = try PostgresConnection(address)
      let error = try postgresError { try connection.query("COPY (SELECT 1) TO STDOUT") }
      #expect(error.kind == .misuse)
      #expect(error.endsConnection)
      #expect(!connection.isOpen)
    }

    @Test func `What raises H codes or P0001 is told in its own words`() throws {
      let connection = try PostgresConnection(address)
      for state in ["H0042", "P0001"] {
        let error = try postgresError {
          try connection.query(
            "DO $$ BEGIN RAISE 'acte refusé' USING ERRCODE = '\(state)'; END $$")
        }
        #expect(error.kind == .raised)
        #expect(error.french.contains("Elle répond : acte refusé."))
      }
    }

    @Test func `No value of a statement is in its error`() throws {
      let connection = try PostgresConnection(address)
      try connection.query("CREATE TEMP TABLE t(nur text PRIMARY KEY)")
      try connection.query("INSERT INTO t VALUES ($1)", [.text("secret")])
      for sql in ["INSERT INTO t VALUES ($1)", "SELECT $1::int"] {
        let error = try postgresError { try connection.query(sql, [.text("secret")]) }
        #expect(!"\(error) \(error.french)".contains("secret"))
      }
    }

    @Test func `A closed connection refuses, and says that it is closed`() throws {
      let connection = try PostgresConnection(address)
      connection.close()
      let error = try postgresError { try connection.query("SELECT 1") }
      #expect(error.kind == .lost)
      #expect(error.endsConnection)
    }
  }
}
