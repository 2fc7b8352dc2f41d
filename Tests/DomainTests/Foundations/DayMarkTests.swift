import Domain
import Testing

@Suite("The day of an act beside the moment of its receipt (sync.md §4)")
struct DayMarkTests {
  /// Received on 24 March 2026 at 12:00 in Paris.
  private static let received = Moment(seconds: 1_774_350_000)

  @Test(
    "Later than the server's clock, or more than a day before it, is marked",
    arguments: [
      ("2026-03-24", nil), ("2026-03-23", nil), ("2026-03-22", .late(2)), ("2026-02-24", .late(28)),
      ("2026-03-25", .ahead(1)), ("2027-03-24", .ahead(365)),
    ] as [(String, DayMark?)])
  func marks(_ day: String, _ mark: DayMark?) {
    #expect(DayMark(day: Day.of(day), received: Self.received) == mark)
  }

  @Test("The civil day of the receipt is that of Paris")
  func paris() {
    // 23:30 in Paris on 24 March, and a quarter past midnight on the 25th.
    let day = Day.of("2026-03-25")
    #expect(DayMark(day: day, received: Moment(seconds: 1_774_391_400)) == .ahead(1))
    #expect(DayMark(day: day, received: Moment(seconds: 1_774_394_100)) == nil)
  }
}
