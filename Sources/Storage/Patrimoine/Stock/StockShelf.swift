import Domain

/// A logement found by a reference.
public struct LogementFound: Equatable, Sendable {
  /// The generation that has it.
  public var generation: String
  /// Its row there.
  public var row: Int
  /// The column whose reference was found.
  public var column: PatrimoineColumn
  /// The references, the address and what a list shows, by column.
  public var values: LogementValues

  /// What a list shows of a logement.
  static let columns: [PatrimoineColumn] = [
    .logement, .locataire, .rpls, .occupation, .eligible, .streetNumber, .repetition, .streetType,
    .street, .postcode, .commune, .typologie,
  ]
}

/// What a reference names in the current stocks.
public struct StockSearch: Equatable, Sendable {
  /// The logements: those of that very reference first, then those whose reference is written in
  /// another way, then those whose reference begins so.
  public var found: [LogementFound] = []
  /// Whether there are more.
  public var isCut = false
  /// Whether nothing bears the reference and `found` holds those one slip away from it.
  public var isNear = false
}

/// The current stocks of the bailleurs, open to be looked up.
///
/// It is not Sendable: it stays on the thread that made it.
public final class StockShelf {
  private var drawers: [StockDrawer] = []

  /// The most logements shown that were perhaps meant.
  static let nearLimit = 5

  /// Nothing yet.
  public init() {}

  /// Shows those generations and no others; those that are open stay so.
  ///
  /// - Throws: `StorageError`; what was open stays open.
  public func show(_ paths: [String]) throws(StorageError) {
    var now: [StockDrawer] = []
    for path in paths {
      if let open = drawers.first(where: { $0.generation.path == path }) {
        now.append(open)
      } else {
        now.append(try StockDrawer(path: path))
      }
    }
    drawers = now
  }

  /// The logements that a reference names: of a logement, of a tenant, of the RPLS.
  ///
  /// - Parameters:
  ///   - typed: the reference; case, accents, spaces, signs and the zeros before numbers do not
  ///     count, and one slip is forgiven when nothing else is found.
  ///   - limit: the most that are given.
  /// - Throws: `StorageError`.
  public func find(_ typed: String, limit: Int = 40) throws(StorageError) -> StockSearch {
    let key = PatrimoineReferenceKey.of(typed)
    var search = StockSearch()
    guard !key.isEmpty else { return search }
    var hits = Hits(limit: limit + 1)
    for drawer in drawers { try drawer.find(key, into: &hits) }
    hits.sort(as: typed)
    let beginning = PatrimoineReferenceKey.beginning(of: typed)
    for drawer in drawers where hits.isOpen && !beginning.isEmpty {
      try drawer.find(beginning: beginning, into: &hits)
    }
    if hits.found.isEmpty {
      hits = Hits(limit: min(limit, Self.nearLimit))
      for drawer in drawers where hits.isOpen { try drawer.findNear(typed, into: &hits) }
      search.isNear = !hits.found.isEmpty
      search.found = hits.found
      return search
    }
    search.isCut = hits.found.count > limit
    search.found = Array(hits.found.prefix(limit))
    return search
  }

  /// A logement found, all of it.
  ///
  /// - Throws: `StorageError`.
  public func card(of found: LogementFound) throws(StorageError) -> LogementCard? {
    guard let drawer = drawers.first(where: { $0.generation.path == found.generation }) else {
      return nil
    }
    return try drawer.generation.card(row: found.row)
  }
}

/// What a search has found so far.
struct Hits {
  private(set) var found: [LogementFound] = []
  private let limit: Int

  init(limit: Int) {
    self.limit = limit
  }

  /// Whether more are wanted.
  var isOpen: Bool { found.count < limit }

  /// How many more are wanted.
  var room: Int { limit - found.count }

  /// Takes a logement, once.
  mutating func add(_ hit: LogementFound) {
    guard isOpen,
      !found.contains(where: { $0.row == hit.row && $0.generation == hit.generation })
    else { return }
    found.append(hit)
  }

  /// Puts those first whose reference is what was typed, letter for letter.
  mutating func sort(as typed: String) {
    let isExact = { (hit: LogementFound) in hit.values[hit.column] == typed }
    found = found.filter(isExact) + found.filter { !isExact($0) }
  }
}

/// A generation with its statements ready.
private final class StockDrawer {
  let generation: Generation
  private let equal: [BulkStatement]
  private let beginning: [BulkStatement]
  private let row: BulkStatement
  private let signs: KeySigns

  init(path: String) throws(StorageError) {
    generation = try Generation(path: path)
    let connection = generation.connection
    var equal: [BulkStatement] = []
    var beginning: [BulkStatement] = []
    for (key, _) in GenerationSchema.keys {
      equal.append(
        try BulkStatement("SELECT id FROM logement WHERE \(key) = ? LIMIT ?", on: connection))
      beginning.append(
        try BulkStatement(
          "SELECT id FROM logement WHERE \(key) > ? AND \(key) < ? ORDER BY \(key) LIMIT ?",
          on: connection))
    }
    self.equal = equal
    self.beginning = beginning
    row = try BulkStatement(
      """
      SELECT \(LogementFound.columns.map(\.name).joined(separator: ", "))
      FROM logement WHERE id = ?
      """, on: connection)
    signs = KeySigns(
      try connection.scalar("SELECT signs FROM import ORDER BY number DESC LIMIT 1") ?? "")
  }

  /// Those of that key.
  func find(_ key: String, into hits: inout Hits) throws(StorageError) {
    for kind in equal.indices where hits.isOpen { try find(key, kind, into: &hits) }
  }

  /// Those whose key begins so.
  func find(beginning key: String, into hits: inout Hits) throws(StorageError) {
    for (kind, statement) in beginning.enumerated() where hits.isOpen {
      try statement.bind(text: key, at: 1)
      // Keys are letters and digits: none has a sign beyond those.
      try statement.bind(text: key + "\u{7F}", at: 2)
      statement.bind(Int64(hits.room), at: 3)
      try take(statement, kind, into: &hits)
    }
  }

  /// Those of which what was typed is one slip away.
  func findNear(_ typed: String, into hits: inout Hits) throws(StorageError) {
    for kind in equal.indices {
      for slip in PatrimoineReferenceKey.slips(typed, signs: signs.bytes(kind)) where hits.isOpen {
        try find(slip, kind, into: &hits)
      }
    }
  }

  private func find(_ key: String, _ kind: Int, into hits: inout Hits) throws(StorageError) {
    try equal[kind].bind(text: key, at: 1)
    equal[kind].bind(Int64(hits.room), at: 2)
    try take(equal[kind], kind, into: &hits)
  }

  private func take(
    _ statement: BulkStatement, _ kind: Int, into hits: inout Hits
  ) throws(StorageError) {
    while try statement.step() {
      let id = statement.number(0)
      row.bind(id, at: 1)
      guard try row.step() else { continue }
      var values: LogementValues = [:]
      for (index, column) in LogementFound.columns.enumerated() {
        let bytes = row.bytes(index)
        if !bytes.isEmpty { values[column] = String(decoding: bytes, as: UTF8.self) }
      }
      row.reset()
      hits.add(
        LogementFound(
          generation: generation.path, row: Int(id), column: GenerationSchema.keys[kind].column,
          values: values))
    }
  }
}
