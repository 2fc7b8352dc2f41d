import Glibc

/// The file systems whose locks do not hold between the machines that share them: a database that
/// many write is lost there, sooner or later.
///
/// Those that a virtual machine or a container gets from its own host (9p, virtiofs) are not among
/// them: one machine alone works on them.
enum NetworkFileSystem {
  /// Their names, as the kernel lists them.
  static let names: Set<String> = [
    "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "gpfs", "lustre", "ncpfs", "nfs",
    "nfs4", "orangefs", "smb3", "smbfs", "fuse.ceph", "fuse.davfs2", "fuse.glusterfs",
    "fuse.rclone", "fuse.s3fs", "fuse.sshfs",
  ]

  /// The name of the network file system that a path is on, nil when it is on none.
  static func name(at path: String) -> String? {
    let file = Glibc.open(mounts, O_RDONLY | O_CLOEXEC)
    guard let device = FileSystem.device(of: path), file >= 0 else { return nil }
    defer { close(file) }
    guard let bytes = try? FileSystem.read(file, path: mounts) else { return nil }
    return name(ofDevice: device, in: String(decoding: bytes, as: UTF8.self))
  }

  private static let mounts = "/proc/self/mountinfo"

  /// The name of the network file system that a device is, in the words of proc(5), `mountinfo`.
  static func name(ofDevice device: UInt64, in mounts: String) -> String? {
    let number = number(ofDevice: device)
    for line in mounts.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count > 2, words[2] == number, let dash = words.firstIndex(of: "-"),
        words.indices.contains(dash + 1)
      else { continue }
      let name = String(words[dash + 1])
      if names.contains(name) { return name }
    }
    return nil
  }

  /// The two halves of a device's number, as glibc lays them out in `dev_t`.
  private static func number(ofDevice device: UInt64) -> String {
    let major = (device >> 8) & 0xfff | (device >> 32) & 0xffff_f000
    let minor = device & 0xff | (device >> 12) & 0xffff_ff00
    return "\(major):\(minor)"
  }
}
