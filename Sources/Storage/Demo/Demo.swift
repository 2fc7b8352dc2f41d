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
  ///   - progress: told how many dossiers are made, of how many; not called when none is made.
  /// - Throws: `StorageError` when another process works in it, or when it cannot be written;
  ///   `DemoFault` when the generator is wrong.
  public static func open(
    environment: [String: String], size: DemoSize, clock: Moment,
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws -> Store {
    let location = try StoreLocation.demo(environment: environment)
    let today = ParisTime.day(of: clock)
    let stamp =
      "\(size.rawValue) \(today.iso) \(DemoGenerator.version) \(DemoGenerator.seed)"
    if let store = try made(at: location, stamp) { return store }
    try wipe(location)
    let store = try Store(location)
    try DemoGenerator(today: today, volumes: size.volumes).fill(store, progress: progress)
    try store.writer.transaction { try Meta(store.writer).set(stampKey, to: stamp) }
    return store
  }

  /// The operator that a profile is, nil in a store that is no demonstration.
  public static func actor(for profile: DemoProfile, in store: Store) -> Operator? {
    store.directory.operators[profile.operatorID]
  }

  private static let stampKey = "demo"

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
    guard location.isDemo, location.directory.hasSuffix("/habiter/demo") else {
      throw StorageError(.misuse, "not a demonstration", path: location.directory)
    }
    let lock = try StoreLock(location)
    let files = ["", "-wal", "-shm", "-journal"].map { location.database + $0 }
    let logs = ["", ".new", ".torn"].map { location.pendingLog + $0 }
    for path in files + logs where unlink(path) != 0 && errno != ENOENT {
      throw FileSystem.failure("unlink", path)
    }
    _ = consume lock
  }
}
