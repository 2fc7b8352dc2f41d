import Domain

@testable import Storage

/// What must hold once everything is healed, and of each act at every moment (`sync.md` §5).
extension Simulation {
  func checkHealed() throws {
    let shared = try world.journal()
    try checkGapless()
    for desk in desks {
      expect(desk.error == nil, "\(desk.name): \(desk.error ?? "")")
      let store = try desk.fixture.store
      expect(
        try desk.journalLines() == shared.filter { desk.mayRead($0) },
        "\(desk.name): another journal than the shared one")
      expect(try store.pendingCount() == 0, "\(desk.name): acts still wait")
      let rows = try store.viewDump()
      try store.rebuildViews()
      expect(try store.viewDump() == rows, "\(desk.name): the views are not those of a replay")
      try checkWhereabouts(of: desk, "healed")
      try checkMoments(of: desk)
      let report = try StoreVerification.run(desk.fixture.location)
      expect(report.isClean, "\(desk.name): \(report.problems.map(\.text))")
      let unfinished = report.remarks.filter { $0.contains("habiter sync") }
      expect(unfinished.isEmpty, "\(desk.name): \(unfinished)")
    }
    try checkRules()
    try checkErasures()
  }

  /// What was erased is nowhere any more: no text that came with the stream, no sealed body.
  private func checkErasures() throws {
    let places =
      [("shared", world.connection)]
      + (try desks.map {
        ($0.name, try $0.fixture.store.writer)
      })
    for stream in try world.erasedStreams() {
      let subjects = try world.subjects(of: stream)
      for (name, connection) in places {
        let bodies = try connection.scalar(
          "SELECT count(*) FROM event WHERE stream = ? AND seal_body IS NOT NULL", [stream],
          as: Int.self)
        expect(bodies == 0, "\(name): \(stream) is erased and has sealed bodies")
        for subject in subjects {
          let texts = try connection.scalar(
            "SELECT count(*) FROM vault WHERE subject = ? AND value IS NOT NULL", [subject],
            as: Int.self)
          expect(texts == 0, "\(name): \(stream) is erased and \(subject) has a text")
        }
      }
    }
  }

  /// Each act that the operator saw accepted is in exactly one place: the journal, the outbox, or
  /// the list of conflicts.
  func checkWhereabouts(of desk: SimDesk, _ when: String) throws {
    let store = try desk.fixture.store
    for command in desk.issued.keys {
      let isConfirmed =
        try store.writer.scalar(
          "SELECT 1 FROM event WHERE command = ?", [command], as: Int.self) != nil
      let isPending = try store.streams.outbox.pending(command) != nil
      let conflict = try ConflictTable(connection: store.writer).conflict(command)
      let places =
        (isConfirmed ? 1 : 0) + (isPending ? 1 : 0)
        + (conflict != nil && !(isConfirmed && conflict?.state == .done) ? 1 : 0)
      expect(
        places == 1,
        "\(when), \(desk.name): \(command) is in \(places) places"
          + " (journal \(isConfirmed), outbox \(isPending), conflict \(conflict != nil))")
      if let conflict, conflict.isUnsettled {
        let isShared =
          try world.connection.scalar(
            "SELECT 1 FROM event WHERE command = ?", [command], as: Int.self) != nil
        expect(
          !(isShared && when == "healed"), "\(desk.name): \(command) is a conflict and shared")
      }
    }
  }

  /// An act stands in the journal under the instant at which it was signed.
  private func checkMoments(of desk: SimDesk) throws {
    for (command, moment) in desk.issued {
      let shared = try world.connection.scalar(
        "SELECT recorded_at FROM event WHERE command = ?", [command], as: Moment.self)
      expect(shared == nil || shared == moment, "\(desk.name): \(command) changed its instant")
    }
  }

  private func checkGapless() throws {
    var last: (scope: String, seq: Int, command: String) = ("", 0, "")
    var seen: Set<String> = []
    var versions: [String: Int] = [:]
    try world.connection.query(
      "SELECT scope, seq, command, stream, version FROM event ORDER BY scope, seq"
    ) { row throws(StorageError) in
      let (scope, seq, command) = (
        try row.get(0, as: String.self), try row.get(1, as: Int.self),
        try row.get(2, as: String.self)
      )
      let stream = try row.get(3, as: String.self)
      let isNext = scope == last.scope ? seq == last.seq + 1 : seq == 1
      expect(isNext, "\(scope): \(seq) after \(last.seq)")
      let isNew = command == last.command || seen.insert(command).inserted
      expect(isNew, "\(command) was applied twice")
      versions[stream, default: 0] += 1
      expect(try row.get(4, as: Int.self) == versions[stream], "\(stream): a version is missing")
      last = (scope, seq, command)
    }
  }

  /// The rules were kept by what became of it, and no key is held twice.
  private func checkRules() throws {
    let store = try desks[0].fixture.store
    var holders: [Claim: StreamID] = [:]
    for stream in try store.streams.journal.streams(ofAggregate: Dossier.aggregate) {
      let dossier = try store.dossier(stream)
      let contested = dossier.contested(under: .default, names: store.directory)
      expect(
        contested.isEmpty,
        "\(dossier.reference) breaks the rules:\n"
          + dossier.history.map { recorded in
            "\(contested.contains(recorded.command) ? "✘" : " ") \(recorded.command) "
              + "\(recorded.signature.operatorID) \(recorded.signature.moment.seconds) "
              + "\(recorded.event)"
          }.joined(separator: "\n"))
      for claim in dossier.heldClaims {
        expect(holders[claim] == nil, "\(claim.key) is held twice")
        holders[claim] = stream
      }
    }
  }
}

extension SharedWorld {
  /// The streams whose personal data were erased.
  fileprivate func erasedStreams() throws -> [StreamID] {
    var streams: [StreamID] = []
    try connection.query("SELECT stream FROM stream WHERE erased = 1 ORDER BY stream") {
      row throws(StorageError) in streams.append(try row.get(0))
    }
    return streams
  }

  /// The subjects whose texts came with a stream.
  fileprivate func subjects(of stream: StreamID) throws -> [SubjectID] {
    var subjects: [SubjectID] = []
    try connection.query("SELECT subject FROM vault WHERE stream = ?", [stream]) {
      row throws(StorageError) in subjects.append(try row.get(0))
    }
    return subjects
  }
}

extension SimDesk {
  /// The journal of the store, line by line, as `SharedWorld.journal` writes it.
  func journalLines() throws -> [String] {
    var lines: [String] = []
    try fixture.store.reader.query("SELECT scope, seq, chain FROM event ORDER BY scope, seq") {
      row throws(StorageError) in
      lines.append(
        "\(try row.get(0, as: String.self)) \(try row.get(1, as: Int.self)) "
          + SHA256.hex(try row.get(2, as: [UInt8].self)))
    }
    return lines
  }

  /// Whether a line of the shared journal is of an audience that the operator reads.
  func mayRead(_ line: String) -> Bool {
    let scope = ScopeID(String(line.prefix { $0 != " " }))
    return SharedRights.reads(person, members: scope.members)
  }
}
