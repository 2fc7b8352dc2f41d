import Domain

/// The exchange of a store's database for another, under the store's lock.
struct StoreExchange {
  private let location: StoreLocation
  private var lock: HeldLock?
  private let present: Connection?
  /// The database that is to take the store's place.
  private let candidate: String
  /// Whether the present database cannot be read.
  let isDamaged: Bool
  /// How many acts the candidate does not have.
  private(set) var actsOnlyHere = 0

  /// Lets the present store settle its two copies, then holds its lock.
  ///
  /// - Throws: `StorageError`: `locked`, and what forbids to work on the present store, damage to
  ///   it excepted.
  init(_ location: StoreLocation) throws {
    self.location = location
    candidate = location.database + ".restauration"
    var isDamaged = false
    if FileSystem.size(of: location.database) > 0 {
      isDamaged = try !Self.settles(location)
    }
    lock = HeldLock(try StoreLock(location))
    self.isDamaged = isDamaged
    present =
      isDamaged || FileSystem.size(of: location.database) == 0
      ? nil : try OpenedFiles.migrations.openForWriting(location.database)
  }

  /// Opens and closes a store: database and log then hold the same acts.
  ///
  /// - Returns: false when it is damaged.
  private static func settles(_ location: StoreLocation) throws -> Bool {
    do {
      try Store(location).close()
      return true
    } catch let error as StorageError
      where [.corrupt, .notADatabase, .typeMismatch, .constraint].contains(error.kind)
    {
      return false
    }
  }

  /// Makes the candidate from a saved copy: brought up to date, verified, and with what the present
  /// store alone knows of people and erasures.
  ///
  /// - Throws: `Refusal` when it may not take the store's place, `StorageError`.
  mutating func prepare(from path: String, _ progress: @escaping (String) -> Void) throws {
    try removeCandidate()
    do {
      let source = try Connection(path: path, mode: .immutable)
      defer { source.close() }
      try source.copy(to: candidate) { done, total in progress("\(done) pages sur \(total)…") }
      let copy = try OpenedFiles.migrations.openForWriting(candidate)
      defer { copy.close() }
      try StoreBackup.requireWhole(copy, progress)
    } catch let error as StorageError
      where [.corrupt, .notADatabase, .typeMismatch, .constraint].contains(error.kind)
    {
      throw StoreRestore.refusal(of: path, error)
    }
    let copy = try OpenedFiles.migrations.openForWriting(candidate)
    defer { copy.close() }
    guard try (Meta(copy).get(Demo.stampKey) != nil) == location.isDemo else {
      throw StoreRestore.foreign(
        path,
        location.isDemo
          ? "n'est pas une sauvegarde de la démonstration."
          : "est une sauvegarde de la démonstration : ajoutez --demo.")
    }
    try complete(copy, path)
    try copy.checkpoint()
    _ = try copy.scalar("PRAGMA journal_mode=DELETE", as: String.self)
  }

  private mutating func complete(_ copy: Connection, _ path: String) throws {
    let logged = try loggedActs()
    actsOnlyHere = try logged.count { act in
      try Outbox(copy).pending(act.command) == nil
        && !Journal(copy).entries(ofStream: act.stream).contains { $0.event.command == act.command }
    }
    if let present {
      let keys = try [present, copy].map { try Meta($0).get("nur_key") }
      if let own = keys[0], own != keys[1], actsOnlyHere > 0 {
        throw StoreRestore.foreign(
          path, "vient d'un autre poste : les \(actsOnlyHere) actes de celui-ci s'y perdraient.")
      }
    }
    try copy.transaction {
      if let present { try LocalKnowledge(from: present, to: copy).carryOver() }
      // The log is to be read again at the next opening, however long it is.
      try copy.run("DELETE FROM meta WHERE key = ?", [Store.endOfLog])
    }
  }

  private func loggedActs() throws -> [PendingCommand] {
    guard FileSystem.permissions(of: location.pendingLog) != nil else { return [] }
    return try PendingLog.read(path: location.pendingLog).records.map { record in
      try LoggedAct(record: record).pending
    }
  }

  /// Puts the candidate in the store's place and keeps the replaced database under a dated name.
  ///
  /// - Returns: that name, nil when there was no database.
  mutating func carryOut(at moment: Moment) throws -> String? {
    // What is still in the write-ahead log goes into the file that is kept. A damaged one keeps its
    // log beside it. A log that stayed would be played onto the new database.
    try present?.checkpoint()
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
