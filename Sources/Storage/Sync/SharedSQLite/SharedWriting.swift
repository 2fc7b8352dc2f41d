import Domain

extension SharedSQLite {
  /// Adds acts at the end of an audience's journal, in one transaction.
  public func append(_ batch: Batch) throws(SharedError) -> [Verdict] {
    guard !batch.submissions.isEmpty else { return [] }
    return try writing { person in
      let least = try Meta(connection).number(.leastProtocol)
      guard least <= Int64(Welcome.protocolVersion) else { return [.denied(.program)] }
      var append = try SharedAppend(
        batch, on: connection, as: person, login: login, at: clock())
      var verdicts: [Verdict] = []
      for submission in batch.submissions {
        let verdict = try append.verdict(on: submission)
        verdicts.append(verdict)
        guard verdict.letsOthersFollow else { break }
      }
      try append.finish()
      return verdicts
    }
  }

  /// Makes sure that an act never comes in, however late a copy of it arrives.
  public func void(_ command: CommandID, in scope: ScopeID) throws(SharedError) -> Bool {
    try writing { person in
      if let denial = SubmissionRules(for: scope, as: person).audience {
        throw SharedError(denied: denial.french)
      }
      guard command.isPlain else { throw SharedError(denied: Denial.form.french) }
      let ledger = SharedLedger(connection: connection)
      if let status = try ledger.status(of: command, in: scope) { return status == .voided }
      try scopes.register(scope)
      try ledger.void(command, in: scope, login: login, at: clock())
      return true
    }
  }

  /// Empties all texts of a subject for good, in every store at its next synchronisation.
  public func erase(_ subject: SubjectID) throws(SharedError) {
    try writing { person in
      let texts = SharedTexts(connection: connection)
      let audiences = try texts.audiences(of: subject)
      let isAllowed =
        SharedRights.erasesAll(person)
        || !audiences.isEmpty
          && audiences.allSatisfy { SharedRights.erases(person, textOf: $0.members) }
      guard isAllowed, subject.isPlain else {
        throw SharedError(denied: SharedRefusal.erasing)
      }
      try texts.erase(subject, at: clock(), login: login)
    }
  }
}

extension Verdict {
  /// Whether the act stands in the journal, so that those after it may be judged.
  fileprivate var letsOthersFollow: Bool {
    switch self {
    case .accepted, .duplicate: true
    default: false
    }
  }
}
