import Testing

@testable import Domain

@Suite("The secret salts of the draws")
struct TirageTests {
  private static let first = DrawSalt.of("00112233445566778899aabbccddeeff")
  private static let second = DrawSalt.of("ffeeddccbbaa99887766554433221100")

  private static func context(_ person: Operator) -> Context {
    Context(
      actor: person, command: "c",
      now: Moment(seconds: Int64(Day.of("2026-10-12").number) * 86_400 + 40_000),
      directory: Cast.directory)
  }

  private static func command(
    _ month: String, _ salt: DrawSalt = first, owner: OrganisationID = Cast.aatiko
  ) throws -> TirageCommand {
    .drawSalt(owner: owner, month: try #require(CivilMonth(iso: month)), salt: salt)
  }

  @Test("Aatiko draws them, and nobody else")
  func rights() throws {
    for person in Cast.people {
      let isAatiko = person.organisation == Cast.aatiko
      let command = try Self.command("2026-10")
      let decision = try? Tirage.empty.decide(command, in: Self.context(person))
      #expect((decision != nil) == isAatiko, "\(person.id)")
    }
    let foreign = try Self.command("2026-10", owner: Cast.bailleurA)
    #expect(throws: Refusal.self) {
      try Tirage.empty.decide(foreign, in: Self.context(Cast.facilitator))
    }
  }

  @Test("A month has one salt, the first, and none is drawn more than a month ahead")
  func once() throws {
    var tirage = Tirage.empty
    let context = Self.context(Cast.facilitator)
    #expect(tirage.monthsToDraw(on: .of("2026-12-31")).map(\.iso) == ["2026-12", "2027-01"])
    for (number, salt) in [Self.first, Self.second].enumerated() {
      let command = try Self.command("2026-10", salt)
      let decision = try? tirage.decide(command, in: context)
      #expect((decision == nil) == (number == 1))
      guard case .drawSalt(let owner, let month, let salt) = command else { continue }
      tirage.apply(
        Recorded(
          .saltDrawn(owner: owner, month: month, salt: salt), command: CommandID("c\(number)"),
          signature: context.signature(as: .aatikoFacilitator)))
    }
    #expect(tirage.salts.values.map(\.hex) == [Self.first.hex])
    #expect(tirage.monthsToDraw(on: .of("2026-10-12")).map(\.iso) == ["2026-11"])
    let early = try Self.command("2026-12")
    #expect(throws: Refusal.self) { try tirage.decide(early, in: context) }
    #expect(tirage.contested().isEmpty)
  }
}
