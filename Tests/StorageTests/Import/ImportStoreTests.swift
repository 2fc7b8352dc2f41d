import Domain
import Foundation
import Testing

@testable import Storage

/// What an import leaves in the store, and what it does not.
@Suite struct ImportStoreTests {
  private let fixture: ImportFixture

  init() throws {
    fixture = try ImportFixture()
  }

  @Test(arguments: [
    ("EH-2026-001", DossierStatus.constitution), ("EH-2026-002", .constitution),
    ("EH-2026-003", .preInstruction), ("EH-2026-004", .preInstruction),
    ("EH-2026-005", .instruction), ("EH-2026-007", .instruction),
    ("EH-2026-008", .awaitingCaleol), ("EH-2026-009", .awaitingCaleol),
    ("EH-2025-010", .partialDecision), ("EH-2025-011", .conditionPending),
    ("EH-2025-012", .conditionPending), ("EH-2025-013", .attributedByBoth),
    ("EH-2025-014", .attributedByBoth), ("EH-2025-015", .moveScheduled),
    ("EH-2025-016", .moveScheduled), ("EH-2025-017", .toClose), ("EH-2025-018", .realised),
    ("EH-2025-019", .realised), ("EH-2026-020", .refusedPreInstruction),
    ("EH-2026-021", .withdrawn), ("EH-2025-022", .notAttributed), ("EH-2026-023", .cancelled),
  ])
  func `A dossier arrives at the stage its line tells`(
    reference: String, status: DossierStatus
  ) throws {
    try fixture.importFixture()
    #expect(try fixture.dossier(reference).status == status)
  }

  @Test func `Each act is signed at noon of its own day, au nom de its bailleur`() throws {
    try fixture.importFixture()
    let dossier = try fixture.dossier("EH-2025-018")
    #expect(dossier.createdOn?.french == "28/10/2025")
    #expect(dossier.volets[0].nur?.day.french == "03/11/2025")
    #expect(dossier.volets[0].decision?.day.french == "10/12/2025")
    #expect(dossier.move?.agreedOn?.french == "02/01/2026")
    #expect(dossier.closing?.day.french == "30/01/2026")
    for recorded in dossier.history {
      let clock = ParisTime.hourAndMinute(of: recorded.signature.moment)
      #expect(clock.hour == 12 && clock.minute == 0)
      #expect(recorded.signature.operatorID == "reprise")
      let bailleur = recorded.event.volet.flatMap { dossier[$0]?.bailleur }
      #expect(recorded.signature.onBehalf?.organisation == bailleur)
    }
    let days = dossier.history.map(\.day)
    #expect(days == days.sorted())
    let reasons = Set(dossier.history.compactMap { $0.signature.onBehalf?.reason })
    let texts = try reasons.map { try Vault(fixture.store.reader).get($0, "reason")?.value }
    #expect(texts.count == 2)
    #expect(texts.allSatisfy { $0 == "Reprise du fichier dossiers-exemple.csv" })
  }

  @Test func `A late act keeps its lateness, charged to the right side`() throws {
    try fixture.importFixture()
    let dossier = try fixture.dossier("EH-2026-009")
    let breach = try #require(dossier.breaches(on: ImportFixture.today, under: .default).last)
    #expect(breach.rule.rule == .caleolGap && breach.measure == 9 && breach.volet == .b)
  }

  @Test func `Names, NUR and notes are in the vault and nowhere else`() throws {
    try fixture.importFixture()
    let personal = ["Benoît", "Garnier", "07503260", "congés", "Naissance"]
    let vault = try fixture.rows(of: ["vault"])
    let others = ImportFixture.writtenTables.filter { $0 != "vault" }
    let elsewhere = try fixture.rows(of: others)
    for text in personal {
      #expect(vault.contains(text))
      #expect(!elsewhere.contains(text))
    }
    // The agents are professionals: the directory names them, events do not.
    #expect(try !fixture.rows(of: ["pending"]).contains("Martin"))
  }

  @Test func `The same file twice adds nothing`() throws {
    let first = try fixture.importFixture()
    let rows = try fixture.rows(of: ImportFixture.writtenTables)
    let second = try fixture.importFixture()
    #expect(second.added == 0 && second.present == first.added && second.changed == 0)
    #expect(second.refused == first.refused)
    #expect(second.newBailleurs + second.newAgents == 0)
    #expect(try fixture.rows(of: ImportFixture.writtenTables) == rows)
    #expect(second.messages.count { $0.text == "Déjà présent." } == first.added)
  }

  @Test func `A line that tells otherwise of a dossier that is there changes nothing`() throws {
    try fixture.importText(ImportLines.csv([:]))
    let rows = try fixture.rows(of: ImportFixture.writtenTables)
    let report = try fixture.importText(ImportLines.csv(["locataire_a": "Mme Rey"]))
    #expect(report.changed == 1 && report.present == 0 && !report.isComplete)
    #expect(
      report.messages.map(\.text) == [
        "Déjà présent, mais différent : le dossier n'a pas été changé."
      ])
    #expect(try fixture.rows(of: ImportFixture.writtenTables) == rows)
  }

  @Test func `Columns in another order, or JSON lines, tell the same dossier`() throws {
    try fixture.importText(ImportLines.csv([:]))
    let lines = ImportLines.csv([:]).split(separator: "\n").map { $0.split(separator: ";") }
    let pairs = zip(lines[0], lines[1]).map { "\"\($0)\":\"\($1)\"" }
    let json = try fixture.importText(
      "{\(pairs.reversed().joined(separator: ","))}\n", named: "essai.jsonl")
    #expect(json.present == 1 && json.isComplete)
  }

  @Test func `A refused dossier leaves nothing behind, its new agents included`() throws {
    let report = try fixture.importText(
      ImportLines.csv([
        "contact1_nom_a": "C. Martin", "contact1_email_a": "c.martin@coteaux.example",
        "nur_a": "075012600000011111", "nur_le_a": "06/01/2026",
        "pre_instruction_le_a": "07/01/2026",
      ]))
    #expect(report.refused == 1 && report.added == 0)
    let tables = ImportFixture.writtenTables.filter { !["organisation", "operator"].contains($0) }
    #expect(try fixture.rows(of: tables).isEmpty)
    #expect(try fixture.store.directory.operators.keys.sorted() == ["reprise"])
    #expect(try fixture.store.directory.organisations.count == 1)
  }

  @Test func `A refused dossier does not hold up those around it`() throws {
    let report = try fixture.importText(
      ImportLines.csv(
        [:], ["reference": "EH-2", "logement_b": "B-2"],
        ["reference": "EH-3", "logement_a": "A-3", "logement_b": "B-3"]))
    #expect(report.added == 2 && report.refused == 1)
    #expect(try fixture.store.dossiers.stream(ofReference: "EH-2") == nil)
    #expect(try fixture.dossier("EH-3").isOpen)
  }

  @Test func `A dry run writes nothing, in the database or the log`() throws {
    _ = try fixture.session()
    let rows = try fixture.rows(of: ImportFixture.writtenTables)
    let log = try fixture.directory.bytes("habiter/pending.log")
    let report = try fixture.importFixture(isTrial: true)
    #expect(report.added > 20)
    #expect(try fixture.rows(of: ImportFixture.writtenTables) == rows)
    #expect(try fixture.directory.bytes("habiter/pending.log") == log)
    #expect(try fixture.store.directory.organisations.count == 1)
  }

  @Test(arguments: [1, 7, 1_000])
  func `Batches of any size give the same dossiers`(batch: Int) throws {
    var limits = ImportLimits()
    limits.batch = batch
    let report = try fixture.importFixture(limits: limits)
    #expect(report.added == 23)
    #expect(try fixture.store.pendingCount() == 205)
  }

  @Test func `Every act is in the log, and comes back from it`() throws {
    try fixture.importFixture()
    let count = try fixture.store.pendingCount()
    #expect(try PendingLog.read(path: fixture.location.pendingLog).records.count == count)
    let dump = try fixture.store.viewDump()
    try fixture.reopen {
      let connection = try Connection(path: fixture.location.database, mode: .readWrite)
      try connection.transaction {
        for table in ["pending", "claim", "vault"] {
          try connection.execute("DELETE FROM \(table)")
        }
      }
      connection.close()
    }
    try fixture.store.rebuildViews()
    #expect(try fixture.store.pendingCount() == count)
    #expect(try fixture.store.viewDump() == dump)
    #expect(try fixture.rows(of: ["vault"]).contains("Benoît"))
  }

  @Test func `Of too many messages the first are kept, the others counted`() throws {
    var limits = ImportLimits()
    limits.messages = 3
    let report = try fixture.importFixture(limits: limits)
    #expect(report.messages.count == 3 && report.omitted == 5)
    #expect(report.french.contains("Et 5 autres messages, non repris ici."))
  }
}
