/// The word to a server that nobody waits for a statement any longer, so that its locks go.
enum PostgresCancel {
  /// Sends a cancel for what runs on a connection, which may be closed meanwhile.
  ///
  /// libpq opens a connection of its own for that, and waits; the network may be the very thing
  /// that does not answer.
  static func send(for connection: LibPQ.Handle, library: LibPQ) {
    guard let handle = library.getCancel(connection) else { return }
    // The thread is the only one to use it: libpq lets it outlive its connection.
    nonisolated(unsafe) let request = handle
    let isStarted = DetachedThread.start {
      var words = [CChar](repeating: 0, count: 256)
      _ = library.cancel(request, &words, Int32(words.count))
      library.freeCancel(request)
    }
    if !isStarted { library.freeCancel(request) }
  }
}
