import Domain
import Testing

@testable import Storage

@Suite("What of annonces and their draw each role gets, by the wire and in its store")
struct AnnonceSecrecyTests {
  /// Annonces of A and B, one reported, with the salts of their draw.
  private static func fill(_ base: StoreFixture) throws -> [SecretTrace] {
    let store = try base.store
    try store.put(organisations: SharedCast.organisations, operators: SharedCast.people)
    var annonces = try AnnonceFixture(store)
    let all = [Cast.superAdmin, Cast.facilitator, Cast.gie]
    let ofA = [Cast.c1A, Cast.c2A, SharedCast.admA] + all
    let ofB = [Cast.c1B, Cast.c2B, Cast.pilB, SharedCast.admB] + all
    let stream = try annonces.publish("A-8001", title: "Grand balcon fleuri")
    try annonces.report(stream)
    try annonces.publish("A-8002", of: Cast.bailleurB, title: "Cave et parking")
    let session = annonces.session(Cast.facilitator)
    let months = try store.drawSalts(as: session)
    let month = try #require(months.first)
    let salt = try #require(try store.drawSalt(of: month, for: session))
    return [
      SecretTrace(what: "that A has an annonce", trace: "A-8001", readers: ofA),
      SecretTrace(what: "its title", trace: "Grand balcon fleuri", readers: ofA),
      SecretTrace(what: "its text", trace: "Texte de A-8001", readers: ofA),
      SecretTrace(what: "its photos", trace: "A-8001-2.jpg", readers: ofA),
      SecretTrace(what: "why it was reported", trace: "On lit un téléphone", readers: ofA),
      SecretTrace(what: "that B has an annonce", trace: "A-8002", readers: ofB),
      SecretTrace(what: "B's title", trace: "Cave et parking", readers: ofB),
      SecretTrace(what: "the salt of the draw", trace: salt.hex, readers: all),
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
