import Domain
import Foundation
import Testing

@testable import Storage

/// Files imported one after the other: the stock, its differences, its files.
@Suite struct StockImportTests {
  private let fixture: StockFixture

  init() throws { fixture = try StockFixture() }

  @Test func `The first import makes a private file that holds the values in one form`() throws {
    let made = try fixture.take([
      StockFixture.line(1, [.surface: "10,5", .leaseDate: "01/07/2019"]),
      StockFixture.line(2, [.occupation: "vacant", .locataire: "", .street: "=1+1"]),
    ])
    #expect(made.verdict == .accepted && made.base == nil)
    #expect(made.counts == StockCounts(before: 0, logements: 2, added: 2, changed: 0, removed: 0))
    #expect(try fixture.names() == ["import-1.csv", "import-1.sqlite"])
    for name in try fixture.names() {
      #expect(FileSystem.permissions(of: "\(fixture.folder.path)/\(name)") == 0o600)
    }
    #expect(FileSystem.permissions(of: fixture.folder.path) == 0o700)
    let generation = try fixture.open()
    let logements = try StockFixture.logements(of: generation)
    #expect(logements["L-00000001"]?[.surface] == "10.50")
    #expect(logements["L-00000001"]?[.leaseDate] == "2019-07-01")
    #expect(logements["L-00000002"]?[.occupation] == "VACANT")
    #expect(logements["L-00000002"]?[.locataire] == nil)
    #expect(logements["L-00000002"]?[.street] == "'=1+1")
    #expect(generation.latest.id == "import-1" && generation.latest.number == 1)
    #expect(generation.latest.sha256 == made.sha256)
    let bytes = try fixture.directory.bytes("PATRIMOINE_999000011_20260302_001.csv")
    #expect(made.sha256 == SHA256.hex(SHA256.hash(bytes)))
    let checked: String? = try generation.connection.scalar("PRAGMA integrity_check")
    #expect(checked == "ok")
  }

  @Test func `What came, changed and went is kept column by column`() throws {
    try fixture.take((1...40).map { StockFixture.line($0) })
    var lines = (3...40).map { StockFixture.line($0) } + [StockFixture.line(41)]
    lines[0] = StockFixture.line(3, [.rent: "500", .contact1Name: "M. Roux", .updated: ""])
    lines[1] = StockFixture.line(4, [.locataire: "999999999"])
    lines[2] = StockFixture.line(5, [.updated: "2026-03-01"])
    let made = try fixture.take(lines, day: 3)
    #expect(
      made.counts
        == StockCounts(before: 40, logements: 39, added: 1, changed: 2, removed: 2))
    #expect(made.base?.id == "import-1")
    let generation = try fixture.open()
    let found = try generation.differences(from: 1, to: 2)
    #expect(
      found.map(\.logement) == [1, 2, 3, 4, 41].map { StockFixture.line($0)[.logement] })
    guard case .removed(let values) = found[0].change else {
      Issue.record("\(found[0])")
      return
    }
    #expect(values[.commune] == "Montreuil" && values[.rpls] == "RP00000001")
    #expect(
      found[2].change
        == .changed([
          .rent: ValueChange("412.35", "500.00"),
          .contact1Name: ValueChange("C. Martin", "M. Roux"),
        ]))
    #expect(found[3].change == .changed([.locataire: ValueChange("700000004", "999999999")]))
    #expect(try generation.card(of: "L-00000005")?.values[.updated] == "2026-03-01")
    #expect(try generation.card(of: "L-00000005")?.history == [])
    #expect(try generation.card(of: "L-00000004")?.history.map(\.number) == [2])
    #expect(try generation.card(of: "L-00000001") == nil)
    #expect(try generation.history(of: "L-00000001").count == 1)
    let counts = try generation.differenceCounts(from: 1, to: 2)
    #expect(counts.added == 1 && counts.changed == 2 && counts.removed == 2)
    #expect(counts.columns == [.rent: 1, .contact1Name: 1, .locataire: 1])
    #expect(try generation.differences(from: 1, to: 2, after: "L-00000003").count == 2)
    #expect(try generation.differences(from: 1, to: 2, limit: 1).count == 1)
    let checked: String? = try generation.connection.scalar("PRAGMA integrity_check")
    #expect(checked == "ok")
  }

  /// Files drawn at random: every stock is what its file says, every difference what its ends do.
  @Test func `Any stock is what its file says, and any difference what its ends differ in`() throws
  {
    var random = SeededGenerator(seed: 11)
    var states: [[String: LogementValues]] = []
    for round in 0..<6 {
      let numbers = (1...60).filter { _ in Int.random(in: 0..<20, using: &random) > 0 }
      let lines = numbers.shuffled(using: &random).map { number in
        StockFixture.line(
          number,
          [
            .rent: "\(400 + Int.random(in: 0..<2, using: &random)),00",
            .building: ["", "A"].randomElement(using: &random) ?? "",
            .locataire: "\(1000 * Int.random(in: 1..<3, using: &random) + number)",
          ])
      }
      let made = try fixture.take(lines, day: round + 1)
      try #require(made.verdict == .accepted || made.verdict == .held)
      guard made.verdict == .accepted else { continue }
      states.append(try StockFixture.logements(of: try fixture.open()))
      #expect(Set(states[states.count - 1].keys) == Set(lines.compactMap { $0[.logement] }))
      for line in lines {
        let kept = states[states.count - 1][line[.logement] ?? ""]
        #expect(kept?[.locataire] == line[.locataire])
        #expect(kept?[.building] == (line[.building] == "" ? nil : line[.building]))
      }
    }
    try #require(states.count > 3)
    let generation = try fixture.open()
    for first in states.indices {
      for last in states.indices where last > first {
        let found = try generation.differences(from: first + 1, to: last + 1)
        #expect(found == Self.differences(states[first], states[last]))
      }
    }
  }

  private static func differences(
    _ before: [String: LogementValues], _ after: [String: LogementValues]
  ) -> [LogementDifference] {
    Set(before.keys).union(after.keys).sorted().compactMap { reference in
      let change: LogementChange? =
        switch (before[reference], after[reference]) {
        case (let old?, let new?): LogementChange.difference(old, new)
        case (let old?, nil): .removed(old)
        case (nil, let new?): .added(new)
        case (nil, nil): nil
        }
      return change.map { LogementDifference(logement: reference, change: $0) }
    }
  }

  @Test func `An essai gives the report of the import and writes nothing`() throws {
    let lines = (1...30).map { StockFixture.line($0) }
    try fixture.take(lines)
    let before = try fixture.directory.bytes("patrimoine/org-a/import-1.sqlite")
    var changed = lines
    changed[0] = StockFixture.line(1, [.typologie: "T4", .rooms: "4", .floor: "99"])
    changed[1] = StockFixture.line(2, [.typologie: "T2", .rooms: "2"])
    let path = try fixture.file(changed, day: 3)
    let table = fixture.directory.file("rapport.csv")
    let essai = try #require(try PatrimoineImport.essai(fixture.delivery(path), table: table))
    #expect(try fixture.names() == ["import-1.csv", "import-1.sqlite"])
    #expect(try fixture.directory.bytes("patrimoine/org-a/import-1.sqlite") == before)
    let made = try fixture.take(path)
    #expect(essai.report.french == made.report.french)
    #expect(essai.counts == made.counts && essai.sha256 == made.sha256)
    #expect(essai.verdict == .acceptedWithRejects)
    #expect(essai.counts.removed == 1 && essai.counts.changed == 1)
    let told = try fixture.directory.bytes("rapport.csv")
    #expect(try told == fixture.directory.bytes("patrimoine/org-a/import-2.csv"))
    #expect(try fixture.directory.names().contains { $0.hasSuffix(".part") } == false)
    #expect(throws: StorageError.self) { try essai.keep(as: "x") }
  }

  @Test func `What is stopped, dropped or refused leaves the folder as it was`() throws {
    try fixture.take((1...30).map { StockFixture.line($0) })
    let names = try fixture.names()
    let path = try fixture.file((1...9000).map { StockFixture.line($0) }, day: 3)
    var steps = 0
    _ = try PatrimoineImport.prepare(fixture.delivery(path), in: fixture.folder) { _ in
      steps += 1
      return true
    }
    #expect(try fixture.names() == names)
    try #require(steps > 3)
    for last in 1...steps {
      var step = 0
      let made = try PatrimoineImport.prepare(fixture.delivery(path), in: fixture.folder) { _ in
        step += 1
        return step < last
      }
      #expect(made == nil)
      #expect(try fixture.names() == names)
    }
    try #require(try PatrimoineImport.prepare(fixture.delivery(path), in: fixture.folder)).drop()
    #expect(try fixture.names() == names)
    // A refused file leaves its report alone.
    let refused = try fixture.take(
      (1...10).map { StockFixture.line($0, $0 == 1 ? [.floor: "99"] : [:]) }, day: 4)
    #expect(refused.verdict == .refused)
    #expect(try fixture.names() == ["import-1.csv", "import-1.sqlite", "import-2.csv"])
  }

  @Test func `Differences of more than thirteen months ago are forgotten`() throws {
    try fixture.take((1...30).map { StockFixture.line($0) })
    try fixture.take((1...31).map { StockFixture.line($0) }, day: 3)
    let file = try fixture.file((1...32).map { StockFixture.line($0) }, day: 4)
    try fixture.take(file, on: StockFixture.today + 395)
    #expect(try fixture.open().imports().map(\.number) == [3, 2, 1])
    let later = try fixture.file((1...33).map { StockFixture.line($0) }, day: 5)
    try fixture.take(later, on: StockFixture.today + 430)
    let generation = try fixture.open()
    #expect(try generation.imports().map(\.number) == [4, 3])
    #expect(try generation.history(of: "L-00000031").isEmpty)
    #expect(try generation.history(of: "L-00000032").count == 1)
  }

  @Test func `Litter goes, what the journal names and what is at work stays`() throws {
    try fixture.take((1...30).map { StockFixture.line($0) })
    try fixture.take((1...30).map { StockFixture.line($0) }, day: 3)
    for name in ["travail-abc.sqlite", "travail-abc.csv", "travail-def.sqlite"] {
      _ = try fixture.directory.write([1], to: "patrimoine/org-a/\(name)")
    }
    let path = try fixture.file((1...30).map { StockFixture.line($0) }, day: 4)
    let made = try PatrimoineImport.prepare(fixture.delivery(path), in: fixture.folder)
    let now = Moment(seconds: Int64(Date().timeIntervalSince1970))
    try fixture.folder.clean(keeping: ["import-2"], reports: ["import-2"], at: now)
    #expect(
      try fixture.names().filter { !$0.hasPrefix("travail") }
        == ["import-1.csv", "import-1.sqlite", "import-2.csv", "import-2.sqlite"])
    #expect(try fixture.names().count { $0.hasPrefix("travail") } == 2)
    try fixture.folder.clean(keeping: ["import-2"], reports: ["import-2"], at: now + 100_000)
    #expect(
      try fixture.names().filter { !$0.hasPrefix("travail") }
        == ["import-2.csv", "import-2.sqlite"])
    try made?.keep(as: "import-3")
    #expect(try fixture.names().count == 4)
  }
}
