import Testing

@testable import Storage

/// Errors from codes and words alone, without a server.
@Suite struct PostgresErrorTests {
  @Test(arguments: [
    ("28P01", PostgresError.Kind.refusedLogin), ("28000", .refusedLogin), ("42501", .denied),
    ("40001", .serialization), ("40P01", .serialization), ("55P03", .lockTimeout),
    ("25006", .readOnly), ("57P01", .shutdown), ("57P03", .shutdown), ("57014", .deadline),
    ("53100", .diskFull), ("53300", .tooManyConnections), ("3F000", .undefined),
    ("42883", .undefined), ("42P01", .undefined), ("3D000", .unknownDatabase), ("P0001", .raised),
    ("H0001", .raised), ("HB007", .raised), ("HV000", .other), ("08006", .lost), ("23505", .other),
    ("P0002", .other), ("XX000", .other),
  ])
  func `A code has its kind`(state: String, kind: PostgresError.Kind) {
    let error = PostgresError(state: state, message: "m", place: nil, endsConnection: false)
    #expect(error.kind == kind)
    #expect(error.state == state)
  }

  @Test func `Words about data are left out`() {
    let error = PostgresError(
      state: "22P02", message: "invalid input syntax for type integer: \"1850\"", place: nil,
      endsConnection: false)
    #expect(!"\(error) \(error.french)".contains("1850"))
  }

  private static let failed = "connection to server at \"db\" (192.0.2.1), port 5432 failed: "

  @Test(arguments: [
    ("Connection refused", PostgresError.Kind.unreachable),
    ("SSL error: certificate verify failed", .tlsFailed(.wrongAuthority)),
    (
      "server certificate for \"a\" (and 1 other name) does not match host name \"db\"",
      .tlsFailed(.wrongName)
    ),
    ("server does not support SSL, but SSL was required", .tlsFailed(.notOffered)),
    ("root certificate file \"/r.crt\" does not exist", .tlsFailed(.noAuthority)),
    ("SSL error: tlsv1 alert protocol version", .tlsFailed(.other)),
    ("private key file \"/k\" has group or world access", .tlsFailed(.other)),
    ("session is read-only", .readOnly),
    ("server is in hot standby mode", .readOnly),
    ("FATAL:  28P01: password authentication failed for user \"SSL\"", .refusedLogin),
    ("FATALE :  28P01: authentification échouée", .refusedLogin),
    ("FATAL:  53300: sorry, too many clients already", .tooManyConnections),
    ("FATAL:  57P03: the database system is starting up", .shutdown),
  ])
  func `Words of a failed connection have their kind`(words: String, kind: PostgresError.Kind) {
    let error = PostgresError(connecting: Self.failed + words + "\n", needsPassword: false)
    #expect(error.kind == kind)
    #expect(error.endsConnection)
  }

  @Test func `Words on several lines are given on one`() {
    let words = "Connection refused\n\tIs the server running?\n"
    let error = PostgresError(connecting: words, needsPassword: false)
    #expect(error.message == "Connection refused Is the server running?")
  }

  @Test func `A server's name decides nothing`() {
    let words = "connection to server at \"db-SSL\" (192.0.2.1), port 5432 failed: timed out"
    #expect(PostgresError(connecting: words, needsPassword: false).kind == .unreachable)
  }

  @Test func `What asks for a password that is not there is told apart`() {
    let words = "\(Self.failed)fe_sendauth: no password supplied"
    #expect(PostgresError(connecting: words, needsPassword: true).kind == .passwordMissing)
  }

  @Test(arguments: [
    PostgresError.Kind.libraryMissing, .invalidAddress, .secretInAddress(keyword: "password"),
    .unknownHost, .unreachable, .deadline, .stopped, .lost, .passwordMissing,
    .openPasswordFile(path: "/p"), .refusedLogin, .tlsFailed(.wrongName),
    .tlsFailed(.wrongAuthority), .tlsFailed(.noAuthority),
    .tlsFailed(.notOffered), .tlsFailed(.other), .unknownDatabase, .denied, .serialization,
    .lockTimeout, .readOnly, .shutdown, .diskFull, .tooManyConnections, .undefined, .raised,
    .typeMismatch, .misuse, .other,
  ])
  func `Each kind says what, where, why and what to do`(kind: PostgresError.Kind) {
    let french = PostgresError(kind, "mots", place: "db.exemple.fr").french
    #expect(french.contains(" (db.exemple.fr). "))
    #expect(french.hasSuffix("."))
    #expect(french.split(separator: ". ").count >= 3)
  }

  @Test func `An unprepared base is told to the administrator`() {
    let error = PostgresError(
      state: "42883", message: "function habiter.hello() does not exist",
      place: "db.exemple.fr:5433", endsConnection: false)
    #expect(
      error.french
        == "La base partagée n'a pas enregistré l'opération (db.exemple.fr:5433). "
        + "Ce n'est pas une base d'habiter, ou elle n'est pas à jour. "
        + "Demandez à votre administrateur de préparer la base ou de la mettre à jour.")
    #expect(
      error.description
        == "undefined (42883): function habiter.hello() does not exist [db.exemple.fr:5433]")
  }
}
