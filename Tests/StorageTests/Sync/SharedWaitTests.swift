import Domain
import Foundation
import Glibc
import Testing

@testable import Storage

@Suite("Waiting for what others write to the shared database")
struct SharedWaitTests {
  /// What the waits of another thread came to.
  private final class Outcome: @unchecked Sendable {
    /// Raised before each wait.
    let waiting = DispatchSemaphore(value: 0)
    private let lock = NSLock()
    private var found: [Hint] = []

    // Every access is behind the lock.
    var hints: [Hint] { lock.withLock { found } }
    func add(_ hint: Hint) { lock.withLock { found.append(hint) } }
  }

  @Test("Each act of another desk ends a wait", arguments: SharedImplementation.allCases)
  func woken(_ implementation: SharedImplementation) async throws {
    let harness = try implementation.harness()
    let outcome = Outcome()
    let rounds = 5
    await onThreads(2) { index in
      do {
        var course = SharedCourse()
        let desk = try harness.connect(index == 0 ? Cast.c1A : Cast.superAdmin)
        for round in 0..<rounds {
          if index == 0 {
            _ = try desk.heads(of: nil)
            outcome.waiting.signal()
            outcome.add(try desk.wait(seconds: 60, wake: -1))
          } else {
            outcome.waiting.wait()
            let act =
              round == 0 ? try course.creation() : try course.note(by: Cast.superAdmin)
            _ = try desk.append(course.scope, act)
          }
        }
      } catch {
        outcome.add(.woken)
        for _ in 0..<rounds { outcome.waiting.signal() }
      }
    }
    #expect(outcome.hints.count == rounds)
    // A file does not tell which audience has changed.
    #expect(outcome.hints.allSatisfy { [.changed(nil), .changed(["org-a+org-b"])].contains($0) })
  }

  @Test(
    "What came between the heads and the wait is not waited for",
    arguments: SharedImplementation.allCases)
  func before(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var course = SharedCourse()
    let desk = try harness.connect(Cast.c1A)
    #expect(try desk.heads(of: nil).isEmpty)
    _ = try harness.connect(Cast.superAdmin).append(course.scope, try course.creation())
    #expect(try desk.wait(seconds: 60, wake: -1) == .changed(nil))
    // It stays a change until the heads are asked for again.
    #expect(try desk.wait(seconds: 60, wake: -1) == .changed(nil))
    #expect(try desk.heads(of: nil).count == 1)
    #expect(try desk.wait(seconds: 0.01, wake: -1) == .timeout)
  }

  @Test(
    "A change of an audience is none any more once that audience was looked at",
    arguments: SharedImplementation.allCases)
  func lookedAtAlone(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var course = SharedCourse()
    let other = try harness.connect(Cast.superAdmin)
    _ = try other.append(course.scope, try course.creation())
    let desk = try harness.connect(Cast.c1A)
    _ = try desk.heads(of: nil)
    // Listening begins with the first wait.
    while try desk.wait(seconds: 0.01, wake: -1) != .timeout { _ = try desk.heads(of: nil) }
    _ = try other.append(course.scope, try course.note(by: Cast.superAdmin))
    let hint = try desk.wait(seconds: 60, wake: -1)
    #expect([.changed(nil), .changed([course.scope])].contains(hint))
    #expect(try desk.heads(of: [course.scope]).count == 1)
    // A file does not tell which audience it was: there, as here, this one alone was.
    #expect(try desk.wait(seconds: 0.01, wake: -1) == .timeout)
  }

  @Test("One's own acts end no wait; the descriptor does", arguments: SharedImplementation.allCases)
  func own(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    var course = SharedCourse()
    let desk = try harness.connect(Cast.superAdmin)
    _ = try desk.heads(of: nil)
    _ = try desk.append(course.scope, try course.creation())
    #expect(try desk.wait(seconds: 0.05, wake: -1) == .timeout)
    #expect(try desk.wait(seconds: 0, wake: -1) == .timeout)
    #expect(try desk.wait(seconds: -.infinity, wake: -1) == .timeout)
    #expect(try desk.wait(seconds: .nan, wake: -1) == .timeout)
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    #expect(write(ends[1], "x", 1) == 1)
    #expect(try desk.wait(seconds: 60, wake: ends[0]) == .woken)
  }
}
