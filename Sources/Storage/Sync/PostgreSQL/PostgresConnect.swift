extension PostgresSettings {
  /// Connects to the first server that accepts it: libpq's own way through several servers needs
  /// its waiting calls, and without them a server that hangs would hide those after it.
  ///
  /// - Returns: the connection, and the server's name for people.
  /// - Throws: the error that says most, when there is no server left to try.
  func connect(
    by handshake: PostgresHandshake, until deadline: ContinuousClock.Instant
  ) throws(PostgresError) -> (LibPQ.Handle, String) {
    var errors: [PostgresError] = []
    for server in servers {
      let limit = min(deadline, .now + patience)
      let place = server.description
      do throws(PostgresError) {
        return (try handshake.open(options + server.options, place: place, until: limit), place)
      } catch {
        if Self.isFinal(error) { throw error }
        errors.append(error)
      }
    }
    throw Self.telling(errors)
  }

  /// Whether no other server is asked: a login that one refuses, or a connection that is not
  /// secure, is nothing to be passed over in silence.
  private static func isFinal(_ error: PostgresError) -> Bool {
    switch error.kind {
    case .stopped, .passwordMissing, .refusedLogin, .tlsFailed, .invalidAddress: true
    default: false
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
