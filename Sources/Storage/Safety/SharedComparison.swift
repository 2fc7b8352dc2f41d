import Domain

/// The journal of a store beside the shared one: each audience stands there with the same chain, or
/// is behind. As the chain covers every event before it, equal chains are equal journals.
extension StoreVerification {
  /// How far the clock of a desk may be from the server's without a word, in seconds.
  private static let toleratedSkew: Int64 = 120

  /// Compares with the shared database that the store follows.
  ///
  /// - Parameter clock: the desk's.
  mutating func compare(with shared: any SharedDatabase, clock: Moment) throws {
    let welcome = try shared.hello()
    if let epoch = try Following(connection: connection).get(.epoch), epoch != welcome.epoch {
      report.add(.shared, "Cette base partagée n'est pas celle que ce poste suit.")
      return
    }
    let heads = try shared.heads(of: nil)
    var missing: Int64 = 0
    for head in heads { missing += try compare(head, with: shared) }
    let known = Set(heads.map(\.scope))
    try connection.query("SELECT scope FROM head WHERE seq > 0 ORDER BY scope") {
      row throws(StorageError) in
      let scope: ScopeID = try row.get(0)
      if !known.contains(scope) {
        report.add(.shared, "Audience \(scope) : la base partagée n'en a rien, ou plus pour vous.")
      }
    }
    report.counts[.shared] = "\(heads.count) audiences"
    if missing > 0 { report.remark("\(missing) événement(s) partagés restent à prendre.") }
    let skew = clock.seconds - welcome.now.seconds
    if abs(skew) > Self.toleratedSkew {
      report.remark(
        "L'horloge de ce poste \(skew > 0 ? "avance" : "retarde") de \(abs(skew)) s sur celle de "
          + "la base partagée.")
    }
  }

  /// - Returns: how many events of the audience are still to be fetched.
  private mutating func compare(
    _ head: SharedHead, with shared: any SharedDatabase
  ) throws -> Int64 {
    guard let own = try Journal(connection).head(of: head.scope), own.seq > 0 else {
      return head.seq
    }
    let theirs =
      own.seq == head.seq ? head.chain : try shared.chain(of: head.scope, at: own.seq)
    if theirs != own.chain {
      report.add(
        .shared,
        "Audience \(head.scope) : ce poste et la base partagée ne disent pas la même chose "
          + "jusqu'à l'événement \(own.seq).")
    }
    return max(0, head.seq - own.seq)
  }

  /// The days of events beside the clock of the shared database that took them in.
  mutating func checkDays() throws {
    var (ahead, late) = (0, 0)
    // A day holds 86 400 seconds and those of Paris begin up to two hours before: what is no mark
    // for sure is left to SQLite.
    try connection.query(
      """
      SELECT occurred_on, received_at FROM event
      WHERE occurred_on NOT BETWEEN received_at / 86400 - 1 AND received_at / 86400
      """
    ) { row throws(StorageError) in
      let day = Day(number: try row.get(0))
      switch DayMark(day: day, received: Moment(seconds: try row.get(1))) {
      case .ahead: ahead += 1
      case .late: late += 1
      case nil: break
      }
    }
    if ahead > 0 {
      report.remark("\(ahead) événement(s) datés d'après leur réception : horloge d'un poste.")
    }
    if late > 0 {
      report.remark("\(late) événement(s) reçus plus d'un jour après leur date (hors connexion).")
    }
  }
}
