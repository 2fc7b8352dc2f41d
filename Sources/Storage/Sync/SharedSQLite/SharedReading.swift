import Domain

extension SharedSQLite: SharedDatabase {
  /// The most events or texts of a page.
  private static let longestPage = 10_000

  /// Greets the database: who one is there, what its clock says, whether this program may write.
  public func hello() throws(SharedError) -> Welcome {
    try reading { person in
      let meta = Meta(connection)
      return Welcome(
        epoch: try meta.note(.epoch),
        timeline: try meta.get(SharedNote.timeline.rawValue) ?? "", now: clock(), me: person,
        leastProtocol: Int(try meta.number(.leastProtocol)),
        nurKey: SharedRights.needsNURKey(person) ? try meta.note(.nurKey) : nil,
        directoryVersion: try meta.number(.directory))
    }
  }

  /// Where the audiences stand that the login may read.
  public func heads(of scopes: [ScopeID]?) throws(SharedError) -> [SharedHead] {
    try reading { person in
      seenState = try state()
      let heads = try self.scopes.heads(for: person)
      guard let scopes else { return heads }
      let wanted = Set(scopes)
      return heads.filter { wanted.contains($0.scope) }
    }
  }

  /// The events of an audience after a position, at most `limit` of them.
  public func pull(
    _ scope: ScopeID, after seq: Int64, limit: Int
  ) throws(SharedError) -> EventPage {
    try reading { person in
      var page = EventPage(
        before: try scopes.chain(of: scope, at: seq), entries: [],
        head: try readable(scope, by: person))
      guard page.before != nil else { return page }
      var seals = SealOpening(person: person)
      try connection.query(
        """
        SELECT \(JournalEntry.columns) FROM event WHERE scope = ? AND seq > ? ORDER BY seq LIMIT ?
        """, [scope, seq, Self.length(limit)]
      ) { row throws(StorageError) in page.entries.append(seals.shown(try JournalEntry(row))) }
      return page
    }
  }

  /// The chain of an audience at a position, nil beyond its head.
  public func chain(of scope: ScopeID, at seq: Int64) throws(SharedError) -> [UInt8]? {
    try reading { person in
      _ = try readable(scope, by: person)
      return try scopes.chain(of: scope, at: seq)
    }
  }

  /// The texts of an audience that changed after a position, at most `limit` changes of them.
  public func texts(
    of scope: ScopeID, after seq: Int64, limit: Int
  ) throws(SharedError) -> TextPage {
    try reading { person in
      let head = try readable(scope, by: person)
      let length = Self.length(limit)
      var page = TextPage(texts: [], upTo: max(seq, head.textSeq), hasMore: false)
      var count = 0
      var last = seq
      try SharedTexts(connection: connection).changes(
        of: scope, after: seq, limit: length + 1
      ) { text, seq in
        count += 1
        page.hasMore = count > length
        if page.hasMore { return }
        last = seq
        let isRead = SharedRights.reads(
          person, textOf: text.scope.members, isClosed: text.isClosed, field: text.field)
        if isRead { page.texts.append(text) }
      }
      if page.hasMore { page.upTo = last }
      return page
    }
  }

  /// The organisations of the bourse and their people.
  public func directory() throws(SharedError) -> SharedDirectory {
    try reading { _ in
      SharedDirectory(
        version: try Meta(connection).number(.directory),
        organisations: try DirectoryTable(connection).organisations(),
        people: try SharedPeople(connection: connection).accounts().map(\.person))
    }
  }

  /// Where an audience stands that the person reads.
  ///
  /// - Throws: `SharedError` of kind `denied`, whether the audience is there or not.
  private func readable(_ scope: ScopeID, by person: Operator) throws -> SharedHead {
    guard SharedRights.reads(person, members: scope.members) else {
      throw SharedError(denied: SharedRefusal.reading)
    }
    return try scopes.head(of: scope) ?? SharedHead(empty: scope)
  }

  private static func length(_ limit: Int) -> Int { min(max(1, limit), longestPage) }
}

/// Takes out of events what a person may not read.
private struct SealOpening {
  private struct Key: Hashable {
    let readers: ScopeID
    let isClosed: Bool
  }

  let person: Operator
  /// An audience has a few kinds of seals, its journal thousands of events.
  private var known: [Key: Bool] = [:]

  init(person: Operator) {
    self.person = person
  }

  mutating func shown(_ entry: JournalEntry) -> JournalEntry {
    guard let seal = entry.event.seal else { return entry }
    let key = Key(readers: seal.readers, isClosed: seal.isClosed)
    let opens =
      known[key]
      ?? SharedRights.opens(person, readers: seal.readers.members, isClosed: seal.isClosed)
    known[key] = opens
    guard !opens else { return entry }
    var event = entry.event
    event.seal?.body = nil
    return JournalEntry(scope: entry.scope, seq: entry.seq, event: event, chain: entry.chain)
  }
}
