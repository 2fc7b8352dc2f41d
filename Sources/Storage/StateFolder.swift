import Glibc

/// Where the program keeps how its screens were left, for the next session:
/// `$XDG_STATE_HOME/habiter`.
///
/// Nothing of a dossier is ever in it. What it holds may be lost or unreadable without harm: a
/// reader then goes on as the first time.
public struct StateFolder: Equatable, Sendable {
  /// As much as any file of the folder needs; a longer one is none of ours.
  private static let limit = 65_536

  /// The folder; made at the first writing.
  public let path: String

  /// A folder of one's choice.
  public init(path: String) {
    self.path = path
  }

  /// The folder of the XDG Base Directory Specification, by default `~/.local/state/habiter`; nil
  /// when neither XDG_STATE_HOME nor HOME is usable.
  ///
  /// - Parameter environment: the process's environment variables.
  public init?(environment: [String: String]) {
    if let home = environment["XDG_STATE_HOME"], home.hasPrefix("/") {
      path = home + "/habiter"
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      path = home + "/.local/state/habiter"
    } else {
      return nil
    }
  }

  /// The text of a file, nil when there is none that can be read.
  public func read(_ name: String) -> String? {
    let file = "\(path)/\(name)"
    guard FileSystem.size(of: file) <= Self.limit else { return nil }
    // Without O_NONBLOCK a pipe of that name would stop the program before its first screen.
    let descriptor = Glibc.open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { Glibc.close(descriptor) }
    return (try? FileSystem.read(descriptor, path: file)).flatMap(String.init(validating:))
  }

  /// Replaces a file: whoever reads it finds the old text or the new one, never a part.
  ///
  /// - Throws: `StorageError`; the old file is then untouched.
  public func write(_ text: String, to name: String) throws(StorageError) {
    try FileSystem.makePrivateDirectory(path)
    let file = "\(path)/\(name)"
    // Of this process alone, so that two programs never write in the same one.
    let draft = "\(file).\(getpid())"
    let descriptor = Glibc.open(draft, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileSystem.failure("open", draft) }
    do {
      defer { Glibc.close(descriptor) }
      try FileSystem.write(Array(text.utf8), to: descriptor, path: draft)
    } catch {
      unlink(draft)
      throw error
    }
    guard rename(draft, file) == 0 else {
      let failure = FileSystem.failure("rename", file)
      unlink(draft)
      throw failure
    }
  }
}

extension String {
  /// The text of bytes in UTF-8, nil when they are not.
  fileprivate init?(validating bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    self = text
  }
}
