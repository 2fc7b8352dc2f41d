import Domain
import Glibc

extension SharedSQLite {
  /// Makes a shared file, with the first account: that of a super administrator of Aatiko, who
  /// creates the others.
  ///
  /// Its directory is made for the group when there is none (mode 2770); the file is the group's
  /// (0660). It appears under its name whole or not at all.
  ///
  /// - Parameters:
  ///   - path: the file, which must not exist.
  ///   - first: the first account.
  ///   - organisation: the organisation of that account.
  ///   - group: the group whose accounts work there, nil for the process's own.
  /// - Throws: `SharedError`: `setting` when there is a file already, or on a network file system;
  ///   `denied` when the account is no super administrator's.
  public static func install(
    at path: String, first: Account, of organisation: Organisation, group: UInt32? = nil
  ) throws(SharedError) {
    do {
      try makeFile(at: path, group) { connection in
        var random = SystemRandomNumberGenerator()
        try install(on: connection, first: first, of: organisation, random: &random)
      }
    } catch let error as StorageError where error.kind == .cannotOpen {
      throw SharedError(.setting, error.french, detail: error.description)
    } catch {
      throw SharedError(of: error, at: path)
    }
  }

  /// Makes the tables of a shared database on an empty one.
  static func install(
    on connection: Connection, first: Account, of organisation: Organisation,
    random: inout some RandomNumberGenerator
  ) throws {
    guard first.isFirst(of: organisation) else {
      throw SharedError(denied: SharedRefusal.firstAccount)
    }
    try SharedSchema.migrations.migrate(connection)
    try connection.transaction {
      let meta = Meta(connection)
      try meta.set(SharedNote.epoch.rawValue, to: SharedKey.random(&random))
      try meta.set(SharedNote.nurKey.rawValue, to: SharedKey.random(&random))
      try meta.set(SharedNote.leastProtocol.rawValue, to: String(Welcome.protocolVersion))
      try meta.set(SharedNote.directory.rawValue, to: "1")
      try DirectoryTable(connection).put(organisation)
      try SharedPeople(connection: connection).put(first)
    }
  }

  private static func makeFile(
    at path: String, _ group: UInt32?, filling fill: (Connection) throws -> Void
  ) throws {
    guard FileSystem.permissions(of: path) == nil else { throw SharedError(present: path) }
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    let directory = path.hasPrefix("/") ? "/\(folder)" : folder.isEmpty ? "." : folder
    _ = try FileSystem.makeSharedDirectory(directory, group: group)
    if let name = NetworkFileSystem.name(at: directory) {
      throw SharedError(onNetwork: path, name)
    }
    let draft = "\(path).\(getpid())"
    defer {
      for suffix in ["", "-journal"] { try? FileSystem.remove(draft + suffix) }
    }
    try FileSystem.makePrivateFile(draft)
    let connection = try Connection(path: draft, mode: .shared)
    defer { connection.close() }
    try fill(connection)
    if let group { try FileSystem.setGroup(of: draft, to: group) }
    try FileSystem.setPermissions(of: draft, to: 0o660)
    try FileSystem.sync(draft)
    // A second name and not another one: whoever came first keeps theirs.
    do throws(StorageError) {
      try FileSystem.link(draft, as: path)
    } catch {
      throw error.code == EEXIST ? SharedError(present: path) : SharedError(of: error, at: path)
    }
    try FileSystem.syncDirectory(of: path)
  }
}
