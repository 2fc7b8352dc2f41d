import Glibc

/// The file from which libpq takes passwords, looked at only for whether libpq will read it.
enum PasswordFile {
  /// Refuses a file that others may read, or that is none: libpq would leave it out and say so on
  /// the standard error, which is the operator's screen.
  ///
  /// - Parameter path: where it is, nil for the usual place. A file that is absent is no error.
  /// - Throws: `PostgresError` of kind `openPasswordFile`.
  static func check(_ path: String?) throws(PostgresError) {
    let home = getenv("HOME").map { String(cString: $0) }
    guard let path = path ?? home.map({ "\($0)/.pgpass" }) else { return }
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o077 == 0 else {
      throw PostgresError(.openPasswordFile(path: path), "password file of others or no file")
    }
  }
}
