import Domain

/// The keys that only one open aggregate may hold, across all audiences of a shared file.
struct SharedClaims {
  let connection: Connection

  /// What an act changes in the keys of its stream.
  struct Plan {
    let stream: StreamID
    /// Keys to give up for good.
    var drop: Set<String>
    /// Keys to hold that the stream does not hold now.
    var take: Set<String>
    /// Keys that it holds now, to keep for when it is opened again.
    var rest: Set<String>
  }

  /// What an act changes in the keys of its stream (`ClaimChange`).
  func plan(_ change: ClaimChange, of stream: StreamID) throws(StorageError) -> Plan {
    var held: Set<String> = []
    var resting: Set<String> = []
    try connection.query(
      "SELECT key, held FROM claim WHERE stream = ?", [stream]
    ) { row throws(StorageError) in
      if try row.get(1) { held.insert(try row.get(0)) } else { resting.insert(try row.get(0)) }
    }
    let drop = held.union(resting).intersection(change.drop).subtracting(change.take)
    let keys = held.union(resting).union(change.take).subtracting(drop)
    let wanted = change.isOpen ? keys : keys.filter { $0.hasPrefix(ClaimChange.lasting) }
    return Plan(
      stream: stream, drop: drop, take: wanted.subtracting(held),
      rest: keys.subtracting(wanted).subtracting(resting))
  }

  /// The first key of a plan that another stream holds, nil when all are free.
  func conflict(_ plan: Plan) throws(StorageError) -> String? {
    for key in plan.take.sorted() {
      let holder: StreamID? = try connection.scalar(
        "SELECT stream FROM claim WHERE key = ? AND held = 1", [key])
      if let holder, holder != plan.stream { return key }
    }
    return nil
  }

  /// Carries a plan out.
  func apply(_ plan: Plan) throws(StorageError) {
    for key in plan.drop.sorted() {
      try connection.run("DELETE FROM claim WHERE key = ? AND stream = ?", [key, plan.stream])
    }
    try set(plan.rest, held: false, by: plan.stream)
    try set(plan.take, held: true, by: plan.stream)
  }

  private func set(_ keys: Set<String>, held: Bool, by stream: StreamID) throws(StorageError) {
    for key in keys.sorted() {
      try connection.run(
        """
        INSERT INTO claim(key, stream, held) VALUES (?, ?, ?)
        ON CONFLICT (key, stream) DO UPDATE SET held = excluded.held
        """, [key, stream, held])
    }
  }
}
