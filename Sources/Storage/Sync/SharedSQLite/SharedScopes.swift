import Domain

/// The audiences of a shared file: where the journal and the texts of each stand.
struct SharedScopes {
  /// Beyond any position that a journal reaches: what is greater in a file is damage, and adding to
  /// it must not overflow.
  static let last: Int64 = 1 << 56

  let connection: Connection

  /// Where an audience stands, nil when nothing was ever written there.
  func head(of scope: ScopeID) throws(StorageError) -> SharedHead? {
    try connection.first(
      "SELECT scope, seq, chain, text_seq FROM scope WHERE scope = ?", [scope]
    ) { row throws(StorageError) in try Self.head(row) }
  }

  /// Where the audiences stand that the person may read something of: events, or texts whose
  /// readers are fewer than those of any journal.
  func heads(for person: Operator) throws(StorageError) -> [SharedHead] {
    var heads: [SharedHead] = []
    try connection.query(
      """
      SELECT scope, seq, chain, text_seq, seq > 0 OR EXISTS (
          SELECT 1 FROM vault WHERE vault.scope = scope.scope AND closed = 0)
      FROM scope ORDER BY scope
      """
    ) { row throws(StorageError) in
      let head = try Self.head(row)
      let members = head.scope.members
      let hasOpen: Bool = try row.get(4)
      // Whoever reads a part reads all its texts.
      if SharedRights.reads(person, members: members),
        hasOpen || members.contains(where: { $0 == person.organisation || $0.isPart })
      {
        heads.append(head)
      }
    }
    return heads
  }

  /// Where all audiences stand.
  func all() throws(StorageError) -> [SharedHead] {
    var heads: [SharedHead] = []
    try connection.query(
      "SELECT scope, seq, chain, text_seq FROM scope ORDER BY scope"
    ) { row throws(StorageError) in heads.append(try Self.head(row)) }
    return heads
  }

  /// The chain of an audience at a position, nil beyond its head.
  func chain(of scope: ScopeID, at seq: Int64) throws(StorageError) -> [UInt8]? {
    guard seq != 0 else { return Chain.start(of: scope) }
    return try connection.scalar(
      "SELECT chain FROM event WHERE scope = ? AND seq = ?", [scope, seq])
  }

  /// Makes an audience known.
  func register(_ scope: ScopeID) throws(StorageError) {
    try connection.run(
      "INSERT INTO scope VALUES (?, ?, 0, ?, 0) ON CONFLICT DO NOTHING",
      [scope, try JSONText.encode(scope.members.sorted()), Chain.start(of: scope)])
  }

  /// Notes where the journal of an audience stands.
  func setHead(of scope: ScopeID, seq: Int64, chain: [UInt8]) throws(StorageError) {
    try connection.run(
      "UPDATE scope SET seq = ?, chain = ? WHERE scope = ?", [seq, chain, scope])
  }

  /// The position of the next change of an audience's texts.
  func nextTextSeq(of scope: ScopeID) throws(StorageError) -> Int64 {
    try register(scope)
    let last: Int64? = try connection.scalar(
      "SELECT text_seq FROM scope WHERE scope = ?", [scope])
    let next = try Self.checked(last ?? 0) + 1
    try connection.run("UPDATE scope SET text_seq = ? WHERE scope = ?", [next, scope])
    return next
  }

  /// A position as a row holds it.
  ///
  /// - Throws: `StorageError` of kind `corrupt` when no journal reaches it.
  static func checked<Number: BinaryInteger>(_ number: Number) throws(StorageError) -> Number {
    guard (0...Self.last).contains(Int64(clamping: number)) else {
      throw StorageError(.corrupt, "a position is out of range")
    }
    return number
  }

  private static func head(_ row: borrowing Row) throws(StorageError) -> SharedHead {
    let head = SharedHead(
      scope: try row.get(0), seq: try checked(try row.get(1, as: Int64.self)),
      chain: try row.get(2), textSeq: try checked(try row.get(3, as: Int64.self)))
    guard head.chain.count == 32 else { throw StorageError(.corrupt, "a chain has another length") }
    return head
  }
}

extension SharedHead {
  /// An audience in which nothing was written yet.
  init(empty scope: ScopeID) {
    self.init(scope: scope, seq: 0, chain: Chain.start(of: scope), textSeq: 0)
  }
}
