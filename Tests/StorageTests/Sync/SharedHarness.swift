import Domain
import Foundation
import Testing

@testable import Storage

/// The implementations that must pass the one suite of the shared database.
enum SharedImplementation: String, CaseIterable, Sendable {
  case sqliteFile
  case postgreSQL

  /// A new shared database, with everybody of the cast.
  func harness() throws -> any SharedHarness {
    let harness: any SharedHarness =
      switch self {
      case .sqliteFile: try SQLiteHarness()
      case .postgreSQL: try PostgresHarness()
      }
    let aatiko = try harness.connect(Cast.superAdmin)
    for organisation in SharedCast.organisations { try aatiko.put(organisation) }
    for person in SharedCast.people where person != Cast.superAdmin {
      try aatiko.put(SharedCast.account(of: person))
    }
    return harness
  }
}

/// A shared database for a test: logins, a clock, and what the test must do behind its back.
///
/// Connections belong to the thread that asked for them.
protocol SharedHarness: AnyObject, Sendable {
  /// What the server's clock says.
  var now: Moment { get set }

  /// A new connection of that login.
  func connect(login: String) throws -> any SharedAccounts

  /// Runs a statement by hand, with all rights.
  func run(_ sql: String) throws
}

extension SharedHarness {
  /// A new connection of a person of the cast, whose login is the identity.
  func connect(_ person: Operator) throws -> any SharedAccounts {
    try connect(login: person.id.text)
  }
}

/// The cast of the store's tests, with the roles that it lacks.
enum SharedCast {
  static let admA = Operator(
    id: "adm-a", name: "A. Simon", organisation: Cast.bailleurA, roles: [.administrateur])
  static let admB = Operator(
    id: "adm-b", name: "E. Michel", organisation: Cast.bailleurB, roles: [.administrateur])
  static let actimage = Operator(
    id: "act-1", name: "Z. Lambert", organisation: "org-act", roles: [.actimage])

  static let people = Cast.people + [admA, admB, actimage]

  static let organisations =
    Cast.organisations + [Organisation(id: "org-act", name: "Actimage", kind: .actimage)]

  static func account(of person: Operator, isDisabled: Bool = false) -> Account {
    Account(
      login: person.id.text,
      person: SharedPerson(person: person, email: "\(person.id)@example.org"),
      isDisabled: isDisabled)
  }
}

/// A shared SQLite file.
///
/// The clock is behind a lock and the rest never changes, so threads may share it.
final class SQLiteHarness: SharedHarness, @unchecked Sendable {
  let directory: TemporaryDirectory
  let path: String
  private let lock = NSLock()
  private var clock = Moment(seconds: 1_774_600_000)

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.file("bourse/bourse.sqlite")
    try SharedSQLite.install(
      at: path, first: SharedCast.account(of: Cast.superAdmin),
      of: try #require(SharedCast.organisations.first { $0.kind == .aatiko }))
  }

  var now: Moment {
    get { lock.withLock { clock } }
    set { lock.withLock { clock = newValue } }
  }

  func connect(login: String) throws -> any SharedAccounts {
    try SharedSQLite(at: path, login: login) { self.now }
  }

  func run(_ sql: String) throws {
    let connection = try Connection(path: path, mode: .shared)
    defer { connection.close() }
    try connection.execute("PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON")
    try connection.execute(sql)
  }
}

/// Runs `body` on as many threads, and waits for all without holding a thread of the tests.
func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) async {
  await withTaskGroup(of: Void.self) { group in
    for index in 0..<count {
      group.addTask {
        await withCheckedContinuation { continuation in
          Thread {
            body(index)
            continuation.resume()
          }.start()
        }
      }
    }
  }
}

/// What threads bring back, behind a lock.
final class Collected<Value: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private var collected: [Value] = []

  func add(_ new: [Value]) { lock.withLock { collected += new } }

  var values: [Value] { lock.withLock { collected } }
}

extension SharedError {
  /// What a call was refused for, nil when it was not.
  static func kind(_ call: () throws -> Void) -> Kind? {
    do {
      try call()
      return nil
    } catch let error as SharedError {
      return error.kind
    } catch {
      return .other
    }
  }
}
