import Foundation

/// A server that says the same few bytes to whatever it is first told, then hangs up.
public final class FakeServer: Sendable {
  /// Where to connect, on 127.0.0.1.
  public let port: Int
  private let listener: LoopbackListener

  /// A server that answers with `answer`; `N` is a PostgreSQL server without TLS.
  public init(answer: String) throws {
    listener = try LoopbackListener()
    port = listener.port
    Thread.detachNewThread { [listener] in
      while true {
        let client = listener.accept()
        guard client >= 0 else { break }
        var buffer = [UInt8](repeating: 0, count: 1_024)
        read(client, &buffer, buffer.count)
        send(client, answer, answer.utf8.count, Int32(MSG_NOSIGNAL))
        shutdown(client, Int32(SHUT_RDWR))
        close(client)
      }
      close(listener.descriptor)
    }
  }

  deinit {
    // What ends the thread, which closes the socket.
    shutdown(listener.descriptor, Int32(SHUT_RDWR))
  }
}
