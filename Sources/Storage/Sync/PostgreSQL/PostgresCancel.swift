import Glibc

/// The word to a server that nobody waits for a statement any longer, so that its locks go.
enum PostgresCancel {
  /// What the thread of a cancel works on.
  private final class Request {
    let handle: LibPQ.Handle
    let library: LibPQ

    init(handle: LibPQ.Handle, library: LibPQ) {
      self.handle = handle
      self.library = library
    }
  }

  /// Sends a cancel for what runs on a connection, which may be closed meanwhile.
  ///
  /// libpq opens a connection of its own for that, and waits. The network may be the very thing
  /// that does not answer, so that happens on a thread which nobody waits for.
  static func send(for connection: LibPQ.Handle, library: LibPQ) {
    guard let handle = library.getCancel(connection) else { return }
    let request = Unmanaged.passRetained(Request(handle: handle, library: library))
    var thread = pthread_t()
    let error = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        let request = Unmanaged<Request>.fromOpaque(context).takeRetainedValue()
        var words = [CChar](repeating: 0, count: 256)
        _ = request.library.cancel(request.handle, &words, Int32(words.count))
        request.library.freeCancel(request.handle)
        return nil
      }, request.toOpaque())
    if error == 0 {
      pthread_detach(thread)
    } else {
      request.release()
      library.freeCancel(handle)
    }
  }
}
