import Domain
import Testing

@testable import Storage

@Suite("The alerts of a day: one digest for each contact, each sent once")
struct AlertDigestTests {
  private static let start = StoreFixture.start
  /// The first day of AL-1 on a dossier whose second NUR came on the first day.
  private static let first = start + 22

  @discardableResult
  private static func fill(_ base: StoreFixture) throws -> StreamID {
    let stream = try base.dossier(1, upTo: .nurs)
    try addresses(of: base)
    return stream
  }

  private static func addresses(of base: StoreFixture) throws {
    let store = try base.store
    try store.write {
      for person in [Cast.c1A, Cast.c1B, Cast.c2A] {
        try DirectoryTable(store.writer).put(person, email: "\(person.id)@bailleur.example")
      }
    }
    try store.reloadDirectory()
  }

  private static func session(_ base: StoreFixture, _ day: Day) -> Session {
    base.session(Cast.facilitator, on: day)
  }

  /// Everything of a day: issued, settled.
  @discardableResult
  private static func send(_ base: StoreFixture, on day: Day) throws -> SettledDigests {
    let session = session(base, day)
    _ = try base.store.issue(try base.store.alertsOfToday(for: session).drafts, as: session)
    return try base.store.settleHeldMails(as: session)
  }

  @Test func `Both contacts 1 are told on day 22, once a week while it lasts`() throws {
    let base = try StoreFixture()
    let stream = try Self.fill(base)
    let sent = try (20...38).map { try Self.send(base, on: Self.start + $0).released }
    #expect(
      sent == [0, 0, 2] + Array(repeating: 0, count: 6) + [2] + Array(repeating: 0, count: 6) + [
        2, 0, 0,
      ])
    let mails = try base.store.mails(limit: 10)
    #expect(mails.count == 6 && mails.allSatisfy { $0.course.state == .waiting })
    let mail = try #require(mails.first { $0.recipientText.contains("c1-a@") })
    #expect(mail.subject == "Échanger Habiter : 1 alerte au \((Self.start + 36).french)")
    #expect(mail.body.contains("D-2026-1001") && mail.body.contains("schéma, ligne 299"))
    #expect(!mail.body.contains("Locataire"))
    let dossier = try base.store.dossier(stream)
    #expect(dossier.history.count { $0.event.kind == "dossier.alert_issued" } == 6)
    #expect(try StoreVerification.run(base.location).problems == [])
  }

  @Test func `A second run of the day sends nothing, after a kill between the two steps too`()
    throws
  {
    let base = try StoreFixture()
    try Self.fill(base)
    let session = Self.session(base, Self.first)
    _ = try base.store.issue(try base.store.alertsOfToday(for: session).drafts, as: session)
    try base.reopen()
    let again = try base.store.alertsOfToday(for: session)
    #expect(again.drafts.isEmpty && again.issued.count == 2)
    #expect(try base.store.settleHeldMails(as: session).released == 2)
    #expect(try base.store.settleHeldMails(as: session) == SettledDigests())
    #expect(try base.store.mails(limit: 10).count == 2)
  }

  @Test func `What is silenced is not sent, and the act stops it`() throws {
    let base = try StoreFixture()
    let stream = try Self.fill(base)
    let until = Self.first + 5
    try base.act(
      stream,
      .silenceAlert(
        alert: .al1, volet: .a, until: until, reason: Reason(.attendLocataire)),
      by: Cast.c1A, on: Self.first)
    #expect(try Self.send(base, on: Self.first).released == 1)
    #expect(try Self.send(base, on: until).released == 0)
    #expect(try Self.send(base, on: until + 1).released == 1)
    try base.act(
      stream, .refusePreInstruction(volet: .b, reason: Reason(.tauxEffort)), by: Cast.c1B,
      on: until + 2)
    #expect(try Self.send(base, on: until + 30) == SettledDigests())
  }

  @Test func `Without an address the administrator stands in; without any, it is said`() throws {
    let base = try StoreFixture()
    try Self.fill(base)
    let store = try base.store
    try store.write {
      try store.writer.run("UPDATE operator SET email = NULL WHERE id = ?", [Cast.c1B.id])
    }
    try store.reloadDirectory()
    let session = Self.session(base, Self.first)
    var alerts = try store.alertsOfToday(for: session)
    #expect(alerts.drafts.map(\.recipient) == [Cast.c1A.id])
    #expect(alerts.unaddressed.map(\.contact) == [Cast.c1B.id])
    try store.write {
      try DirectoryTable(store.writer).put(SharedCast.admB, email: "adm@bailleur-b.example")
    }
    try store.reloadDirectory()
    alerts = try store.alertsOfToday(for: session)
    #expect(Set(alerts.drafts.map(\.recipient)) == [Cast.c1A.id, SharedCast.admB.id])
    #expect(alerts.unaddressed.isEmpty)
  }

  @Test func `Only Aatiko issues alerts`() throws {
    let base = try StoreFixture()
    try Self.fill(base)
    let drafts = try base.store.alertsOfToday(for: Self.session(base, Self.first)).drafts
    for person in [Cast.gie, Cast.c1A, Cast.pilB, SharedCast.admA] {
      #expect(throws: Refusal.self) {
        try base.store.issue(drafts, as: base.session(person, on: Self.first))
      }
    }
    #expect(try base.store.heldMailCount() == 0)
  }

  @Test func `Of two desks that run the same morning one sends each mail`() throws {
    let world = try SharedWorld()
    world.now = Moment(seconds: Int64(Self.first.number) * 86_400 + 40_000)
    let desks = try [Cast.superAdmin, Cast.facilitator].map { try SyncDesk($0, in: world) }
    let stream = try desks[0].fixture.dossier(1, upTo: .created)
    for (volet, number) in [(VoletName.a, 2), (.b, 3)] {
      let nur = try desks[0].fixture.seal(nur: number)
      try desks[0].act(stream, .enterNUR(volet: volet, nur: nur.sealed), secrets: [nur.secret])
    }
    for _ in 0..<2 { for desk in desks { try desk.sync() } }
    for desk in desks {
      try Self.addresses(of: desk.fixture)
      try desk.fixture.store.follow(try SharedAddress("sqlite:/tmp/bourse.sqlite"))
      let session = desk.fixture.session(desk.person, on: Self.first)
      let alerts = try desk.fixture.store.alertsOfToday(for: session)
      #expect(alerts.drafts.count == 2)
      #expect(try desk.fixture.store.issue(alerts.drafts, as: session).count == 2)
      #expect(try desk.fixture.store.settleHeldMails(as: session).waiting == 2)
    }
    for _ in 0..<2 { for desk in desks { try desk.sync() } }
    let settled = try desks.map {
      try $0.fixture.store.settleHeldMails(as: $0.fixture.session($0.person, on: Self.first))
    }
    #expect(settled.map(\.released).sorted() == [0, 2])
    #expect(settled.map(\.dropped).sorted() == [0, 2])
    for _ in 0..<2 { for desk in desks { try desk.sync() } }
    for desk in desks {
      let store = try desk.fixture.store
      #expect(try store.conflictCount() == 0 && store.pendingCount() == 0)
      let issued = try store.dossier(stream).history.count {
        $0.event.kind == "dossier.alert_issued"
      }
      #expect(issued == 2)
      let session = desk.fixture.session(desk.person, on: Self.first + 1)
      #expect(try store.alertsOfToday(for: session).drafts.isEmpty)
    }
  }
}
