import Domain
import Testing

@Suite("ParisTime computes civil time in Europe/Paris")
struct ParisTimeTests {
  struct Vector: CustomTestStringConvertible {
    let utc: String
    let seconds: Int64
    let day: String
    let hour: Int
    let minute: Int
    var testDescription: String { utc }
  }

  /// Computed with Python's zoneinfo.
  static let vectors = [
    Vector(utc: "2025-03-24 22:30Z", seconds: 1_742_855_400, day: "2025-03-24", hour: 23, minute: 30),
    Vector(utc: "2025-03-24 23:30Z", seconds: 1_742_859_000, day: "2025-03-25", hour: 0, minute: 30),
    Vector(utc: "2025-07-10 22:10Z", seconds: 1_752_185_400, day: "2025-07-11", hour: 0, minute: 10),
  ]

  @Test("an instant falls on its Paris day", arguments: vectors)
  func instants(_ vector: Vector) {
    let moment = Moment(seconds: vector.seconds)
    #expect(ParisTime.day(of: moment).iso == vector.day)
    let clock = ParisTime.hourAndMinute(of: moment)
    #expect(clock.hour == vector.hour)
    #expect(clock.minute == vector.minute)
  }
}
