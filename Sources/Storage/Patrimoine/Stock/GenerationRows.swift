import Domain
import Synchronization

/// Writes the rows of logements that come, with their keys and hashes.
// Unchecked: one thread at a time uses it: the pipeline's of a first import until that has ended,
// then the writer's. `failure` alone is read by both.
final class GenerationRows: @unchecked Sendable {
  private let insertion: BulkStatement
  private let print: BulkStatement
  private var row: Int64
  private(set) var signs: KeySigns
  private let keyRoom: UnsafeMutableBufferPointer<UInt8>
  private let fields: UnsafeMutableBufferPointer<PatrimoineField>
  /// Why rows could not be written; the others are dropped then.
  private let failed = Mutex<StorageError?>(nil)

  private static let keyLength = 32

  init(_ connection: Connection) throws(StorageError) {
    let columns = GenerationSchema.columns.count
    let rest = String(repeating: ", ?", count: columns + GenerationSchema.keys.count)
    insertion = try BulkStatement("INSERT INTO logement VALUES (?\(rest))", on: connection)
    print = try BulkStatement("INSERT OR REPLACE INTO print VALUES (?, ?, ?)", on: connection)
    row = try connection.scalar("SELECT coalesce(max(id), 0) FROM logement") ?? 0
    signs = KeySigns(
      try connection.scalar("SELECT signs FROM import ORDER BY number DESC LIMIT 1") ?? "")
    keyRoom = .allocate(capacity: Self.keyLength * GenerationSchema.keys.count)
    fields = .allocate(capacity: columns)
    fields.initialize(repeating: PatrimoineField(start: nil, count: 0))
  }

  deinit {
    keyRoom.deallocate()
    fields.deallocate()
  }

  /// Why a batch could not be written, nil while all is well.
  var failure: StorageError? { failed.withLock { $0 } }

  /// Adds the logements of a batch.
  func add(_ batch: RowBatch) {
    guard failure == nil else { return }
    do throws(StorageError) {
      for index in 0..<batch.count {
        batch.read(index, into: fields)
        try add(UnsafeBufferPointer(fields), batch.prints[index])
      }
    } catch {
      failed.withLock { $0 = error }
    }
  }

  /// Adds a logement.
  func add(_ values: UnsafeBufferPointer<PatrimoineField>, _ hashes: RowHashes)
    throws(StorageError)
  {
    row += 1
    insertion.bind(row, at: 1)
    for index in 0..<values.count { insertion.bind(values[index], at: index + 2) }
    bindKeys(values, to: insertion, from: values.count + 2)
    try insertion.run()
    try keep(hashes, of: row)
  }

  /// Keeps the hashes of a row.
  func keep(_ hashes: RowHashes, of row: Int64) throws(StorageError) {
    print.bind(row, at: 1)
    print.bind(Int64(bitPattern: hashes.reference), at: 2)
    print.bind(Int64(bitPattern: hashes.content), at: 3)
    try print.run()
  }

  /// Binds the keys, each in its part of the room, which the statement reads when it runs.
  func bindKeys(
    _ values: UnsafeBufferPointer<PatrimoineField>, to statement: BulkStatement, from first: Int
  ) {
    for (index, key) in GenerationSchema.keys.enumerated() {
      let start = index * Self.keyLength
      let room = UnsafeMutableBufferPointer(
        rebasing: keyRoom[start..<start + Self.keyLength])
      let count = PatrimoineReferenceKey.write(values[key.column.rawValue - 1], into: room)
      let bytes = UnsafeBufferPointer(rebasing: room[..<count])
      signs.note(bytes, kind: index)
      statement.bind(bytes, at: first + index)
    }
  }
}

/// The hashes of a logement: of its reference, and of its values.
struct RowHashes {
  var reference: UInt64
  var content: UInt64
}

/// Logements on their way to the thread that writes them.
// Unchecked: whoever fills it hands it over whole, and touches it no more.
final class RowBatch: @unchecked Sendable {
  private(set) var prints: [RowHashes] = []
  private let bytes: UnsafeMutablePointer<UInt8>
  private var end = 0
  private var ends: [UInt32] = []

  private static let capacity = 256 * 1024

  init() {
    bytes = .allocate(capacity: Self.capacity)
    ends.reserveCapacity(1024 * GenerationSchema.columns.count)
  }

  deinit {
    bytes.deallocate()
  }

  /// The logements.
  var count: Int { prints.count }

  /// Takes a logement; false when there is no room for it.
  func take(_ values: PatrimoineValues) -> Bool {
    let all = values.all
    var needed = 0
    for field in all { needed += field.count }
    guard end + needed <= Self.capacity else { return false }
    for field in all {
      if let start = field.baseAddress {
        (bytes + end).initialize(from: start, count: field.count)
        end += field.count
      }
      ends.append(UInt32(truncatingIfNeeded: end))
    }
    prints.append(RowHashes(reference: values.reference, content: values.fingerprint))
    return true
  }

  /// Shows the values of a logement, good as long as the batch.
  func read(_ index: Int, into fields: UnsafeMutableBufferPointer<PatrimoineField>) {
    let first = index * fields.count
    var start = first == 0 ? 0 : Int(ends[first - 1])
    for column in 0..<fields.count {
      let end = Int(ends[first + column])
      fields[column] = PatrimoineField(start: bytes + start, count: end - start)
      start = end
    }
  }
}
