import Domain
import Foundation
import Testing

@testable import Storage

/// Files dropped in a folder, taken by a run of `relever`.
@Suite struct PatrimoineInboxTests {
  private let fixture: StoreFixture
  private let files: StockFixture
  private let folder: TemporaryDirectory

  init() throws {
    fixture = try StoreFixture()
    files = try StockFixture()
    folder = try TemporaryDirectory()
    var bailleur = try #require(Cast.organisations.first { $0.id == Cast.bailleurA })
    bailleur.siret = try SIRET(parsing: "99900001100018")
    try fixture.store.put(organisations: [bailleur], operators: [])
  }

  private var path: String { folder.file("depot") }

  /// Drops a file of some lines, sent on a day of March.
  @discardableResult
  private func drop(
    _ lines: [StockFixture.Line], day: Int = 2, sending: Int = 1, as name: String? = nil
  ) throws -> String {
    let file = try files.file(lines, day: day, sending: sending)
    let name = name ?? URL(fileURLWithPath: file).lastPathComponent
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Data(contentsOf: URL(fileURLWithPath: file)).write(
      to: URL(fileURLWithPath: "\(path)/\(name)"))
    return name
  }

  private func run(
    patience: Int = 0, by person: Operator = Cast.infA, day: Int = 3,
    progress: (String, PatrimoineProgress) -> Bool = { _, _ in true }
  ) throws -> InboxReport {
    try fixture.store.relieve(
      PatrimoineInbox(path: path, patience: patience), onBehalf: "Synchronisation automatique",
      as: fixture.session(person, on: StoreFixture.start + day), progress: progress)
  }

  private func names(_ part: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(part)")
      .filter { !$0.hasPrefix(".") }.sorted()
  }

  private static let lines = (1...40).map { StockFixture.line($0) }

  @Test func `Whole files are taken in order, once, and stand beside their reports`() throws {
    let second = try drop(Self.lines.dropLast(), day: 3)
    let first = try drop(Self.lines, day: 2)
    let report = try run()
    #expect(report.outcomes.map(\.name) == [first, second])
    let areWhole = report.outcomes.allSatisfy(\.isWhole)
    #expect(areWhole)
    #expect(
      try names("traites")
        == [first, second].flatMap { [$0, "\($0).rapport.csv", "\($0).rapport.txt"] })
    let session = fixture.session(Cast.infA)
    let patrimoine = try fixture.store.patrimoine(of: Cast.bailleurA, for: session)
    #expect(patrimoine.imports.map(\.facts.logements) == [40, 39])
    // The same file again is known.
    try drop(Self.lines.dropLast(), day: 3)
    #expect(try run().outcomes.map(\.name) == [second])
    #expect(
      try fixture.store.patrimoine(of: Cast.bailleurA, for: session).imports.count == 2)
    #expect(try names("traites").contains("\(second).2"))
  }

  @Test func `What may still be coming is left, also a file whose digest does not agree`() throws {
    let name = try drop(Self.lines)
    try drop(Self.lines, day: 4, as: "PATRIMOINE_999000011_20260304_001.csv.part")
    let waiting = try fixture.store.relieve(
      PatrimoineInbox(path: path, patience: 3_600), onBehalf: "",
      as: Session(actor: Cast.infA) { Moment(seconds: Int64(Date().timeIntervalSince1970)) })
    #expect(waiting.outcomes.isEmpty && waiting.awaited == [name])
    let wrong = String(repeating: "0", count: 64)
    try Data(wrong.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name).sha256"))
    #expect(try run().awaited == [name])
    let right = SHA256.hex(
      SHA256.hash(Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))))
    try Data("\(right)  \(name)\n".utf8).write(
      to: URL(fileURLWithPath: "\(path)/\(name).sha256"))
    #expect(try run(patience: 3_600).outcomes.map(\.name) == [name])
    #expect(
      try names("") == ["PATRIMOINE_999000011_20260304_001.csv.part", "pris", "rejetes", "traites"])
  }

  @Test func `A bad file is refused beside its reason, and the rest goes on`() throws {
    let wrong = try drop(Self.lines.map { $0.merging([.rent: "cher"]) { $1 } }, day: 2)
    try drop(Self.lines, as: "stock de mars.csv")
    try drop(Self.lines, as: "PATRIMOINE_123456782_20260302_001.csv")
    let good = try drop(Self.lines, day: 3)
    let report = try run()
    #expect(report.outcomes.filter(\.isWhole).map(\.name) == [good])
    let refused = try names("rejetes")
    for name in [wrong, "stock de mars.csv", "PATRIMOINE_123456782_20260302_001.csv"] {
      #expect(refused.contains("\(name).rapport.txt"), "\(name)")
    }
    let text = try String(contentsOfFile: "\(path)/rejetes/\(wrong).rapport.txt", encoding: .utf8)
    #expect(text.contains("PAT-L31"))
    #expect(refused.contains("\(wrong).rapport.csv"))
  }

  @Test func `A run that is cut loses nothing: the next one finishes what it had taken`() throws {
    let name = try drop(Self.lines)
    #expect(try run { _, _ in false }.outcomes.isEmpty)
    #expect(try names("pris") == [name])
    #expect(try run().outcomes.map(\.name) == [name])
    #expect(try names("pris").isEmpty)
    let session = fixture.session(Cast.infA)
    #expect(
      try fixture.store.patrimoine(of: Cast.bailleurA, for: session).imports.count == 1)
    // Cut after the import, before the file was moved.
    try FileManager.default.moveItem(
      atPath: "\(path)/traites/\(name)", toPath: "\(path)/pris/\(name)")
    #expect(try run().outcomes.map(\.name) == [name])
    #expect(
      try fixture.store.patrimoine(of: Cast.bailleurA, for: session).imports.count == 1)
  }

  @Test func `Two programs do not relieve one folder, and links lead nowhere`() throws {
    let name = try drop(Self.lines)
    let inbox = PatrimoineInbox(path: path, patience: 0)
    let lock = try #require(try inbox.open())
    #expect(throws: Refusal.self) { try run() }
    withExtendedLifetime(lock) {}
    try FileManager.default.createSymbolicLink(
      atPath: "\(path)/PATRIMOINE_999000011_20260309_001.csv", withDestinationPath: "/etc/passwd")
    _ = consume lock
    #expect(try run().outcomes.map(\.name) == [name])
  }

  @Test func `Who may not import is refused for each file, and says so`() throws {
    let name = try drop(Self.lines)
    let report = try run(by: Cast.c1B)
    #expect(report.outcomes.map(\.isWhole) == [false])
    #expect(try names("rejetes").contains(name))
  }

  @Test func `Actimage and Aatiko take files in the name of the bailleur`() throws {
    try drop(Self.lines)
    #expect(try run(by: Cast.superAdmin).outcomes.map(\.isWhole) == [true])
    let patrimoine = try fixture.store.patrimoine(
      of: Cast.bailleurA, for: fixture.session(Cast.superAdmin))
    #expect(patrimoine.current?.signature.onBehalf?.organisation == Cast.bailleurA)
  }
}
