import Domain
import Testing

@testable import Storage

@Suite struct DemoDirectoryTests {
  @Test func `Forty bailleurs, four of them about to join, and some 320 operators`() throws {
    let demo = try DemoDirectory(members: 36, integrating: 4)
    let bailleurs = demo.organisations.filter { $0.kind == .bailleur }
    #expect(bailleurs.count == 40)
    #expect(bailleurs.count(where: \.member) == 36)
    #expect((280...360).contains(demo.operators.count), "\(demo.operators.count)")
    func people(_ role: Role) -> Int { demo.operators.count { $0.roles.contains(role) } }
    #expect(people(.gieCoordinator) == 1)
    #expect(people(.aatikoSuperAdministrator) == 1)
    #expect(people(.aatikoFacilitator) == 3)
    #expect(people(.actimage) == 3)
    #expect(people(.pilote) == 40)
  }

  @Test func `Logements are spread as in the bourse`() {
    let sizes = DemoBailleurs.lines.map(\.logements).sorted()
    #expect((980_000...1_020_000).contains(sizes.reduce(0, +)), "\(sizes.reduce(0, +))")
    #expect(sizes.last == 125_000)
    #expect(sizes.first == 900)
    #expect(sizes.count { $0 > 50_000 } == 6)
    #expect((10_000...12_000).contains(sizes[20]))
    #expect(DemoBailleurs.lines.prefix(36).count { $0.conduct == .lax } == 4)
  }

  @Test func `SIRET are well-formed, distinct and in the invented range`() throws {
    let sirets = try (1...40).map { try DemoBailleurs.siret($0) }
    #expect(sirets[0].text == "99900001100018")
    #expect(sirets[1].text == "99900002900010")
    #expect(Set(sirets).count == 40)
    #expect(sirets.allSatisfy { $0.text.hasPrefix("999") })
  }

  @Test func `No two operators or bailleurs share an identity or a name`() throws {
    let demo = try DemoDirectory(members: 36, integrating: 4)
    #expect(Set(demo.operators.map(\.id)).count == demo.operators.count)
    #expect(Set(demo.operators.map(\.name)).count == demo.operators.count)
    #expect(Set(demo.organisations.map(\.name)).count == demo.organisations.count)
  }

  @Test(arguments: [
    (DemoProfile.contact1, Role.contact1), (.contact2, .contact2),
    (.administrateur, .administrateur), (.facilitateur, .aatikoFacilitator),
    (.coordinateur, .gieCoordinator), (.superadmin, .aatikoSuperAdministrator),
  ])
  func `Each profile is an operator with its role`(
    _ profile: DemoProfile, _ role: Role
  ) throws {
    for members in [6, 36] {
      let demo = try DemoDirectory(members: members, integrating: 0)
      let person = try #require(demo.directory.operators[profile.operatorID])
      #expect(person.roles == [role])
      let ours = person.organisation == demo.bailleurs[0].id
      #expect(ours == role.isOfBailleur)
    }
  }

  @Test func `Logements lie in Île-de-France, in Paris by arrondissement`() throws {
    var random = DemoRandom(seed: 1)
    for number in 0..<500 {
      let logement = try DemoPlaces.logement("\(number)", using: &random)
      #expect(logement.insee.isInIleDeFrance)
      #expect(logement.insee.warnings.isEmpty)
    }
  }

  @Test func `The numbers of two logements or requests differ`() throws {
    let logements = (0..<5_000).flatMap { number in
      (0...1).map { DemoNumbers.logement(number, $0) }
    }
    #expect(Set(logements).count == logements.count)
    let day = DemoFixture.today
    let nurs = try (0..<2_000).map {
      try DemoNumbers.nur($0, $0 % 2, deposited: day, seed: 1)
    }
    #expect(Set(nurs).count == nurs.count)
    #expect(nurs.allSatisfy { $0.warnings(today: day).isEmpty })
  }

  @Test func `The random numbers are those of SplitMix64`() {
    var random = DemoRandom(seed: 1_234_567)
    #expect(random.next() == 6_457_827_717_110_365_317)
    #expect(random.next() == 3_203_168_211_198_807_973)
    var first = DemoRandom(seed: 1, 2)
    var second = DemoRandom(seed: 1, 3)
    #expect(first.next() != second.next())
  }
}
