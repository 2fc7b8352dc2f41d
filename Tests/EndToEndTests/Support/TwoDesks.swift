import Domain
import Foundation
import Testing

@testable import Storage

/// A shared file and accounts of this machine around it, each with a home of its own.
///
/// The first desk is that of whoever runs the tests, root; the others run under other accounts of
/// the machine, which every Debian has.
struct TwoDesks {
  /// Whether this process may run programs under other accounts.
  static var isPossible: Bool { geteuid() == 0 }
  static let reason: Comment = "several accounts of the machine are needed: run as root"

  /// Somebody at a desk.
  struct Person {
    let login: String
    let name: String
    let bailleur: OrganisationID
    let roles: Set<Role>

    static let martin = Person(
      login: "root", name: "C. Martin", bailleur: "ba", roles: [.administrateur, .contact1])
    static let roche = Person(
      login: "daemon", name: "É. Roche", bailleur: "ba", roles: [.contact1])
    static let petit = Person(
      login: "nobody", name: "L. Petit", bailleur: "bb", roles: [.contact1, .contact2])
  }

  let workspace: Workspace
  let base: String
  private let program: String

  /// Makes the shared file with these accounts, and a copy of the program that all may run.
  init(in workspace: Workspace, _ people: [Person]) throws {
    self.workspace = workspace
    // The accounts pass through the folder, and read nothing else of it.
    chmod(workspace.folder, 0o711)
    base = "\(workspace.folder)/partage/bourse.sqlite"
    program = "\(workspace.folder)/habiter"
    try FileManager.default.copyItem(atPath: Workspace.habiter(), toPath: program)
    chmod(program, 0o755)
    let founder = Operator(
      id: "p-fondateur", name: "S. Fournier", organisation: "aatiko",
      roles: [.aatikoSuperAdministrator])
    try SharedSQLite.install(
      at: base, first: Account(login: "fondateur", person: SharedPerson(person: founder)),
      of: Organisation(id: "aatiko", name: "Aatiko", kind: .aatiko), group: Self.group)
    let shared = try SharedSQLite(at: base, login: "fondateur")
    defer { shared.close() }
    for (id, name) in [("ba", "Habitat des Coteaux"), ("bb", "Bailleur Bélier")] {
      try shared.put(
        Organisation(id: OrganisationID(id), name: name, kind: .bailleur, member: true))
    }
    for person in people {
      try shared.put(
        Account(
          login: person.login,
          person: SharedPerson(
            person: Operator(
              id: OperatorID("p-\(person.login)"), name: person.name,
              organisation: person.bailleur, roles: person.roles))))
    }
  }

  /// The group of the shared file: that of `nobody`, which no other account of the machine has.
  private static let group: UInt32 = 65_534

  /// Opens the program at somebody's desk.
  func open(_ person: Person, _ arguments: [String] = [], columns: Int = 120) async throws
    -> TmuxTerminal
  {
    try await workspace.openTerminal(
      try command(person) + arguments, columns: columns, environment: environment(person))
  }

  /// Runs a command at somebody's desk to its end.
  func run(_ person: Person, _ arguments: [String]) async throws -> CommandResult {
    try await workspace.run(try command(person) + arguments, environment: environment(person))
  }

  private func command(_ person: Person) throws -> [String] {
    let home = "\(workspace.folder)/\(person.login)"
    guard let account = getpwnam(person.login)?.pointee else {
      throw CommandFailure(description: "no account \(person.login) on this machine")
    }
    if !FileManager.default.fileExists(atPath: home) {
      try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: false)
      chown(home, account.pw_uid, Self.group)
    }
    if account.pw_uid == geteuid() { return [program] }
    return ["setpriv", "--reuid=\(account.pw_uid)", "--regid=\(Self.group)", "--clear-groups"]
      + [program]
  }

  private func environment(_ person: Person) -> [String: String] {
    let home = "\(workspace.folder)/\(person.login)"
    return [
      "HOME": home, "XDG_DATA_HOME": "\(home)/data", "XDG_CONFIG_HOME": "\(home)/config",
      "XDG_STATE_HOME": "\(home)/state", "HABITER_BASE": "sqlite:\(base)",
    ]
  }

  /// Keeps everybody from the shared file while `body` runs, as a cut network would.
  func whileCutOff<Value>(_ body: () async throws -> Value) async throws -> Value {
    let lock = try Connection(path: base, mode: .shared)
    defer { lock.close() }
    try lock.execute("BEGIN EXCLUSIVE")
    let value = try await body()
    try lock.execute("ROLLBACK")
    return value
  }

  /// Creates a dossier of both bailleurs at somebody's desk, and sends it.
  func createDossier(by person: Person) async throws {
    let fields = [
      "bailleur_A=ba", "logement_A=LOG-1", "typologie_A=T3", "code_insee_A=93048",
      "commune_A=Montreuil", "locataire_A=Dupond", "bailleur_B=bb", "logement_B=LOG-2",
      "typologie_B=T4", "code_insee_B=93048", "commune_B=Montreuil", "locataire_B=Durand",
    ]
    for words in [["sync"], ["agir", "nouveau", "creer"] + fields, ["sync"]] {
      let result = try await run(person, words)
      guard result.status == .exited(0) else {
        throw CommandFailure(description: "\(words): \(result.stdout)\(result.stderr)")
      }
    }
  }
}

extension TmuxTerminal {
  /// Types a command after « : », and waits for what must then be on the screen.
  func command(_ text: String, expecting: String) async throws {
    try await send(":")
    try await type(text)
    try await send("Enter")
    try await wait(for: expecting)
  }

  /// Leaves the program.
  func quit() async throws {
    try await send("q")
    _ = try await waitForExit()
  }
}
