import Domain
import Foundation
import PrivatePostgres
import Storage
import Testing

@testable import TUI

/// `serveur installer`, `mettre-a-jour`, `verifier`: on a file and on a server.
@Suite final class ServerCommandTests {
  private let folder: String
  private var out = ""
  private var reports = ""
  private var file: String { folder + "/partage/bourse.sqlite" }

  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/habiter-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func run(_ arguments: String..., input: String...) -> ExitCode {
    (out, reports) = ("", "")
    var rest = input[...]
    let shell = Shell(
      environment: ["XDG_DATA_HOME": folder], clock: { Moment(seconds: 1_774_951_200) },
      write: { [unowned self] in out += $0 }, report: { [unowned self] in reports += $0 + "\n" },
      readLine: { rest.popFirst() }, columns: nil, isWatched: false)
    return Program.run(["serveur"] + arguments, in: shell)
  }

  @Test func `A file is made with its first account, once, and looked over`() throws {
    let address = "sqlite:\(file)"
    #expect(run("verifier", address) == .refused)
    #expect(reports.contains("Il n'y a pas de base partagée à cette adresse"))
    #expect(run("installer", address) == .usage)
    #expect(reports.contains("--nom"))
    #expect(run("installer", address, "--nom", "A. Petit", "--groupe", "no such group") == .refused)
    #expect(reports.contains("groupadd"))
    #expect(
      run("installer", address, "--nom", "A. Petit", "--courriel", "a@example.org") == .success)
    #expect(out.contains("La base partagée est prête. Premier compte : \(UnixAccount.name)."))
    #expect(run("installer", address, "--nom", "A. Petit") == .refused)
    #expect(reports.contains("Il y a déjà un fichier"))
    #expect(run("mettre-a-jour", address) == .success)
    #expect(run("verifier", address) == .success)
    #expect(out.contains("0 audience(s), 0 événement(s) relus : tout va bien."))
    let desk = try SharedSQLite(at: file)
    #expect(try desk.hello().me.name == "A. Petit")
    #expect(try desk.directory().people.map(\.email) == ["a@example.org"])
  }

  @Test func `What is no shared file is neither brought up to date nor looked over`() throws {
    let other = folder + "/autre.sqlite"
    try Data().write(to: URL(filePath: other))
    for word in ["mettre-a-jour", "verifier"] {
      #expect(run(word, "sqlite:\(other)") == .refused)
      #expect(reports.contains("est vide"))
    }
    #expect(run("verifier", "sqlite:relatif.sqlite") == .refused)
    #expect(run("verifier", "postgresql://a:secret@example.org/bourse") == .refused)
    #expect(reports.contains("mot de passe") && !reports.contains("secret"))
  }

  @Test func `A base of PostgreSQL is prepared, brought up to date and looked over`() async throws {
    let server = try await PostgresServer.shared
    let database = try await server.database()
    let address = server.superuser(database)
    #expect(run("mettre-a-jour", address) == .refused)
    #expect(reports.contains("n'est pas encore une base d'habiter"))
    #expect(run("installer", address, "--nom", "A. Petit") == .usage)
    #expect(reports.contains("--compte"))
    let login = "a.petit.\(database)"
    let words = ["installer", address, "--nom", "A. Petit", "--compte", login, "--mot-de-passe"]
    func install(_ input: String...) -> ExitCode {
      run(
        words[0], words[1], words[2], words[3], words[4], words[5], words[6],
        input: input.first ?? "")
    }
    #expect(install() == .refused)
    #expect(reports.contains("Le mot de passe manque."))
    #expect(install("s3cret") == .success)
    #expect(out.contains("La base partagée est prête. Premier compte : \(login)."))
    #expect(install("other") == .success)
    #expect(out.contains("rien n'a été changé"))
    #expect(run("mettre-a-jour", address) == .success)
    #expect(out.contains("La base était au format"))
    #expect(run("verifier", address) == .success)
    #expect(out.contains("tout va bien"))
    try await server.run("DELETE FROM habiter.role_right", in: database)
    #expect(run("verifier", address) == .found)
    #expect(out.contains("role_right") && out.contains("des points sont à voir"))
    let passwords = folder + "/pgpass"
    try Data("*:*:*:*:s3cret\n".utf8).write(to: URL(filePath: passwords))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: passwords)
    let desk = try SharedPostgreSQL(
      at: PostgresAddress(
        server.address(database, login: login, "passfile=\(passwords)")))
    #expect(try desk.directory().people.map(\.person.name) == ["A. Petit"])
  }
}
