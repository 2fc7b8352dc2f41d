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
    /// Whether the replaced database could not be read.
    public let wasDamaged: Bool
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
    try requireBackup(path)
    if let path = location.protected {
      throw StorageError(.readOnly, "no permission to write", path: path)
    }
    try FileSystem.makePrivateDirectory(location.directory)
    var exchange = try StoreExchange(location)
    defer { exchange.clear() }
    try exchange.prepare(from: path, progress)
    let kept = try exchange.carryOut(at: moment)
    let (lost, wasDamaged) = (exchange.actsOnlyHere, exchange.isDamaged)
    exchange.release()
    // Opening puts the acts of the log back and rebuilds the views of another version.
    try Store(location).close()
    return Summary(kept: kept, putBack: lost, wasDamaged: wasDamaged)
  }

  /// Refuses, by its header and its side files, what is no copy of a store.
  private static func requireBackup(_ path: String) throws {
    let name = "« \(path.strippedOfControls) »"
    guard FileSystem.permissions(of: path) != nil else {
      throw Refusal("\(name) n'existe pas ou n'est pas accessible.", remedy: untouched)
    }
    guard FileSystem.size(of: path + "-wal") == 0 else {
      throw Refusal(
        "\(name) est une base copiée à la main avec son fichier -wal.",
        remedy: "Faites la copie par « habiter sauvegarder ». \(untouched)")
    }
    do {
      guard try OpenedFiles.migrations.look(at: path) > 0 else {
        throw Refusal("\(name) ne contient aucune donnée.", remedy: untouched)
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
