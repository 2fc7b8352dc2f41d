import Testing

@testable import Domain

/// What several lines, and the file around them, may and may not say.
@Suite struct PatrimoineFileTests {
  private typealias Desk = PatrimoineDesk

  private func line(_ number: Int, _ changes: [PatrimoineColumn: String] = [:]) -> [String] {
    let own: [PatrimoineColumn: String] = [
      .logement: "L-\(number)", .locataire: "T-\(number)", .rpls: "",
    ]
    return Desk.line(own.merging(changes) { _, new in new })
  }

  @Test func `A reference is told with the line where it was first seen`() {
    let checker = Desk.check([line(1), line(2), line(1, [.locataire: "T-3"])])
    #expect(checker.findings.first(.logementTwice).first?.line == 4)
    #expect(
      checker.findings.first(.logementTwice).first?.text
        == "Référence logement en double (déjà vue ligne 2).")
    #expect(checker.rejected == 1)
  }

  @Test func `A tenant has one logement; tenants may share one`() {
    let twice = Desk.check([line(1), line(2, [.locataire: "T-1"])])
    #expect(
      twice.findings.first(.locataireTwice).first?.text
        == "Référence locataire rattachée à plusieurs logements (lignes 2, 3).")
    let same = Desk.check([line(1), line(1)])
    #expect(same.findings.count(.locataireTwice) == 0)
    #expect(same.findings.count(.logementTwice) == 1)
  }

  @Test func `An identifier of the RPLS is told twice`() {
    let checker = Desk.check([line(1, [.rpls: "1234567890"]), line(2, [.rpls: "1234567890"])])
    #expect(checker.findings.count(.rplsTwice) == 1)
    #expect(checker.rejected == 0)
  }

  @Test func `Lost zeros show against the habit of the file, wherever they are`() {
    let references = (1...30).map {
      $0 < 4 ? "0\(1_000_000 + $0)".dropFirst() : "0\(10_000_000 + $0)".dropFirst()
    }
    let checker = Desk.check(
      references.enumerated().map { line($0.offset, [.logement: String($0.element)]) },
      isFinished: true)
    let found = checker.findings.first(.lostZeros)
    #expect(found.map(\.line) == [2, 3, 4])
    #expect(found.first?.value == "1000001")
    #expect(
      found.first?.text == "Zéros de tête probablement perdus (longueur 7, habituellement 8).")
    let mixed = (1...30).map { line($0, [.logement: String(repeating: "1", count: $0 % 9 + 1)]) }
    #expect(Desk.check(mixed, isFinished: true).findings.count(.lostZeros) == 0)
  }

  @Test func `Lines in error beyond the share refuse the file`() {
    let good = (1...19).map { line($0) }
    let bad = line(20, [.rooms: "0"])
    #expect(Desk.check(good + [bad], isFinished: true).findings.count(.tooManyErrors) == 0)
    let refused = Desk.check(Array(good.dropFirst()) + [bad], isFinished: true)
    #expect(
      refused.findings.first(.tooManyErrors).first?.text.hasPrefix(
        "Plus de 5 % de lignes en erreur (1 sur 19)") == true)
    #expect(refused.findings.isBlocked)
  }

  @Test func `The same contacts everywhere ask for a confirmation`() {
    let lines = (1...20).map { line($0) }
    #expect(Desk.check(lines, isFinished: true).findings.count(.sameContacts) == 1)
    #expect(Desk.check(Array(lines.dropFirst()), isFinished: true).findings.codes.isEmpty)
    let other = lines.dropLast() + [line(20, [.contact2Email: "c.martin@bailleur-a.example"])]
    #expect(Desk.check(Array(other), isFinished: true).findings.codes.isEmpty)
  }

  @Test func `A line has as many fields as the header, empty ones at its end aside`() {
    let short = Desk.check([Array(line(1).dropLast(2))])
    #expect(
      short.findings.first(.fieldCount).first?.text
        == "Nombre de champs incorrect : 47 lus, 49 attendus.")
    #expect(Desk.check([line(1) + ["", " "]]).findings.codes.isEmpty)
    #expect(Desk.check([line(1) + ["x"]]).findings.codes == [.fieldCount])
  }

  @Test func `Findings beyond the limit are only counted`() {
    var context = Desk.context
    context.keptFindings = 2
    let checker = Desk.check((1...5).map { line($0, [.rooms: "0"]) }, context: context)
    #expect(checker.findings.count(.invalidRooms) == 5)
    #expect(checker.findings.first(.invalidRooms).map(\.line) == [2, 3])
  }

  @Test(
    arguments: [
      (["ref_logement"], []),
      (["Réf logement", "SIRET-BAILLEUR", "", ""], []),
      (["ref_logement", "ref_logement"], ["S03"]),
      (["ref_logemnt", "occupation"], ["S04"]),
      (["siret_bailleur,ref_logement,occupation"], ["F05"]),
      (["siret_bailleur\tref_logement"], ["F05"]),
      (["99900001100018", "L-1", "000784512"], ["S01"]),
    ] as [([String], [String])])
  func `A header is read as people write them`(names: [String], codes: [String]) {
    var findings = PatrimoineFindings()
    _ = PatrimoineHeader(reading: names, line: 1, into: &findings)
    let found = PatrimoineCode.allCases.filter { $0 != .columnMissing }.flatMap { code in
      Array(repeating: String(code.label.dropFirst(4)), count: findings.count(code))
    }
    #expect(found.sorted() == codes.sorted())
  }

  @Test func `An optional column may be absent, the others are asked for`() {
    var findings = PatrimoineFindings()
    let all = PatrimoineColumn.allCases
    _ = PatrimoineHeader(
      reading: all.filter { $0.definition.requirement != .never }.map(\.name), line: 1,
      into: &findings)
    #expect(findings.codes.isEmpty)
    _ = PatrimoineHeader(
      reading: all.filter { $0 != .contact1Email }.map(\.name), line: 3, into: &findings)
    #expect(
      findings.first(.columnMissing).map(\.text)
        == ["Colonne obligatoire absente : « contact1_email »."])
  }

  @Test func `Columns are found wherever they are`() {
    var findings = PatrimoineFindings()
    let order = Array(PatrimoineColumn.allCases.reversed())
    let header = PatrimoineHeader(reading: order.map(\.name), line: 1, into: &findings)
    let checker = PatrimoineChecker(Desk.context, header: header)
    Desk.put(order.map { $0 == .rooms ? "0" : $0.definition.example }, to: checker, line: 2)
    #expect(checker.findings.codes == [.invalidRooms])
    #expect(checker.findings.first(.invalidRooms).first?.place?.letter == "AA")
  }

  @Test(
    arguments: [
      ("PATRIMOINE_999000011_20260302_001.csv", []), ("patrimoine_999000011_20260302_001.CSV", []),
      ("PATRIMOINE_999000011_20260302.csv", ["F02"]), ("parc.csv", ["F02"]),
      ("PATRIMOINE_999000011_20260230_001.csv", ["F02"]),
      ("PATRIMOINE_999000029_20260302_001.csv", ["F03"]),
      ("PATRIMOINE_999000029_20260303_001.csv", ["F03", "F08"]),
    ] as [(String, [String])])
  func `The name of a file`(name: String, codes: [String]) {
    let found = PatrimoineFileName.check(name, in: Desk.context)
    #expect(found.map { String($0.code.label.dropFirst(4)) } == codes)
  }

  @Test(
    arguments: [
      (1000, 1000, 100, []),
      (
        1000, 999, 124,
        ["12,4 % des logements disparaissent par rapport au mois précédent (124 sur 1000)."]
      ),
      (1000, 1249, 0, []),
      (
        1000, 1250, 0,
        ["Nombre de logements : +25 % par rapport au mois précédent (1000, puis 1250)."]
      ),
      (0, 1000, 0, []),
    ] as [(Int, Int, Int, [String])])
  func `Beside the file before`(before: Int, now: Int, gone: Int, texts: [String]) {
    let comparison = PatrimoineComparison(before: before, now: now, gone: gone)
    #expect(comparison.findings(goneShare: 10).map(\.text) == texts)
  }

  @Test func `What changed about a logement is told as the contract words it`() {
    let day = Desk.today
    let found: [PatrimoineFinding?] = [
      .identical(to: day), .older(day - 1, than: day), .older(day, than: day),
      .gone("L-1", dossier: "D-2026-0412"), .goneWithAnnonce("L-1"),
      .typologie(of: "L-1", .t2, to: .t4), .typologie(of: "L-1", .t2, to: .t2),
      .newTenant(of: "L-1", dossier: "D-2026-0412"), .contact1(changedOn: 3, to: "a@b.example"),
      .contact1(changedOn: 0, to: "a@b.example"),
    ]
    let texts = found.map { $0?.text }
    #expect(
      texts == [
        "Fichier identique au précédent import du 02/03.",
        "Fichier plus ancien que le dernier importé (du 02/03/2026).", nil,
        "Logement retiré avec un dossier d'échange ouvert (n° D-2026-0412).",
        "Logement retiré avec une annonce en ligne : annonce suspendue.",
        "Changement de typologie (T2 → T4) pour un logement existant.", nil,
        "Nouveau locataire pour la référence L-1 (échange n° D-2026-0412 réalisé).",
        "Contact 1 modifié : 3 dossiers ouverts changent de destinataire.", nil,
      ])
  }
}

/// Whom the lines rejected keep from registering.
@Suite struct PatrimoineTenantTests {
  @Test func `A code counts the tenants of the lines that it rejects, each once`() {
    let lines: [[PatrimoineColumn: String]] = [
      [.floor: "99", .door: String(repeating: "x", count: 21)],
      [.logement: "L-2", .locataire: "2", .rpls: "", .floor: "99", .surface: "4"],
      [.logement: "L-3", .locataire: "", .rpls: "", .occupation: "VACANT", .floor: "99"],
      [.logement: "L-4", .locataire: "4", .rpls: "", .contact1Phone: "0"],
      [.logement: "L-5", .locataire: "", .rpls: ""],
    ]
    let checker = PatrimoineDesk.check(lines.map { PatrimoineDesk.line($0) } + [["trop court"]])
    #expect(checker.findings.count(.invalidValue) == 4)
    #expect(checker.findings.tenants(.invalidValue) == 2)
    #expect(checker.findings.tenants(.surfaceOutOfBounds) == 1)
    #expect(checker.findings.tenants(.locataireMissing) == 1)
    #expect(checker.findings.tenants(.fieldCount) == 1)
    #expect(checker.findings.tenants(.reformatted) == 0)
    #expect(checker.rejected == 5)
  }
}
