import Domain
import Testing

@testable import Storage

@Suite("What of rappels each role gets, by the wire and in its store")
struct RappelSecrecyTests {
  /// A rappel of A that was sent, and one of B that was set aside.
  private static func fill(_ base: StoreFixture) throws -> [SecretTrace] {
    let store = try base.store
    try store.put(organisations: SharedCast.organisations, operators: SharedCast.people)
    var rappels = try RappelFixture(store)
    let all = [Cast.superAdmin, Cast.facilitator, Cast.gie]
    let ofA = [SharedCast.admA] + all
    let ofB = [Cast.pilB, SharedCast.admB] + all
    let sent = try rappels.propose(by: Cast.facilitator, dossiers: ["D-2026-8001"])
    try rappels.send(sent, "Lettre au pilote de A")
    let dismissed = try rappels.propose(Cast.bailleurB, dossiers: ["D-2026-8002"])
    try rappels.dismiss(dismissed, "Vu avec le pilote de B")
    return [
      SecretTrace(what: "the facts about A", trace: "D-2026-8001", readers: ofA),
      SecretTrace(what: "the letter to A", trace: "Lettre au pilote de A", readers: ofA),
      SecretTrace(what: "the facts about B", trace: "D-2026-8002", readers: ofB),
      SecretTrace(what: "why B's was set aside", trace: "Vu avec le pilote de B", readers: ofB),
    ]
  }

  @Test(
    "Nobody gets what is not for their role, and everybody gets what is",
    arguments: SharedImplementation.allCases)
  func wire(_ implementation: SharedImplementation) throws {
    let base = try StoreFixture()
    let traces = try Self.fill(base)
    try traces.expectOnWire(of: try base.store, implementation)
  }

  @Test("A store holds the bytes that its owner may read, and no others")
  func stores() throws {
    let base = try StoreFixture()
    let traces = try Self.fill(base)
    try traces.expectInStores(of: try base.store)
  }
}
