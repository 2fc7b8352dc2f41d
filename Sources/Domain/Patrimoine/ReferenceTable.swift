/// On which line each reference of a file was first seen: its hash and a line number, 12 bytes.
///
/// The references themselves are not kept; see ``Fingerprint`` for what that costs.
final class ReferenceTable {
  private var hashes: UnsafeMutableBufferPointer<UInt64>
  private var lines: UnsafeMutableBufferPointer<UInt32>
  private var count = 0

  /// A table with room for that many references; it grows by itself.
  init(expecting expected: Int) {
    let capacity = max(64, expected + expected / 4)
    hashes = .allocate(capacity: capacity)
    hashes.initialize(repeating: 0)
    lines = .allocate(capacity: capacity)
    lines.initialize(repeating: 0)
  }

  deinit {
    hashes.deallocate()
    lines.deallocate()
  }

  /// Notes a reference, and tells the line on which it was first seen; nil when it is new.
  func note(_ fingerprint: UInt64, line: Int) -> Int? {
    // Zero marks a free place.
    let hash = fingerprint == 0 ? 1 : fingerprint
    let place = place(of: hash)
    guard hashes[place] == 0 else { return Int(lines[place]) }
    hashes[place] = hash
    lines[place] = UInt32(truncatingIfNeeded: line)
    count += 1
    if count > hashes.count / 8 * 7 { grow() }
    return nil
  }

  /// The place of a hash, or the free one where it would go.
  private func place(of hash: UInt64) -> Int {
    var place = Int(hash.multipliedFullWidth(by: UInt64(hashes.count)).high)
    while hashes[place] != 0, hashes[place] != hash {
      place += 1
      if place == hashes.count { place = 0 }
    }
    return place
  }

  /// By half each time: at the moment of growing both tables are there.
  private func grow() {
    let before = (hashes, lines)
    let capacity = hashes.count + hashes.count / 2
    hashes = .allocate(capacity: capacity)
    hashes.initialize(repeating: 0)
    lines = .allocate(capacity: capacity)
    lines.initialize(repeating: 0)
    for index in 0..<before.0.count where before.0[index] != 0 {
      let place = place(of: before.0[index])
      hashes[place] = before.0[index]
      lines[place] = before.1[index]
    }
    before.0.deallocate()
    before.1.deallocate()
  }
}
