import Domain
import Glibc
import Storage

/// Imports patrimoine files without a store: for tests to kill, and for the measures.
///
/// `StockAtWork essai FILE [CURRENT]` checks a file against a generation.
/// `StockAtWork import FILE FOLDER ID [CURRENT]` makes the generation FOLDER/ID.sqlite.
/// `StockAtWork look-up|slip COUNT GENERATION…` finds a thousand references, written as they are or
/// with one slip, of logements A-00000000 to that many, and tells how long one takes.
@main
struct StockAtWork {
  static func main() throws {
    let words = Array(CommandLine.arguments.dropFirst())
    switch words.first {
    case "essai" where (2...3).contains(words.count):
      let file = delivery(words[1], words.count > 2 ? words[2] : nil)
      say(try PatrimoineImport.essai(file, progress: meter))
    case "import" where (4...5).contains(words.count):
      let file = delivery(words[1], words.count > 4 ? words[4] : nil)
      let made = try PatrimoineImport.prepare(
        file, in: StockFolder(path: words[2]), progress: meter)
      try made?.keep(as: words[3])
      say(made)
    case "look-up" where words.count > 2, "slip" where words.count > 2:
      guard let count = Int(words[1]) else { exit(2) }
      try look(among: count, in: Array(words.dropFirst(2)), isSlip: words[0] == "slip")
    default:
      print("StockAtWork essai FILE [CURRENT] | import FILE FOLDER ID [CURRENT]")
      print("StockAtWork look-up|slip COUNT GENERATION…")
      exit(2)
    }
  }

  /// Finds references drawn from all of them, each once, with nothing warmed up but the files.
  private static func look(among count: Int, in generations: [String], isSlip: Bool) throws {
    let shelf = StockShelf()
    try shelf.show(generations)
    var taken: [Double] = []
    var missed = 0
    for step in 0..<1000 {
      let digits = String(step * 7919 % count)
      let number = String(repeating: "0", count: 8 - digits.count) + digits
      let typed = isSlip ? "X\(number)" : "a \(number)"
      let begun = ContinuousClock.now
      let search = try shelf.find(typed)
      taken.append((ContinuousClock.now - begun) / .milliseconds(1))
      if search.found.isEmpty || search.isNear != isSlip { missed += 1 }
    }
    taken.sort()
    print("p50", taken[500], "p95", taken[950], "p99", taken[990], "missed", missed)
  }

  private static func delivery(_ path: String, _ current: String?) -> PatrimoineDelivery {
    let context = PatrimoineContext(
      today: Day(year: 2026, month: 11, day: 28) ?? Day(number: 0), errorShare: 5)
    return PatrimoineDelivery(path: path, context: context, current: current, goneShare: 10)
  }

  /// One write for each step, so that it is said whole or not at all.
  private static func meter(_ progress: PatrimoineProgress) -> Bool {
    let line = Array("\(progress.part) \(progress.lines)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
    return true
  }

  private static func say(_ made: PatrimoineImport?) {
    guard let made else { return print("stopped") }
    let counts = made.counts
    print(
      made.verdict.rawValue, counts.logements, counts.added, counts.changed, counts.removed,
      made.sha256 ?? "-")
  }
}
