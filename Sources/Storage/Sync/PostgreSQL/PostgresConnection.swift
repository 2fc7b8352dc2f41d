import Glibc

/// One connection to one server, every call of which has a deadline.
///
/// Statements commit by themselves unless SQL says otherwise. When a call ends without an answer
/// (deadline, cut, end of the program) the connection is closed, since what comes next on it could
/// be the answer to something else; the error then has `endsConnection`.
///
/// A class that is not Sendable, on purpose: it belongs to the thread that opened it.
final class PostgresConnection {
  let library: LibPQ
  /// The server, for people.
  let place: String
  let wait: SocketWait
  private var handle: LibPQ.Handle?

  /// Connects to the first server of the address that accepts it.
  ///
  /// - Parameters:
  ///   - stop: a descriptor that is readable from the moment when the program ends.
  ///   - deadline: when to give up, whatever the servers that are left to try.
  /// - Throws: `PostgresError`; of several servers that failed, the one that says most.
  init(
    _ address: PostgresAddress, stop: Int32? = nil, until deadline: ContinuousClock.Instant
  ) throws(PostgresError) {
    library = try LibPQ.loaded()
    wait = SocketWait(stop: stop)
    let settings = try PostgresSettings(address, library: library)
    let handshake = PostgresHandshake(library: library, wait: wait)
    (handle, place) = try settings.connect(by: handshake, until: deadline)
  }

  deinit {
    close()
  }

  /// Ends the connection, and the statement that may still run on it; every later call is refused.
  func close() {
    guard let handle else { return }
    self.handle = nil
    if library.transactionStatus(handle) == LibPQ.transactionActive {
      PostgresCancel.send(for: handle, library: library)
    }
    library.finish(handle)
  }

  /// Whether the connection can still be used, as far as is known.
  var isOpen: Bool { handle != nil }

  /// Runs one statement to its end.
  ///
  /// - Throws: `PostgresError`: the server's refusal, which leaves the connection open, or the
  ///   loss of the connection.
  @discardableResult
  func query(
    _ sql: String, _ parameters: [PostgresValue] = [], until deadline: ContinuousClock.Instant
  ) throws(PostgresError) -> PostgresResult {
    let handle = try open()
    try send(PostgresStatement(sql, parameters))
    var outcome: Result<PostgresResult, PostgresError>?
    // A refusal at the moment of the commit comes after the statement's own answer.
    while let answer = try nextAnswer(until: deadline) {
      outcome = read(answer)
      if case .failure(let error) = outcome, error.endsConnection { throw end(error) }
    }
    guard let outcome else { throw end(loss(of: handle)) }
    return try outcome.get()
  }
}

extension PostgresConnection {
  func open() throws(PostgresError) -> LibPQ.Handle {
    guard let handle else {
      throw PostgresError(.lost, "the connection is closed", place: place, endsConnection: true)
    }
    return handle
  }

  /// Hands a statement to libpq, which keeps what cannot be sent at once.
  func send(_ statement: PostgresStatement) throws(PostgresError) {
    let handle = try open()
    let binary: Int32 = 1
    let isTaken = PostgresParameters(statement.parameters).withLists {
      library.sendQueryParams(handle, statement.sql, $0, $1, $2, $3, $4, binary)
    }
    guard isTaken == 1 else { throw end(loss(of: handle)) }
  }

  /// The next of the answers to what was sent, nil at the end of each statement's answers.
  func nextAnswer(until deadline: ContinuousClock.Instant) throws(PostgresError) -> LibPQ.Handle? {
    let handle = try open()
    while library.isBusy(handle) == 1 {
      let unsent = library.flush(handle)
      let socket = library.socket(handle)
      guard unsent >= 0, socket >= 0 else { throw end(loss(of: handle)) }
      let events = Int16(unsent == 1 ? POLLIN | POLLOUT : POLLIN)
      switch wait(socket, for: events, until: deadline) {
      case .ready, .woken: break
      case .stopped: throw end(PostgresError(.stopped, "stopped while waiting for an answer"))
      case .late: throw end(PostgresError(.deadline, "no answer before the deadline"))
      }
      // What came in before a cut is still read: it may say why.
      if library.consumeInput(handle) == 0, library.isBusy(handle) == 1 {
        throw end(loss(of: handle))
      }
    }
    return library.getResult(handle)
  }

  /// What the server stores of a password and compares with: it never sees the password itself.
  func verifier(of password: String, for login: String) throws(PostgresError) -> String {
    let handle = try open()
    guard let text = library.encryptPasswordConn(handle, password, login, "scram-sha-256") else {
      throw loss(of: handle)
    }
    defer { library.freemem(text) }
    return String(cString: text)
  }

  /// Takes an answer over.
  func read(_ answer: LibPQ.Handle) -> Result<PostgresResult, PostgresError> {
    switch library.resultStatus(answer) {
    case LibPQ.Answer.tuples, LibPQ.Answer.command, LibPQ.Answer.empty:
      return .success(PostgresResult(answer, library: library))
    default:
      defer { library.clear(answer) }
      return .failure(failure(answer))
    }
  }

  private func failure(_ answer: LibPQ.Handle) -> PostgresError {
    func field(_ code: Int32) -> String? {
      library.resultErrorField(answer, code).map { String(cString: $0) }
    }
    let isFatal = ["FATAL", "PANIC"].contains(field(LibPQ.Field.severity))
    let isCut = handle.map { library.status($0) == LibPQ.Status.bad } ?? true
    if let state = field(LibPQ.Field.state) {
      return PostgresError(
        state: state, message: field(LibPQ.Field.message) ?? "", place: place,
        endsConnection: isFatal || isCut)
    }
    guard isCut else {
      // A COPY, say, which would never end by itself.
      return PostgresError(
        .misuse, "answer \(library.resultStatus(answer))", place: place, endsConnection: true)
    }
    return PostgresError(.lost, "the connection was cut", place: place, endsConnection: true)
  }

  /// What libpq says of a connection that it could not use.
  func loss(of handle: LibPQ.Handle) -> PostgresError {
    let words = library.errorMessage(handle).map { String(cString: $0) } ?? ""
    // A connection that stands was asked for something that makes no sense.
    let isCut = library.status(handle) == LibPQ.Status.bad
    return PostgresError(isCut ? .lost : .misuse, PostgresError.line(words))
  }

  /// Closes the connection and gives the error back with what that means.
  func end(_ error: PostgresError) -> PostgresError {
    close()
    var error = error
    error.place = place
    error.endsConnection = true
    return error
  }
}
