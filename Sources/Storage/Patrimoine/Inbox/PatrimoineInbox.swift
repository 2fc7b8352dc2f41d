import Domain
import Glibc

/// A folder where complete files are dropped, by SFTP as a rule: each is taken once, in order, and
/// moved beside its report.
public struct PatrimoineInbox {
  /// The folder.
  public let path: String
  /// For how many seconds a file without digest must have been left alone.
  let patience: Int

  /// Files that are being imported.
  var taken: String { "\(path)/pris" }
  /// Files that were imported, with their reports.
  var done: String { "\(path)/traites" }
  /// Files that were refused, with their reports.
  var refused: String { "\(path)/rejetes" }

  /// An inbox.
  public init(path: String, patience: Int) {
    self.path = path
    self.patience = patience
  }

  /// Makes the folders and keeps other programs out until `lock` is released.
  ///
  /// - Returns: nil when another program is at work there.
  /// - Throws: `StorageError`.
  func open() throws(StorageError) -> InboxLock? {
    guard FileSystem.permissions(of: path) != nil else { throw FileSystem.failure("stat", path) }
    for folder in [taken, done, refused] where mkdir(folder, 0o750) != 0 && errno != EEXIST {
      throw FileSystem.failure("mkdir", folder)
    }
    return try InboxLock("\(taken)/.verrou")
  }

  /// The files that are whole, in the order in which they were sent.
  ///
  /// - Throws: `StorageError`.
  func complete(at now: Moment) throws(StorageError) -> (ready: [String], awaited: [String]) {
    var ready: [String] = []
    var awaited: [String] = []
    for name in try FileSystem.names(in: path) {
      switch drop(name, at: now).readiness(patience: patience) {
      case .ignored: continue
      case .awaited: awaited.append(name)
      case .complete: ready.append(name)
      case .sealed(let told):
        if try digest(of: "\(path)/\(name)") == told {
          ready.append(name)
        } else {
          awaited.append(name)
        }
      }
    }
    return (ready.sorted(by: PatrimoineDrop.isEarlier), awaited)
  }

  private func drop(_ name: String, at now: Moment) -> PatrimoineDrop {
    var status = stat()
    guard lstat("\(path)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return PatrimoineDrop(name: name, isFile: false, quiet: 0)
    }
    let changed = Swift.max(status.st_ctim.tv_sec, status.st_mtim.tv_sec)
    let beside = "\(path)/\(name)\(PatrimoineDrop.digestEnding)"
    var told: String?
    if FileSystem.size(of: beside) < 1_024, let bytes = try? FileSystem.contents(of: beside) {
      told = PatrimoineDrop.digest(in: String(decoding: bytes, as: UTF8.self))
    }
    return PatrimoineDrop(
      name: name, isFile: true, quiet: Int(now.seconds) - changed, told: told)
  }

  private func digest(of path: String) throws(StorageError) -> String? {
    do throws(ImportFailure) {
      let file = try FileBytes(path: path, limits: PatrimoineReading.limits, chunk: 1 << 20)
      var hash = SHA256()
      while case let bytes = try file.next(), !bytes.isEmpty { hash.update(bytes) }
      return SHA256.hex(hash.finalize())
    } catch {
      return nil
    }
  }

  /// Takes a file: whoever renames it first has it.
  ///
  /// - Returns: false when it is gone.
  /// - Throws: `StorageError`.
  func take(_ name: String) throws(StorageError) -> Bool {
    do throws(StorageError) {
      try FileSystem.move("\(path)/\(name)", to: "\(taken)/\(name)")
      return true
    } catch  where error.code == ENOENT {
      return false
    }
  }

  /// The files that a run which was cut had taken.
  ///
  /// - Throws: `StorageError`.
  func leftBehind() throws(StorageError) -> [String] {
    try FileSystem.names(in: taken).filter { !$0.hasPrefix(".") }
      .sorted(by: PatrimoineDrop.isEarlier)
  }

  /// Moves a taken file to where it stays, beside its report; what is there keeps its name.
  ///
  /// - Parameters:
  ///   - report: the complete report, to be linked beside it; nil when there is none.
  ///   - words: the report for people.
  /// - Returns: the path of the file.
  /// - Throws: `StorageError`.
  func settle(
    _ name: String, in folder: String, report: String?, words: [String]
  ) throws(StorageError) -> String {
    var target = "\(folder)/\(name)"
    var copy = 1
    while FileSystem.permissions(of: target) != nil {
      copy += 1
      target = "\(folder)/\(name).\(copy)"
    }
    let text = try ExportFile(path: "\(target).rapport.txt")
    try text.write(words.joined(separator: "\n") + "\n")
    try text.complete()
    if let report, FileSystem.permissions(of: report) != nil {
      let beside = target + ".rapport.csv"
      try FileSystem.makePrivateFile(beside)
      _ = try FileSystem.copy(report, to: beside) { true }
    }
    try FileSystem.move("\(taken)/\(name)", to: target)
    try? FileSystem.remove("\(path)/\(name)\(PatrimoineDrop.digestEnding)")
    return target
  }
}

/// Keeps other programs out of an inbox; the system releases it when the program ends.
final class InboxLock {
  private let descriptor: Int32

  /// Nil when another program has it.
  init?(_ path: String) throws(StorageError) {
    descriptor = Glibc.open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileSystem.failure("open", path) }
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      Glibc.close(descriptor)
      return nil
    }
  }

  deinit { Glibc.close(descriptor) }
}
