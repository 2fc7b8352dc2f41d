import Domain
import Testing

@testable import Storage

/// Desks that work apart and come to agree, through one shared database.
@Suite struct SyncTests {
  private let office: Office

  init() throws { office = try Office() }

  private func expectAgreement() throws {
    let shared = try office.world.journal()
    for desk in office.desks {
      #expect(try desk.journal() == shared)
      #expect(try desk.fixture.store.pendingCount() == 0)
      #expect(desk.status.error == nil)
      #expect(desk.status.storeError == nil)
    }
  }

  @Test func `Two bailleurs advance a dossier, one of them offline for a while`() throws {
    let stream = try office.dossier()
    try office.enterNURs(stream)
    office.agentB.isOffline = true
    let day = StoreFixture.start + 1
    try office.agentA.act(stream, .validatePreInstruction(volets: [.a]), on: day)
    try office.agentB.act(stream, .validatePreInstruction(volets: [.b]), on: day)
    try office.sync()
    #expect(try office.agentA.fixture.store.dossier(stream)[.b]?.preValidatedOn == nil)
    office.agentB.isOffline = false
    try office.sync()
    try expectAgreement()
    for desk in office.desks {
      let dossier = try desk.fixture.store.dossier(stream)
      #expect(dossier[.a]?.preValidatedOn == day)
      #expect(dossier[.b]?.preValidatedOn == day)
      #expect(try desk.fixture.store.conflictCount() == 0)
      #expect(try StoreVerification.run(desk.fixture.location).problems == [])
    }
  }

  @Test func `Who is created while desks are at work is known to them at their next look`() throws {
    let later = Organisation(id: "org-later", name: "Bailleur tardif", kind: .bailleur)
    try office.world.database(for: Cast.superAdmin).put(later)
    try office.sync()
    for desk in office.desks {
      #expect(try desk.fixture.store.directory.name(of: later.id) == later.name)
    }
  }

  @Test func `Two different decisions are never merged: the later one asks for somebody`() throws {
    let stream = try office.dossier()
    try office.enterNURs(stream)
    let second = try SyncDesk(Cast.c1A, in: office.world)
    try second.sync()
    let reason = Reason(.tauxEffort)
    try office.agentA.act(stream, .validatePreInstruction(volets: [.a]))
    let lost = try second.act(stream, .refusePreInstruction(volet: .a, reason: reason))
    try office.agentA.sync()
    try second.sync()
    let conflicts = try second.fixture.store.conflicts()
    #expect(conflicts.map(\.act.command) == [lost.command])
    let conflict = try #require(conflicts.first)
    #expect(conflict.cause.judge == .rules)
    #expect(!conflict.cause.message.isEmpty)
    #expect(conflict.shown == [.preInstructionRefused(volet: .a, reason: reason)])
    let cause = try second.fixture.store.dossier(stream).history.last { $0.event.volet == .a }
    #expect(conflict.cause.since.contains(try #require(cause).command))
    #expect(try second.fixture.store.dossier(stream).isOpen)
    #expect(try second.fixture.store.pendingCount() == 0)
    try second.fixture.store.drop(lost.command, reason: "Doublon.")
    #expect(try second.fixture.store.conflicts() == [])
    #expect(try second.fixture.store.settledConflicts(limit: 5).first?.note == "Doublon.")
    try second.fixture.reopen()
    #expect(try second.fixture.store.pendingCount() == 0)
  }

  @Test func `The same act twice is no conflict`() throws {
    let stream = try office.dossier()
    try office.enterNURs(stream)
    let second = try SyncDesk(Cast.c1A, in: office.world)
    try second.sync()
    for desk in [office.agentA, second] {
      try desk.act(stream, .validatePreInstruction(volets: [.a]))
    }
    try office.agentA.sync()
    try second.sync()
    #expect(try second.fixture.store.conflicts() == [])
    #expect(try second.fixture.store.settledConflicts(limit: 5).map(\.state) == [.done])
    let history = try second.fixture.store.dossier(stream).history
    #expect(history.filter { $0.event == .preInstructionValidated(volet: .a) }.count == 1)
  }

  @Test func `A logement promised twice, out of each other's sight, is one of them's`() throws {
    let second = try SyncDesk(Cast.facilitator, in: office.world)
    try second.sync()
    let made = try [
      (office.aatiko, Cast.bailleurB, "D-2026-1"), (second, Cast.bailleurC, "D-2026-2"),
    ]
    .map { desk, other, reference in
      let stream = try desk.fixture.store.newStream(at: office.world.now)
      let (volets, secrets) = try desk.fixture.drafts(1, of: (Cast.bailleurA, other))
      let reason = desk.fixture.seal("À sa demande.", as: .reason)
      let onBehalf = OnBehalf(organisation: Cast.bailleurA, reason: reason.subject)
      try desk.fixture.act(
        stream, .create(reference: reference, volets: volets), by: desk.person,
        secrets: secrets + (desk === second ? [reason] : []),
        onBehalf: desk === second ? onBehalf : nil)
      return stream
    }
    try office.aatiko.sync()
    try second.sync()
    #expect(try second.fixture.store.conflicts().count == 1)
    #expect(try second.fixture.store.dossier(made[1]) == .empty)
    #expect(try second.fixture.store.dossiers.row(made[1]) == nil)
    #expect(try second.fixture.store.dossiers.row(made[0]) != nil)
  }

  /// The act was sent and the line cut: whether it arrived is unknown. Meanwhile it has become a
  /// conflict; once nothing stands in its way any more, a late copy of it still must not come in.
  @Test func `What became a conflict never comes in late`() throws {
    let second = try SyncDesk(Cast.superAdmin, in: office.world)
    try second.sync()
    func create(_ desk: SyncDesk, with other: OrganisationID, _ reference: String) throws
      -> StreamID
    {
      let stream = try desk.fixture.store.newStream(at: office.world.now)
      let (volets, secrets) = try desk.fixture.drafts(1, of: (Cast.bailleurA, other))
      try desk.act(stream, .create(reference: reference, volets: volets), secrets: secrets)
      return stream
    }
    _ = try create(second, with: Cast.bailleurC, "D-2026-2")
    let copy = try #require(try second.fixture.store.nextBatch(limit: 9, besides: []))
    let stream = try create(office.aatiko, with: Cast.bailleurB, "D-2026-1")
    try office.aatiko.sync()
    try second.sync()
    #expect(try second.fixture.store.conflictCount() == 1)
    try office.aatiko.act(stream, .cancel(reason: Reason(.creeParErreur)))
    try office.aatiko.sync()
    let late = try office.world.database(for: Cast.superAdmin).append(copy)
    #expect(late == [.voided])
  }

  /// Put aside and withdrawn here, it comes in before the withdrawal is told: it counts, and nobody
  /// is asked about it any more.
  @Test func `An act put aside that came in after all is settled as it comes in`() throws {
    let stream = try office.dossier()
    let (store, world) = (try office.agentA.fixture.store, office.world)
    let nur = try office.agentA.fixture.seal(nur: 2)
    let act = try office.agentA.act(
      stream, .enterNUR(volet: .a, nur: nur.sealed), secrets: [nur.secret])
    let copy = try #require(try store.nextBatch(limit: 9, besides: []))
    let pending = try #require(try store.streams.outbox.pending(act.command))
    let cause = Conflict.Cause(judge: .rules, message: "Trop tard.", remedy: nil, since: [])
    try store.write { try store.put(pending, aside: cause, at: world.now) }
    #expect(try store.conflictCount() == 1)
    let database = try world.database(for: Cast.c1A)
    #expect(try database.append(copy) == [.accepted(seq: copy.seq + 1)])
    let page = try database.pull(copy.scope, after: copy.seq, limit: 9)
    _ = try store.carryOut(
      .apply(copy.scope, page.entries, isDeferring: false), at: world.now)
    #expect(try store.conflictCount() == 0)
    #expect(try store.carryOut(.withdrawals, at: world.now) == .withdrawals([]))
    #expect(try store.dossier(stream)[.a]?.nur != nil)
    // Lost by a failover it waits again, once.
    _ = try store.carryOut(.cut(copy.scope, after: copy.seq), at: world.now)
    #expect(try store.streams.outbox.pending(act.command) != nil)
    #expect(try !ConflictTable(connection: store.writer).has(act.command))
  }

  @Test func `A bailleur's store holds nothing of what only the other may read`() throws {
    let stream = try office.dossier()
    try office.enterNURs(stream)
    let note = office.agentA.fixture.seal("Un mot interne à A.", as: .note)
    try office.agentA.act(
      stream, .addNote(note: note.subject, visibility: .internal_), secrets: [note])
    try office.agentA.act(stream, .requestPiece(volet: .a, piece: .titreDeSejour))
    _ = try office.agentA.fixture.store.revealNUR(
      of: .a, in: stream, as: office.agentA.fixture.session(Cast.c1A))
    try office.sync()
    try expectAgreement()
    let nur = try #require(try office.agentA.fixture.store.dossier(stream)[.a]?.nur?.value)
    let secret = try #require(
      try Vault(office.agentA.fixture.store.reader).get(nur.subject, "nur")?.value)
    let kept = [
      "Un mot interne", "titreDeSejour", "piece_requested", nur.digest, secret, "revealed",
    ]
    for desk in [office.agentA, office.agentB, office.aatiko] {
      let bytes = String(decoding: try desk.bytes(), as: UTF8.self)
      for text in kept {
        let mayKnow =
          desk === office.agentA || (desk === office.aatiko && !text.hasPrefix("Un mot"))
        #expect(bytes.contains(text) == mayKnow, "\(text) at \(desk.person.id)")
      }
    }
    #expect(try office.agentB.fixture.store.dossier(stream)[.a]?.nur?.value.isWithheld == true)
  }

  @Test func `An act that is confirmed can still be taken back`() throws {
    let stream = try office.dossier()
    try office.enterNURs(stream)
    let validated = try office.agentA.act(stream, .validatePreInstruction(volets: [.a]))
    try office.sync()
    let own = try office.agentA.fixture.store.ownActs(of: Cast.c1A.id, since: Moment(seconds: 0))
    #expect(own.map(\.kind) == [.enterNUR, .validatePreInstruction])
    #expect(own.last?.command == validated.command)
    try office.agentA.act(
      stream, .undo(command: validated.command, reason: Reason(.erreurDeSaisie)))
    try office.sync()
    try expectAgreement()
    #expect(try office.agentB.fixture.store.dossier(stream)[.a]?.preValidatedOn == nil)
  }

  /// Somebody who worked alone under another name joins: nothing leaves, nothing is a conflict.
  @Test func `Acts that wait under another name keep a desk from joining`() throws {
    let desk = try SyncDesk(Cast.c1A, in: office.world)
    let stream = try desk.fixture.dossier(9)
    let waiting = try desk.fixture.store.pendingCount()
    try desk.sync()
    #expect(desk.status.error?.kind == .setting)
    #expect(desk.status.error?.french.contains(Cast.superAdmin.name) == true)
    #expect(try desk.fixture.store.pendingCount() == waiting)
    #expect(try desk.fixture.store.conflicts() == [])
    #expect(try office.world.journal() == [])
    #expect(try desk.fixture.store.dossiers.row(stream) != nil)
  }

  @Test func `What is erased is gone from every store`() throws {
    let stream = try office.dossier()
    let subject = try #require(try office.aatiko.fixture.store.dossier(stream).volets.first)
      .locataire
    for desk in office.desks {
      #expect(String(decoding: try desk.bytes(), as: UTF8.self).contains("Locataire A1"))
    }
    try office.world.database(for: Cast.superAdmin).erase(subject)
    try office.sync()
    for desk in office.desks {
      #expect(!String(decoding: try desk.bytes(), as: UTF8.self).contains("Locataire A1"))
      #expect(try Vault(desk.fixture.store.reader).get(subject, "name")?.value == nil)
      #expect(try StoreVerification.run(desk.fixture.location).problems == [])
    }
    try expectAgreement()
  }

  @Test(arguments: [false, true])
  func `A desk that joins late has what the others have, rows and all`(isAlone: Bool) throws {
    for number in 1...4 {
      let stream = try office.dossier(number)
      try office.enterNURs(stream, number)
    }
    let late = try SyncDesk(Cast.gie, in: office.world, isAlone: isAlone)
    try late.sync()
    #expect(try late.journal() == office.world.journal())
    let rows = try late.fixture.store.viewDump()
    try late.fixture.store.rebuildViews()
    #expect(try late.fixture.store.viewDump() == rows)
    #expect(try StoreVerification.run(late.fixture.location).problems == [])
  }

  @Test func `What a failover lost comes back from its authors`() throws {
    let stream = try office.dossier()
    let backup = try office.world.snapshot()
    try office.enterNURs(stream)
    let before = try office.agentA.fixture.store.dossier(stream)
    try office.world.restore(backup)
    try office.sync()
    try office.sync()
    try expectAgreement()
    let after = try office.agentA.fixture.store.dossier(stream)
    #expect(after[.a]?.nur == before[.a]?.nur)
    #expect(after[.b]?.nur != nil)
    #expect(Set(after.history.map(\.command)) == Set(before.history.map(\.command)))
    let shared = try office.agentB.fixture.store.dossier(stream)
    #expect(shared[.b]?.nur?.value.isWithheld == false)
  }

  @Test func `An account that is closed is told so, and loses nothing`() throws {
    let stream = try office.dossier()
    var account = SharedWorld.account(of: Cast.c1A)
    account.isDisabled = true
    try office.world.connection.transaction {
      try SharedPeople(connection: office.world.connection).put(account)
    }
    try office.agentA.act(stream, .addNote(note: "n", visibility: .shared))
    try office.agentA.sync()
    #expect(office.agentA.status.error?.kind == .refusedLogin)
    #expect(try office.agentA.fixture.store.pendingCount() == 1)
  }

  @Test func `A dossier that is no more one's own leaves the store`() throws {
    let stream = try office.dossier()
    try office.enterNURs(stream)
    var moved = SharedWorld.account(of: Cast.c1A)
    moved.person.person.organisation = Cast.bailleurC
    try office.world.connection.transaction {
      try SharedPeople(connection: office.world.connection).put(moved)
    }
    // Once to be refused, once to be told who one is now.
    try office.agentA.sync()
    try office.agentA.sync()
    #expect(try office.agentA.journal() == [])
    #expect(try office.agentA.fixture.store.dossiers.row(stream) == nil)
    #expect(
      !String(decoding: try office.agentA.bytes(), as: UTF8.self).contains("Locataire A1"))
  }
}
