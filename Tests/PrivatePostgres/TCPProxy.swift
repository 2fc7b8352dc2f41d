import Foundation

/// A line to a server that a test can hold still or cut; loopback's own lines never fail.
public final class TCPProxy: Sendable {
  /// What the line is told to do.
  private enum Order: UInt8 {
    case forward, hold, cut, end
  }

  /// Where to connect, on 127.0.0.1.
  public let port: Int
  /// This end of the channel to the line's thread, which answers each order when it holds.
  private let control: Int32

  /// A line to `target`, a port of 127.0.0.1.
  public init(to target: Int) throws {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw ProgramFailure.ofSystem("socketpair")
    }
    control = ends[0]
    let listener = try LoopbackListener()
    port = listener.port
    let line = Line(target: target, listener: listener, control: ends[1])
    Thread.detachNewThread {
      var line = line
      line.run()
    }
  }

  deinit {
    order(.end)
    close(control)
  }

  /// From now on nothing goes through; connections stand, and new ones are accepted.
  public func hold() { order(.hold) }

  /// What was held goes on.
  public func forward() { order(.forward) }

  /// Ends every connection that stands; new ones are served.
  public func cut() { order(.cut) }

  private func order(_ order: Order) {
    var byte = order.rawValue
    write(control, &byte, 1)
    read(control, &byte, 1)
  }

  /// The line's thread: it alone has the connections.
  private struct Line {
    let target: Int
    let listener: LoopbackListener
    let control: Int32
    private var isForwarding = true
    private var isEnded = false
    /// The other end of each socket.
    private var peers: [Int32: Int32] = [:]

    init(target: Int, listener: LoopbackListener, control: Int32) {
      self.target = target
      self.listener = listener
      self.control = control
    }

    mutating func run() {
      while !isEnded {
        let watched = [control, listener.descriptor] + (isForwarding ? Array(peers.keys) : [])
        var descriptors = watched.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        guard poll(&descriptors, nfds_t(descriptors.count), -1) > 0 else { continue }
        for ready in descriptors where ready.revents != 0 {
          switch ready.fd {
          case control: obey()
          case listener.descriptor: accept()
          default: pass(ready.fd)
          }
        }
      }
      close(listener.descriptor)
      close(control)
    }

    private mutating func obey() {
      var byte: UInt8 = 0
      let order = read(control, &byte, 1) == 1 ? Order(rawValue: byte) : .end
      switch order {
      case .forward: isForwarding = true
      case .hold: isForwarding = false
      case .cut: drop(Array(peers.keys))
      case .end, nil:
        drop(Array(peers.keys))
        isEnded = true
      }
      write(control, &byte, 1)
    }

    private mutating func accept() {
      let client = listener.accept()
      guard client >= 0 else { return }
      guard let server = LoopbackListener.connect(to: target) else {
        close(client)
        return
      }
      peers[client] = server
      peers[server] = client
    }

    private mutating func pass(_ from: Int32) {
      guard isForwarding, let to = peers[from] else { return }
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = recv(from, &buffer, buffer.count, Int32(MSG_DONTWAIT))
      // What was ready may have been closed in this round, and its number given anew.
      if count < 0 && errno == EAGAIN { return }
      var sent = 0
      while count > 0, sent < count {
        let step = buffer.withUnsafeBytes {
          send(to, $0.baseAddress?.advanced(by: sent), count - sent, Int32(MSG_NOSIGNAL))
        }
        guard step > 0 else { return drop([from]) }
        sent += step
      }
      if count <= 0 { drop([from]) }
    }

    private mutating func drop(_ sockets: [Int32]) {
      for socket in sockets {
        guard let other = peers.removeValue(forKey: socket) else { continue }
        peers[other] = nil
        for end in [socket, other] {
          // A child of the tests may have been started with it.
          shutdown(end, Int32(SHUT_RDWR))
          close(end)
        }
      }
    }
  }
}
