import Domain

/// The views of the aggregates besides the dossiers, made and dropped together with theirs.
enum AggregateViews {
  /// Every table.
  static let tables =
    PatrimoineView.tables + SignalementView.tables + AnnonceView.tables + RappelView.tables

  /// Makes the rows anew from the streams of a database.
  ///
  /// - Parameters:
  ///   - connection: where the rows go.
  ///   - source: where the streams and the texts are.
  static func rebuild(in connection: Connection, from source: Connection) throws {
    try PatrimoineView(connection: connection).rebuild(from: source)
    try SignalementView(connection: connection).rebuild(from: source)
    try AnnonceView(connection: connection).rebuild(from: source)
    try RappelView(connection: connection).rebuild(from: source)
  }

  /// Takes over what the vault changed or erased in this transaction.
  static func followTexts(in connection: Connection) throws {
    try SignalementView(connection: connection).followTexts()
  }

  /// Merges the full-text indexes whole: the words of a deleted row stay until they are merged.
  static func merge(in connection: Connection) throws {
    try SignalementView(connection: connection).merge()
  }
}
