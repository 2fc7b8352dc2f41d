import Domain
import Glibc
import Storage

/// Imports patrimoine files without a store: for tests to kill, and for the measures.
///
/// `StockAtWork essai FILE [CURRENT]` checks a file against a generation.
/// `StockAtWork import FILE FOLDER ID [CURRENT]` makes the generation FOLDER/ID.sqlite.
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
    default:
      print("StockAtWork essai FILE [CURRENT] | import FILE FOLDER ID [CURRENT]")
      exit(2)
    }
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
