import Glibc

/// The right to write in a store: held by one process, freed when it ends, however it ends.
///
/// Move-only, so the lock has one owner and its file is closed once.
public struct StoreLock: ~Copyable {
  let descriptor: Int32

  /// Takes the lock, or says who has it.
  ///
  /// The file is never deleted: a process that waits on a deleted lock file would hold nothing.
  ///
  /// - Throws: `StorageError` of kind `locked(by:)` when another process writes.
  public init(_ location: StoreLocation) throws(StorageError) {
    let path = location.lock
    let file = Glibc.open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw FileSystem.failure("open", path) }
    do throws(StorageError) {
      try Self.take(file, path)
    } catch {
      Glibc.close(file)
      throw error
    }
    descriptor = file
  }

  private static func take(_ file: Int32, _ path: String) throws(StorageError) {
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      guard errno == EWOULDBLOCK else { throw FileSystem.failure("flock", path) }
      let text = try FileSystem.read(file, path: path)
      let holder = Int32(String(decoding: text.prefix { $0 != 0x0a }, as: UTF8.self))
      throw StorageError(.locked(by: holder), "another process holds the lock", path: path)
    }
    try FileSystem.restrict(path, to: 0o600)
    // Over the former holder's number: what is left of it stands after the end of the line.
    try FileSystem.write(Array("\(getpid())\n".utf8), to: file, path: path)
  }

  /// Frees the lock by name: closing alone would leave it, for the moment between `fork` and
  /// `exec`, to a child that another thread is starting, and the store could not be opened again.
  deinit {
    flock(descriptor, LOCK_UN)
    Glibc.close(descriptor)
  }
}
