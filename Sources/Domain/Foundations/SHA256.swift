/// The digest function SHA-256 (FIPS 180-4), fed piece by piece.
///
/// It seals the journal's chain and draws the moderation's sample, so it has to be the same on
/// every machine, and the Domain imports no library that has it.
public struct SHA256: Sendable {
  /// Bytes in a digest.
  public static let digestLength = 32

  private var state = SHA256.initialState
  private var pending: [UInt8] = []
  private var length: UInt64 = 0

  /// A digest of nothing yet.
  public init() {}

  /// Feeds bytes.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    length &+= UInt64(bytes.count)
    var rest = bytes[...]
    if !pending.isEmpty {
      let head = rest.prefix(SHA256.blockLength - pending.count)
      pending.append(contentsOf: head)
      rest = rest.dropFirst(head.count)
      guard pending.count == SHA256.blockLength else { return }
      pending.withUnsafeBytes { SHA256.absorb($0, into: &state) }
      pending.removeAll(keepingCapacity: true)
    }
    let whole = rest.count / SHA256.blockLength * SHA256.blockLength
    SHA256.absorb(UnsafeRawBufferPointer(rebasing: rest.prefix(whole)), into: &state)
    pending.append(contentsOf: rest.dropFirst(whole))
  }

  /// Feeds bytes.
  public mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { update($0) }
  }

  /// Feeds the UTF-8 form of a text.
  public mutating func update(_ text: String) {
    var text = text
    text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
  }

  /// The 32 bytes of the digest of all that was fed. More may be fed afterwards.
  public func finalize() -> [UInt8] {
    let zeros = (2 * SHA256.blockLength - 9 - pending.count) % SHA256.blockLength
    var tail = [UInt8](repeating: 0, count: zeros + 9)
    tail[0] = 0x80
    for index in 0..<8 {
      tail[zeros + 1 + index] = UInt8(truncatingIfNeeded: (length &* 8) >> (56 - 8 * index))
    }
    var last = self
    last.update(tail)
    var digest: [UInt8] = []
    digest.reserveCapacity(SHA256.digestLength)
    for word in 0..<8 {
      for shift in stride(from: 24, through: 0, by: -8) {
        digest.append(UInt8(truncatingIfNeeded: last.state[word] >> UInt32(shift)))
      }
    }
    return digest
  }

  /// The digest of some bytes.
  public static func hash(_ bytes: [UInt8]) -> [UInt8] {
    var digest = SHA256()
    digest.update(bytes)
    return digest.finalize()
  }

  /// The digest of the UTF-8 form of a text.
  public static func hash(_ text: String) -> [UInt8] {
    var digest = SHA256()
    digest.update(text)
    return digest.finalize()
  }

  /// Bytes written in lower-case hexadecimal, two characters each.
  ///
  /// - Parameter bytes: the bytes to write, usually a digest: nothing is hashed here.
  public static func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }
}

extension SHA256 {
  /// Bytes in a block.
  static let blockLength = 64

  /// The first 32 bits of the fractional parts of the square roots of the first eight primes.
  private static let initialState: SIMD8<UInt32> = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
    0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5,
    0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3,
    0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc,
    0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
    0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13,
    0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3,
    0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5,
    0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208,
    0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]

  /// Feeds whole blocks to the state.
  private static func absorb(_ blocks: UnsafeRawBufferPointer, into state: inout SIMD8<UInt32>) {
    guard !blocks.isEmpty else { return }
    constants.withUnsafeBufferPointer { constants in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
        for start in stride(from: 0, to: blocks.count, by: blockLength) {
          expand(blocks, at: start, into: schedule)
          compress(schedule, constants, into: &state)
        }
      }
    }
  }

  /// Writes the message schedule of the block that begins at `start` (FIPS 180-4, 6.2.2, step 1).
  private static func expand(
    _ blocks: UnsafeRawBufferPointer, at start: Int,
    into schedule: UnsafeMutableBufferPointer<UInt32>
  ) {
    for index in 0..<16 {
      let word = blocks.loadUnaligned(fromByteOffset: start + 4 * index, as: UInt32.self)
      schedule.initializeElement(at: index, to: UInt32(bigEndian: word))
    }
    for index in 16..<64 {
      let early = schedule[index - 15]
      let late = schedule[index - 2]
      let sigma0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >> 3)
      let sigma1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >> 10)
      schedule.initializeElement(
        at: index, to: schedule[index - 16] &+ sigma0 &+ schedule[index - 7] &+ sigma1)
    }
  }

  /// Mixes one schedule into the state (FIPS 180-4, 6.2.2, steps 2 to 4).
  private static func compress(
    _ schedule: UnsafeMutableBufferPointer<UInt32>, _ constants: UnsafeBufferPointer<UInt32>,
    into state: inout SIMD8<UInt32>
  ) {
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    // Eight rounds bring each letter back to its place: nothing is moved in between.
    for round in stride(from: 0, to: 64, by: 8) {
      let word = { (index: Int) in constants[round + index] &+ schedule[round + index] }
      mix(a, b, c, &d, e, f, g, &h, word(0))
      mix(h, a, b, &c, d, e, f, &g, word(1))
      mix(g, h, a, &b, c, d, e, &f, word(2))
      mix(f, g, h, &a, b, c, d, &e, word(3))
      mix(e, f, g, &h, a, b, c, &d, word(4))
      mix(d, e, f, &g, h, a, b, &c, word(5))
      mix(c, d, e, &f, g, h, a, &b, word(6))
      mix(b, c, d, &e, f, g, h, &a, word(7))
    }
    state &+= SIMD8(a, b, c, d, e, f, g, h)
  }

  /// One round: of the eight letters it changes the fourth and the last.
  @inline(__always)
  private static func mix(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32,
    _ e: UInt32, _ f: UInt32, _ g: UInt32, _ h: inout UInt32, _ word: UInt32
  ) {
    let sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    let first = h &+ sum1 &+ (g ^ (e & (f ^ g))) &+ word
    let sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    d = d &+ first
    h = first &+ sum0 &+ ((a & b) | (c & (a | b)))
  }

  @inline(__always)
  private static func rotate(_ word: UInt32, _ bits: UInt32) -> UInt32 {
    (word &>> bits) | (word &<< (32 &- bits))
  }
}
