import Domain
import Foundation
import Testing

@Suite("Small values keep their stored form")
struct ValueTests {
  private func json(_ value: some Encodable) throws -> String {
    String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
  }

  @Test("an instant is stored as its seconds")
  func moment() throws {
    #expect(try json([Moment(seconds: -5)]) == "[-5]")
    #expect(try JSONDecoder().decode(Moment.self, from: Data("12".utf8)) == Moment(seconds: 12))
    #expect(Moment(seconds: 7) - Moment(seconds: 2) == 5)
    #expect(Moment(seconds: 2) + 5 == Moment(seconds: 7))
    #expect(Moment(seconds: 2) < Moment(seconds: 7))
  }

  @Test("an identity is stored as its text and sorts by it")
  func identifier() throws {
    let id = OrganisationID("bailleur-a")
    #expect(try json([id]) == "[\"bailleur-a\"]")
    let read = try JSONDecoder().decode(OrganisationID.self, from: Data("\"bailleur-a\"".utf8))
    #expect(read == id)
    #expect("\(id)" == "bailleur-a")
    #expect(OperatorID("a") < OperatorID("b"))
  }

  @Test(
    "a civil month knows its days",
    arguments: [
      ("2026-02-14", "2026-02", "2026-02-01", "2026-02-28", "février 2026"),
      ("2024-02-29", "2024-02", "2024-02-01", "2024-02-29", "février 2024"),
      ("2025-12-31", "2025-12", "2025-12-01", "2025-12-31", "décembre 2025"),
    ])
  func month(iso: String, text: String, first: String, last: String, french: String) throws {
    let day = try #require(Day(iso: iso))
    let month = CivilMonth(of: day)
    #expect(month.iso == text)
    #expect(month.first.iso == first)
    #expect(month.last.iso == last)
    #expect(month.french == french)
    #expect(month.contains(day))
    #expect(!month.contains(month.last + 1))
    #expect(!month.contains(month.first - 1))
    #expect(CivilMonth(iso: text) == month)
    #expect(try json([month]) == "[\"\(text)\"]")
  }

  @Test("months are moved and subtracted across years")
  func monthArithmetic() throws {
    let month = try #require(CivilMonth(iso: "2025-11"))
    #expect((month + 3).iso == "2026-02")
    #expect((month - 11).iso == "2024-12")
    #expect((month + 3) - month == 3)
    #expect(CivilMonth(iso: "2025-13") == nil)
    #expect(CivilMonth(iso: "2025-1") == nil)
  }
}
