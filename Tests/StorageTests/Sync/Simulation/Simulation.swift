import Domain
import Testing

@testable import Storage

/// Desks beside one shared database, thousands of acts, and everything that can go wrong; one seed
/// gives one course of things.
final class Simulation {
  /// What does not hold, in words.
  private(set) var violations: [String] = []
  let world: SharedWorld
  let desks: [SimDesk]
  private var random: SeededGenerator
  private var acts: SimActs
  private var backup: String?
  /// Every event that the shared journal ever held, also those that a failover lost.
  private(set) var history: Set<String> = []

  init(seed: UInt64, bug: InjectedBug? = nil) throws {
    random = SeededGenerator(seed: seed)
    acts = SimActs(seed: seed)
    world = try SharedWorld()
    let world = world
    desks = try [
      ("Aatiko", Cast.superAdmin), ("Aatiko, l'autre poste", Cast.superAdmin),
      ("A, contact 1", Cast.c1A), ("A, l'autre poste", Cast.c1A),
      ("A, contact 2", Cast.c2A), ("B, contact 1", Cast.c1B), ("GIE", Cast.gie),
    ].enumerated().map { index, desk in
      try SimDesk(desk.0, desk.1, world, bug, seed: seed &* 1_000 &+ UInt64(index) &* 100_000)
    }
    for desk in desks { try desk.settle() }
  }

  /// How many steps lie between two erasures, by the one and the other desk of Aatiko.
  private static let erasures = 120

  /// Runs a course, then heals everything and looks at what is left.
  ///
  /// - Returns: what does not hold, empty when all does.
  func run(steps: Int) throws -> [String] {
    for step in 1...steps {
      try self.step()
      if step.isMultiple(of: Self.erasures) { try acts.erase(at: desks[step / Self.erasures % 2]) }
      if step.isMultiple(of: 40) { try checkOnTheWay(step) }
      if !violations.isEmpty { return violations }
    }
    try heal()
    try checkHealed()
    return violations
  }

  private func step() throws {
    guard let desk = desks.randomElement(using: &random) else { return }
    switch Int.random(in: 0..<1000, using: &random) {
    case 0..<170: try acts.act(at: desk)
    case 170..<190: desk.isOffline.toggle()
    case 190..<196: desk.skew = Int.random(in: -2...2, using: &random)
    case 196..<216: desk.deliverLateCopy()
    case 216..<226: world.now = world.now + Int64.random(in: 600...90_000, using: &random)
    case 226..<229: backup = try world.snapshot()
    case 229..<232: try failOver()
    case 232..<238: try toggleAccount(of: desk)
    case 238..<242: try desk.crash()
    default: try desk.advance(.random(&random))
    }
  }

  /// A standby that had not everything takes over.
  private func failOver() throws {
    guard let copy = backup else { return }
    noteHistory()
    try world.restore(copy)
    backup = nil
  }

  private func toggleAccount(of desk: SimDesk) throws {
    guard desk.person.id != Cast.superAdmin.id else { return }
    var account = SharedWorld.account(of: desk.person)
    account.isDisabled = Bool.random(using: &random)
    try world.put(account)
  }

  private func noteHistory() { history.formUnion((try? world.journal()) ?? []) }

  private func heal() throws {
    for desk in desks {
      desk.isOffline = false
      desk.skew = 0
      try world.put(SharedWorld.account(of: desk.person))
    }
    for round in 0..<12 {
      // Keys become free, which only old copies of refused acts would still want.
      if round == 4 { try acts.cancelAll(at: desks[0]) }
      for desk in desks {
        if round == 6 { while !desk.lateCopies.isEmpty { desk.deliverLateCopy() } }
        try desk.settle()
      }
      world.now = world.now + 200
    }
  }

  func expect(_ condition: Bool, _ words: @autoclosure () -> String) {
    if !condition { violations.append(words()) }
  }

  private func checkOnTheWay(_ step: Int) throws {
    noteHistory()
    for desk in desks {
      let own = try desk.journalLines()
      let strange = own.first { !history.contains($0) }
      expect(strange == nil, "step \(step), \(desk.name): \(strange ?? "") was never shared")
      try checkWhereabouts(of: desk, "step \(step)")
    }
  }
}

extension SharedWorld {
  func put(_ account: Account) throws {
    try connection.transaction { try SharedPeople(connection: connection).put(account) }
  }
}
