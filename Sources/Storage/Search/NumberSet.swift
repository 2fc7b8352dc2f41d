/// A set of dossier numbers, which are dense: one bit each.
struct NumberSet {
  private var words: [UInt64] = []
  /// Whether it holds none.
  var isEmpty: Bool { words.isEmpty }

  mutating func insert(_ number: Int) {
    let word = number >> 6
    if word >= words.count {
      words.append(contentsOf: repeatElement(0, count: max(word + 1 - words.count, words.count)))
    }
    words[word] |= 1 << UInt64(number & 63)
  }

  func contains(_ number: Int) -> Bool {
    let word = number >> 6
    return word < words.count && words[word] & (1 << UInt64(number & 63)) != 0
  }
}
