import Domain
import Foundation
import Testing

@testable import Storage

/// A restoration loses nothing of what the store alone had, and a refused one changes nothing.
@Suite struct RestoreTests {
  private let fixture: StoreFixture
  private var copy: String { fixture.directory.file("copie.sqlite") }
  private var database: String { fixture.location.database }
  private static let kept = "habiter.sqlite.avant-2026-03-24-10h00"

  init() throws {
    fixture = try StoreFixture()
    try fixture.dossier(1, upTo: .instructed)
  }

  private func save() throws {
    _ = try StoreBackup.save(try fixture.store, to: copy, replacing: true)
  }

  @discardableResult
  private func restore(
    from path: String? = nil, after damage: () throws -> Void = {}
  ) throws -> StoreRestore.Summary {
    var summary: StoreRestore.Summary?
    try fixture.reopen {
      try damage()
      summary = try StoreRestore.run(
        from: path ?? copy, to: fixture.location, at: fixture.session(Cast.c1A).clock())
    }
    return try #require(summary)
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: fixture.location.directory).sorted()
  }

  @Test func `Acts made since the copy come back, with their texts and claims`() throws {
    try save()
    try fixture.dossier(2, upTo: .scheduled)
    let contents = try fixture.contents()
    let log = try fixture.directory.bytes("habiter/pending.log")
    let summary = try restore()
    #expect(summary.putBack == 9 && summary.missingEvents == 0 && !summary.wasDamaged)
    #expect(summary.kept == "\(fixture.location.directory)/\(Self.kept)")
    #expect(try fixture.contents() == contents)
    #expect(try fixture.directory.bytes("habiter/pending.log") == log)
    #expect(try StoreVerification.run(fixture.location).problems == [])
  }

  @Test func `What was replaced is kept whole, and can be put back in turn`() throws {
    try save()
    try fixture.confirm(try fixture.dossier(2, upTo: .nurs))
    let contents = try fixture.contents()
    let summary = try restore()
    #expect(summary.missingEvents == 3)
    let again = try restore(from: summary.kept)
    #expect(again.missingEvents == 0 && again.kept?.hasSuffix("\(Self.kept)-2") == true)
    #expect(try fixture.contents() == contents)
  }

  @Test func `What was erased since stays erased, in the copy and in what comes back`() throws {
    let first = try #require(try fixture.store.dossiers.stream(ofReference: "D-2026-1001"))
    try save()
    let second = try fixture.dossier(2)
    let subjects = try [first, second].map {
      try #require(try fixture.store.dossier($0)[.a]?.locataire)
    }
    for subject in subjects { try Vault(fixture.store.writer).erase(subject) }
    try restore()
    for subject in subjects {
      let entry = try #require(try Vault(fixture.store.reader).get(subject, "name"))
      #expect(entry.value == nil)
    }
  }

  @Test func `People, their vues and imported records known since stay known`() throws {
    try save()
    let vues = [DossierVue(name: "Clos", queue: .closed, filter: "", order: DossierOrder(.latest))]
    try fixture.store.keep(vues, as: fixture.session(Cast.c1A))
    let person = Operator(
      id: "new", name: "Z. Nouveau", organisation: "org-new", roles: [.contact1])
    try fixture.store.put(
      organisations: [
        Organisation(id: "org-new", name: "Nouveau bailleur", kind: .bailleur, member: true)
      ], operators: [person])
    try ImportedRecords(fixture.store.writer).put("EH-1", digest: "d")
    try restore()
    #expect(try fixture.store.vues(of: Cast.c1A.id) == vues)
    #expect(try fixture.store.directory.operators["new"] == person)
    #expect(try ImportedRecords(fixture.store.writer).digest(of: "EH-1") == "d")
  }

  @Test func `A store that is gone comes back with the acts of its log`() throws {
    try save()
    try fixture.dossier(2, upTo: .nurs)
    let contents = try fixture.contents()
    let summary = try restore {
      for suffix in ["", "-wal", "-shm"] { unlink(database + suffix) }
    }
    #expect(summary.kept == nil && summary.putBack == 3)
    #expect(try fixture.contents() == contents)
  }

  @Test func `A damaged database is kept as it is; the acts come back from the log`() throws {
    try save()
    try fixture.dossier(2, upTo: .scheduled)
    let contents = try fixture.contents()
    var damaged: [UInt8] = []
    let summary = try restore {
      try Damage.pages(of: database)
      damaged = try fixture.directory.bytes("habiter/habiter.sqlite")
    }
    #expect(summary.wasDamaged && summary.putBack == 9 && summary.unreadableLogBytes == 0)
    #expect(try fixture.contents() == contents)
    #expect(try fixture.directory.bytes("habiter/\(Self.kept)") == damaged)
  }

  @Test func `A database and a log both damaged are kept, and what was lost is said`() throws {
    try save()
    try fixture.dossier(2, upTo: .nurs)
    var log: [UInt8] = []
    let summary = try restore {
      try Damage.pages(of: database)
      try Damage.bytes(of: fixture.location.pendingLog) { $0[$0.count - 5] ^= 1 }
      log = try fixture.directory.bytes("habiter/pending.log")
    }
    #expect(summary.wasDamaged && summary.putBack == 2 && summary.unreadableLogBytes > 0)
    #expect(try fixture.directory.bytes("habiter/pending.log.torn") == log)
    #expect(try StoreVerification.run(fixture.location).problems == [])
  }

  @Test func `A store in use is not exchanged`() throws {
    try save()
    let error = #expect(throws: StorageError.self) {
      try StoreRestore.run(from: copy, to: fixture.location, at: Moment(seconds: 0))
    }
    #expect(error?.kind == .locked(by: getpid()))
    #expect(try names().contains { $0.contains("restauration") || $0.contains("avant") } == false)
  }

  /// What may be handed over instead of a copy of this store.
  enum Wrong: CaseIterable {
    case absent, text, empty, cut, damaged, newer, demonstration, itself, byHand
    case otherDesk
  }

  private func make(_ wrong: Wrong) throws {
    switch wrong {
    case .absent: unlink(copy)
    case .text: try Damage.bytes(of: copy) { $0 = Array("un texte assez long pour un essai".utf8) }
    case .empty: try Damage.bytes(of: copy) { $0 = [] }
    case .cut: try Damage.bytes(of: copy) { $0.removeLast(9_000) }
    case .damaged: try Damage.pages(of: copy)
    case .newer: try Damage.sql("PRAGMA user_version = 900", at: copy)
    case .demonstration: try Damage.sql("INSERT INTO meta VALUES ('demo', 'x')", at: copy)
    case .itself: break
    case .byHand: try Data("x".utf8).write(to: URL(filePath: copy + "-wal"))
    case .otherDesk: try Damage.sql("UPDATE meta SET value = 'x' WHERE key = 'nur_key'", at: copy)
    }
    if wrong != .byHand { for suffix in ["-wal", "-shm"] { unlink(copy + suffix) } }
  }

  @Test(
    arguments: zip(
      Wrong.allCases,
      [
        "n'existe pas", "n'est pas une sauvegarde", "ne contient aucune donnée", "est abîmé",
        "est abîmé", "version plus récente", "sauvegarde de la démonstration", "la base elle-même",
        "fichier -wal", "vient d'un autre poste : les 3 actes",
      ]))
  func `What is no copy of this store is refused, and nothing has changed`(
    wrong: Wrong, words: String
  ) throws {
    try save()
    try make(wrong)
    try fixture.dossier(2, upTo: .nurs)
    try fixture.reopen()
    let contents = try fixture.contents()
    let before = try names()
    let refusal = #expect(throws: Refusal.self) {
      try restore(from: wrong == .itself ? database : copy)
    }
    #expect(refusal?.message.contains(words) == true, "\(String(describing: refusal))")
    #expect(refusal?.remedy?.contains("n'ont pas été touchées") == true)
    try fixture.reopen()
    #expect(try fixture.contents() == contents)
    #expect(try names() == before)
  }

  @Test func `A refused copy makes no folder for a store that is not there`() throws {
    try save()
    try Damage.bytes(of: copy) { $0.removeLast(9_000) }
    let elsewhere = StoreLocation(directory: fixture.directory.file("nulle/part"))
    #expect(throws: Refusal.self) {
      try StoreRestore.run(from: copy, to: elsewhere, at: Moment(seconds: 0))
    }
    #expect(try fixture.directory.names() == ["copie.sqlite", "habiter"])
  }

  @Test func `A copy makes a store where there was none`() throws {
    try save()
    let elsewhere = StoreLocation(directory: fixture.directory.file("nulle/part"))
    let summary = try StoreRestore.run(from: copy, to: elsewhere, at: Moment(seconds: 0))
    #expect(summary.kept == nil && summary.putBack == 0)
    #expect(try Store(elsewhere).viewDump() == (try fixture.store.viewDump()))
  }
}
