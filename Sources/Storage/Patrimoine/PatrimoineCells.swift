import Domain

/// The fields of one record: where they lie in the reader's buffer, or here when they had to be
/// written anew.
final class PatrimoineCells {
  private var cells: UnsafeMutableBufferPointer<PatrimoineCell>
  private var count = 0
  private let rewritten: UnsafeMutableBufferPointer<UInt8>
  private var rewrittenEnd = 0

  init() {
    cells = .allocate(capacity: 64)
    // Windows-1252 makes three bytes of one at most.
    rewritten = .allocate(capacity: 3 * PatrimoineRecords.recordLimit)
  }

  deinit {
    cells.deallocate()
    rewritten.deallocate()
  }

  /// The fields, good until they are cleared.
  var all: UnsafeBufferPointer<PatrimoineCell> {
    UnsafeBufferPointer(rebasing: cells[..<count])
  }

  /// Forgets the record.
  func clear() {
    count = 0
    rewrittenEnd = 0
  }

  /// Takes a field more.
  func add(_ cell: PatrimoineCell) {
    if count == cells.count { grow() }
    cells.initializeElement(at: count, to: cell)
    count += 1
  }

  /// Keeps bytes for as long as the record.
  func keep(_ bytes: [UInt8]) -> UnsafeBufferPointer<UInt8> {
    let room = rewritten[rewrittenEnd..<min(rewritten.count, rewrittenEnd + bytes.count)]
    let place = UnsafeMutableBufferPointer(rebasing: room)
    _ = place.initialize(from: bytes.prefix(place.count))
    rewrittenEnd += place.count
    return UnsafeBufferPointer(place)
  }

  private func grow() {
    let larger = UnsafeMutableBufferPointer<PatrimoineCell>.allocate(capacity: 2 * count)
    _ = larger.initialize(from: cells)
    cells.deallocate()
    cells = larger
  }
}
