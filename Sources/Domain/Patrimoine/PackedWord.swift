/// A word of at most sixteen bytes as two numbers, its ASCII letters in upper case: compared at
/// once, without a text being made.
struct PackedWord: Hashable {
  private let head: UInt64
  private let tail: UInt64
  private let count: Int

  /// Nil for an empty or a longer word.
  @inline(__always)
  init?(_ field: PatrimoineField) {
    guard field.count > 0, field.count <= 16 else { return nil }
    count = field.count
    head = Self.upper(Self.load(field, from: 0))
    tail = field.count > 8 ? Self.upper(Self.load(field, from: 8)) : 0
  }

  init(_ word: String) {
    var bytes = Array(word.utf8.prefix(16))
    count = bytes.count
    bytes += [UInt8](repeating: 0, count: 16 - bytes.count)
    let halves = bytes.withUnsafeBufferPointer { (Self.load($0, from: 0), Self.load($0, from: 8)) }
    head = Self.upper(halves.0)
    tail = Self.upper(halves.1)
  }

  @inline(__always)
  private static func load(_ field: PatrimoineField, from start: Int) -> UInt64 {
    var word: UInt64 = 0
    var shift: UInt64 = 0
    for index in start..<min(start + 8, field.count) {
      word |= UInt64(field[index]) &<< shift
      shift &+= 8
    }
    return word
  }

  /// Takes 0x20 off every byte from `a` to `z`, the eight at once.
  @inline(__always)
  private static func upper(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let seven = word & (ones &* 0x7F)
    let fromA = seven &+ ones &* (0x80 - 0x61)
    let pastZ = seven &+ ones &* (0x7F - 0x7A)
    let isLower = (fromA & ~pastZ) & ~word & (ones &* 0x80)
    return word &- (isLower &>> 2)
  }
}

/// The words of a closed list, ready to be looked up.
struct PatrimoineWordIndex<Word: PatrimoineWord> {
  private let packed: [PackedWord]
  private let words: [Word]

  init(_ type: Word.Type) {
    words = Array(Word.allCases)
    packed = words.map { PackedWord($0.rawValue) }
  }

  /// The word of that field, in whatever case, nil when the list has none such.
  @inline(__always)
  func word(_ field: PatrimoineField) -> Word? {
    guard let wanted = PackedWord(field) else { return nil }
    for (index, candidate) in packed.enumerated() where candidate == wanted { return words[index] }
    return nil
  }
}

/// A hash of bytes in 64 bits, the same on every machine.
///
/// Two of a million different references have the same one once in thirty million files. No key:
/// whoever forged two references of one hash would only have a line of their own file refused.
enum Fingerprint {
  /// The hash.
  @inline(__always)
  static func of(_ field: PatrimoineField) -> UInt64 {
    var state = UInt64(field.count) &* 0x9E37_79B9_7F4A_7C15
    guard let base = UnsafeRawPointer(field.baseAddress) else { return mix(state, 1) }
    var rest = field.count
    var offset = 0
    while rest >= 8 {
      let word = base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      state = mix(state ^ word, 0xA076_1D64_78BD_642F)
      offset += 8
      rest -= 8
    }
    var last: UInt64 = 0
    while rest > 0 {
      last = last &<< 8 | UInt64(field[offset])
      offset += 1
      rest -= 1
    }
    return mix(state ^ last, 0xE703_7ED1_A0B4_28DB)
  }

  /// Both halves of the product, folded.
  @inline(__always)
  private static func mix(_ word: UInt64, _ factor: UInt64) -> UInt64 {
    let product = word.multipliedFullWidth(by: factor)
    return product.high ^ product.low &+ word
  }
}
