import Domain

/// New identities: time-ordered for commands and streams, purely random for subjects.
///
/// It reads no clock: the caller says when, and tests give the random numbers.
public struct Identifiers: Sendable {
  private var random: any RandomNumberGenerator & Sendable
  private var lastTime: UInt64 = 0
  private var counter: UInt16 = 0

  /// Identities drawn from a source of random numbers, by default the system's.
  public init(random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()) {
    self.random = random
  }

  /// The identity of an act made at that moment; each one sorts after those given before.
  public mutating func command(at moment: Moment) -> CommandID {
    CommandID(timeOrdered(at: moment))
  }

  /// The identity of a stream opened at that moment.
  public mutating func stream(at moment: Moment) -> StreamID {
    StreamID(timeOrdered(at: moment))
  }

  /// The identity of a subject of personal data, of which nothing can be told: a random UUID
  /// (version 4, RFC 9562 §5.4).
  public mutating func subject() -> SubjectID {
    SubjectID(Self.text(high: random.next(), low: random.next(), version: 4))
  }

  /// A UUID of version 7 (RFC 9562 §5.7) whose 12 bits after the time are a counter (§6.2, method
  /// 1) that starts low at random; when it is full, or the clock went back, the time goes on alone.
  private mutating func timeOrdered(at moment: Moment) -> String {
    let time = UInt64(max(0, moment.seconds)) &* 1000
    if time > lastTime {
      lastTime = time
      counter = UInt16.random(in: 0..<0x800, using: &random)
    } else if counter == 0xfff {
      lastTime += 1
      counter = 0
    } else {
      counter += 1
    }
    return Self.text(high: lastTime << 16 | UInt64(counter), low: random.next(), version: 7)
  }

  private static func text(high: UInt64, low: UInt64, version: UInt64) -> String {
    let high = high & ~0xf000 | version << 12
    let low = low & ~(3 << 62) | 2 << 62
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for index in 0..<32 {
      if [8, 12, 16, 20].contains(index) { text.append(0x2d) }
      let half = index < 16 ? high : low
      text.append(digits[Int(half >> (60 - 4 * UInt64(index % 16)) & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
