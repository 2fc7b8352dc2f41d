import Domain
import Foundation
import Testing

@testable import Storage

/// An empty store into which files are imported, on 31 March 2026.
final class ImportFixture {
  static let today = Day(number: 20_543)
  static let fixtures = URL(filePath: #filePath)
    .deletingLastPathComponent().appending(path: "../../Fixtures").standardizedFileURL

  let directory: TemporaryDirectory
  let location: StoreLocation
  private var opened: Store?

  init() throws {
    directory = try TemporaryDirectory()
    location = StoreLocation(directory: directory.file("habiter"))
    opened = try Store(location)
  }

  /// The open store; a test keeps no reference to it, since the lock ends with the object.
  var store: Store { get throws { try #require(opened) } }

  /// Closes the store and opens it again.
  func reopen(_ meanwhile: () throws -> Void = {}) throws {
    opened = nil
    try meanwhile()
    opened = try Store(location)
  }

  /// The technical operator of imports, at ten in the morning in Paris.
  func session(on day: Day = today) throws -> Session {
    let moment = Moment(seconds: Int64(day.number) * 86_400 + 8 * 3600)
    return Session(actor: try store.importOperator(isTrial: false)) { moment }
  }

  /// Imports a file of `Tests/Fixtures`.
  @discardableResult
  func importFixture(
    _ name: String = "dossiers-exemple.csv", isTrial: Bool = false, limits: ImportLimits = .init()
  ) throws -> ImportReport {
    try store.importDossiers(
      from: Self.fixtures.appending(path: name).path, as: try session(), isTrial: isTrial,
      limits: limits)
  }

  /// Imports a text as a file.
  @discardableResult
  func importText(
    _ text: String, named name: String = "essai.csv", isTrial: Bool = false,
    limits: ImportLimits = .init()
  ) throws -> ImportReport {
    let path = try directory.write(Array(text.utf8), to: name)
    return try store.importDossiers(
      from: path, as: try session(), isTrial: isTrial, limits: limits)
  }

  /// The dossier of a reference.
  func dossier(_ reference: String) throws -> Dossier {
    let stream = try #require(try store.dossiers.stream(ofReference: reference))
    return try store.dossier(stream)
  }

  /// Every row of the tables that acts and imports write.
  func rows(of tables: [String]) throws -> String {
    var text = ""
    for table in tables {
      try store.writer.query("SELECT * FROM \(table)") { row throws(StorageError) in
        text += "\n\(table)"
        for column in 0..<row.count { text += "\t\(try row.get(column, as: SQLValue.self))" }
      }
    }
    return text
  }

  static let writtenTables = [
    "scope", "head", "stream", "event", "pending", "vault", "claim", "organisation", "operator",
    "imported", "dossier_row", "dossier_side", "dossier_count",
  ]
}

/// Lines of a CSV of dossiers, from what a test wants in them.
struct ImportLines {
  private static let mandatory = [
    "reference": "EH-1", "cree_le": "05/01/2026", "siret_a": "99900001100018",
    "bailleur_a": "Habitat des Coteaux", "logement_a": "A-1", "typologie_a": "T3",
    "commune_a": "Paris 13e", "insee_a": "75113", "locataire_a": "M. Benoît",
    "siret_b": "99900002900010", "bailleur_b": "Bailleur B", "logement_b": "B-1",
    "typologie_b": "T4", "commune_b": "Montreuil", "insee_b": "93048",
    "locataire_b": "Mme Garnier",
  ]

  /// A CSV of one dossier for each set of columns, above the mandatory ones.
  static func csv(_ dossiers: [String: String]...) -> String {
    let names = Set(mandatory.keys).union(dossiers.flatMap(\.keys)).sorted()
    let lines = dossiers.map { columns in
      names.map { columns[$0] ?? mandatory[$0] ?? "" }.joined(separator: ";")
    }
    return ([names.joined(separator: ";")] + lines).joined(separator: "\n") + "\n"
  }
}
