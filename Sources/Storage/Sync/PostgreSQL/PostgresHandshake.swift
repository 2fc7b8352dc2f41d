import Glibc

/// The opening of one connection to one server, step by step under a deadline.
struct PostgresHandshake {
  let library: LibPQ
  let wait: SocketWait

  /// Hands the options to libpq, which begins to connect. A keyword given twice counts as given
  /// last. Options are taken as they are (`expand_dbname` is 0): the address was parsed already,
  /// and a name of a database that looks like an address could bring in what was not checked.
  static func begin(_ options: [(String, String)], library: LibPQ) -> LibPQ.Handle? {
    let keywords = options.map { UnsafePointer(strdup($0.0)) } + [nil]
    let values = options.map { UnsafePointer(strdup($0.1)) } + [nil]
    defer { (keywords + values).forEach { free(UnsafeMutablePointer(mutating: $0)) } }
    return LibPQ.inEnglish { library.connectStartParams(keywords, values, 0) }
  }

  /// Opens a connection, ready for statements.
  ///
  /// - Throws: `PostgresError`: `deadline` and `stopped` by ourselves, else what libpq or the
  ///   server says. Nothing is left open.
  func open(
    _ options: [(String, String)], until deadline: ContinuousClock.Instant
  ) throws(PostgresError) -> LibPQ.Handle {
    guard let handle = Self.begin(options, library: library) else {
      throw PostgresError(.other, "libpq: out of memory")
    }
    do throws(PostgresError) {
      // libpq would print notices over the screen.
      _ = library.setNoticeReceiver(handle, { _, _ in }, nil)
      _ = library.setErrorVerbosity(handle, LibPQ.verbose)
      try complete(handle, until: deadline)
      guard library.setnonblocking(handle, 1) == 0 else { throw failure(of: handle) }
      return handle
    } catch {
      library.finish(handle)
      throw error
    }
  }

  private func complete(
    _ handle: LibPQ.Handle, until deadline: ContinuousClock.Instant
  ) throws(PostgresError) {
    guard library.status(handle) != LibPQ.Status.bad else { throw failure(of: handle) }
    var events = Int16(POLLOUT)
    while true {
      // libpq may open another socket at any step.
      switch wait(library.socket(handle), for: events, until: deadline) {
      case .ready, .woken: break
      case .stopped: throw PostgresError(.stopped, "stopped while connecting")
      case .late: throw PostgresError(.deadline, "no answer while connecting")
      }
      switch LibPQ.inEnglish({ library.connectPoll(handle) }) {
      case LibPQ.Polling.reading: events = Int16(POLLIN)
      case LibPQ.Polling.writing: events = Int16(POLLOUT)
      case LibPQ.Polling.ok: return
      default: throw failure(of: handle)
      }
    }
  }

  private func failure(of handle: LibPQ.Handle) -> PostgresError {
    PostgresError(
      connecting: library.errorMessage(handle).map { String(cString: $0) } ?? "",
      needsPassword: library.connectionNeedsPassword(handle) == 1)
  }
}
