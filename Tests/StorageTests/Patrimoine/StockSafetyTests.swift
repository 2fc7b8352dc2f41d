import Domain
import Foundation
import Testing

@testable import Storage

/// An import that is killed, or finds no room, leaves the stock as it was.
@Suite struct StockSafetyTests {
  private static let lines = (1...3000).map { StockFixture.line($0) }
  private static let later = (1...3100).map {
    StockFixture.line($0, $0 % 3 == 0 ? [.rent: "500,00"] : [:])
  }

  @Test func `An import killed at any moment leaves the old stock byte for byte`() async throws {
    let rounds =
      ProcessInfo.processInfo.environment["HABITER_KILL_ROUNDS"].flatMap { Int($0) } ?? 24
    let fixture = try StockFixture()
    try fixture.take(Self.lines)
    let before = try fixture.directory.bytes("patrimoine/org-a/import-1.sqlite")
    let file = try fixture.file(Self.later, day: 3)
    let words = ["import", file, fixture.folder.path, "import-2", try #require(fixture.current)]
    var kept = 0
    for round in 0..<rounds {
      let program = try KilledDesk(
        words, of: "StockAtWork", output: fixture.directory.file("said"))
      try await program.progress(to: round % 4)
      try await Task.sleep(for: .microseconds(Int.random(in: 0..<20_000)))
      try program.kill()
      #expect(try fixture.directory.bytes("patrimoine/org-a/import-1.sqlite") == before)
      // A stock that has its name is whole, whether the program lived to say so or not.
      if try fixture.names().contains("import-2.sqlite") {
        kept += 1
        let made = try Generation(path: fixture.folder.generation("import-2"))
        let checked: String? = try made.connection.scalar("PRAGMA integrity_check")
        #expect(checked == "ok" && made.latest.id == "import-2")
        #expect(try StockFixture.logements(of: made).count == 3100)
        try FileManager.default.removeItem(atPath: made.path)
      }
    }
    try fixture.folder.clean(
      keeping: ["import-1", "import-2"], reports: ["import-1", "import-2"],
      at: Moment(seconds: 0))
    #expect(try fixture.names().allSatisfy { $0.hasPrefix("import-") })
    let made = try fixture.take(file)
    #expect(made.counts.added == 100 && made.counts.changed == 1000)
  }

  @Test(.enabled(if: SmallDisk.isAllowed, SmallDisk.reason), arguments: [0, 40, 300, 1000, 1440])
  func `An import that finds no room is told and leaves the old stock`(free: Int) throws {
    let disk = try SmallDisk(kib: 8192)
    let fixture = try StockFixture(in: disk.path + "/patrimoine/org-a")
    try fixture.take(Self.lines)
    let old = try #require(fixture.current)
    let before = try Data(contentsOf: URL(filePath: old))
    let names = try fixture.names()
    // One line in a hundred in error: the report needs room too.
    let lines = Self.later.enumerated().map { index, line in
      index % 100 == 0 ? line.merging([.floor: "99"]) { $1 } : line
    }
    let file = try fixture.file(lines, day: 3)
    let spare = disk.path + "/spare"
    try Data(repeating: 1, count: free * 1024).write(to: URL(filePath: spare))
    try disk.fill()
    try FileManager.default.removeItem(atPath: spare)
    let error = #expect(throws: StorageError.self) {
      try PatrimoineImport.prepare(fixture.delivery(file), in: fixture.folder)
    }
    #expect(error?.kind == .full, "\(String(describing: error))")
    #expect(try fixture.names() == names)
    #expect(try Data(contentsOf: URL(filePath: old)) == before)
    disk.empty()
    #expect(try fixture.take(file).verdict == .acceptedWithRejects)
  }
}
