import Domain

extension SharedPostgreSQL {
  /// Adds acts at the end of an audience's journal, in one statement.
  public func append(_ batch: Batch) throws(SharedError) -> [Verdict] {
    guard !batch.submissions.isEmpty else { return [] }
    let acts: String
    do {
      acts = try JSONText.encode(SentBatch(batch.submissions))
    } catch {
      throw SharedError(unexpected: error.description)
    }
    let result = try call(
      "SELECT verdict, detail, last, wake FROM habiter.append($1, $2, $3, $4, $5)",
      [
        .int8(Int64(Welcome.protocolVersion)), .text(batch.scope.text), .int8(batch.seq),
        .bytea(batch.chain), .jsonb(acts),
      ])
    let verdicts = try read { () throws(PostgresError) in
      var verdicts: [Verdict] = []
      for row in result.rows { verdicts.append(try Verdict(row)) }
      return verdicts
    }
    let isNew = verdicts.contains { if case .accepted = $0 { true } else { false } }
    if isNew, let word = try read({ () throws(PostgresError) in try result.only.get(3) as String? })
    {
      note(batch.scope, wokenBy: word)
      wakeOthers(word)
    }
    return verdicts
  }

  /// Makes sure that an act never comes in, however late a copy of it arrives.
  public func void(_ command: CommandID, in scope: ScopeID) throws(SharedError) -> Bool {
    let result = try call(
      "SELECT habiter.void($1, $2)", [.text(command.text), .text(scope.text)])
    return try read { () throws(PostgresError) in try result.only.get(0) }
  }

  /// Empties all texts of a subject for good, in every store at its next synchronisation.
  public func erase(_ subject: SubjectID) throws(SharedError) {
    _ = try call("SELECT habiter.erase($1)", [.text(subject.text)])
    wakeOthers("")
  }
}

extension Verdict {
  fileprivate init(_ row: PostgresRow) throws(PostgresError) {
    switch try row.get(0, as: String.self) {
    case "accepted": self = .accepted(seq: try row.get(2))
    case "duplicate": self = .duplicate
    case "behind": self = .behind
    case "claimed": self = .claimed(key: try row.get(1))
    case "denied": self = .denied(try row.named(1))
    case "voided": self = .voided
    case "fork": self = .fork
    default: throw PostgresError(.typeMismatch, "an unknown verdict")
    }
  }
}
