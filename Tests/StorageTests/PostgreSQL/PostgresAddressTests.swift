import Testing

@testable import Storage

/// Addresses need libpq, but no server.
@Suite struct PostgresAddressTests {
  @Test(arguments: [
    "postgresql://u:s3cret@db.exemple.fr/bourse", "postgres://:s3cret@/bourse",
    "postgresql://db.exemple.fr/bourse?password=s3cret", "host=db password='s3cret'",
    "service=bourse password=s3cret", "postgresql://u@a,b/bourse?sslpassword=s3cret",
    "host=db sslkey=/k sslpassword=s3cret",
  ])
  func `A password in an address is refused, not shown, and its place is named`(text: String) throws
  {
    let error = try postgresError { try PostgresAddress(text) }
    guard case .secretInAddress(let keyword) = error.kind else {
      Issue.record("\(error)")
      return
    }
    #expect(text.contains("sslpassword") == (keyword == "sslpassword"))
    #expect(error.french.contains("~/.pgpass"))
    #expect(!"\(error) \(error.french)".contains("s3cret"))
  }

  @Test(arguments: [
    ("postgresql://m.dupont@db.exemple.fr/bourse", "base bourse, serveur db.exemple.fr"),
    ("postgres://a,b:5433/bourse", "base bourse, serveurs a, b:5433"),
    ("host=a,b port=5433 dbname=bourse", "base bourse, serveurs a:5433, b:5433"),
    ("hostaddr=192.0.2.1 user=x", "base partagée, serveur 192.0.2.1"),
    ("dbname=bourse passfile=/etc/pgpass", "base bourse, sur ce poste"),
    ("service=bourse", "service bourse"),
  ])
  func `What libpq takes is taken, and described for people`(text: String, words: String) throws {
    let address = try PostgresAddress(text)
    #expect(address.text == text)
    #expect(address.description == words)
  }

  @Test(arguments: [
    "", "  ", "bourse", "hsot=db", "postgresql://db/x?y", "host='db",
    "postgresql://db/x?pasword=s3cret", "postgresql://u:s3cret@[::1/x", "host=a password=s3 cret",
  ])
  func `What cannot be read is refused without showing what may be a password`(text: String) throws
  {
    let error = try postgresError { try PostgresAddress(text) }
    #expect(error.kind == .invalidAddress)
    #expect(error.french.contains("par exemple : postgresql://"))
    #expect(!"\(error) \(error.french)".contains("cret"))
  }

  @Test func `A harmless reason is shown`() throws {
    let error = try postgresError { try PostgresAddress("hsot=db") }
    #expect(error.french.contains(#"(libpq : invalid connection option "hsot")"#))
  }

  private func settings(_ text: String) throws -> PostgresSettings {
    try PostgresSettings(PostgresAddress(text), library: .loaded())
  }

  private func value(_ keyword: String, in settings: PostgresSettings) -> String? {
    settings.options.last { $0.keyword == keyword }?.value
  }

  @Test(arguments: [
    ("connect_timeout", "3", "9"), ("keepalives_idle", "3", "60"),
    ("keepalives_interval", "2", "10"), ("keepalives_count", "2", "5"),
    ("tcp_user_timeout", "5000", "9000"), ("target_session_attrs", "read-write", "any"),
    ("application_name", "habiter", "essai"), ("sslmode", "verify-full", "disable"),
    ("client_encoding", "UTF8", nil),
  ])
  func `Defaults are added where the address is silent`(
    keyword: String, preset: String, other: String?
  ) throws {
    #expect(value(keyword, in: try settings("host=127.0.0.1")) == preset)
    let explicit = try settings("host=127.0.0.1 \(keyword)=\(other ?? "LATIN1")")
    #expect(value(keyword, in: explicit) == other ?? preset)
  }

  @Test func `The servers of an address are its own, in its order`() throws {
    let settings = try settings("postgresql://a,b:5433,[::1]/x?connect_timeout=7")
    #expect(
      settings.servers == [
        PostgresHost(name: "a", port: nil), PostgresHost(name: "b", port: "5433"),
        PostgresHost(name: "::1", port: nil),
      ])
    #expect(settings.patience == .seconds(7))
    #expect(try self.settings("host=127.0.0.1 connect_timeout=0").patience == nil)
    #expect(value("dbname", in: settings) == "x")
    #expect(value("host", in: settings) == nil)
  }

  @Test func `A name of a base that looks like an address brings nothing in`() throws {
    let settings = try settings("host=127.0.0.1 dbname='host=ailleurs password=s3cret'")
    #expect(settings.servers.map(\.name) == ["127.0.0.1"])
  }

  @Test func `A service that is not there, and lists that disagree, are refused`() throws {
    for text in ["service=absent", "host=a,b,c port=1,2"] {
      let error = try postgresError { try settings(text) }
      #expect(error.kind == .invalidAddress)
    }
  }
}
