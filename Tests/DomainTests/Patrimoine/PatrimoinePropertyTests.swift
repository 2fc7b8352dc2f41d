import Testing

@testable import Domain

/// Whatever values a valid file has, nothing is said of it.
@Suite struct PatrimoinePropertyTests {
  @Test(arguments: 1...20)
  func `A valid file gives no problem`(seed: UInt64) {
    var generator = PatrimoineGenerator(seed: seed)
    let lines = (0..<200).map { generator.line($0) }
    let checker = PatrimoineDesk.check(lines, isFinished: true)
    let told = checker.findings.codes.flatMap { checker.findings.first($0).map(\.french) }
    #expect(told.isEmpty)
    #expect(checker.lines == 200 && checker.rejected == 0)
  }

  @Test(arguments: 1...20)
  func `One wrong value rejects its line and no other`(seed: UInt64) {
    var generator = PatrimoineGenerator(seed: seed)
    var lines = (0..<200).map { generator.line($0) }
    let column = generator.pick(PatrimoineColumn.allCases.filter { $0.definition.kind == "liste" })
    lines[117][column.rawValue - 1] = "???"
    let checker = PatrimoineDesk.check(lines, isFinished: true)
    let found = checker.findings.codes.flatMap { checker.findings.first($0) }
    #expect(checker.rejected == 1)
    #expect(found.allSatisfy { $0.line == 119 })
  }
}

/// Makes valid lines; the same seed makes the same ones.
struct PatrimoineGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func below(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 33) % bound
  }

  mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

  mutating func line(_ number: Int) -> [String] {
    var changes = lease(number)
    changes.merge(home()) { _, new in new }
    let place = pick([
      ("93100", "93048", "Montreuil"), ("75013", "75113", "PARIS"), ("94000", "94028", "CRÉTEIL"),
      ("92000", "92050", "nanterre"), ("77100", "77284", "Meaux"), ("78000", "78646", "Versailles"),
    ])
    changes.merge([
      .logement: "L-\(10_000 + number)", .rpls: number % 2 == 0 ? "\(1_000_000_000 + number)" : "",
      .postcode: place.0, .insee: place.1, .commune: place.2,
      .street: pick(["des Lilas", "de l'Église", "du 8 mai 1945", "O'Connor"]),
      .floor: pick(["", "RDC", "0", "-2", "12"]), .door: pick(["", "12", "A-3", "-1"]),
      .repetition: pick(["", "B", "t"]), .contingent: "7", .reservataire: "",
      .contact1Email: pick(["c.martin@bailleur-a.example", "L.Petit@bailleur-a.example"]),
      .updated: pick(["", "2026-03-02", "2020-02-29"]),
    ]) { _, new in new }
    for column in [PatrimoineColumn.lift, .accessible, .balcony, .parking, .priorityArea] {
      changes[column] = pick(["", "O", "N", "o", "n"])
    }
    return PatrimoineDesk.line(changes)
  }

  private mutating func lease(_ number: Int) -> [PatrimoineColumn: String] {
    if below(10) == 0 {
      return [
        .occupation: pick(["VACANT", "travaux", "AUTRE"]), .locataire: "", .leaseDate: "",
        .leaseType: "", .rent: "", .newRent: "", .eligible: "N",
        .motive: pick(PatrimoineMotive.allCases).rawValue,
      ]
    }
    let year = 1980 + below(46)
    return [
      .occupation: "LOUE", .locataire: "\(100_000 + number)",
      .leaseDate: "\(year)-0\(1 + below(9))-1\(below(10))",
      .leaseType: pick(["SOCIAL", "INTERMEDIAIRE", "AUTRE"]), .eligible: "O", .motive: "",
    ]
  }

  private mutating func home() -> [PatrimoineColumn: String] {
    let typologie = pick(Array(Typologie.allCases))
    let usual = typologie.usualSurfaces
    let surface = usual.lowerBound + below(usual.count)
    let financing = pick(PatrimoineFinancing.allCases)
    let euros = min(4900, surface * (3 + below(20)))
    let mark = pick([",", "."])
    return [
      .typologie: typologie.rawValue,
      .rooms: "\(typologie.rooms.lowerBound + below(typologie.rooms.count))",
      .surface: "\(surface)", .financing: financing.rawValue,
      .ceiling: pick(financing.ceilings).rawValue, .rent: "\(euros)\(mark)00",
      .newRent: pick(["", "\(euros)", "\(euros + 20)"]), .year: pick(["", "\(1900 + below(80))"]),
    ]
  }
}
