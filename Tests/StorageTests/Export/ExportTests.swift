import Domain
import Foundation
import Testing

@testable import Storage

/// What leaves the store: whole, of a day, and no more than its reader may see.
@Suite struct ExportTests {
  private let fixture: ImportFixture

  init() throws {
    fixture = try ImportFixture()
    try fixture.importFixture()
  }

  /// The JSON of an export as a reader of it would decode it.
  private struct Export: Decodable {
    let au: Day
    let dossiers: [ExportedDossier]
  }

  private func text(
    _ format: ExportFormat, as person: Operator? = nil, on day: Day = ImportFixture.today,
    hasMark: Bool = false
  ) throws -> String {
    var session = try fixture.session()
    if let person { session.actor = person }
    var text = ""
    try fixture.store.exportDossiers(as: session, on: day, format: format, hasMark: hasMark) {
      text += $0
    }
    return text
  }

  private func export(
    as person: Operator? = nil, on day: Day = ImportFixture.today
  ) throws -> Export {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Export.self, from: Data(try text(.json, as: person, on: day).utf8))
  }

  private func exported(
    _ reference: String, as person: Operator? = nil, on day: Day = ImportFixture.today
  ) throws -> ExportedDossier? {
    try export(as: person, on: day).dossiers.first { $0.reference == reference }
  }

  private func agent(_ role: Role, _ bailleur: String = "bailleur-99900002900010") -> Operator {
    Operator(id: "x", name: "X", organisation: OrganisationID(bailleur), roles: [role])
  }

  @Test func `The JSON gives back every dossier, and each as it was computed`() throws {
    let export = try export()
    #expect(export.au == ImportFixture.today)
    #expect(export.dossiers.count == 23)
    let session = try fixture.session()
    for dossier in export.dossiers {
      let stream = try #require(
        try fixture.store.dossiers.stream(ofReference: dossier.reference))
      let detail = try #require(try fixture.store.detail(stream, for: session))
      let snapshot = DossierSnapshot(
        detail, for: session, in: try fixture.store, on: ImportFixture.today)
      #expect(dossier == snapshot?.exported)
    }
  }

  @Test func `A late dossier says who must move, since when and by which rule`() throws {
    let dossier = try #require(try exported("EH-2026-003"))
    #expect(dossier.statut == "PRE_INSTRUCTION" && dossier.etape == "en pré-instruction")
    #expect(dossier.phrase.hasPrefix("En retard de 8 j : "))
    let clock = try #require(dossier.horloges.first { $0.horloge == "K1" && $0.volet == "A" })
    #expect(clock.depart.french == "16/03/2026" && clock.echeance.french == "23/03/2026")
    #expect(clock.retardJours == 8 && clock.regle == "R-PRE" && clock.valeur == 7)
    #expect(dossier.doiventAgir.map(\.contact) == ["contact 1", "contact 1"])
    #expect(dossier.doiventAgir.first?.agent == "C. Martin")
    #expect(dossier.manquements.map(\.regle) == ["R-PRE", "R-PRE"])
    #expect(dossier.retardJours == 8)
  }

  @Test func `A past day knows nothing of what came after, a day to come all there is`() throws {
    let before = try #require(Day(iso: "2025-12-12"))
    let dossier = try #require(try exported("EH-2025-018", on: before))
    #expect(dossier.statut == "DECISION_PARTIELLE" && dossier.closLe == nil)
    #expect(try exported("EH-2026-001", on: before) == nil)
    let later = try #require(try exported("EH-2026-003", on: ImportFixture.today + 30))
    #expect(later.retardJours == 38)
    #expect(later.alertes.map(\.alerte) == ["AL-1", "AL-1"])
  }

  @Test func `An agent gets the dossiers of its bailleur, NUR masked and tenants unnamed`() throws {
    let export = try export(as: agent(.contact1))
    #expect(export.dossiers.count == 15)
    for volet in export.dossiers.flatMap(\.volets) {
      #expect(volet.locataire == nil)
      if volet.bailleur != "Bailleur B" { #expect(volet.nur == nil) }
      if let nur = volet.nur { #expect(nur.contains("•••••••••••")) }
    }
    #expect(export.dossiers.contains { $0.volets.contains { $0.nur != nil } })
  }

  @Test func `Names of tenants go to those who may export them, of their own side`() throws {
    let own = try export(as: agent(.administrateur)).dossiers.flatMap(\.volets)
    #expect(own.allSatisfy { ($0.locataire != nil) == ($0.bailleur == "Bailleur B") })
    #expect(try export().dossiers.flatMap(\.volets).allSatisfy { $0.locataire != nil })
    let gie = Operator(id: "g", name: "G", organisation: "gie", roles: [.gieCoordinator])
    let seen = try export(as: gie)
    #expect(seen.dossiers.count == 23)
    #expect(seen.dossiers.flatMap(\.volets).allSatisfy { $0.locataire == nil && $0.nur == nil })
  }

  @Test func `Who may see no dossier exports none`() throws {
    #expect(throws: Refusal.self) { try text(.csv, as: agent(.partenaire, "p")) }
  }

  @Test func `The CSV has one line for each dossier, of as many cells as the header`() throws {
    let text = try text(.csv, hasMark: true)
    #expect(text.hasPrefix("\u{FEFF}reference;statut;"))
    let path = try fixture.directory.write(Array(text.utf8), to: "export.csv")
    var records = CSVRecords(try FileBytes(path: path, limits: .init()), limits: .init())
    try records.skipByteOrderMark()
    var lines: [[String]] = []
    while let record = try records.next() {
      #expect(record.problem == nil)
      lines.append(record.cells.map { String(decoding: $0, as: UTF8.self) })
    }
    #expect(lines.count == 24)
    #expect(lines.allSatisfy { $0.count == DossierTable.columns.count })
    let references = lines.dropFirst().map { $0[0] }
    #expect(Set(references).count == 23)
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+33 1", "'+33 1"), ("-", "'-"), ("@a", "'@a"), ("\ta", "a"),
    ("＝1", "'＝1"), ("a=b", "a=b"), ("a;b", "\"a;b\""), ("a\"b", "\"a\"\"b\""),
    ("a\nb", "\"a\nb\""), ("=a;\"b\"", "\"'=a;\"\"b\"\"\""), (" a", "\" a\""), ("", ""),
    ("a\u{1B}[2J", "a[2J"),
  ])
  func `A cell is neither formula, nor separator, nor escape sequence`(
    text: String, cell: String
  ) {
    #expect(CSVWriting.cell(text) == cell)
  }

  @Test func `A file takes its name when it is whole, and only its owner reads it`() throws {
    let path = fixture.directory.file("dossiers.csv")
    do {
      let cut = try ExportFile(path: path)
      try cut.write("moitié")
    }
    #expect(try !fixture.directory.names().contains { $0.hasPrefix("dossiers.csv") })
    let file = try ExportFile(path: path)
    try file.write("a;b\r\n")
    try file.complete()
    #expect(try fixture.directory.bytes("dossiers.csv") == Array("a;b\r\n".utf8))
    #expect(try fixture.directory.permissions("dossiers.csv") == 0o600)
  }
}
