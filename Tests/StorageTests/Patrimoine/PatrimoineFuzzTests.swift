import Domain
import Foundation
import Testing

@testable import Storage

/// Files damaged at random: whatever the bytes, the check ends with a report, the same wherever
/// the file is cut into chunks, and the import with a whole stock or none.
///
/// `HABITER_FUZZ_SECONDS=60` goes on for that long, from a seed that it says (`make fuzz`).
@Suite struct PatrimoineFuzzTests {
  private static let rounds = 300

  private static var seconds: Int? {
    ProcessInfo.processInfo.environment["HABITER_FUZZ_SECONDS"].flatMap { Int($0) }
  }

  @Test func `Damaged files end in a report`() throws {
    let models = try Self.models()
    let clock = ContinuousClock()
    let end = Self.seconds.map { clock.now + .seconds($0) }
    let first: UInt64 = Self.seconds == nil ? 1 : .random(in: 1...1 << 40)
    let path = FileManager.default.temporaryDirectory.appending(
      path: "fuzz-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: path) }
    let fixture = try StockFixture()
    try fixture.take((1...30).map { StockFixture.line($0) }, day: 1)
    var seed = first
    while end.map({ clock.now < $0 }) ?? (seed < first + UInt64(Self.rounds)) {
      var damage = Damage(seed: seed)
      let model = models[damage.below(models.count)]
      try Data(damage.applied(to: model)).write(to: path)
      let whole = Self.report(path, chunk: 1 << 20)
      #expect(whole != nil, "seed \(seed)")
      #expect(
        Self.report(path, chunk: 1 + damage.below(50))?.french == whole?.french, "seed \(seed)")
      try Self.take(path.path, in: fixture, seed)
      if let whole { #expect((0...whole.lines).contains(whole.rejected), "seed \(seed)") }
      seed += 1
    }
    if Self.seconds != nil { print("\(seed - first) files from seed \(first)") }
  }

  private static func take(_ path: String, in fixture: StockFixture, _ seed: UInt64) throws {
    var delivery = fixture.delivery(path)
    delivery.name = PatrimoineSample.name
    delivery.context.errorShare = 60
    let made = try #require(try PatrimoineImport.prepare(delivery, in: fixture.folder))
    guard made.verdict.hasStock else { return }
    try made.keep(as: "fuzz")
    let path = fixture.folder.generation("fuzz")
    let generation = try Generation(path: path)
    let checked: String? = try generation.connection.scalar("PRAGMA integrity_check")
    #expect(checked == "ok", "seed \(seed)")
    let kept: Int? = try generation.connection.scalar("SELECT count(*) FROM logement")
    #expect(kept == made.counts.logements, "seed \(seed)")
  }

  private static func report(_ path: URL, chunk: Int) -> PatrimoineReport? {
    var context = PatrimoineContext(today: Day(number: 20_514), errorShare: 5)
    context.reservataires = ["Ville de Montreuil": true]
    context.accounts = []
    context.domains = ["bailleur-a.example"]
    return PatrimoineReading.check(
      path.path, named: PatrimoineSample.name, in: context, chunk: chunk)
  }

  private static func models() throws -> [[UInt8]] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/patrimoine").standardizedFileURL
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    return try names.filter { !$0.hasSuffix(".rapport.txt") }.map {
      Array(try Data(contentsOf: folder.appending(path: $0)))
    }
  }

  /// Chance made of a seed, and what it does to bytes.
  private struct Damage {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func below(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state >> 33) % max(1, bound)
    }

    mutating func applied(to model: [UInt8]) -> [UInt8] {
      var bytes = model
      for _ in 0...below(6) {
        let place = below(bytes.count + 1)
        switch below(5) {
        case 0: bytes.insert(UInt8(below(256)), at: place)
        case 1: bytes.insert(contentsOf: Self.pieces[below(Self.pieces.count)], at: place)
        case 2: bytes.removeSubrange(place..<min(bytes.count, place + below(40)))
        case 3: bytes.removeSubrange(min(bytes.count, place + 900)...)
        default:
          let copied = bytes[place..<min(bytes.count, place + below(200))]
          bytes.insert(contentsOf: copied, at: below(bytes.count + 1))
        }
      }
      return bytes
    }

    private static let pieces: [[UInt8]] = [
      Array("\"".utf8), Array("\"\"".utf8), Array(";;;;".utf8), Array("\r".utf8),
      Array("\r\n\r\n".utf8), Array("=cmd()".utf8), Array("\u{FEFF}".utf8), [0xE9], [0xC3], [0],
      Array("e\u{301}\u{301}\u{301}".utf8), Array("99999999999999999999".utf8),
      Array("1.234,56".utf8), Array("\u{202F}".utf8), Array("-".utf8), Array("#".utf8),
    ]
  }
}
