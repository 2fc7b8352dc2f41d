import Domain
import Foundation
import Testing

@testable import Storage

/// How a demonstration is made: with progress, until somebody ends it, never half.
@Suite struct DemoMakingTests {
  private struct Ended: Error {}

  private let directory: TemporaryDirectory
  private var environment: [String: String] { ["XDG_DATA_HOME": directory.path] }

  init() throws { directory = try TemporaryDirectory() }

  private func open(
    _ progress: (DemoProgress) throws -> Void
  ) throws -> Store {
    try Demo.open(
      environment: environment, size: .petite, clock: .paris(DemoFixture.today, minute: 600),
      progress: progress)
  }

  @Test func `Each part of the making says how far it is, in order, to its end`() throws {
    var told: [DemoProgress] = []
    try open { told.append($0) }.close()
    var parts: [DemoProgress.Part] = []
    for progress in told where parts.last != progress.part { parts.append(progress.part) }
    #expect(parts == [.planning, .making, .indexing, .signalements, .annonces, .patrimoine])
    for part in [DemoProgress.Part.making, .indexing] {
      let last = try #require(told.last { $0.part == part })
      #expect(last.done == last.total && last.total > 0)
    }
    told = []
    try open { told.append($0) }.close()
    #expect(told == [], "what is whole is not made again")
  }

  @Test(arguments: [DemoProgress.Part.planning, .making, .indexing])
  func `Ended in any part, nothing is left, and it can be made again`(
    _ part: DemoProgress.Part
  ) throws {
    let location = try StoreLocation.demo(environment: environment, size: .petite)
    #expect(throws: Ended.self) {
      try open { if $0.part == part, part != .making || $0.done > 0 { throw Ended() } }
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: location.directory)
    #expect(!left.contains { $0.hasPrefix("demo.sqlite") || $0.hasPrefix("pending.log") })
    let store = try open { _ in }
    defer { store.close() }
    #expect(try Demo.isWhole(store))
  }

  @Test func `One cut short without a word is not whole`() throws {
    let store = try Store(try StoreLocation.demo(environment: environment))
    defer { store.close() }
    let generator = try DemoGenerator(
      today: DemoFixture.today, volumes: DemoSize.petite.volumes)
    try generator.fill(store) { _ in }
    #expect(try !Demo.isWhole(store))
  }

  @Test func `The large one has a folder of its own, where no other size is made`() throws {
    let folders = try DemoSize.allCases.map {
      try StoreLocation.demo(environment: environment, size: $0).directory
    }
    #expect(folders.count { $0 == folders[2] } == 1)
    #expect(folders[0] == folders[1])
  }

  @Test func `The large one has a hundred bailleurs, all apart`() throws {
    let volumes = DemoSize.grande.volumes
    #expect(volumes.open + volumes.closed == 100_000)
    let demo = try DemoDirectory(members: volumes.members, integrating: volumes.integrating)
    #expect(demo.bailleurs.count == 100)
    #expect(demo.bailleurs.count(where: \.organisation.member) == 96)
    #expect(Set(demo.organisations.map(\.name)).count == demo.organisations.count)
    #expect(Set(demo.operators.map(\.name)).count == demo.operators.count)
    let logements = demo.bailleurs.reduce(0) { $0 + $1.line.logements }
    #expect((1_300_000...1_500_000).contains(logements), "\(logements), 1 400 000 wanted")
  }
}
