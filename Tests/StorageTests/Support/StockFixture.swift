import Domain
import Foundation
import Testing

@testable import Storage

/// The stock of an invented bailleur, and files for it made from the sample's first line.
final class StockFixture {
  /// A line: the columns that differ from the sample.
  typealias Line = [PatrimoineColumn: String]

  static let today = Day(year: 2026, month: 3, day: 20) ?? Day(number: 0)

  let directory: TemporaryDirectory
  let folder: StockFolder
  /// The current generation.
  private(set) var current: String?
  private var imports = 0

  init(in path: String? = nil) throws {
    directory = try TemporaryDirectory()
    folder = StockFolder(path: path ?? directory.file("patrimoine/org-a"))
  }

  /// A logement of that number, whose references follow from it.
  static func line(_ number: Int, _ changes: Line = [:]) -> Line {
    let digits = String(number)
    let zeros = String(repeating: "0", count: 8 - digits.count)
    var line: Line = [
      .logement: "L-\(zeros)\(digits)", .locataire: "7\(zeros)\(digits)",
      .rpls: "RP\(zeros)\(digits)",
      .contact2Email: number % 2 == 0 ? "l.petit@bailleur-a.example" : "m.haut@bailleur-a.example",
    ]
    line.merge(changes) { $1 }
    return line
  }

  /// A file sent on a day of March 2026.
  func file(_ lines: [Line], day: Int = 2, sending: Int = 1) throws -> String {
    var text = PatrimoineSample.header + "\n"
    let model = PatrimoineSample.rows[0]
    for line in lines {
      text += zip(PatrimoineColumn.allCases, model).map { line[$0] ?? $1 }.joined(separator: ";")
      text += "\r\n"
    }
    let day = "202603" + (day < 10 ? "0\(day)" : "\(day)")
    return try directory.write(
      Array(text.utf8), to: "PATRIMOINE_999000011_\(day)_00\(sending).csv")
  }

  /// What is handed in, against the current generation.
  func delivery(
    _ path: String, dossiers: [PatrimoineDossier] = [], on day: Day = today
  ) -> PatrimoineDelivery {
    let context = PatrimoineContext(
      today: day, sender: try? SIRET(parsing: "99900001100018"), errorShare: 5)
    var delivery = PatrimoineDelivery(
      path: path, context: context, current: current, goneShare: 10)
    delivery.dossiers = dossiers
    return delivery
  }

  /// Imports a file and makes its stock the current one, unless it is refused or held.
  @discardableResult
  func take(
    _ path: String, dossiers: [PatrimoineDossier] = [], on day: Day = today
  ) throws -> PatrimoineImport {
    let made = try #require(
      try PatrimoineImport.prepare(delivery(path, dossiers: dossiers, on: day), in: folder))
    imports += 1
    try made.keep(as: "import-\(imports)")
    if [.accepted, .acceptedWithRejects].contains(made.verdict) {
      current = folder.generation("import-\(imports)")
    }
    return made
  }

  /// Imports lines.
  @discardableResult
  func take(
    _ lines: [Line], day: Int = 2, dossiers: [PatrimoineDossier] = []
  ) throws -> PatrimoineImport {
    try take(file(lines, day: day), dossiers: dossiers)
  }

  /// The current generation, open.
  func open() throws -> Generation { try Generation(path: try #require(current)) }

  /// The names in the folder of the stock.
  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  /// The logements of a generation by reference.
  static func logements(of generation: Generation) throws -> [String: LogementValues] {
    var found: [String: LogementValues] = [:]
    let columns = GenerationSchema.columns.joined(separator: ", ")
    try generation.connection.query("SELECT \(columns) FROM logement") {
      row throws(StorageError) in
      var values: LogementValues = [:]
      for column in PatrimoineColumn.allCases {
        values[column] = try row.get(column.rawValue - 1, as: String?.self)
      }
      found[values[.logement] ?? ""] = values
    }
    return found
  }
}
