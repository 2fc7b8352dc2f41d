import Domain

/// A copy of a store in one file, made while programs work on it.
public enum StoreBackup {
  /// What a copy holds.
  public struct Summary: Equatable, Sendable {
    /// The confirmed events.
    public let events: Int
    /// The acts that no shared database has.
    public let pending: Int
    /// The size of the file.
    public let bytes: Int
  }

  /// Copies a store into a file of mode 0600, verified before it takes its name.
  ///
  /// The acts of `pending.log` are in the copy: a store that can be written takes them in when it
  /// is opened, and one that another program writes has done so.
  ///
  /// - Parameters:
  ///   - store: the store, open for whatever purpose.
  ///   - path: the file to make.
  ///   - isReplacing: whether a file of that name may be replaced.
  ///   - progress: told in French, from time to time, how far it has come.
  /// - Throws: `Refusal` when the file is there already, is the store's own or cannot be written,
  ///   `StorageError` when the store is damaged; no file of that name is then made or changed.
  public static func save(
    _ store: Store, to path: String, replacing isReplacing: Bool = false,
    progress: @escaping (String) -> Void = { _ in }
  ) throws -> Summary {
    try refuse(path, isReplacing, beside: store.location)
    let unfinished = path + ".partiel"
    try FileSystem.remove(unfinished)
    do {
      let summary = try copy(store.reader, to: unfinished, progress)
      try FileSystem.move(unfinished, to: path)
      return summary
    } catch {
      try? FileSystem.remove(unfinished)
      if let error = error as? StorageError, [unfinished, path].contains(error.path) {
        throw unwritable(path, error)
      }
      throw error
    }
  }

  /// The refusal of a place where the copy cannot be written.
  private static func unwritable(_ path: String, _ error: StorageError) -> Refusal {
    let why =
      switch error.kind {
      case .full: "le disque est plein"
      case .readOnly: "ce disque n'autorise que la lecture"
      case .cannotOpen: "son dossier est absent ou n'est pas accessible"
      default: "le disque a répondu : \(error.message)"
      }
    return Refusal(
      "« \(path.strippedOfControls) » ne peut pas être écrit : \(why).",
      remedy:
        "Choisissez un autre dossier ou libérez de la place. Aucune sauvegarde n'a été faite ; "
        + "vos données n'ont pas changé.")
  }

  private static func refuse(
    _ path: String, _ isReplacing: Bool, beside location: StoreLocation
  ) throws {
    guard FileSystem.permissions(of: path) != nil else { return }
    guard isReplacing else {
      throw Refusal(
        "« \(path.strippedOfControls) » existe déjà.",
        remedy: "Choisissez un autre nom, ou ajoutez --remplacer.")
    }
    let own = [location.database, location.pendingLog, location.lock, location.directory]
    guard !own.map(FileSystem.inode(of:)).contains(FileSystem.inode(of: path)) else {
      throw Refusal(
        "« \(path.strippedOfControls) » est un fichier des données elles-mêmes.",
        remedy: "Sauvegardez dans un autre dossier, si possible sur un autre disque.")
    }
  }

  private static func copy(
    _ source: Connection, to path: String, _ progress: @escaping (String) -> Void
  ) throws -> Summary {
    try source.snapshot {
      // The snapshot begins at the first read.
      _ = try source.scalar("SELECT count(*) FROM meta", as: Int.self)
      try source.copy(to: path) { done, total in progress("\(done) pages sur \(total)…") }
    }
    let copy = try Connection(path: path, mode: .immutable)
    defer { copy.close() }
    try requireWhole(copy, of: source.path, progress)
    return Summary(
      events: try copy.scalar("SELECT count(*) FROM event") ?? 0,
      pending: try Outbox(copy).count(), bytes: FileSystem.size(of: path))
  }

  /// - Parameter path: the file that an error names.
  /// - Throws: `StorageError` of kind `corrupt` when the structure of a copy is not whole.
  static func requireWhole(
    _ copy: Connection, of path: String, _ progress: @escaping (String) -> Void
  ) throws {
    var verification = StoreVerification(copy, progress: progress)
    let report = try verification.check(StoreVerification.structure)
    if let problem = report.problems.first {
      throw StorageError(.corrupt, problem.text, path: path)
    }
  }
}
