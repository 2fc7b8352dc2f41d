import Glibc

/// Looks the names of servers up under a deadline.
///
/// libpq would do so inside calls that otherwise never wait, and a resolver whose network is gone
/// may think for half a minute.
struct HostNames {
  let wait: SocketWait
  /// The numeric addresses of a name, none when it is not known.
  var lookUp: @Sendable (String) -> [String] = HostNames.system

  /// The server once for each address of its name; a socket or a numeric address is left as it is.
  ///
  /// - Throws: `PostgresError`: `unknownHost`, `deadline`, `stopped`.
  func resolve(
    _ server: PostgresHost, until deadline: ContinuousClock.Instant
  ) throws(PostgresError) -> [PostgresHost] {
    guard let name = server.name, server.address == nil, !name.hasPrefix("/"),
      !name.hasPrefix("@")
    else { return [server] }
    let addresses = try answer(of: name, until: deadline)
    guard !addresses.isEmpty else { throw PostgresError(.unknownHost, "unknown name: \(name)") }
    return addresses.map { PostgresHost(name: name, address: $0, port: server.port) }
  }

  /// Asks on another thread, which sends what it finds, or is left to itself.
  private func answer(
    of name: String, until deadline: ContinuousClock.Instant
  ) throws(PostgresError) -> [String] {
    var ends: [Int32] = [-1, -1]
    // What is sent at once is read at once; nothing sent reads like a name that is not known.
    let kind = Int32(SOCK_SEQPACKET.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw PostgresError(.other, "socketpair: \(String(cString: strerror(errno)))")
    }
    let (here, there) = (ends[0], ends[1])
    defer { close(here) }
    let isAsked = DetachedThread.start { [lookUp] in
      let text = lookUp(name).joined(separator: " ")
      // Nobody may be there any more, which must not be a signal.
      send(there, text, text.utf8.count, Int32(MSG_NOSIGNAL))
      close(there)
    }
    guard isAsked else {
      close(there)
      throw PostgresError(.other, "no thread to look a name up")
    }
    switch wait(here, for: Int16(POLLIN), until: deadline) {
    case .ready, .woken: break
    case .stopped: throw PostgresError(.stopped, "stopped while looking a name up")
    case .late: throw PostgresError(.deadline, "no answer to the name \(name)")
    }
    var buffer = [UInt8](repeating: 0, count: 8_192)
    let count = max(0, read(here, &buffer, buffer.count))
    return String(decoding: buffer[..<count], as: UTF8.self).split(separator: " ").map(String.init)
  }

  /// What the system's resolver says.
  private static let system: @Sendable (String) -> [String] = { name in
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(name, nil, &hints, &list) == 0 else { return [] }
    defer { freeaddrinfo(list) }
    var addresses: [String] = []
    var next = list
    while let entry = next?.pointee {
      var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
      let isRead = getnameinfo(
        entry.ai_addr, entry.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
      if isRead == 0 {
        let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        addresses.append(String(decoding: bytes, as: UTF8.self))
      }
      next = entry.ai_next
    }
    return addresses
  }
}
