import Glibc

/// Tells when something is written in a folder (inotify).
final class FileWatch {
  /// Can be read when something was written; negative when the system cannot tell.
  let descriptor: Int32

  /// Watches the folder of a file: its journal is written there too.
  init(of path: String) {
    let events = inotify_init1(Int32(O_NONBLOCK | O_CLOEXEC))
    let end = path.lastIndex(of: "/") ?? path.startIndex
    let folder = path.contains("/") ? String(path[...end]) : "."
    let isWatching = inotify_add_watch(events, folder, UInt32(IN_MODIFY | IN_MOVED_TO)) >= 0
    if !isWatching { Glibc.close(events) }
    descriptor = isWatching ? events : -1
  }

  deinit { Glibc.close(descriptor) }

  /// Forgets what was told.
  func drain() {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while read(descriptor, &buffer, buffer.count) > 0 {}
  }
}
