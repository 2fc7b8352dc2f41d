import Testing

@testable import Domain

@Suite("The draw of the annonces to be verified (domaine.md §3.4, AMB-19)")
struct DrawTests {
  static let salt = DrawSalt.of("00112233445566778899aabbccddeeff")

  /// Values that Python's hashlib gives.
  @Test(
    "The hash is that of anyone who knows the salt",
    arguments: [
      ("AN-0001", 1, "2026-10", 4_727, Int64(1_330_610_617_590_172_276)),
      ("AN-0001", 2, "2026-10", 37, 10_449_144_436_903_087),
      ("AN-0001", 1, "2026-11", 5_929, 1_669_133_375_721_042_855),
      ("Évry 7", 1, "2026-10", 9_427, 2_653_474_110_991_634_061),
    ])
  func vectors(annonce: String, version: Int, month: String, value: Int, rank: Int64) throws {
    let month = try #require(CivilMonth(iso: month))
    let digest = Draw.digest(annonce, version: version, month: month, salt: Self.salt)
    #expect(Draw.value(of: digest) == value)
    #expect(Draw.rank(annonce, version: version, month: month, salt: Self.salt) == rank)
    #expect(Draw.value(ofRank: rank) == value)
  }

  @Test("What is hashed can be read in one way only")
  func separators() throws {
    let month = try #require(CivilMonth(iso: "2026-10"))
    let texts = [("A|1", 1), ("A", 11), ("A", 1), ("1:A", 1), ("", 1)].map {
      Draw.text($0.0, version: $0.1, month: month, salt: Self.salt)
    }
    #expect(Set(texts).count == texts.count)
    #expect(
      texts[2] == "1:A|1|2026-10|" + String(repeating: "00112233445566778899aabbccddeeff", count: 2)
    )
  }

  @Test("Only 32 bytes in small hexadecimal letters are a salt")
  func salts() {
    #expect(DrawSalt(bytes: [1, 2]) == nil)
    #expect(DrawSalt(bytes: [UInt8](repeating: 7, count: 32))?.hex.count == 64)
    for text in ["", String(repeating: "A", count: 64), String(repeating: "0", count: 63)] {
      #expect(throws: Refusal.self) { try DrawSalt(parsing: text) }
    }
  }

  @Test("About the rate is drawn while the month lasts, and always the same")
  func streaming() {
    let base = (0..<2_000).map { DrawTicket.of("AN-\($0)", "b\($0 % 7)") }
    let rules = DrawRules(.default, of: CivilMonth(of: .of("2026-10-01")))
    let draw = MonthDraw(base, under: rules, isOver: false)
    #expect((520...680).contains(draw.drawn.count))
    #expect(draw.drawn.allSatisfy { Draw.value(ofRank: $0.rank) < 3_000 })
    let again = MonthDraw(base.reversed(), under: rules, isOver: false)
    #expect(again.digest == draw.digest)
    #expect(
      MonthDraw(base.dropLast(), under: rules, isOver: false).drawn.count >= draw.drawn.count - 1)
  }

  @Test("The rate is that of the month's first day")
  func rate() {
    let reglement = Reglement([
      RuleVersion(rule: .moderationShare, value: 50, effectiveFrom: .of("2026-10-15"))
    ])
    #expect(DrawRules(reglement, of: CivilMonth(of: .of("2026-10-20"))).share == 30)
    let november = DrawRules(reglement, of: CivilMonth(of: .of("2026-11-01")))
    #expect(november.share == 50)
    #expect(november.greatest == 50)
  }
}

@Suite("The top-up at the month's end")
struct MonthDrawTests {
  private static let rules = DrawRules(.default, of: CivilMonth(of: .of("2026-10-01")))

  /// Tickets of a bailleur by the values of their hashes.
  private static func tickets(
    _ bailleur: String, _ values: [Int], kept: Set<Int> = []
  ) -> [DrawTicket] {
    values.map { value in
      DrawTicket(
        annonce: "\(bailleur)\(value)", version: 1, bailleur: OrganisationID(bailleur),
        rank: Int64(value) << 48, isKept: kept.contains(value))
    }
  }

  private static func drawn(_ tickets: [DrawTicket]) -> [String] {
    MonthDraw(tickets, under: rules, isOver: true).drawn.map(\.annonce)
  }

  @Test("Too few on the whole: the next smallest hashes come in")
  func whole() {
    let tickets = Self.tickets("a", [9_000, 3_100, 8_000, 5_000])
    #expect(Self.drawn(tickets) == ["a3100", "a5000"])
  }

  @Test("A bailleur with ten annonces gets a fifth of them at least")
  func least() {
    let tickets =
      Self.tickets("a", Array(stride(from: 4_000, to: 5_000, by: 100)))
      + Self.tickets("b", Array(stride(from: 0, to: 400, by: 100)))
    let draw = MonthDraw(tickets, under: Self.rules, isOver: true)
    #expect(draw.drawn.map(\.annonce) == ["b0", "b100", "b200", "b300", "a4000", "a4100"])
    #expect(draw.causes.compactMap { $0 } == [.rate, .rate, .rate, .rate, .bailleur, .bailleur])
  }

  @Test("A bailleur with ten annonces keeps two fifths at most, the smallest hashes")
  func greatest() {
    let tickets = Self.tickets("a", Array(stride(from: 0, to: 1_000, by: 100)))
    let draw = MonthDraw(tickets, under: Self.rules, isOver: true)
    #expect(draw.drawn.map(\.annonce) == ["a0", "a100", "a200", "a300"])
    #expect(draw.released == 6)
  }

  @Test("What was verified within the month is not let go")
  func kept() {
    let tickets = Self.tickets(
      "a", Array(stride(from: 0, to: 1_000, by: 100)), kept: [900, 800])
    #expect(Self.drawn(tickets) == ["a0", "a100", "a800", "a900"])
    let all = Self.tickets(
      "a", Array(stride(from: 0, to: 1_000, by: 100)), kept: Set(0...1_000))
    #expect(Self.drawn(all).count == 10)
  }

  @Test("Nine annonces are balanced with the whole, not by themselves")
  func small() {
    let tickets = Self.tickets("a", Array(stride(from: 0, to: 900, by: 100)))
    #expect(Self.drawn(tickets).count == 9)
  }

  @Test("The top-up takes none of a bailleur that is at its most")
  func room() {
    let a = Self.tickets("a", Array(stride(from: 2_000, to: 3_000, by: 100)))
    let b = Self.tickets("b", Array(stride(from: 8_000, to: 8_020, by: 1)))
    let draw = MonthDraw(a + b, under: Self.rules, isOver: true)
    // 30 tickets, 9 wanted: a keeps 4 of its 10, b is brought to 4, then the whole takes one of b.
    #expect(draw.drawn.count == 9)
    #expect(draw.drawn.count { $0.bailleur == "a" } == 4)
    #expect(draw.causes.compactMap { $0 }.last == .whole)
  }

  @Test("Every base ends at the rate, each bailleur within its bounds", arguments: 0..<40)
  func property(seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let base = (0..<random(400)).map { number in
      DrawTicket(
        annonce: "AN-\(number)", version: 1, bailleur: OrganisationID("b\(random(1 + seed % 9))"),
        rank: Int64(random(10_000)) << 48 | Int64(number))
    }
    let draw = MonthDraw(base, under: Self.rules, isOver: true)
    let drawn = draw.drawn.count
    #expect(drawn * 100 >= base.count * 30)
    for (bailleur, tickets) in Dictionary(grouping: base, by: \.bailleur)
    where tickets.count >= 10 {
      let own = draw.drawn.count { $0.bailleur == bailleur }
      #expect(own * 100 >= tickets.count * 20 && own * 100 <= tickets.count * 40)
    }
    #expect(
      MonthDraw(base.shuffled(), under: Self.rules, isOver: true).digest == draw.digest)
  }
}

extension DrawTicket {
  fileprivate static func of(_ annonce: String, _ bailleur: String) -> DrawTicket {
    DrawTicket(
      annonce: annonce, version: 1, bailleur: OrganisationID(bailleur),
      rank: Draw.rank(
        annonce, version: 1, month: CivilMonth(of: .of("2026-10-01")), salt: DrawTests.salt))
  }
}

extension DrawSalt {
  /// A salt made of half of it twice, for tests.
  static func of(_ half: String) -> DrawSalt {
    do {
      return try DrawSalt(parsing: half + half)
    } catch {
      preconditionFailure(error.message)
    }
  }
}
