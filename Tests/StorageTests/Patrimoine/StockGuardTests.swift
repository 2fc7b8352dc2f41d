import Domain
import Foundation
import Testing

@testable import Storage

/// What needs the stock before and the dossiers: the codes T and F07, F09.
@Suite struct StockGuardTests {
  private let fixture: StockFixture
  private let thirty = (1...30).map { StockFixture.line($0) }

  init() throws {
    fixture = try StockFixture()
    try fixture.take(thirty, day: 10)
  }

  private func codes(_ made: PatrimoineImport) -> [String] {
    made.report.findings.codes.map { String($0.label.dropFirst(4)) }.sorted()
  }

  private func texts(_ made: PatrimoineImport, _ code: PatrimoineCode) -> [String] {
    made.report.findings.first(code).map(\.text)
  }

  @Test func `The same file again is told, and changes nothing`() throws {
    let made = try fixture.take(thirty, day: 11)
    #expect(codes(made) == ["F07"])
    #expect(made.verdict == .accepted && made.counts.changed == 0)
    #expect(texts(made, .identicalFile) == ["Fichier identique au précédent import du 20/03."])
  }

  @Test func `A file older than the last one is refused`() throws {
    let made = try fixture.take(thirty + [StockFixture.line(31)], day: 9)
    #expect(codes(made) == ["F09"] && made.verdict == .refused)
    let table = fixture.folder.report("import-2")
    #expect(try PatrimoineReportPage.read(table, code: .olderFile).rows.count == 1)
  }

  @Test(arguments: [(27, PatrimoineVerdict.accepted), (26, .held)])
  func `More than a tenth gone waits for a confirmation`(
    left: Int, verdict: PatrimoineVerdict
  ) throws {
    let made = try fixture.take(Array(thirty.prefix(left)), day: 11)
    #expect(made.verdict == verdict && made.counts.removed == 30 - left)
    #expect(codes(made) == (verdict == .held ? ["T01"] : []))
    // Held or not, the stock is there to be confirmed.
    let generation = try Generation(path: fixture.folder.generation("import-2"))
    #expect(try StockFixture.logements(of: generation).count == left)
  }

  @Test func `A quarter more is told`() throws {
    let made = try fixture.take(thirty + (31...38).map { StockFixture.line($0) }, day: 11)
    #expect(codes(made) == ["T07"] && made.verdict == .accepted)
  }

  @Test func `A refused file is not compared`() throws {
    let lines = thirty.prefix(20).enumerated().map { index, line in
      index < 3 ? line.merging([.floor: "99"]) { $1 } : line
    }
    let made = try fixture.take(lines, day: 11)
    #expect(codes(made) == ["F10", "L39"])
  }

  @Test func `Dossiers of logements that went, changed tenant or contact are told`() throws {
    func dossier(
      _ number: Int, isOpen: Bool = true, isRealised: Bool = false, contact: String? = nil
    ) -> PatrimoineDossier {
      PatrimoineDossier(
        logement: StockFixture.line(number)[.logement] ?? "", reference: "D-\(number)",
        isOpen: isOpen, isRealised: isRealised, contact1: contact)
    }
    var lines = thirty
    lines[2][.contact1Email] = "Autre@bailleur-a.example"
    lines[3][.contact1Email] = "autre@bailleur-a.example"
    lines[4][.locataire] = "700000555"
    lines[5][.locataire] = "700000556"
    lines[6][.typologie] = "T2"
    lines[6][.rooms] = "2"
    lines.removeFirst(2)
    let dossiers = [
      dossier(1), dossier(2, isOpen: false), dossier(3), dossier(4), dossier(5, isRealised: true),
      dossier(6), dossier(8, contact: "ancien@bailleur-a.example"),
      dossier(9, contact: "C.Martin@bailleur-a.example"), dossier(77),
    ]
    let made = try fixture.take(lines, day: 11, dossiers: dossiers)
    #expect(codes(made) == ["T02", "T04", "T05", "T06"])
    #expect(
      texts(made, .goneWithDossier)
        == ["Logement retiré avec un dossier d'échange ouvert (n° D-1)."])
    #expect(
      texts(made, .newTenant)
        == ["Nouveau locataire pour la référence L-00000005 (échange n° D-5 réalisé)."])
    #expect(
      made.report.findings.first(.contact1Changed).map { [$0.value, $0.text] } == [
        [
          "autre@bailleur-a.example",
          "Contact 1 modifié : 2 dossiers ouverts changent de destinataire.",
        ],
        [
          "c.martin@bailleur-a.example",
          "Contact 1 modifié : 1 dossier ouvert change de destinataire.",
        ],
      ])
    #expect(made.report.findings.first(.typologieChanged).map(\.line) == [6])
    #expect(made.sightings.count == dossiers.count)
    #expect(made.sightings[0].values == nil && made.sightings[8].values == nil)
    #expect(made.sightings[2].values?[.contact1Email] == "autre@bailleur-a.example")
  }

  @Test func `What is not a stock, or a damaged one, is told and left`() throws {
    let path = try fixture.file(thirty, day: 11)
    var delivery = fixture.delivery(path)
    let good = try #require(delivery.current)
    delivery.current = fixture.directory.file("absent.sqlite")
    #expect(throws: StorageError.self) {
      try PatrimoineImport.prepare(delivery, in: fixture.folder)
    }
    delivery.current = try fixture.directory.write(Array("bonjour".utf8), to: "autre.sqlite")
    #expect(throws: StorageError.self) {
      try PatrimoineImport.prepare(delivery, in: fixture.folder)
    }
    for seed in 0..<40 {
      var random = SeededGenerator(seed: UInt64(seed))
      var bytes = try fixture.directory.bytes("patrimoine/org-a/import-1.sqlite")
      for _ in 0..<20 {
        bytes[Int.random(in: 100..<bytes.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      delivery.current = try fixture.directory.write(bytes, to: "abime.sqlite")
      // Found or not, it does no harm.
      _ = try? PatrimoineImport.prepare(delivery, in: fixture.folder)
      let shelf = StockShelf()
      if (try? shelf.show([delivery.current ?? ""])) != nil { _ = try? shelf.find("L-0000003") }
    }
    #expect(try fixture.names() == ["import-1.csv", "import-1.sqlite"])
    #expect(try StockFixture.logements(of: Generation(path: good)).count == 30)
  }

  @Test func `The name of an organisation does not lead out of the folder`() {
    let location = StoreLocation(directory: "/d")
    #expect(StockFolder("org-a", in: location).path == "/d/patrimoine/org-a")
    #expect(StockFolder("../é", in: location).path == "/d/patrimoine/_46__46__47__195__169_")
    #expect(StockFolder("a_b", in: location).path != StockFolder("a95b", in: location).path)
  }
}
