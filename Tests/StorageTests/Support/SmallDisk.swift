import Glibc
import Testing

/// A file system in memory of a few hundred KiB, to be filled; it goes with the object.
///
/// Mounting asks for root, as the checks of a submission have; elsewhere such tests are skipped.
final class SmallDisk {
  let path: String
  private let directory: TemporaryDirectory
  private var ballast: String { "\(path)/ballast" }

  init(kib: Int) throws {
    directory = try TemporaryDirectory()
    path = directory.file("disk")
    try #require(mkdir(path, 0o700) == 0)
    try #require(mount("tmpfs", path, "tmpfs", 0, "size=\(kib)k") == 0)
  }

  deinit {
    umount2(path, Int32(MNT_DETACH))
  }

  /// Leaves no byte free.
  func fill() throws {
    let file = open(ballast, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0o600)
    try #require(file >= 0)
    defer { Glibc.close(file) }
    let block = [UInt8](repeating: 7, count: 4096)
    while write(file, block, block.count) > 0 {}
    try #require(errno == ENOSPC)
  }

  /// Gives back what `fill` took.
  func empty() { unlink(ballast) }

  /// Whether this process may mount.
  static let isAllowed = (try? SmallDisk(kib: 64)) != nil

  static let reason: Comment = "mounting a small tmpfs is not allowed here (not root)"
}
