import Domain
import Foundation

@testable import Storage
@testable import TUI

/// A shared file in a folder of its own, with an account for whoever runs the tests.
final class SharedOffice {
  let folder = FileManager.default.temporaryDirectory.path + "/office-\(UUID().uuidString)"
  private let founder = Operator(
    id: "p-fondateur", name: "S. Fournier", organisation: "demo-aatiko",
    roles: [.aatikoSuperAdministrator])

  /// - Parameter me: who runs the tests, nil for nobody known.
  init(me: Operator?) throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let aatiko = Organisation(id: "demo-aatiko", name: "Aatiko", kind: .aatiko)
    try SharedSQLite.install(
      at: path, first: Account(login: "fondateur", person: SharedPerson(person: founder)),
      of: aatiko)
    let base = try SharedSQLite(at: path, login: "fondateur")
    defer { base.close() }
    for organisation in AccountScene.organisations { try base.put(organisation) }
    if let me { try base.put(Account(login: UnixAccount.name, person: SharedPerson(person: me))) }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var path: String { "\(folder)/partage/bourse.sqlite" }

  var address: SharedAddress { get throws { try SharedAddress("sqlite:\(path)") } }

  /// The accounts as the founder finds them.
  func accounts() throws -> [Account] {
    let base = try SharedSQLite(at: path, login: "fondateur")
    defer { base.close() }
    return try base.accounts()
  }
}
