import Glibc

/// The few file operations of a store: private, durable, with errors as `StorageError`.
enum FileSystem {
  /// The error of the system call that just failed on `path`.
  static func failure(_ operation: String, _ path: String) -> StorageError {
    let code = errno
    let message = "\(operation) : \(String(cString: strerror(code)))"
    let kind: StorageError.Kind =
      switch code {
      case ENOSPC, EDQUOT: .full
      case EROFS: .readOnly
      case EACCES, EPERM, ENOENT, ENOTDIR, EEXIST, EISDIR, ELOOP, ENAMETOOLONG: .cannotOpen
      default: .io
      }
    return StorageError(kind, message, code: code, path: path)
  }

  /// Makes the directory and those above it, each 0700 when new; the last is 0700 in any case.
  static func makePrivateDirectory(_ path: String) throws(StorageError) {
    var ancestor = path.hasPrefix("/") ? "" : "."
    for component in path.split(separator: "/") {
      ancestor += "/\(component)"
      if mkdir(ancestor, 0o700) != 0 && errno != EEXIST { throw failure("mkdir", ancestor) }
    }
    try restrict(path, to: 0o700)
  }

  /// Creates an empty file with mode 0600, or restricts the one that is there to 0600.
  ///
  /// An existing file is not opened: closing any descriptor of a database drops the locks that
  /// another connection of this process holds on it (POSIX advisory locks).
  static func makePrivateFile(_ path: String) throws(StorageError) {
    let descriptor = Glibc.open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    if descriptor >= 0 {
      close(descriptor)
      try syncDirectory(of: path)
    } else if errno != EEXIST {
      throw failure("open", path)
    }
    try restrict(path, to: 0o600)
  }

  /// Sets the permission bits, whatever the umask made of them; a file that is absent stays so.
  static func restrict(_ path: String, to mode: mode_t) throws(StorageError) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT { return }
      throw failure("stat", path)
    }
    if status.st_mode & 0o7777 != mode && chmod(path, mode) != 0 { throw failure("chmod", path) }
  }

  /// Makes the creation or renaming of `path` survive a power cut.
  static func syncDirectory(of path: String) throws(StorageError) {
    let end = path.lastIndex(of: "/") ?? path.startIndex
    let directory = end == path.startIndex ? "/" : String(path[..<end])
    let descriptor = Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("open", directory) }
    defer { close(descriptor) }
    if fsync(descriptor) != 0 { throw failure("fsync", directory) }
  }

  /// Writes all bytes at the descriptor's position.
  static func write(
    _ bytes: [UInt8], to descriptor: Int32, path: String
  ) throws(StorageError) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, $0.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw failure("write", path) }
      written += count
    }
  }

  /// All bytes from the descriptor's position to the end of the file.
  static func read(_ descriptor: Int32, path: String) throws(StorageError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = buffer.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure("read", path) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }
}
