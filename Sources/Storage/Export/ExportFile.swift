import Glibc

/// A file being written beside its final name, which it takes once it is whole.
///
/// It may name people: only its owner may read it (mode 0600).
public final class ExportFile {
  private let path: String
  private let draft: String
  private let descriptor: Int32
  private var isComplete = false

  /// Begins a file; one of that name stays as it is until `complete`.
  ///
  /// - Throws: `StorageError`: `cannotOpen`, `full`.
  public init(path: String) throws(StorageError) {
    self.path = path
    draft = "\(path).part"
    descriptor = Glibc.open(draft, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileSystem.failure("open", draft) }
    try FileSystem.restrict(draft, to: 0o600)
  }

  /// Writes text at the end.
  ///
  /// - Throws: `StorageError`: `full`, `io`.
  public func write(_ text: String) throws(StorageError) {
    try FileSystem.write(Array(text.utf8), to: descriptor, path: draft)
  }

  /// Gives the file its name; it is on the device when this returns.
  ///
  /// - Throws: `StorageError`: `full`, `io`.
  public func complete() throws(StorageError) {
    if fsync(descriptor) != 0 { throw FileSystem.failure("fsync", draft) }
    if rename(draft, path) != 0 { throw FileSystem.failure("rename", path) }
    isComplete = true
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if !isComplete { unlink(draft) }
  }
}
