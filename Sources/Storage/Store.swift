import Domain

/// The one door to the local store: acts go in, rows and dossiers come out.
///
/// A store belongs to the thread that opened it (its connections are not Sendable). It writes by
/// one connection and reads by another; the lock file lets one process write at a time
/// (`sync.md` §2).
public final class Store {
  /// Where the store is.
  public let location: StoreLocation
  /// The organisations and people, as last read.
  public private(set) var directory: Directory
  /// The parameters that the view's rows were computed with.
  public let reglement: Reglement

  let writer: Connection
  let reader: Connection
  let log: PendingLog
  let streams: DossierStreams
  private let lock: StoreLock
  private var identifiers = Identifiers()

  /// Opens the store of a location, creating it if there is none.
  ///
  /// Acts found in `pending.log` and not in the database are put back; views of another version are
  /// rebuilt.
  ///
  /// - Throws: `StorageError`, with a French sentence: a newer or foreign file, a locked store, a
  ///   folder that cannot be written.
  public init(_ location: StoreLocation, reglement: Reglement = .default) throws {
    try location.prepare()
    self.location = location
    self.reglement = reglement
    lock = try StoreLock(location)
    writer = try Migrations(
      applicationID: JournalSchema.applicationID,
      steps: [JournalSchema.migration, ImportSchema.migration]
    ).openForWriting(location.database)
    reader = try Connection(path: location.database, mode: .readOnly)
    log = try PendingLog(path: location.pendingLog)
    streams = DossierStreams(writer)
    directory = Directory()
    try rebuildStaleViews()
    try reconcileLog()
    try reloadDirectory()
  }

  /// Closes the files; the lock ends with the object.
  public func close() {
    reader.close()
    writer.close()
  }

  var view: DossierView { DossierView(connection: writer, reglement: reglement) }

  /// The queues and rows of the pane Dossiers.
  public var dossiers: DossierQueries {
    DossierQueries(connection: reader, names: directory)
  }

  /// What a sealer needs to make commands for this store.
  public func sealer() throws -> Sealer {
    let meta = Meta(writer)
    if let known = try meta.get("nur_key") { return Sealer(key: Array(known.utf8)) }
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<4).flatMap { _ in withUnsafeBytes(of: generator.next()) { Array($0) } }
    let key = SHA256.hex(bytes)
    try writer.transaction { try meta.set("nur_key", to: key) }
    return Sealer(key: Array(key.utf8))
  }

  /// How many acts no shared database has confirmed.
  public func pendingCount() throws -> Int { try Outbox(reader).count() }

  /// Writes organisations and operators, and reads the directory again.
  public func put(organisations: [Organisation], operators: [Operator]) throws {
    try writer.transaction {
      let table = DirectoryTable(writer)
      for organisation in organisations { try table.put(organisation) }
      for person in operators { try table.put(person) }
    }
    try reloadDirectory()
  }

  /// An identity for an act issued at that moment; each sorts after those given before.
  public func newCommand(at moment: Moment) -> CommandID { identifiers.command(at: moment) }

  /// An identity for a dossier opened at that moment.
  public func newStream(at moment: Moment) -> StreamID { identifiers.stream(at: moment) }

  /// Reads the directory again, after its tables were written.
  func reloadDirectory() throws {
    let table = DirectoryTable(writer)
    directory = Directory(organisations: try table.organisations(), operators: try table.people())
  }
}
