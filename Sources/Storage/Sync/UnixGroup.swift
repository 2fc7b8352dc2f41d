import Glibc

/// The groups of the system.
public enum UnixGroup {
  /// The number of a group, by its name.
  ///
  /// - Throws: `SharedError` of kind `setting` when there is none of that name.
  public static func number(_ name: String) throws(SharedError) -> UInt32 {
    var entry = group()
    var found: UnsafeMutablePointer<group>?
    var buffer = [CChar](repeating: 0, count: 65_536)
    guard getgrnam_r(name, &entry, &buffer, buffer.count, &found) == 0, found != nil else {
      throw SharedError(
        .setting,
        "Le groupe « \(name) » n'existe pas sur cette machine. Créez-le d'abord : "
          + "sudo groupadd \(name).")
    }
    return entry.gr_gid
  }
}
