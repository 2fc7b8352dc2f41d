extension PostgresSettings {
  /// Connects to the first server that accepts it: libpq's own way through several servers needs
  /// its waiting calls, and without them a server that hangs would hide those after it.
  ///
  /// - Returns: the connection, and the server's name for people.
  /// - Throws: the error that says most, when there is no server left to try.
  func connect(
    by handshake: PostgresHandshake, until deadline: ContinuousClock.Instant
  ) throws(PostgresError) -> (LibPQ.Handle, String) {
    let names = HostNames(wait: handshake.wait)
    var errors: [PostgresError] = []
    for server in servers {
      let place = server.description
      let targets = try Self.attempt(place, &errors) { () throws(PostgresError) in
        try names.resolve(server, until: deadline)
      }
      for target in targets ?? [] {
        let limit = patience.map { min(deadline, .now + $0) } ?? deadline
        let handle = try Self.attempt(place, &errors) { () throws(PostgresError) in
          try handshake.open(options + target.options, until: limit)
        }
        if let handle { return (handle, place) }
      }
    }
    throw Self.telling(errors)
  }

  /// Does a step of the way to a server.
  ///
  /// - Returns: nil when it failed and the next one may be tried; the error is then kept.
  /// - Throws: the error when no other server is asked: a login that one refuses, or a connection
  ///   that is not secure, is nothing to be passed over in silence.
  private static func attempt<Value>(
    _ place: String, _ errors: inout [PostgresError], _ step: () throws(PostgresError) -> Value
  ) throws(PostgresError) -> Value? {
    do throws(PostgresError) {
      return try step()
    } catch {
      var error = error
      error.place = place
      error.endsConnection = true
      switch error.kind {
      case .stopped, .passwordMissing, .refusedLogin, .tlsFailed, .invalidAddress: throw error
      default: errors.append(error)
      }
      return nil
    }
  }

  /// Of several errors the first that was an answer, else the first.
  private static func telling(_ errors: [PostgresError]) -> PostgresError {
    let answered = errors.first { ![.unreachable, .unknownHost, .deadline].contains($0.kind) }
    return answered ?? errors.first ?? PostgresError(.invalidAddress, "no server")
  }
}

extension PostgresHost {
  /// The options by which libpq knows it.
  var options: [(keyword: String, value: String)] {
    [("host", name), ("hostaddr", address), ("port", port)].compactMap { keyword, value in
      value.map { (keyword, $0) }
    }
  }
}
