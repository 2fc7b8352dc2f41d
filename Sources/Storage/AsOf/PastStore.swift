import Domain
import Glibc

/// What a store knew at the end of a day, as a store of its own (`domaine.md` §7, 10).
///
/// It is made of the events that were signed by then, each stream up to the first one that was not,
/// and its rows are those of a rebuild: so every screen shows that day by the same code as today.
/// What was erased since stays erased, and organisations and people are those of today.
public struct PastStore: Sendable {
  /// The day.
  public let day: Day
  /// Where it is made: inside the folder of the store, private as it is.
  public let location: StoreLocation
  private let source: StoreLocation

  private static let prefix = "passe-"

  /// The store as it stood at the end of a day.
  ///
  /// - Parameter source: the store of today.
  public init(of source: StoreLocation, on day: Day) {
    self.source = source
    self.day = day
    location = StoreLocation(
      directory: "\(source.directory)/\(Self.prefix)\(getpid())", isDemo: source.isDemo)
  }

  /// The last instant of the day: the clock of whoever looks at it.
  public var clock: Moment { ParisTime.moment(of: day + 1, second: 0) + -1 }

  /// Makes it, in the place of an earlier one.
  ///
  /// - Parameter progress: told in French, from time to time, how far it has come.
  /// - Throws: `StorageError`; nothing is then left of it.
  public func make(_ progress: (String) -> Void = { _ in }) throws {
    Self.sweep(source)
    try remove()
    do {
      progress("Reprise des événements jusqu'au \(day.french)…")
      try copyEvents()
      // The views are missing: opening makes them.
      try Store(location, for: .writing, progress: progress).close()
    } catch {
      try? remove()
      throw error
    }
  }

  /// Opens what was made, for reading.
  ///
  /// - Throws: `StorageError`.
  public func open() throws -> Store { try Store(location, for: .past(day)) }

  /// Takes it off the disk.
  ///
  /// - Throws: `StorageError`.
  public func remove() throws {
    guard FileSystem.permissions(of: location.directory) != nil else { return }
    // Of the stocks, which are today's, the link alone goes.
    try FileSystem.removeTree(location.directory)
  }

  /// Takes away what programs left that were killed while they looked at a past day.
  static func sweep(_ source: StoreLocation) {
    let names = (try? FileSystem.names(in: source.directory)) ?? []
    for name in names where name.hasPrefix(prefix) {
      guard let process = Int32(name.dropFirst(prefix.count)), process != getpid(),
        kill(process, 0) != 0, errno == ESRCH
      else { continue }
      try? FileSystem.removeTree("\(source.directory)/\(name)")
    }
  }

  private func copyEvents() throws {
    try location.prepare()
    if FileSystem.permissions(of: source.stocks) != nil {
      try FileSystem.linkFolder(source.stocks, as: location.stocks)
    }
    let connection = try OpenedFiles.migrations.openForWriting(location.database)
    defer { connection.close() }
    // Nothing here has to outlive a crash.
    try connection.execute("PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF;")
    try connection.run("ATTACH DATABASE ? AS source", [source.database])
    try connection.transaction {
      for table in ["scope", "vault", "organisation", "operator", "dossier_number"] {
        try connection.execute("INSERT INTO main.\(table) SELECT * FROM source.\(table)")
      }
      try connection.execute(
        """
        INSERT OR REPLACE INTO main.meta SELECT * FROM source.meta
        WHERE key NOT IN ('views', 'log_end')
        """)
      let end = ParisTime.moment(of: day + 1, second: 0)
      try connection.run(Self.events, [end, end])
      try connection.run(Self.waiting, [end])
      try connection.execute(Self.streams)
    }
    try connection.execute("DETACH DATABASE source")
  }

  private static let events = """
    INSERT INTO main.event
    SELECT e.* FROM source.event AS e LEFT JOIN (
      SELECT stream, min(version) AS version FROM source.event WHERE recorded_at >= ?
      GROUP BY stream) AS later USING (stream)
    WHERE e.recorded_at < ? AND (later.version IS NULL OR e.version < later.version)
    ORDER BY e.scope, e.seq
    """

  /// The acts that wait for a shared database are known here, as today's are.
  private static let waiting = """
    INSERT INTO main.pending SELECT * FROM source.pending AS p WHERE issued_at < ?1
      AND NOT EXISTS (SELECT 1 FROM source.event AS e
        WHERE e.stream = p.stream AND e.recorded_at >= ?1)
      AND NOT EXISTS (SELECT 1 FROM source.pending AS q
        WHERE q.stream = p.stream AND q.ord < p.ord AND q.issued_at >= ?1)
    """

  private static let streams = """
    INSERT INTO main.stream SELECT * FROM source.stream
    WHERE stream IN (SELECT stream FROM main.event UNION SELECT stream FROM main.pending);
    """
}
