import Domain

/// The dossiers marked, by their numbers in the store: one bit each, so that a hundred thousand
/// marks take twelve kilobytes and hold through every refresh, order, filter and queue.
struct DossierMarks: Equatable, Sendable {
  private var words: [UInt64] = []
  /// How many are marked.
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }

  /// The numbers marked, the least first.
  var numbers: [Int] {
    var numbers: [Int] = []
    numbers.reserveCapacity(count)
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        numbers.append(index * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return numbers
  }

  func contains(_ number: Int) -> Bool {
    let (index, bit) = Self.place(of: number)
    return words.indices.contains(index) && words[index] & bit != 0
  }

  mutating func insert(_ number: Int) {
    guard number >= 0, !contains(number) else { return }
    let (index, bit) = Self.place(of: number)
    if index >= words.count {
      words += Array(repeating: 0, count: index + 1 - words.count)
    }
    words[index] |= bit
    count += 1
  }

  mutating func remove(_ number: Int) {
    guard contains(number) else { return }
    let (index, bit) = Self.place(of: number)
    words[index] &= ~bit
    count -= 1
  }

  mutating func toggle(_ number: Int) {
    if contains(number) { remove(number) } else { insert(number) }
  }

  /// Marks a whole list or, when all of it is marked already, takes its marks away.
  mutating func toggle(all numbers: [Int]) {
    if numbers.allSatisfy(contains) {
      for number in numbers { remove(number) }
    } else {
      for number in numbers { insert(number) }
    }
  }

  private static func place(of number: Int) -> (index: Int, bit: UInt64) {
    (number / 64, 1 << UInt64(number % 64))
  }
}
