import Domain
import Testing

@Suite struct DossierReferenceTests {
  @Test(arguments: [
    ("D-2026-0412", 2026, "0412"), ("d-2026-0412", 2026, "0412"), ("D 2026 412", 2026, "412"),
    ("2026/0412", 2026, "0412"), ("26-412", 2026, "412"), ("d20260412", 2026, "0412"),
    ("412", nil, "412"), ("d412", nil, "412"), ("D-2O26-O4l2", 2026, "0412"),
    ("D–2026–0412", 2026, "0412"), (" 0412 ", nil, "0412"), ("75013", nil, "75013"),
  ])
  func `A reference is read however it is typed`(text: String, year: Int?, number: String) throws {
    let reference = try #require(DossierReference(typed: text))
    #expect(reference.year == year)
    #expect(reference.number == number)
  }

  @Test(arguments: [
    "", "dupont", "T4", "paris 13", "d-", "loi", "1 2", "2026-04-12", "D-2026-123456789", "⇄",
    "D-20x6-0412",
  ])
  func `What is no reference is not taken for one`(text: String) {
    #expect(DossierReference(typed: text) == nil)
  }

  @Test func `A number is looked for at each width, in the latest year first`() throws {
    #expect(
      try #require(DossierReference(typed: "412")).readings(years: 2025...2026) == [
        "D-2026-412", "D-2026-0412", "D-2026-00412", "D-2026-000412",
        "D-2025-412", "D-2025-0412", "D-2025-00412", "D-2025-000412",
      ])
    #expect(
      try #require(DossierReference(typed: "24-000412")).readings(years: 2025...2026) == [
        "D-2024-000412", "D-2024-0412", "D-2024-00412",
      ])
    #expect(try #require(DossierReference(typed: "0000")).readings(years: 2025...2026).isEmpty)
  }

  @Test(arguments: [
    ("D-2026-4012", "a swap"), ("D-2026-0142", "a swap"), ("D-2026-0413", "a wrong digit"),
    ("D-2026-9412", "a wrong digit"), ("D-2026-042", "a digit missing"),
    ("D-2026-04412", "a digit too many"), ("D-2025-0412", "another year"),
    ("D-2062-0412", "no year"),
  ])
  func `One slip of the keyboard is forgiven`(typed: String, slip: String) throws {
    let reference = try #require(DossierReference(typed: typed))
    #expect(reference.slips(years: 2024...2026).contains("D-2026-0412"), "\(slip)")
    #expect(!reference.slips(years: 2024...2026).contains(typed))
  }

  @Test func `Swapped digits come before a wrong one, and that before another year`() throws {
    let slips = try #require(DossierReference(typed: "D-2025-0421")).slips(years: 2024...2026)
    let places = ["D-2025-0412", "D-2025-0422", "D-2026-0421"].map { slips.firstIndex(of: $0) }
    #expect(places.allSatisfy { $0 != nil })
    #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
    #expect(Set(slips).count == slips.count)
  }
}
