extension PostgresConnection {
  /// Runs statements one after the other without waiting for the answers between them.
  ///
  /// Each commits or is refused by itself: a refusal does not stop those after it. When the
  /// connection is lost on the way, the answers that came stand, and each other statement has the
  /// loss as its error, whether the server did it or not.
  ///
  /// - Returns: the result or error of each statement, in order.
  func pipeline(
    _ statements: [PostgresStatement], until deadline: ContinuousClock.Instant
  ) -> [Result<PostgresResult, PostgresError>] {
    var results: [Result<PostgresResult, PostgresError>] = []
    do throws(PostgresError) {
      try begin(statements)
      while results.count < statements.count {
        results.append(try nextOutcome(until: deadline))
      }
      let handle = try open()
      guard library.exitPipelineMode(handle) == 1 else { throw end(loss(of: handle)) }
    } catch {
      while results.count < statements.count { results.append(.failure(error)) }
    }
    return results
  }

  private func begin(_ statements: [PostgresStatement]) throws(PostgresError) {
    let handle = try open()
    guard library.enterPipelineMode(handle) == 1 else { throw end(loss(of: handle)) }
    for statement in statements {
      try send(statement)
      // What ends a statement's transaction, and after a refusal the server's silence.
      guard library.pipelineSync(handle) == 1 else { throw end(loss(of: handle)) }
    }
  }

  /// The outcome of the next statement: its answer and a null, perhaps a refusal at the moment of
  /// its commit and another null, then the mark of its end.
  private func nextOutcome(
    until deadline: ContinuousClock.Instant
  ) throws(PostgresError) -> Result<PostgresResult, PostgresError> {
    var outcome: Result<PostgresResult, PostgresError>?
    var nulls = 0
    while nulls <= 2 {
      guard let answer = try nextAnswer(until: deadline) else {
        nulls += 1
        continue
      }
      if library.resultStatus(answer) == LibPQ.Answer.pipelineSync {
        library.clear(answer)
        guard let outcome else { break }
        return outcome
      }
      let result = read(answer)
      if case .failure(let error) = result, error.endsConnection { throw end(error) }
      outcome = result
    }
    throw end(loss(of: try open()))
  }
}
