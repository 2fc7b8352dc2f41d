import Domain
import Storage
import Testing

@Suite struct IdentifiersTests {
  /// A generator whose numbers are all the same.
  private struct Constant: RandomNumberGenerator {
    let number: UInt64
    mutating func next() -> UInt64 { number }
  }

  @Test func `The layout is the one of RFC 9562`() {
    var identifiers = Identifiers(random: Constant(number: .max))
    // RFC 9562, appendix A.6: 2022-02-22T19:22:22Z is 0x017F22E279B0 milliseconds.
    let command = identifiers.command(at: Moment(seconds: 1_645_557_742))
    #expect(command.text == "017f22e2-79b0-77ff-bfff-ffffffffffff")
    #expect(identifiers.subject().text == "ffffffff-ffff-4fff-bfff-ffffffffffff")
    identifiers = Identifiers(random: Constant(number: 0))
    #expect(identifiers.subject().text == "00000000-0000-4000-8000-000000000000")
  }

  @Test func `Later identities sort after earlier ones, also when the clock goes back`() {
    var identifiers = Identifiers()
    var given: [CommandID] = []
    for second in [100, 100, 50, 101] as [Int64] {
      for _ in 0..<3000 { given.append(identifiers.command(at: Moment(seconds: second))) }
    }
    #expect(given == given.sorted())
    #expect(Set(given).count == given.count)
  }

  @Test func `A moment before 1970 gives an identity all the same`() {
    var identifiers = Identifiers()
    #expect(identifiers.stream(at: Moment(seconds: -5)).text.hasPrefix("00000000-0000-7"))
  }

  @Test func `Subjects tell nothing and do not repeat`() {
    var identifiers = Identifiers()
    let subjects = (0..<1000).map { _ in identifiers.subject() }
    #expect(Set(subjects).count == 1000)
    #expect(subjects != subjects.sorted())
  }
}
