/// Finds the word that somebody probably meant.
public enum NearestWord {
  /// The candidate nearest to what was typed, nil when none is near enough to be meant.
  ///
  /// - Parameters:
  ///   - typed: what was typed; case and accents do not count.
  ///   - candidates: the words that exist; at equal distance, the first.
  public static func to(_ typed: String, among candidates: [String]) -> String? {
    let wanted = Array(typed.folded.utf8)
    let near = candidates.map { ($0, distance(wanted, Array($0.folded.utf8))) }
      .min { $0.1 < $1.1 }
    guard let near, near.1 <= min(3, (wanted.count + 1) / 4) else { return nil }
    return near.0
  }

  /// The least number of letters to add, remove, change or swap with their neighbour.
  static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var before: [Int] = []
    var previous = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var least = min(previous[column + 1], current[column]) + 1
        least = min(least, previous[column] + (letter == other ? 0 : 1))
        if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
          least = min(least, before[column - 1] + 1)
        }
        current.append(least)
      }
      before = previous
      previous = current
    }
    return previous[right.count]
  }
}
