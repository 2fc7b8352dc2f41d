import Domain

/// A file handed in, and what it is compared with.
public struct PatrimoineDelivery: Sendable {
  /// Where the file is.
  public var path: String
  /// The name under which it was sent, when the path does not end with it.
  public var name: String?
  /// What its lines are checked against.
  public var context: PatrimoineContext
  /// The current generation, nil when the bailleur has none.
  public var current: String?
  /// How many logements the stock has that is in service elsewhere, when it is not on this desk:
  /// what can then be told is how many fewer there are.
  public var countedElsewhere: Int?
  /// The dossiers whose logements the file should have.
  public var dossiers: [PatrimoineDossier] = []
  /// The share of logements gone, in percent, beyond which the import waits for a confirmation.
  public var goneShare: Int

  /// A file.
  public init(path: String, context: PatrimoineContext, current: String?, goneShare: Int) {
    self.path = path
    self.context = context
    self.current = current
    self.goneShare = goneShare
  }
}

/// How far an import is.
public struct PatrimoineProgress: Sendable {
  /// What is being done.
  public enum Part: Sendable {
    /// The stock before is copied.
    case copying
    /// The file is read and checked.
    case reading
    /// The stock is completed and brought to the disk.
    case saving
  }

  /// What is being done.
  public var part: Part
  /// The lines of logements read.
  public var lines = 0
  /// The bytes of the file read.
  public var bytes = 0
  /// The bytes of the file.
  public var size = 0
}

/// A patrimoine file checked, compared and made a stock, which is not the current one yet.
///
/// Nothing of it counts before `keep` and before the journal names it; what is neither kept nor
/// dropped goes with the object, or is litter that a kill left.
public final class PatrimoineImport {
  /// What was found.
  public let report: PatrimoineReport
  /// What becomes of the file.
  public let verdict: PatrimoineVerdict
  /// The SHA-256 of the file, in hexadecimal; nil when it could not be read to its end.
  public let sha256: String?
  /// The import that the stock before was made of, nil when there was none: only while that one is
  /// the current one may this one follow it.
  public let base: StockImport?
  /// What the file does to the stock.
  public let counts: StockCounts
  /// What the file says of each dossier's logement.
  public let sightings: [PatrimoineSighting]
  /// The dossiers whose logements were looked for.
  public let dossiers: [PatrimoineDossier]

  private let folder: StockFolder?
  private var generation: String?
  private var table: PatrimoineReportFile?

  /// Reads a file once, checks it, compares it, and writes the stock to be and the whole report.
  ///
  /// - Parameters:
  ///   - delivery: the file.
  ///   - folder: the bailleur's folder, where both are written.
  ///   - progress: is told how far it is; false stops it, and nothing is left.
  /// - Returns: nil when it was stopped.
  /// - Throws: `StorageError`: `full`, `cannotOpen`, `corrupt`; nothing is left then either.
  public static func prepare(
    _ delivery: PatrimoineDelivery, in folder: StockFolder,
    progress: (PatrimoineProgress) -> Bool = { _ in true }
  ) throws(StorageError) -> PatrimoineImport? {
    try FileSystem.makePrivateDirectory(folder.path)
    return try PatrimoineRun(delivery, folder: folder, table: nil).run(progress)
  }

  /// The same pass against the same stock; the report is the same, and nothing is written but
  /// the complete report when it is asked for.
  ///
  /// - Parameter table: where to write the complete report; nil: nowhere.
  public static func essai(
    _ delivery: PatrimoineDelivery, table: String? = nil,
    progress: (PatrimoineProgress) -> Bool = { _ in true }
  ) throws(StorageError) -> PatrimoineImport? {
    try PatrimoineRun(delivery, folder: nil, table: table).run(progress)
  }

  init(
    _ report: PatrimoineReport, sha256: String?, comparison: StockComparison,
    folder: StockFolder?, generation: String?, table: PatrimoineReportFile?
  ) {
    self.report = report
    self.sha256 = sha256
    verdict = PatrimoineVerdict(report)
    base = comparison.base
    counts = comparison.counts
    sightings = comparison.watch.sightings
    dossiers = comparison.watch.dossiers
    self.folder = folder
    self.generation = generation
    self.table = table
  }

  deinit {
    drop()
  }

  /// Gives the stock, when there is one, and the report their names; a power cut keeps them.
  ///
  /// - Parameter importID: the identity of the command that the journal is about to name.
  /// - Throws: `StorageError`.
  public func keep(as importID: String) throws(StorageError) {
    guard let folder else { throw StorageError(.misuse, "an essai has nothing to keep") }
    if let generation {
      let connection = try Connection(path: generation, mode: .work)
      try connection.run(
        "UPDATE import SET id = ? WHERE number = (SELECT max(number) FROM import)", [importID])
      connection.close()
      try FileSystem.sync(generation)
      try FileSystem.move(generation, to: folder.generation(importID))
      self.generation = nil
    }
    if let table {
      try FileSystem.move(table.path, to: folder.report(importID))
      self.table = nil
    }
  }

  /// Takes away what was written.
  public func drop() {
    guard folder != nil else { return }
    for path in [generation, table?.path].compactMap(\.self) { try? FileSystem.remove(path) }
    generation = nil
    table = nil
  }
}
