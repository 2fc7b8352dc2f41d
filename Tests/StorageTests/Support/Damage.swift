import Foundation

@testable import Storage

/// Damage as a disk, a crash or a hand would do it.
enum Damage {
  /// Runs SQL on a database with every rule of its tables off.
  static func sql(_ script: String, at path: String) throws {
    let connection = try Connection(path: path, mode: .readWrite)
    defer { connection.close() }
    try connection.execute("PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON")
    try connection.execute(script)
    try connection.checkpoint()
  }

  /// Changes the bytes of a file.
  static func bytes(of path: String, _ change: (inout [UInt8]) -> Void) throws {
    let url = URL(filePath: path)
    var bytes = [UInt8](try Data(contentsOf: url))
    change(&bytes)
    try Data(bytes).write(to: url)
  }

  /// Overwrites the middle of a database, page by page, and leaves its first pages.
  static func pages(of path: String) throws {
    try bytes(of: path) { bytes in
      for position in 8 * 4096..<bytes.count { bytes[position] ^= 0x5a }
    }
  }
}
