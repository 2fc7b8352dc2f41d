import Domain
import Testing

@testable import Storage

/// The calendars of the commissions that were typed at this post.
@Suite struct CommissionDaysTests {
  private let days: Set<Day> = [StoreFixture.start, StoreFixture.start + 14]

  @Test func `Days are there after the store is opened again, by bailleur`() throws {
    let fixture = try StoreFixture()
    #expect(try fixture.store.commissionDays().isEmpty)
    try fixture.store.keep(days, ofCommissionOf: Cast.bailleurA)
    try fixture.store.keep([StoreFixture.start], ofCommissionOf: Cast.bailleurB)
    try fixture.reopen()
    #expect(
      try fixture.store.commissionDays()
        == [Cast.bailleurA: days, Cast.bailleurB: [StoreFixture.start]])
    try fixture.store.keep([], ofCommissionOf: Cast.bailleurB)
    #expect(try fixture.store.commissionDays() == [Cast.bailleurA: days])
    let reader = try Store(fixture.location, for: .reading)
    #expect(throws: Refusal.self) { try reader.keep([], ofCommissionOf: Cast.bailleurA) }
    #expect(try reader.commissionDays() == [Cast.bailleurA: days])
  }

  @Test(arguments: [#"{"version":2,"days":{},"plus":1}"#, "n'importe quoi"])
  func `What a later version wrote is neither misread nor lost`(text: String) throws {
    let fixture = try StoreFixture()
    let store = try fixture.store
    try store.write { try Meta(store.writer).set("seances", to: text) }
    #expect(throws: Refusal.self) { try store.commissionDays() }
    #expect(throws: Refusal.self) { try store.keep(days, ofCommissionOf: Cast.bailleurA) }
    #expect(try Meta(store.reader).get("seances") == text)
  }
}
