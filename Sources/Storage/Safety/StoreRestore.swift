import Domain

/// Puts a saved copy in the place of a store, without losing what is in the store only.
///
/// The acts that the copy does not have stay in `pending.log`, which is left as it is; the opening
/// after the exchange puts them back as after any older database (`StoreRecovery`). So a kill at
/// any moment leaves the old store or the new one, with its acts.
public enum StoreRestore {
  /// What a restoration did.
  public struct Summary: Equatable, Sendable {
    /// Where the replaced database is kept, nil when there was none.
    public let kept: String?
    /// How many acts the copy did not have and were put back.
    public let putBack: Int
    /// How many confirmed events the copy does not have: they stay in the replaced database.
    public let missingEvents: Int
    /// Whether the replaced database could not be read, in part at least.
    public let wasDamaged: Bool
    /// How many bytes of `pending.log` could not be read either; they are kept in
    /// `pending.log.torn`.
    public let unreadableLogBytes: Int

    /// A summary of these numbers.
    public init(
      kept: String?, putBack: Int, missingEvents: Int, wasDamaged: Bool, unreadableLogBytes: Int
    ) {
      self.kept = kept
      self.putBack = putBack
      self.missingEvents = missingEvents
      self.wasDamaged = wasDamaged
      self.unreadableLogBytes = unreadableLogBytes
    }
  }

  /// Restores a store from a file made by `StoreBackup`.
  ///
  /// - Parameters:
  ///   - path: the saved copy; it is read, never written.
  ///   - location: the store to replace.
  ///   - moment: the instant whose day and hour the name of the replaced database bears.
  ///   - progress: told in French, from time to time, how far it has come.
  /// - Throws: `Refusal` when the copy is damaged, foreign, newer or of another store;
  ///   `StorageError` when another program works on the store (`locked`) or a file fails. The store
  ///   is then as it was.
  public static func run(
    from path: String, to location: StoreLocation, at moment: Moment,
    progress: @escaping (String) -> Void = { _ in }
  ) throws -> Summary {
    try requireBackup(path, for: location, progress)
    if let path = location.protected {
      throw StorageError(.readOnly, "no permission to write", path: path)
    }
    try FileSystem.makePrivateDirectory(location.directory)
    var exchange = try StoreExchange(location)
    defer { exchange.clear() }
    try exchange.prepare(from: path, progress)
    let kept = try exchange.carryOut(at: moment)
    exchange.release()
    try putActsBack(location)
    return Summary(
      kept: kept, putBack: exchange.actsOnlyHere, missingEvents: exchange.eventsOnlyHere,
      wasDamaged: exchange.isDamaged, unreadableLogBytes: exchange.unreadableLogBytes)
  }

  /// Opening puts the acts of the log back and rebuilds the views of another version.
  private static func putActsBack(_ location: StoreLocation) throws {
    do {
      let store = try Store(location)
      defer { store.close() }
      // Names erased in the exchange leave what is searched at the next write: this one.
      try store.write {}
      try store.wipeIfAsked()
    } catch let error as StorageError where error.kind == .full {
      throw Refusal(
        "La sauvegarde est en place, mais le disque est plein : les actes faits depuis n'ont pas "
          + "pu y être remis.",
        remedy: "Libérez de la place, puis ouvrez habiter : ils y seront remis.")
    }
  }

  /// Refuses what is no whole copy of this kind of store, before anything is made or changed.
  private static func requireBackup(
    _ path: String, for location: StoreLocation, _ progress: @escaping (String) -> Void
  ) throws {
    guard FileSystem.permissions(of: path) != nil else {
      throw foreign(path, "n'existe pas ou n'est pas accessible.")
    }
    guard FileSystem.inode(of: path) != FileSystem.inode(of: location.database) else {
      throw foreign(path, "est la base elle-même, pas une sauvegarde.")
    }
    guard FileSystem.size(of: path + "-wal") == 0 else {
      throw Refusal(
        "« \(path.strippedOfControls) » est une base copiée à la main avec son fichier -wal.",
        remedy: "Faites la copie par « habiter sauvegarder ». \(untouched)")
    }
    do {
      guard try OpenedFiles.migrations.look(at: path) > 0 else {
        throw foreign(path, "ne contient aucune donnée.")
      }
      let source = try Connection(path: path, mode: .immutable)
      defer { source.close() }
      try StoreBackup.requireWhole(source, of: path, progress)
      guard try (Meta(source).get(Demo.stampKey) != nil) == location.isDemo else {
        throw foreign(
          path,
          location.isDemo
            ? "n'est pas une sauvegarde de la démonstration."
            : "est une sauvegarde de la démonstration : ajoutez --demo.")
      }
    } catch let error as StorageError {
      throw refusal(of: path, error)
    }
  }

  private static let untouched = "Les données présentes n'ont pas été touchées."

  /// The refusal of a copy that cannot be restored.
  static func refusal(of path: String, _ error: StorageError) -> Refusal {
    let name = "« \(path.strippedOfControls) »"
    return switch error.kind {
    case .newer:
      Refusal(
        "\(name) vient d'une version plus récente d'habiter.",
        remedy: "Installez la dernière version. \(untouched)")
    case .notADatabase, .foreign:
      Refusal("\(name) n'est pas une sauvegarde d'habiter.", remedy: untouched)
    case .cannotOpen:
      Refusal("\(name) ne peut pas être lu : \(error.message).", remedy: untouched)
    default:
      Refusal(
        "\(name) est abîmé : \(error.message)",
        remedy: "Essayez une sauvegarde plus ancienne. \(untouched)")
    }
  }

  /// The refusal of a copy that belongs to other data than those present.
  static func foreign(_ path: String, _ why: String) -> Refusal {
    Refusal("« \(path.strippedOfControls) » \(why)", remedy: untouched)
  }
}

extension StorageError {
  /// Whether the content of a database file is what failed, not the access to it.
  var isAboutDamage: Bool {
    switch kind {
    case .corrupt, .notADatabase, .typeMismatch, .constraint: true
    default: false
    }
  }

  /// Whether a database file has nothing in it.
  var isAboutNothing: Bool {
    if case .older(found: 0, _) = kind { true } else { false }
  }
}
