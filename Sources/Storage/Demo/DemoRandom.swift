/// Numbers that look random and are the same on every machine and day: SplitMix64 (Steele, Lea and
/// Flood, 2014).
///
/// The system's generator would make each demonstration another one, and nothing could be tested.
struct DemoRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// The sequence of a seed and of the parts that set it apart, such as a dossier's number: each
  /// dossier draws from its own, so that none depends on how many were made before it.
  init(seed: UInt64, _ parts: Int...) {
    state = parts.reduce(seed) { Self.mix($0 ^ Self.mix(UInt64(bitPattern: Int64($1)) &+ golden)) }
  }

  mutating func next() -> UInt64 {
    state &+= golden
    return Self.mix(state)
  }

  /// A whole number of the range, each as likely.
  mutating func int(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  /// True that often, from 0 (never) to 1 (always).
  mutating func chance(_ probability: Double) -> Bool {
    Double(next() >> 11) * 0x1p-53 < probability
  }

  /// One of the elements; the list is one of the generator's own, never empty.
  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[int(in: 0...elements.count - 1)]
  }

  /// The place of one of the weights, each as likely as it weighs; their sum is above zero.
  mutating func place(in weights: [Int]) -> Int {
    var left = int(in: 1...weights.reduce(0, +))
    return weights.firstIndex { weight in
      left -= weight
      return left <= 0
    } ?? weights.count - 1
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

/// The odd number next to 2^64 divided by the golden ratio.
private let golden: UInt64 = 0x9e37_79b9_7f4a_7c15
