import Domain
import Glibc

/// The account of the system that this process runs under.
public enum UnixAccount {
  /// Its name, or its number when it has none.
  public static var name: String {
    let account = geteuid()
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 16_384)
    guard getpwuid_r(account, &entry, &buffer, buffer.count, &found) == 0, found != nil,
      let name = entry.pw_name
    else { return String(account) }
    return String(cString: name)
  }
}

extension Moment {
  /// What the clock of this machine says.
  public static func systemClock() -> Moment { Moment(seconds: Int64(time(nil))) }
}
