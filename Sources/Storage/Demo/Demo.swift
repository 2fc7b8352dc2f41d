import Domain
import Glibc

/// The demonstration: invented data in a store of its own, made from nothing when it is missing.
public enum Demo {
  /// Opens the demonstration of a size, making it first unless it is there for that day.
  ///
  /// What operators do in it stays until it is made again: on another day, since its lateness would
  /// drift away from what it is to show, in another size, or by another version of the generator.
  ///
  /// - Parameters:
  ///   - environment: the process's environment, which says where the demonstration is.
  ///   - size: how much there is to be.
  ///   - clock: the instant that counts as now.
  ///   - progress: told how far the making has come, if there is any; what it throws ends it.
  /// - Throws: `StorageError` when another process works in it, or when it cannot be written;
  ///   `DemoFault` when the generator is wrong; what `progress` throws. Nothing half made is left.
  public static func open(
    environment: [String: String], size: DemoSize, clock: Moment,
    progress: (DemoProgress) throws -> Void = { _ in }
  ) throws -> Store {
    let location = try StoreLocation.demo(environment: environment, size: size)
    let today = ParisTime.day(of: clock)
    let stamp =
      "\(size.rawValue) \(today.iso) \(DemoGenerator.version) \(DemoGenerator.seed)"
    if let store = try made(at: location, stamp) { return store }
    try wipe(location)
    do {
      try make(at: location, DemoGenerator(today: today, volumes: size.volumes), stamp, progress)
    } catch {
      try? wipe(location)
      throw error
    }
    return try Store(location)
  }

  /// Whether a store is a demonstration that was made to its end.
  public static func isWhole(_ store: Store) throws -> Bool {
    try Meta(store.reader).get(stampKey) != nil
  }

  /// Makes a demonstration where there is none; its stamp comes last, so that what is cut short,
  /// even by a power cut, is never taken for whole.
  private static func make(
    at location: StoreLocation, _ generator: DemoGenerator, _ stamp: String,
    _ progress: (DemoProgress) throws -> Void
  ) throws {
    let store = try Store(location)
    defer { store.close() }
    // Nothing made here is lost that could not be made again: the disk is waited for once, at the
    // end, and the pages of indexes filled at random stay in memory meanwhile.
    try store.writer.execute(
      """
      PRAGMA synchronous=OFF; PRAGMA secure_delete=OFF; PRAGMA cache_size=-160000;
      PRAGMA wal_autocheckpoint=20000;
      """)
    try generator.fill(store, progress: progress)
    try store.writer.checkpoint()
    try store.writer.execute("PRAGMA synchronous=FULL")
    try store.writer.transaction { try Meta(store.writer).set(stampKey, to: stamp) }
    try store.writer.checkpoint()
  }

  /// The operator that a profile is, nil in a store that is no demonstration.
  public static func actor(for profile: DemoProfile, in store: Store) -> Operator? {
    store.directory.operators[profile.operatorID]
  }

  /// The note that only a demonstration has.
  static let stampKey = "demo"

  /// The store there is, when its stamp says that it was made whole for this very wish.
  private static func made(at location: StoreLocation, _ stamp: String) throws -> Store? {
    let store = try Store(location, for: .work)
    if try Meta(store.writer).get(stampKey) == stamp { return store }
    store.close()
    if case .locked(let holder) = store.reading {
      throw StorageError(.locked(by: holder), "another demonstration", path: location.lock)
    }
    return nil
  }

  /// Deletes the files of a demonstration, of nothing else, under its lock.
  static func wipe(_ location: StoreLocation) throws {
    guard location.isDemo,
      DemoSize.allCases.contains(where: { location.directory.hasSuffix("/habiter/\($0.folder)") })
    else {
      throw StorageError(.misuse, "not a demonstration", path: location.directory)
    }
    let lock = try StoreLock(location)
    let files = ["", "-wal", "-shm", "-journal"].map { location.database + $0 }
    let logs = ["", ".new", ".torn"].map { location.pendingLog + $0 }
    for path in files + logs where unlink(path) != 0 && errno != ENOENT {
      throw FileSystem.failure("unlink", path)
    }
    try FileSystem.removeTree(location.stocks)
    _ = consume lock
  }
}
