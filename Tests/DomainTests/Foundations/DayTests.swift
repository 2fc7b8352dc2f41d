import Domain
import Foundation
import Testing

@Suite("Day is a date of the Gregorian calendar")
struct DayTests {
  @Test("every day from 1583 to 2600 follows the one before")
  func walk() throws {
    var expected = (year: 1583, month: 1, day: 1)
    var day = try #require(Day(year: 1583, month: 1, day: 1))
    var weekday = 6  // 1 January 1583 was a Saturday.
    while expected.year <= 2600 {
      guard day.civil == expected, day.weekday == weekday,
        Day(year: expected.year, month: expected.month, day: expected.day) == day
      else {
        Issue.record("\(day.iso) where \(expected) was expected")
        return
      }
      expected.day += 1
      if expected.day > Day.length(ofMonth: expected.month, year: expected.year) {
        expected = (expected.year, expected.month + 1, 1)
      }
      if expected.month > 12 { expected = (expected.year + 1, 1, 1) }
      day = day + 1
      weekday = weekday % 7 + 1
    }
  }

  @Test(
    "known days have their known numbers",
    arguments: [
      ("1970-01-01", 0, 4), ("1969-12-31", -1, 3), ("2000-02-29", 11_016, 2),
      ("2026-03-24", 20_536, 2), ("0001-01-01", -719_162, 1), ("9999-12-31", 2_932_896, 5),
    ])
  func numbers(iso: String, number: Int, weekday: Int) throws {
    let day = try #require(Day(iso: iso))
    #expect(day.number == number)
    #expect(day.weekday == weekday)
    #expect(Day(number: number).iso == iso)
  }

  @Test(
    "days that are on no calendar do not exist",
    arguments: [
      (2026, 2, 29), (2100, 2, 29), (2026, 4, 31), (2026, 0, 1), (2026, 13, 1), (2026, 1, 0),
      (0, 1, 1), (10_000, 1, 1),
    ])
  func impossible(year: Int, month: Int, day: Int) {
    #expect(Day(year: year, month: month, day: day) == nil)
  }

  @Test(
    "only AAAA-MM-JJ is read as an ISO date",
    arguments: [
      "", "2026-3-24", "2026/03/24", "2026-03-24 ", "2026-02-30", "20260324", "+026-03-24",
      "2026-03-2é", "२०२६-०३-२४",
    ])
  func badISO(text: String) {
    #expect(Day(iso: text) == nil)
  }

  @Test("a day is stored as its ISO form, and nothing else is read")
  func codable() throws {
    let day = try #require(Day(iso: "2026-03-24"))
    let data = try JSONEncoder().encode([day])
    #expect(String(decoding: data, as: UTF8.self) == "[\"2026-03-24\"]")
    #expect(try JSONDecoder().decode([Day].self, from: data) == [day])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Day].self, from: Data("[\"24/03/2026\"]".utf8))
    }
  }

  @Test(
    "operators read days in French",
    arguments: [
      ("2026-03-24", "24/03/2026", "24/03", "24 mars 2026", "mardi 24 mars 2026"),
      ("2026-04-01", "01/04/2026", "01/04", "1er avril 2026", "mercredi 1er avril 2026"),
      ("2025-08-31", "31/08/2025", "31/08", "31 août 2025", "dimanche 31 août 2025"),
      ("2024-02-29", "29/02/2024", "29/02", "29 février 2024", "jeudi 29 février 2024"),
    ])
  func french(iso: String, full: String, short: String, long: String, weekday: String) throws {
    let day = try #require(Day(iso: iso))
    #expect(day.french == full)
    #expect(day.frenchShort == short)
    #expect(day.frenchLong == long)
    #expect(day.frenchWithWeekday == weekday)
  }

  @Test("days are ordered, moved and subtracted")
  func arithmetic() throws {
    let day = try #require(Day(iso: "2024-02-28"))
    #expect((day + 2).iso == "2024-03-01")
    #expect((day - 59).iso == "2023-12-31")
    #expect((day + 22) - day == 22)
    #expect(day < day + 1)
  }
}
