import FoundationEssentials
import Testing

@testable import Storage

/// The engine in a world where everything fails; `make sim` runs it for long.
@Suite struct SimulationTests {
  /// The seeds to run, `HABITER_SIM_SEEDS=first-last`, and how long each, `HABITER_SIM_STEPS`.
  private static var seeds: ClosedRange<UInt64> {
    let words = ProcessInfo.processInfo.environment["HABITER_SIM_SEEDS"]?.split(separator: "-")
    let numbers = words?.compactMap { UInt64($0) } ?? []
    guard let first = numbers.first, let last = numbers.last, first <= last else { return 1...4 }
    return first...last
  }

  private static var steps: Int {
    ProcessInfo.processInfo.environment["HABITER_SIM_STEPS"].flatMap { Int($0) } ?? 600
  }

  @Test func `Whatever fails, all stores come to agree and no act is lost`() throws {
    for seed in Self.seeds {
      let violations = try Simulation(seed: seed).run(steps: Self.steps)
      if !violations.isEmpty {
        Issue.record("seed \(seed): \(violations.prefix(5).joined(separator: "\n"))")
        return
      }
    }
  }

  @Test func `A seed gives the same course each time`() throws {
    func course() throws -> [String] {
      let simulation = try Simulation(seed: 9)
      _ = try simulation.run(steps: 600)
      var lines: [String] = []
      try simulation.world.connection.query(
        "SELECT scope, seq, command, stream, kind, recorded_at FROM event ORDER BY scope, seq"
      ) { row throws(StorageError) in
        var line = ""
        for column in 0..<6 { line += "\(try row.get(column, as: SQLValue.self)) " }
        lines.append(line)
      }
      return lines
    }
    let first = try course()
    #expect(first.count > 20)
    #expect(try course() == first)
  }

  /// A simulation that finds nothing proves nothing: each of these faults must be found.
  @Test(arguments: InjectedBug.allCases)
  func `A fault that is put in is found`(bug: InjectedBug) throws {
    for seed in UInt64(1)...300 {
      do {
        if try !Simulation(seed: seed, bug: bug).run(steps: 600).isEmpty { return }
      } catch is Restless {
        return
      } catch is StorageError {
        return
      }
    }
    Issue.record("\(bug.rawValue) was not found")
  }
}
