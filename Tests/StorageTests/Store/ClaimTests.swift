import Domain
import Testing

@testable import Storage

/// A logement and a NUR stand in one open dossier only.
@Suite struct StoreClaimTests {
  private let fixture: StoreFixture
  private let first: StreamID
  private static let bailleurs = (Cast.bailleurA, Cast.bailleurB)
  private static let cancel = DossierCommand.cancel(reason: Reason(.creeParErreur))
  private static let reopen = DossierCommand.reopen(reason: Reason(.closParErreur))

  init() throws {
    fixture = try StoreFixture()
    first = try fixture.dossier(1, upTo: .nurs)
  }

  /// Opens a second dossier on the logements of the first.
  @discardableResult
  private func second() throws -> StreamID {
    let stream = try fixture.store.newStream(at: Moment(seconds: 0))
    let (volets, secrets) = try fixture.drafts(1, of: Self.bailleurs)
    try fixture.act(
      stream, .create(reference: "D-2026-2000", volets: volets), by: Cast.superAdmin,
      secrets: secrets)
    return stream
  }

  @Test func `A logement in an open dossier is refused to a second one, which is named`() throws {
    let refusal = #expect(throws: Refusal.self) { try second() }
    #expect(
      refusal?.message == "Le logement LOG-A-1 est déjà engagé dans le dossier D-2026-1001.")
    #expect(refusal?.field == "logement_A")
  }

  @Test func `A reference is refused to a second dossier, also once the first is closed`() throws {
    try fixture.act(first, Self.cancel, by: Cast.superAdmin)
    let (volets, secrets) = try fixture.drafts(7, of: Self.bailleurs)
    let refusal = #expect(throws: Refusal.self) {
      try fixture.act(
        fixture.store.newStream(at: Moment(seconds: 0)),
        .create(reference: "D-2026-1001", volets: volets), by: Cast.superAdmin, secrets: secrets)
    }
    #expect(refusal?.message == "La référence D-2026-1001 est celle d'un autre dossier.")
  }

  @Test func `A NUR in an open dossier is refused to a second one, which is named`() throws {
    let other = try fixture.dossier(2)
    let nur = try fixture.seal(nur: 2)
    let refusal = #expect(throws: Refusal.self) {
      try fixture.act(
        other, .enterNUR(volet: .b, nur: nur.sealed), by: Cast.c1B, secrets: [nur.secret])
    }
    #expect(refusal?.message == "Ce NUR est déjà engagé dans le dossier D-2026-1001.")
    #expect(refusal?.field == "nur")
    #expect(try Vault(fixture.store.writer).get(nur.secret.subject, "nur") == nil)
  }

  @Test func `Closing frees both, also for a store that was opened again`() throws {
    try fixture.act(first, Self.cancel, by: Cast.superAdmin)
    try fixture.reopen()
    let stream = try second()
    let nur = try fixture.seal(nur: 2)
    try fixture.act(
      stream, .enterNUR(volet: .b, nur: nur.sealed), by: Cast.c1B, secrets: [nur.secret])
    #expect(try fixture.store.dossier(stream)[.b]?.nur != nil)
  }

  @Test func `Reopening takes them again`() throws {
    try fixture.act(first, Self.cancel, by: Cast.superAdmin)
    try fixture.act(first, Self.reopen, by: Cast.superAdmin)
    #expect(throws: Refusal.self) { try second() }
    let held = try Claims(fixture.store.writer).held(by: first)
    #expect(held == Set(try fixture.store.dossier(first).heldClaims.map(\.key)))
    #expect(held.count == 5)
  }

  @Test func `Reopening is refused while another dossier has them`() throws {
    try fixture.act(first, Self.cancel, by: Cast.superAdmin)
    let stream = try second()
    let refusal = #expect(throws: Refusal.self) {
      try fixture.act(first, Self.reopen, by: Cast.superAdmin)
    }
    #expect(
      refusal?.message
        == "Le logement ou le NUR est déjà engagé dans le dossier D-2026-2000.")
    try fixture.act(stream, Self.cancel, by: Cast.superAdmin)
    try fixture.act(first, Self.reopen, by: Cast.superAdmin)
    #expect(try fixture.store.dossier(first).isOpen)
  }
}
