import Domain

/// The hashes of every logement of a stock: 20 bytes each, whatever the size of its row.
final class StockPrints {
  /// Where a logement is in the table.
  struct Place {
    fileprivate let slot: Int
  }

  private var references: UnsafeMutableBufferPointer<UInt64>
  private var contents: UnsafeMutableBufferPointer<UInt64>
  /// The row, its highest bit telling whether the file has the logement.
  private var rows: UnsafeMutableBufferPointer<UInt32>
  /// The logements.
  let count: Int
  private(set) var seen = 0

  private static let seenBit: UInt32 = 1 << 31

  /// The hashes that a generation keeps.
  init(of generation: Connection) throws(StorageError) {
    count = try generation.scalar("SELECT count(*) FROM print") ?? 0
    let capacity = max(16, count + count / 4)
    references = .allocate(capacity: capacity)
    references.initialize(repeating: 0)
    contents = .allocate(capacity: capacity)
    contents.initialize(repeating: 0)
    rows = .allocate(capacity: capacity)
    rows.initialize(repeating: 0)
    let all = try BulkStatement("SELECT id, reference, content FROM print", on: generation)
    while try all.step() {
      let reference = UInt64(bitPattern: all.number(1))
      let slot = slot(of: reference)
      guard rows[slot] == 0, let row = UInt32(exactly: all.number(0)), row < Self.seenBit else {
        throw StorageError(.corrupt, "a logement twice in a stock", path: generation.path)
      }
      references[slot] = reference
      contents[slot] = UInt64(bitPattern: all.number(2))
      rows[slot] = row
    }
  }

  deinit {
    references.deallocate()
    contents.deallocate()
    rows.deallocate()
  }

  /// The logement of that reference, nil when the stock does not have it.
  @inline(__always)
  func place(of reference: UInt64) -> Place? {
    let slot = slot(of: reference)
    return rows[slot] == 0 ? nil : Place(slot: slot)
  }

  /// The hash of a logement's values.
  @inline(__always)
  func content(at place: Place) -> UInt64 { contents[place.slot] }

  /// The row of a logement.
  func row(at place: Place) -> Int64 { Int64(rows[place.slot] & ~Self.seenBit) }

  /// Notes that the file has the logement.
  @inline(__always)
  func see(_ place: Place) {
    if rows[place.slot] & Self.seenBit == 0 { seen += 1 }
    rows[place.slot] |= Self.seenBit
  }

  /// The rows of the logements that the file does not have, in order.
  var unseen: [Int64] {
    rows.filter { $0 != 0 && $0 & Self.seenBit == 0 }.sorted().map(Int64.init)
  }

  /// The slot of a reference, or the free one where it would go.
  @inline(__always)
  private func slot(of reference: UInt64) -> Int {
    var slot = Int(reference.multipliedFullWidth(by: UInt64(references.count)).high)
    while rows[slot] != 0, references[slot] != reference {
      slot += 1
      if slot == references.count { slot = 0 }
    }
    return slot
  }
}
