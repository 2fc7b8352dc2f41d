import Domain

/// What the things of the journal are called by people, and found by.
extension StoredAggregate {
  /// What is one of its kind needs no name of its own.
  func name(in names: Directory) -> String { Self.label }
}

extension Dossier {
  func name(in names: Directory) -> String { reference.isEmpty ? Self.label : reference }
}

extension Signalement {
  func name(in names: Directory) -> String { reception?.number ?? Self.label }
}

extension Annonce {
  func name(in names: Directory) -> String { number.isEmpty ? Self.label : number }
}

extension Patrimoine {
  func name(in names: Directory) -> String { bailleur.map { names.name(of: $0) } ?? Self.label }
}

extension Rappel {
  func name(in names: Directory) -> String { bailleur.map { names.name(of: $0) } ?? Self.label }
}

extension Store {
  /// The stream of a dossier, a signalement or an annonce by its reference; nil when nothing here
  /// bears it.
  ///
  /// It tells nothing of the thing: whoever asks is judged where it is read.
  ///
  /// - Throws: `StorageError`.
  public func stream(named reference: String) throws -> StreamID? {
    let capitals = reference.uppercased()
    if let dossier = try dossiers.stream(ofReference: capitals) { return dossier }
    for query in Self.lookups {
      for wanted in [reference, capitals] {
        let found: StreamID? = try reader.scalar(query, [wanted])
        if let found { return found }
      }
    }
    return nil
  }

  private static let lookups = [
    "SELECT stream FROM signalement_row WHERE reference = ? LIMIT 1",
    "SELECT stream FROM annonce_row WHERE annonce = ? LIMIT 1",
  ]
}
