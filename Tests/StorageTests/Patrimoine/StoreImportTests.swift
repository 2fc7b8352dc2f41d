import Domain
import Foundation
import Testing

@testable import Storage

/// Files of a bailleur taken into a store, with what follows for its dossiers.
@Suite struct StoreImportTests {
  private let fixture: StoreFixture
  private let files: StockFixture
  private let day = StoreFixture.start

  init() throws {
    fixture = try StoreFixture()
    files = try StockFixture()
    try fixture.store.write {
      let table = DirectoryTable(try fixture.store.writer)
      try table.put(Cast.c1A, email: "c.martin@bailleur-a.example")
      try table.put(Cast.c2A, email: "m.haut@bailleur-a.example")
      try table.put(SharedCast.admA, email: "L.Petit@bailleur-a.example")
    }
    try fixture.store.reloadDirectory()
  }

  /// Imports lines, as a desk does.
  @discardableResult
  private func take(
    _ lines: [StockFixture.Line], on day: Int, by person: Operator = SharedCast.admA
  ) throws -> PatrimoineImported {
    let session = fixture.session(person, on: self.day + day)
    let base = try fixture.store.patrimoine(of: Cast.bailleurA, for: session).current?.id
    let path = try files.file(lines, day: 2 + day)
    let delivery = try fixture.store.delivery(of: path, from: Cast.bailleurA, as: session)
    let made = try #require(
      try PatrimoineImport.prepare(delivery, in: try fixture.store.stock(of: Cast.bailleurA)))
    return try fixture.store.record(made, of: Cast.bailleurA, base: base, as: session)
  }

  /// An open dossier of the logement LOG-A-1 of bailleur A.
  private func dossier() throws -> StreamID {
    let stream = try fixture.store.newStream(at: fixture.session(Cast.superAdmin).clock())
    let (volets, secrets) = try fixture.drafts(1, of: (Cast.bailleurA, Cast.bailleurB))
    try fixture.act(
      stream, .create(reference: "D-2026-1001", volets: volets), by: Cast.superAdmin,
      secrets: secrets)
    return stream
  }

  private static func lines(_ changes: StockFixture.Line? = [:]) -> [StockFixture.Line] {
    let own = changes.map { changes in
      StockFixture.line(1, [.logement: "LOG-A-1"].merging(changes) { $1 })
    }
    return (2...40).map { StockFixture.line($0) } + [own].compactMap(\.self)
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: try fixture.store.stock(of: Cast.bailleurA).path
    ).sorted()
  }

  @Test func `An import is the stock from then on, and its facts are journaled`() throws {
    let first = try take(Self.lines(), on: 0)
    #expect(first.receipt.patrimoine.current?.facts.logements == 40)
    #expect(first.receipt.patrimoine.current?.facts.added == 40)
    let second = try take(Self.lines([.rent: "500,00"]), on: 1)
    let facts = try #require(second.receipt.patrimoine.current?.facts)
    #expect(facts.added == 0 && facts.changed == 1 && facts.removed == 0)
    let path = try #require(try fixture.store.currentGeneration(of: Cast.bailleurA))
    #expect(path.hasSuffix("\(second.receipt.command).sqlite"))
    try fixture.reopen()
    #expect(try fixture.store.currentGeneration(of: Cast.bailleurA) == path)
    #expect(try Generation(path: path).latest.id == second.receipt.command.text)
  }

  @Test func `A refused file is told and changes no stock; its report stays`() throws {
    let first = try take(Self.lines(), on: 0)
    let refused = try take((1...40).map { StockFixture.line($0, [.rent: "cher"]) }, on: 1)
    #expect(refused.receipt.patrimoine.imports.last?.facts.verdict == .refused)
    #expect(refused.receipt.patrimoine.current?.id == first.receipt.command)
    #expect(
      try names() == [
        "\(first.receipt.command).csv", "\(first.receipt.command).sqlite",
        "\(refused.receipt.command).csv",
      ])
    let counts = refused.receipt.patrimoine.summary?.blockingCodes.map(\.tenants)
    #expect(counts?.max() == 40)
  }

  @Test func `A correction that a file has closes its signalement, and no other`() throws {
    try take(Self.lines([.rent: "500,00"]), on: 0)
    var streams: [StreamID] = []
    for (number, value) in [("S-1", "512.3"), ("S-2", "600")] {
      let session = fixture.session(Cast.facilitator)
      let (message, expected) = (
        fixture.seal("Loyer faux", as: .note), fixture.seal(value, as: .note)
      )
      let stream = Signalement.stream(of: number)
      try fixture.store.perform(
        SignalementOrder(
          stream,
          .receive(
            reception: SignalementReception(
              number: number, nature: .inscrit, bailleur: Cast.bailleurA, category: .logement,
              receivedAt: session.clock(), message: message.subject)), secrets: [message]),
        as: session)
      try fixture.store.perform(
        SignalementOrder(
          stream,
          .askCorrection(
            request: CorrectionRequest(
              logement: "LOG-A-1", column: PatrimoineColumn.rent.name, expected: expected.subject),
            message: nil), secrets: [expected]), as: session)
      streams.append(stream)
    }
    let taken = try take(Self.lines([.rent: "512,30"]), on: 1)
    #expect(taken.effects.corrected == ["S-1"])
    let session = fixture.session(Cast.facilitator)
    let found = try streams.map { try fixture.store.signalement($0, for: session)?.signalement }
    #expect(found.map { $0?.outcome } == [.corrige, nil])
    #expect(found.map { $0?.status } == [.clos, .correctionDemandee])
  }

  @Test func `What waits for a confirmation is the stock once it is confirmed`() throws {
    let first = try take(Self.lines(), on: 0)
    let held = try take(Array(Self.lines().suffix(20)), on: 1)
    #expect(held.receipt.patrimoine.held?.id == held.receipt.command)
    let path = try #require(try fixture.store.currentGeneration(of: Cast.bailleurA))
    #expect(path.hasSuffix("\(first.receipt.command).sqlite"))
    let session = fixture.session(SharedCast.admA, on: day + 2)
    try fixture.store.perform(
      PatrimoineOrder(Cast.bailleurA, .confirmImport(import: held.receipt.command)),
      as: session, at: session.clock())
    let now = try #require(try fixture.store.currentGeneration(of: Cast.bailleurA))
    #expect(now.hasSuffix("\(held.receipt.command).sqlite"))
    #expect(try Generation(path: now).latest.logements == 20)
  }

  @Test func `A file cut short waits, also where the stock is on another desk`() throws {
    try take(Self.lines(), on: 0)
    let stock = try #require(try fixture.store.currentGeneration(of: Cast.bailleurA))
    try FileManager.default.removeItem(atPath: stock)
    #expect(try fixture.store.currentGeneration(of: Cast.bailleurA) == nil)
    let cut = try take(Array(Self.lines().suffix(20)), on: 1)
    #expect(cut.receipt.patrimoine.held?.id == cut.receipt.command)
    let whole = try take(Self.lines(), on: 2)
    #expect(whole.receipt.patrimoine.current?.id == whole.receipt.command)
  }

  @Test func `Another file that came in meanwhile refuses the import, and the stock stays`() throws
  {
    try take(Self.lines(), on: 0)
    let session = fixture.session(SharedCast.admA, on: day + 1)
    let delivery = try fixture.store.delivery(
      of: try files.file(Self.lines([.rent: "501,00"]), day: 3, sending: 2),
      from: Cast.bailleurA, as: session)
    let made = try #require(
      try PatrimoineImport.prepare(delivery, in: try fixture.store.stock(of: Cast.bailleurA)))
    let base = try fixture.store.patrimoine(of: Cast.bailleurA, for: session).current?.id
    let second = try take(Self.lines([.rent: "502,00"]), on: 1)
    #expect(throws: Refusal.self) {
      try fixture.store.record(made, of: Cast.bailleurA, base: base, as: session)
    }
    let path = try #require(try fixture.store.currentGeneration(of: Cast.bailleurA))
    #expect(path.hasSuffix("\(second.receipt.command).sqlite"))
  }

  @Test func `The contacts of open dossiers follow the file, journaled as acts`() throws {
    let stream = try dossier()
    #expect(try fixture.store.dossier(stream)[.a]?.contacts[.contact2] == Cast.c2A.id)
    let same = try take(Self.lines(), on: 0)
    #expect(same.effects.isEmpty)
    let moved = try take(
      Self.lines([.contact1Email: "l.petit@bailleur-a.example"]), on: 1)
    #expect(moved.effects.reassigned == ["D-2026-1001"])
    let volet = try fixture.store.dossier(stream)[.a]
    #expect(volet?.contacts[.contact1] == SharedCast.admA.id)
    #expect(volet?.contacts[.contact2] == Cast.c2A.id)
    let unknown = try take(
      Self.lines([.contact1Email: "inconnu@bailleur-a.example"]), on: 2)
    #expect(unknown.effects.unassigned == ["D-2026-1001"])
    #expect(try fixture.store.dossier(stream)[.a]?.contacts[.contact1] == SharedCast.admA.id)
  }

  @Test func `A dossier whose logement is gone says so until a file has it again`() throws {
    let stream = try dossier()
    try take(Self.lines(), on: 0)
    let gone = try take(Self.lines(nil), on: 1)
    #expect(gone.effects.gone == ["D-2026-1001"])
    #expect(try fixture.store.dossier(stream)[.a]?.leftFileOn == day + 1)
    #expect(try fixture.store.dossier(stream).isOpen)
    try take(Self.lines(nil), on: 2)
    #expect(try fixture.store.dossier(stream)[.a]?.leftFileOn == day + 1)
    try take(Self.lines(), on: 3)
    #expect(try fixture.store.dossier(stream)[.a]?.leftFileOn == nil)
  }

  @Test func `The report goes to those who keep the file, written with the import`() throws {
    try take(Self.lines(), on: 0)
    let first = try fixture.store.mails(limit: 10).flatMap(\.recipients).map(\.text)
    #expect(first == ["A. Simon <L.Petit@bailleur-a.example>"])
    try fixture.store.write {
      try DirectoryTable(try fixture.store.writer).put(
        Cast.infA, email: "g.laurent@bailleur-a.example")
    }
    try fixture.store.reloadDirectory()
    let refused = try take((1...40).map { StockFixture.line($0, [.rent: "cher"]) }, on: 1)
    let id = refused.receipt.command
    let mail = try #require(
      try fixture.store.mails(limit: 10).first { $0.key == "rapport/\(id)" })
    #expect(mail.recipients.map(\.text) == ["G. Laurent <g.laurent@bailleur-a.example>"])
    #expect(mail.subject == "Fichier patrimoine PATRIMOINE_999000011_20260303_001.csv : refusé")
    #expect(mail.body.contains("Locataires qui ne peuvent pas s'inscrire : 40."))
    let attached = try #require(try fixture.store.attachments(ofMail: mail.id).first)
    let report = try fixture.store.stock(of: Cast.bailleurA).report(id.text)
    #expect(
      try attached.bytes(in: fixture.location.directory)
        == Array(Data(contentsOf: URL(fileURLWithPath: report))))
  }

  @Test func `A reminder is an act and a mail, both or neither`() throws {
    let session = fixture.session(Cast.gie, on: day)
    let done = try fixture.store.remind(
      Cast.bailleurA, about: .monthlyFile, text: "Bonjour,\nle fichier manque.", as: session)
    #expect(done.isMailed)
    #expect(done.receipt.patrimoine.reminders.count == 1)
    #expect(try fixture.store.mails(limit: 10).map(\.key) == ["relance/\(done.receipt.command)"])
    let other = fixture.session(Cast.c1A, on: day)
    #expect(throws: Refusal.self) {
      try fixture.store.remind(Cast.bailleurA, about: .errors, text: "x", as: other)
    }
    #expect(try fixture.store.mails(limit: 10).count == 1)
  }

  @Test func `What waits touches no dossier before it is confirmed`() throws {
    let stream = try dossier()
    try take(Self.lines(), on: 0)
    let held = try take(Array(Self.lines(nil).suffix(20)), on: 1)
    #expect(held.effects.isEmpty)
    #expect(try fixture.store.dossier(stream)[.a]?.leftFileOn == nil)
    let session = fixture.session(SharedCast.admA, on: day + 2)
    try fixture.store.perform(
      PatrimoineOrder(Cast.bailleurA, .confirmImport(import: held.receipt.command)),
      as: session, at: session.clock())
    #expect(try fixture.store.dossier(stream)[.a]?.leftFileOn == day + 2)
  }

  @Test func `Who may import and not assign leaves the dossiers as they are`() throws {
    let stream = try dossier()
    let before = try fixture.store.dossier(stream)
    try take(Self.lines(), on: 0, by: Cast.infA)
    try take(Self.lines(nil), on: 1, by: Cast.infA)
    #expect(try fixture.store.dossier(stream) == before)
  }
}
