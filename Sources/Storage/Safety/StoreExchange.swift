import Domain

/// The exchange of a store's database for another, under the store's lock.
struct StoreExchange {
  private let location: StoreLocation
  private var lock: HeldLock?
  private let present: Connection?
  /// The database that is to take the store's place.
  private let candidate: String
  /// Whether the present database cannot be read, in part at least.
  private(set) var isDamaged: Bool
  /// How many bytes of the log, the only copy of the acts then, could not be read.
  private(set) var unreadableLogBytes = 0
  /// How many acts the candidate does not have.
  private(set) var actsOnlyHere = 0
  /// How many confirmed events the candidate does not have.
  private(set) var eventsOnlyHere = 0

  /// Lets the present store settle its two copies, then holds its lock.
  ///
  /// - Throws: `StorageError`: `locked`, and what forbids to work on the present store, damage to
  ///   it excepted.
  init(_ location: StoreLocation) throws {
    self.location = location
    candidate = location.database + ".restauration"
    // Settling rewrites a torn log; what it puts aside is lost unless the database has it too.
    let torn = try Self.log(of: location).tornBytes
    let isEmpty = FileSystem.size(of: location.database) == 0
    isDamaged = try !isEmpty && !Self.settles(location)
    lock = HeldLock(try StoreLock(location))
    if isDamaged || isEmpty {
      present = nil
      unreadableLogBytes = torn
    } else {
      present = try OpenedFiles.migrations.openForWriting(location.database)
    }
  }

  private static func log(of location: StoreLocation) throws -> PendingLog.Contents {
    guard FileSystem.permissions(of: location.pendingLog) != nil else { return .init() }
    return try PendingLog.read(path: location.pendingLog)
  }

  /// Opens and closes a store: database and log then hold the same acts.
  ///
  /// - Returns: false when it is damaged.
  private static func settles(_ location: StoreLocation) throws -> Bool {
    do {
      try Store(location).close()
      return true
    } catch let error as StorageError where error.isAboutDamage {
      return false
    }
  }

  /// Makes the candidate from a saved copy: brought up to date, and with what the present store
  /// alone knows of people and erasures.
  ///
  /// - Parameter path: the copy, known to be whole.
  /// - Throws: `Refusal` when it may not take the store's place, `StorageError`.
  mutating func prepare(from path: String, _ progress: @escaping (String) -> Void) throws {
    try removeCandidate()
    let source = try Connection(path: path, mode: .immutable)
    defer { source.close() }
    try source.copy(to: candidate) { done, total in progress("\(done) pages sur \(total)…") }
    let copy = try OpenedFiles.migrations.openForWriting(candidate)
    defer { copy.close() }
    try countWhatIsMissing(in: copy)
    try refuseOtherDesk(copy, path)
    try complete(copy)
    try copy.checkpoint()
    _ = try copy.scalar("PRAGMA journal_mode=DELETE", as: String.self)
  }

  private mutating func countWhatIsMissing(in copy: Connection) throws {
    let (journal, outbox, settled) = (Journal(copy), Outbox(copy), SettledActs(connection: copy))
    for record in try Self.log(of: location).records {
      let act = try LoggedAct(record: record).pending
      if try outbox.pending(act.command) != nil { continue }
      if try !settled.has(act) { actsOnlyHere += 1 }
    }
    try orDamaged { present in
      var missing = 0
      try present.query("SELECT scope, seq FROM head") { row throws(StorageError) in
        let known = try journal.head(of: try row.get(0))?.seq ?? 0
        missing += max(0, Int(try row.get(1, as: Int64.self) - known))
      }
      return missing
    }.map { eventsOnlyHere = $0 }
  }

  /// The key of the NUR hashes tells desks apart: acts sealed with another one would mean nothing.
  private mutating func refuseOtherDesk(_ copy: Connection, _ path: String) throws {
    let own = try orDamaged { present in try Following(connection: present).get(.nurKey) } ?? nil
    let base = try orDamaged { present in try Following(connection: present).get(.epoch) } ?? nil
    let other = try Following(connection: copy).get(.nurKey)
    // Of one shared database, whose acts go there under its own key.
    if let base, try Following(connection: copy).get(.epoch) == base { return }
    guard let own, own != other, actsOnlyHere > 0 else { return }
    throw StoreRestore.foreign(
      path,
      actsOnlyHere == 1
        ? "vient d'un autre poste : l'acte qui n'est que sur celui-ci s'y perdrait."
        : "vient d'un autre poste : les \(actsOnlyHere) actes qui ne sont que sur celui-ci s'y "
          + "perdraient.")
  }

  private mutating func complete(_ copy: Connection) throws {
    try MailCarryOver(copy: copy).doubt()
    try TicketCarryOver(copy: copy).doubt()
    _ = try orDamaged { present in
      try copy.transaction {
        try LocalKnowledge(from: present, to: copy).carryOver()
        try MailCarryOver(copy: copy).take(from: present)
        try TicketCarryOver(copy: copy).take(from: present)
      }
    }
    // The log is to be read again at the next opening, however long it is.
    try copy.run("DELETE FROM meta WHERE key = ?", [Store.endOfLog])
  }

  /// Reads the present database; one that proves damaged there keeps nobody from restoring.
  ///
  /// - Returns: nil when there is none or it is damaged.
  private mutating func orDamaged<Value>(_ body: (Connection) throws -> Value) throws -> Value? {
    guard let present, !isDamaged else { return nil }
    do {
      return try body(present)
    } catch let error as StorageError where error.isAboutDamage {
      isDamaged = true
      return nil
    }
  }

  /// Puts the candidate in the store's place and keeps the replaced database under a dated name.
  ///
  /// - Returns: that name, nil when there was no database.
  mutating func carryOut(at moment: Moment) throws -> String? {
    // What is still in the write-ahead log goes into the file that is kept. A damaged one keeps its
    // log beside it. A log that stayed would be played onto the new database.
    _ = try orDamaged { present in try present.checkpoint() }
    present?.close()
    var kept: String?
    if FileSystem.permissions(of: location.database) != nil {
      let name = freeName(at: moment)
      try FileSystem.link(location.database, as: name)
      for suffix in ["-wal", "-shm"] {
        if FileSystem.size(of: location.database + suffix) > 0 {
          try FileSystem.link(location.database + suffix, as: name + suffix)
        }
      }
      kept = name
    }
    for suffix in ["-wal", "-shm", "-journal"] {
      try FileSystem.remove(location.database + suffix)
    }
    try FileSystem.syncDirectory(of: location.database)
    try FileSystem.move(candidate, to: location.database)
    return kept
  }

  /// « habiter.sqlite.avant-2026-11-25-14h07 », with a number when that is taken.
  private func freeName(at moment: Moment) -> String {
    let (hour, minute) = ParisTime.hourAndMinute(of: moment)
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    let day = ParisTime.day(of: moment).iso
    let name = "\(location.database).avant-\(day)-\(two(hour))h\(two(minute))"
    var free = name
    var number = 2
    while FileSystem.permissions(of: free) != nil {
      free = "\(name)-\(number)"
      number += 1
    }
    return free
  }

  /// Lets go of the lock, so that the store can be opened.
  mutating func release() { lock = nil }

  /// Takes away an unfinished candidate.
  func clear() {
    present?.close()
    try? removeCandidate()
  }

  private func removeCandidate() throws {
    for suffix in ["", "-wal", "-shm", "-journal"] { try FileSystem.remove(candidate + suffix) }
  }
}

/// The lock of a store as a value that can be let go of.
private final class HeldLock {
  private let lock: StoreLock

  init(_ lock: consuming StoreLock) { self.lock = lock }
}
