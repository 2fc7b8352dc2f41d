import Glibc

/// The few file operations of a store: private, durable, with errors as `StorageError`.
enum FileSystem {
  /// The error of the system call that just failed on `path`.
  static func failure(_ operation: String, _ path: String) -> StorageError {
    let code = errno
    let message = "\(operation) : \(String(cString: strerror(code)))"
    let kind: StorageError.Kind =
      switch code {
      case ENOSPC, EDQUOT, EFBIG: .full
      case EROFS: .readOnly
      case EACCES, EPERM, ENOENT, ENOTDIR, EEXIST, EISDIR, ELOOP, ENAMETOOLONG: .cannotOpen
      default: .io
      }
    return StorageError(kind, message, code: code, path: path)
  }

  /// Makes the directory and those above it, each 0700 when new; the last is closed to others.
  static func makePrivateDirectory(_ path: String) throws(StorageError) {
    var ancestor = path.hasPrefix("/") ? "" : "."
    for component in path.split(separator: "/") {
      ancestor += "/\(component)"
      if mkdir(ancestor, 0o700) == 0 {
        try setPermissions(of: ancestor, to: 0o700)
      } else if errno != EEXIST {
        throw failure("mkdir", ancestor)
      }
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
      try setPermissions(of: path, to: 0o600)
      try syncDirectory(of: path)
    } else if errno != EEXIST {
      throw failure("open", path)
    }
    try restrict(path, to: 0o600)
  }

  /// Takes away the permission bits that are not in `mode`, and gives none: a file that its owner
  /// protected from writing stays so. A file that is absent stays absent.
  static func restrict(_ path: String, to mode: mode_t) throws(StorageError) {
    guard let found = permissions(of: path) else {
      if errno == ENOENT { return }
      throw failure("stat", path)
    }
    if found & ~mode != 0 { try setPermissions(of: path, to: found & mode) }
  }

  /// Gives a file or directory exactly these permission bits.
  static func setPermissions(of path: String, to mode: mode_t) throws(StorageError) {
    if chmod(path, mode) != 0 { throw failure("chmod", path) }
  }

  /// The permission bits of a file, nil when it is absent or cannot be reached.
  static func permissions(of path: String) -> mode_t? {
    status(of: path).map { $0.st_mode & 0o7777 }
  }

  /// How many bytes a file holds, 0 when it is absent.
  static func size(of path: String) -> Int { status(of: path).map { Int($0.st_size) } ?? 0 }

  /// When the bytes of a file last changed, in seconds since 1970; 0 when it is absent.
  static func changed(_ path: String) -> Int { status(of: path).map { $0.st_mtim.tv_sec } ?? 0 }

  /// The names in a directory, in order; none when it is absent.
  static func names(in path: String) throws(StorageError) -> [String] {
    guard let directory = opendir(path) else {
      if errno == ENOENT { return [] }
      throw failure("opendir", path)
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Which file a path names, so that another one in its place is noticed; 0 for none.
  static func inode(of path: String) -> UInt64 { status(of: path).map { UInt64($0.st_ino) } ?? 0 }

  /// Whether the system would let this process write there.
  static func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }

  /// Whether the system would let this process read there.
  static func isReadable(_ path: String) -> Bool { access(path, R_OK) == 0 }

  /// The device that a file is on, nil when it is absent or cannot be reached.
  static func device(of path: String) -> UInt64? { status(of: path).map { UInt64($0.st_dev) } }

  /// Gives a file or directory to a group.
  static func setGroup(of path: String, to group: gid_t) throws(StorageError) {
    if chown(path, uid_t.max, group) != 0 { throw failure("chown", path) }
  }

  /// Makes a directory for the accounts of a group: new files in it are the group's.
  ///
  /// - Returns: false when it was there before; it is then left as it is.
  static func makeSharedDirectory(_ path: String, group: gid_t?) throws(StorageError) -> Bool {
    guard mkdir(path, 0o770) == 0 else {
      if errno == EEXIST { return false }
      throw failure("mkdir", path)
    }
    if let group { try setGroup(of: path, to: group) }
    try setPermissions(of: path, to: 0o2770)
    return true
  }

  private static func status(of path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
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

  /// Makes the bytes of a file survive a power cut.
  static func sync(_ path: String) throws(StorageError) {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("open", path) }
    defer { close(descriptor) }
    if fsync(descriptor) != 0 { throw failure("fsync", path) }
  }

  /// Takes a name away; one that is absent is no error.
  static func remove(_ path: String) throws(StorageError) {
    if unlink(path) != 0 && errno != ENOENT { throw failure("unlink", path) }
  }

  /// Takes a folder away with the files and folders in it; links are not followed. One that is
  /// absent is no error.
  static func removeTree(_ path: String) throws(StorageError) {
    for name in try names(in: path) {
      let entry = "\(path)/\(name)"
      if unlink(entry) == 0 { continue }
      guard errno == EISDIR || errno == EPERM else { throw failure("unlink", entry) }
      try removeTree(entry)
    }
    if rmdir(path) != 0 && errno != ENOENT { throw failure("rmdir", path) }
  }

  /// Gives the file `from` the name `to` instead, at once, and makes that durable.
  static func move(_ from: String, to path: String) throws(StorageError) {
    if rename(from, path) != 0 { throw failure("rename", path) }
    try syncDirectory(of: path)
  }

  /// Gives a file a second name.
  static func link(_ path: String, as name: String) throws(StorageError) {
    if Glibc.link(path, name) != 0 { throw failure("link", name) }
  }

  /// Has a name stand for a folder that is elsewhere.
  static func linkFolder(_ path: String, as name: String) throws(StorageError) {
    if symlink(path, name) != 0 { throw failure("symlink", name) }
  }

  /// Fills an empty file with the bytes of another.
  ///
  /// - Parameter goesOn: asked every few megabytes; false stops it.
  /// - Returns: false when it was stopped.
  static func copy(
    _ path: String, to copy: String, while goesOn: () -> Bool
  ) throws(StorageError) -> Bool {
    let source = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard source >= 0 else { throw failure("open", path) }
    defer { close(source) }
    let target = Glibc.open(copy, O_WRONLY | O_CLOEXEC)
    guard target >= 0 else { throw failure("open", copy) }
    defer { close(target) }
    let step = 8 * 1024 * 1024
    while goesOn() {
      let count = sendfile(target, source, nil, step)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure("copy", copy) }
      if count == 0 { return true }
    }
    return false
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

  /// All bytes of a file.
  static func contents(of path: String) throws(StorageError) -> [UInt8] {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("open", path) }
    defer { close(descriptor) }
    return try read(descriptor, path: path)
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
