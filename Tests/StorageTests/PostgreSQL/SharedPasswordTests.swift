import Domain
import Foundation
import PrivatePostgres
import Testing

@testable import Storage

extension PostgreSQL {
  @Suite("Passwords of logins that a base makes")
  struct SharedPasswordTests {
    private let harness: PostgresHarness
    private let login: String

    init() throws {
      harness = try #require(try SharedImplementation.postgreSQL.harness() as? PostgresHarness)
      login = "n.vidal_\(harness.database)"
    }

    private var account: Account {
      var account = SharedCast.account(
        of: Operator(
          id: "new-1", name: "N. Vidal", organisation: Cast.bailleurA, roles: [.contact1]))
      account.login = login
      return account
    }

    /// A connection with that password.
    private func connect(_ password: String) throws -> SharedPostgreSQL {
      let file = "\(harness.passwords)-\(UUID().uuidString)"
      try Data("*:*:*:*:\(password)\n".utf8).write(to: URL(filePath: file))
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
      defer { try? FileManager.default.removeItem(atPath: file) }
      return try SharedPostgreSQL(
        at: PostgresAddress(harness.address(of: login, "passfile=\(file)")))
    }

    private func isRefused(_ password: String) -> Bool {
      do {
        _ = try connect(password).hello()
        return false
      } catch let error as SharedError {
        return error.kind == .refusedLogin
      } catch {
        return false
      }
    }

    @Test("It is given, changed by its owner, given anew, and closed with the account")
    func life() throws {
      let admin = try harness.connect(SharedCast.admA)
      #expect(admin.hasPasswords)
      try admin.put(account)
      #expect(isRefused("premier"))
      try admin.put(account, password: "premier é")
      let desk = try connect("premier é")
      #expect(try desk.hello().me == account.person.person)
      try desk.changePassword(to: "le sien 'à elle'")
      #expect(isRefused("premier é"))
      #expect(try connect("le sien 'à elle'").hello().me.id == "new-1")
      // A change of the account leaves it.
      var renamed = account
      renamed.person.person.name = "N. Vidal-Roy"
      try admin.put(renamed)
      #expect(try connect("le sien 'à elle'").hello().me.name == "N. Vidal-Roy")
      try admin.put(account, password: "troisième")
      #expect(isRefused("le sien 'à elle'"))
      var closed = account
      closed.isDisabled = true
      try admin.put(closed)
      #expect(isRefused("troisième"))
      #expect(throws: SharedError.self) { try desk.hello() }
      let canLogIn: Bool = try harness.server.withSuperuser(harness.database) {
        try $0.value("SELECT rolcanlogin FROM pg_roles WHERE rolname = $1", [.text(login)])
      }
      #expect(!canLogIn)
      try admin.put(account)
      #expect(try connect("troisième").hello().me == account.person.person)
    }

    @Test("It is nowhere in what is sent, nor in what the server notes") func secrecy() throws {
      let admin = try harness.connect(SharedCast.admA)
      try harness.run("ALTER ROLE \"adm-a\" SET log_statement = 'all'")
      defer { try? harness.run("ALTER ROLE \"adm-a\" RESET log_statement") }
      let logging = try harness.connect(SharedCast.admA)
      try logging.put(account, password: "mot-de-passe-très-secret")
      admin.close()
      let log = try String(
        contentsOfFile: "\(harness.server.folder)/primary.log", encoding: .utf8)
      #expect(log.contains("habiter.put_account") && !log.contains("très-secret"))
    }
  }
}
