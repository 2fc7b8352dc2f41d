/// How long the references made of digits usually are, so that those which lost their leading
/// zeros in a spreadsheet show.
///
/// The habit is known at the end of the file alone. Until then lines are kept by runs of one
/// length, so that a file of one length costs nothing, and one of mixed lengths 24 bytes a line.
struct LengthHabit {
  /// Lines that follow each other, whose references are all as long.
  struct Run {
    let length: Int8
    let first: UInt32
    var last: UInt32
    /// The first reference of the run.
    let value: UInt64
  }

  private var counts = [Int](repeating: 0, count: longest + 1)
  private(set) var runs: [Run] = []

  /// The digits that a number holds.
  private static let longest = 19
  /// The references without which there is no habit (◇).
  private static let fewest = 20
  /// The share of one length, in percent, that makes a habit (◇).
  private static let share = 80
  /// The lines of each length that have a run of their own, to keep the value read.
  private static let alone = 200

  /// Notes the reference of a line, when it is made of digits.
  mutating func note(_ field: PatrimoineField, line: Int) {
    let length = field.count
    guard let value = Self.number(field) else { return }
    counts[length] += 1
    let number = UInt32(truncatingIfNeeded: line)
    if counts[length] > Self.alone, let last = runs.indices.last,
      runs[last].length == length, runs[last].last &+ 1 == number
    {
      runs[last].last = number
    } else {
      runs.append(Run(length: Int8(length), first: number, last: number, value: value))
    }
  }

  /// The usual length, nil when there is none.
  var usual: Int? {
    let total = counts.reduce(0, +)
    guard total >= Self.fewest,
      let most = counts.indices.max(by: { counts[$0] < counts[$1] }),
      counts[most] * 100 >= total * Self.share
    else { return nil }
    return most
  }

  private static func number(_ field: PatrimoineField) -> UInt64? {
    guard field.count > 0, field.count <= longest else { return nil }
    var value: UInt64 = 0
    for byte in field {
      guard ASCII.isDigit(byte) else { return nil }
      value = value &* 10 &+ UInt64(byte &- 0x30)
    }
    return value
  }
}
