import Domain
import Testing

@Suite("ParisTime computes civil time in Europe/Paris")
struct ParisTimeTests {
  struct Vector: Sendable, CustomTestStringConvertible {
    let utc: String
    let seconds: Int64
    let day: String
    let hour: Int
    let minute: Int
    let offset: Int

    init(_ utc: String, _ seconds: Int64, _ day: String, _ hour: Int, _ minute: Int, _ offset: Int)
    {
      (self.utc, self.seconds, self.day) = (utc, seconds, day)
      (self.hour, self.minute, self.offset) = (hour, minute, offset)
    }

    var testDescription: String { utc }
  }

  /// Computed with Python's zoneinfo.
  @Test(
    "an instant falls on its Paris day, hour and offset",
    arguments: [
      Vector("2025-03-24 22:30:00Z", 1_742_855_400, "2025-03-24", 23, 30, 3600),
      Vector("2025-03-24 23:30:00Z", 1_742_859_000, "2025-03-25", 0, 30, 3600),
      Vector("2025-07-10 22:10:00Z", 1_752_185_400, "2025-07-11", 0, 10, 7200),
      Vector("2025-10-20 10:00:00Z", 1_760_954_400, "2025-10-20", 12, 0, 7200),
      Vector("2025-12-24 10:00:00Z", 1_766_570_400, "2025-12-24", 11, 0, 3600),
      Vector("2024-02-20 10:00:00Z", 1_708_423_200, "2024-02-20", 11, 0, 3600),
      Vector("2024-02-29 12:00:00Z", 1_709_208_000, "2024-02-29", 13, 0, 3600),
      Vector("2024-12-31 22:59:59Z", 1_735_685_999, "2024-12-31", 23, 59, 3600),
      Vector("2024-12-31 23:00:00Z", 1_735_686_000, "2025-01-01", 0, 0, 3600),
      Vector("1969-12-31 23:30:00Z", -1800, "1970-01-01", 0, 30, 3600),
      Vector("2100-02-28 23:00:00Z", 4_107_538_800, "2100-03-01", 0, 0, 3600),
    ])
  func instants(_ vector: Vector) {
    let moment = Moment(seconds: vector.seconds)
    #expect(ParisTime.day(of: moment).iso == vector.day)
    #expect(ParisTime.hourAndMinute(of: moment) == (vector.hour, vector.minute))
    #expect(ParisTime.offset(at: moment) == vector.offset)
  }

  /// A change of hour: its instant, and the offsets before and after it.
  @Test(
    "clocks change on the last Sunday of March and of October at 01:00 UTC",
    arguments: [
      ("2024-03-31", Int64(1_711_846_800), 3600, 7200),
      ("2024-10-27", 1_729_990_800, 7200, 3600),
      ("2025-03-30", 1_743_296_400, 3600, 7200),
      ("2025-10-26", 1_761_440_400, 7200, 3600),
      ("2026-03-29", 1_774_746_000, 3600, 7200),
      ("2026-10-25", 1_792_890_000, 7200, 3600),
      ("2029-03-25", 1_869_094_800, 3600, 7200),
    ])
  func changes(day: String, seconds: Int64, before: Int, after: Int) {
    let change = Moment(seconds: seconds)
    #expect(ParisTime.day(of: change).iso == day)
    #expect(ParisTime.offset(at: change + -1) == before)
    #expect(ParisTime.offset(at: change) == after)
  }

  @Test(
    "the days of the changes last 23 and 25 hours, the others 24",
    arguments: [("2025-03-30", 23), ("2025-10-26", 25), ("2025-03-31", 24), ("2025-10-20", 24)])
  func lengths(iso: String, hours: Int64) throws {
    let day = try #require(Day(iso: iso))
    let noon = Int64(day.number) * 86_400 + 12 * 3600
    let instants = stride(from: noon - 86_400, to: noon + 86_400, by: 60)
    let minutes = instants.filter { ParisTime.day(of: Moment(seconds: $0)) == day }.count
    #expect(minutes == Int(hours) * 60)
  }

  /// Annex §2.5: second NUR, K1 due, late from, first AL-1.
  @Test(
    "deadlines are counted on dates, across summer time, leap day and new year",
    arguments: [
      (Int64(1_742_855_400), "31/03/2025", "01/04/2025", "15/04/2025"),
      (1_742_859_000, "01/04/2025", "02/04/2025", "16/04/2025"),
      (1_752_185_400, "18/07/2025", "19/07/2025", "02/08/2025"),
      (1_760_954_400, "27/10/2025", "28/10/2025", "11/11/2025"),
      (1_766_570_400, "31/12/2025", "01/01/2026", "15/01/2026"),
      (1_708_423_200, "27/02/2024", "28/02/2024", "13/03/2024"),
    ])
  func deadlines(seconds: Int64, due: String, late: String, alert: String) {
    let start = ParisTime.day(of: Moment(seconds: seconds))
    #expect((start + 7).french == due)
    #expect((start + 8).french == late)
    #expect((start + 22).french == alert)
  }
}
