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
  public private(set) var reglement: Reglement
  /// Whether the transaction under way wrote in the history of the rules.
  var rulesMayHaveChanged = false

  let writer: Connection
  let reader: Connection
  let streams: Streams
  /// Why nothing may be written by this store, nil when it writes.
  public let reading: ReadingReason?
  private var hand: WritingHand?
  /// Whether what was erased leaves the files after several acts, not after each.
  var putsWipingOff = false
  /// New identities; tests give their random numbers, so that a course can be run again.
  var identifiers = Identifiers()
  private var seen = StoreState()
  private var names = NameWords(Directory())
  private let orders = OrderMemory()
  let draws = DrawMemory()
  let complianceMemory = ComplianceMemory()
  let statistics = StatisticsMemory()
  private var isUnattended = false
  /// When the transaction that is open for what is fetched shall end.
  private var stretchEnd = 0.0
  /// In seconds: as much is fetched again after a power cut.
  private static let longestStretch = 5.0

  /// Opens the store of a location, creating it if there is none.
  ///
  /// Acts found in `pending.log` and not in the database are put back; views of another version are
  /// rebuilt.
  ///
  /// - Parameters:
  ///   - purpose: whether to write, and whether reading alone would do (`reading` then says why
  ///     nothing may be written).
  ///   - progress: told in French, from time to time, how far the views of another version are.
  /// - Throws: `StorageError`, with a French sentence: a newer or foreign file, a locked store, a
  ///   folder that cannot be written, `older` when only writing would make the file readable.
  public init(
    _ location: StoreLocation, for purpose: StorePurpose = .writing,
    progress: (String) -> Void = { _ in }
  ) throws {
    self.location = location
    let files = try OpenedFiles(location, for: purpose)
    writer = files.writer
    reader = files.reader
    hand = files.hand
    reading = files.reading
    streams = Streams(writer)
    reglement = try streams.regles().reglement
    directory = Directory()
    if reading == nil {
      try rebuildStaleViews(progress)
      try reconcileLog()
      try wipeIfAsked()
    } else {
      try refuseStaleViews()
    }
    try reloadDirectory()
    seen = StoreState(of: self)
  }

  /// Closes the files and frees the lock.
  public func close() {
    reader.close()
    writer.close()
    hand = nil
  }

  /// The second copy of the acts.
  ///
  /// - Throws: `Refusal` when this store is open for reading only: nothing is written without it.
  var log: PendingLog {
    get throws {
      if let reading { throw reading.refusal }
      guard let hand else { throw StorageError(.misuse, "the store is closed") }
      return hand.log
    }
  }

  /// Writes to the database, all of `body` or nothing.
  ///
  /// - Parameter isLasting: whether it stands on the disk when this returns. It must, but for what
  ///   a power cut may take away because the shared database gives it again.
  /// - Throws: `Refusal` when this store is open for reading only, what `body` throws,
  ///   `StorageError`.
  @discardableResult
  func write<Value>(isLasting: Bool = true, _ body: () throws -> Value) throws -> Value {
    _ = try log
    try writer.waitForDisk(isLasting)
    var rules = reglement
    func whole() throws -> Value {
      let value = try body()
      if rulesMayHaveChanged { rules = try followRules() }
      try SearchIndex(connection: writer).followNames()
      try AggregateViews.followTexts(in: writer)
      return value
    }
    defer { rulesMayHaveChanged = false }
    guard !isLasting, isUnattended else {
      let value = try writer.transaction(whole)
      reglement = rules
      return value
    }
    let now = Monotonic.now
    if now > stretchEnd {
      try writer.endStretch()
      stretchEnd = now + Self.longestStretch
    }
    let value = try writer.stretch(whole)
    reglement = rules
    return value
  }

  /// Says that a screen waits for this store between two tasks of the exchange.
  ///
  /// - Throws: `StorageError`.
  public func workBesideScreen() throws { try writer.expectHaste() }

  /// Says that nobody waits for this store until it is closed: what is fetched is written in a few
  /// large transactions.
  ///
  /// - Throws: `StorageError`.
  public func workUnattended() throws {
    isUnattended = true
    try writer.expectMuch()
  }

  /// What has changed under a store that reads while another program writes, since this was last
  /// asked; the directory is then read again.
  ///
  /// - Throws: `StorageError`.
  public func follow() throws -> StoreChange {
    let now = StoreState(of: self)
    defer { seen = now }
    if now.file != seen.file || now.isOutdated { return .files }
    guard now.version != seen.version else { return .nothing }
    try reloadDirectory()
    reglement = try streams.regles().reglement
    return .rows
  }

  var view: DossierView { DossierView(connection: writer, reglement: reglement) }

  /// The queues and rows of the pane Dossiers.
  public var dossiers: DossierQueries {
    DossierQueries(connection: reader, names: names, orders: orders)
  }

  /// What a sealer needs to make commands for this store.
  public func sealer() throws -> Sealer {
    let following = Following(connection: writer)
    if let known = try following.get(.nurKey) { return Sealer(key: Array(known.utf8)) }
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<4).flatMap { _ in withUnsafeBytes(of: generator.next()) { Array($0) } }
    let key = SHA256.hex(bytes)
    // Nothing can be sealed in a store that only reads: any key will do there.
    if reading == nil { try write { try following.set(.nurKey, to: key) } }
    return Sealer(key: Array(key.utf8))
  }

  /// How many acts no shared database has confirmed.
  public func pendingCount() throws -> Int { try Outbox(reader).count() }

  /// Writes organisations and operators, and reads the directory again.
  public func put(organisations: [Organisation], operators: [Operator]) throws {
    try write {
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
    directory = try DirectoryTable(writer).directory()
    names = NameWords(directory)
  }
}
