import Glibc
import Synchronization

/// Ctrl-C during a long work that is to clean up after itself before the program ends.
enum Interruption {
  private static let asked = Atomic(false)

  /// Whether the operator has asked to stop.
  static var isAsked: Bool { asked.load(ordering: .relaxed) }

  /// Runs `body` while requests to stop are noted instead of ending the program.
  static func watched<Value>(_ body: () throws -> Value) rethrows -> Value {
    asked.store(false, ordering: .relaxed)
    var saved: [(Int32, sigaction)] = []
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var action = sigaction()
      var old = sigaction()
      action.__sigaction_handler.sa_handler = { _ in
        Interruption.asked.store(true, ordering: .relaxed)
      }
      action.sa_flags = SA_RESTART
      sigaction(number, &action, &old)
      saved.append((number, old))
    }
    defer {
      for (number, old) in saved {
        var action = old
        sigaction(number, &action, nil)
      }
    }
    return try body()
  }
}
