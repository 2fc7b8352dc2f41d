import Domain
import Foundation

@testable import Storage
@testable import TUI

/// The command line without a process: words go in, what it writes and its exit code come out. The
/// demonstration is the desk's store, so that commands are typed with `--demo`.
final class CommandDesk {
  /// How a command ended.
  struct Result {
    let code: ExitCode
    let out: String
    let err: String

    var lines: [Substring] { out.split(separator: "\n") }
  }

  private let home = FileManager.default.temporaryDirectory.path + "/habiter-\(UUID().uuidString)"

  /// Puts a fresh copy of the desk's store where the demonstration is.
  init() throws {
    let folder = try location.directory
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    try DeskStore.copy(into: folder)
    // Commands open no demonstration that does not bear the stamp of a whole one.
    let store = try Store(location, for: .writing)
    defer { store.close() }
    try store.write { try Meta(store.writer).set("demo", to: "desk") }
  }

  deinit { try? FileManager.default.removeItem(atPath: home) }

  private var environment: [String: String] { ["XDG_DATA_HOME": home] }

  /// Where the demonstration is.
  var location: StoreLocation {
    get throws { try StoreLocation.demo(environment: environment) }
  }

  /// Runs a command on the demonstration.
  ///
  /// - Parameters:
  ///   - profile: who types it.
  ///   - input: the lines of the standard input.
  func run(_ words: [String], as profile: DemoProfile = .contact1, input: [String] = []) -> Result {
    var out = ""
    var err = ""
    var rest = input[...]
    let now = DeskStore.moment(on: DeskStore.today)
    let shell = Shell(
      environment: environment, clock: { now }, write: { out += $0 },
      report: { err += $0 + "\n" }, readLine: { rest.popFirst() }, columns: nil,
      isWatched: false)
    let code = Program.run(words + ["--demo", "--profil", profile.rawValue], in: shell)
    return Result(code: code, out: out, err: err)
  }

  /// A dossier as it is in the store.
  func dossier(_ reference: String) throws -> Dossier {
    let store = try Store(location, for: .reading)
    defer { store.close() }
    guard let stream = try store.dossiers.stream(ofReference: reference) else { return .empty }
    return try store.dossier(stream)
  }
}
