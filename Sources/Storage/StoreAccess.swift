import Domain
import Glibc

/// What a store is opened for.
public enum StorePurpose: Equatable, Sendable {
  /// To write; an error when that cannot be.
  case writing
  /// To work: to write, or to read when another program writes or the files allow no more.
  case work
  /// To read, whoever else writes; no lock is taken and no file of the store is changed.
  case reading
  /// To look at what was known at the end of a day (`PastStore`).
  case past(Day)
}

/// Why a store is open for reading only.
public enum ReadingReason: Equatable, Sendable {
  /// The operator asked for it.
  case chosen
  /// It is a past day that is looked at.
  case past(Day)
  /// Another process writes; its process id when the lock file names it.
  case locked(by: Int32?)
  /// This file or folder may not be written.
  case protected(path: String)
  /// The disk had no room left for what writing needs.
  case full

  /// The reason that an error at opening is for reading only, nil when it forbids reading too.
  init?(_ error: StorageError) {
    switch error.kind {
    case .locked(let holder): self = .locked(by: holder)
    case .full: self = .full
    case .readOnly: self = .protected(path: error.path ?? "")
    case .cannotOpen where [EACCES, EPERM].contains(error.code):
      self = .protected(path: error.path ?? "")
    default: return nil
    }
  }

  /// The reason in a few words, in French.
  public var label: String {
    switch self {
    case .chosen: "vous l'avez choisie"
    case .past(let day): "vous regardez le \(day.french)"
    case .locked(let holder):
      "habiter est déjà ouvert" + (holder.map { " (processus \($0))" } ?? "")
    case .protected(let path): "« \(path) » n'autorise que la lecture"
    case .full: "le disque est plein"
    }
  }

  /// What an act is answered, and what would open acts again.
  public var refusal: Refusal {
    Refusal("Lecture seule : \(label).", remedy: remedy)
  }

  private var remedy: String {
    switch self {
    case .chosen: "Tapez :lecture pour la quitter, ou ouvrez habiter sans --lecture."
    case .past: "Échap revient à aujourd'hui."
    case .locked: "Faites l'acte là-bas, ou fermez-le, puis tapez :lecture."
    case .protected: "Rendez-le accessible en écriture, puis tapez :lecture."
    case .full: "Libérez de la place, puis tapez :lecture."
    }
  }
}

extension StoreLocation {
  /// The folder or database that may not be written, nil when both may or there is none yet.
  ///
  /// The permission bits count for root as well, whom the system would let through.
  var protected: String? {
    [directory, database].first { path in
      guard let mode = FileSystem.permissions(of: path) else { return false }
      return mode & 0o200 == 0 || !FileSystem.isWritable(path)
    }
  }
}

extension StoreLocation {
  /// Refuses a database cut down to nothing beside acts that were recorded with it: SQLite would
  /// begin a new one there, without the people, the key of the NUR and the confirmed events.
  ///
  /// - Throws: `StorageError` of kind `corrupt`.
  fileprivate func refuseEmptied() throws(StorageError) {
    let isEmptied =
      FileSystem.permissions(of: database) != nil
      && FileSystem.size(of: database) < StoreLocation.headerBytes
      && FileSystem.size(of: database + "-wal") == 0
      && FileSystem.size(of: pendingLog) > PendingLog.header.count
    if isEmptied { throw StorageError(.corrupt, "the database is empty", path: database) }
  }

  /// How long the header of an SQLite file is.
  private static let headerBytes = 100
}

/// What only the process that writes holds: the right to, and the second copy of its acts.
final class WritingHand {
  private let lock: StoreLock
  let log: PendingLog

  init(lock: consuming StoreLock, log: PendingLog) {
    self.lock = lock
    self.log = log
  }
}

/// The files of a store, opened for a purpose.
struct OpenedFiles {
  static let migrations = Migrations(
    applicationID: JournalSchema.applicationID,
    steps: [
      JournalSchema.migration, ImportSchema.migration, DossierView.numbering, OwnActs.migration,
      SyncSchema.migration, SyncSchema.awaitedClaims, MailSchema.migration,
      TicketSchema.migration, HeldMail.migration, JournalOrder.migration,
    ])

  /// Writes, when there is a hand to; else the reader itself.
  let writer: Connection
  let reader: Connection
  let hand: WritingHand?
  let reading: ReadingReason?

  init(_ location: StoreLocation, for purpose: StorePurpose) throws {
    switch purpose {
    case .writing: try self.init(writing: location)
    case .reading: try self.init(reading: location, because: .chosen)
    case .past(let day): try self.init(reading: location, because: .past(day))
    case .work:
      do {
        try self.init(writing: location)
      } catch let error as StorageError {
        guard let reason = ReadingReason(error),
          FileSystem.permissions(of: location.database) != nil
        else { throw error }
        try self.init(reading: location, because: reason)
      }
    }
  }

  private init(writing location: StoreLocation) throws {
    if let path = location.protected {
      throw StorageError(.readOnly, "no permission to write", path: path)
    }
    try location.refuseEmptied()
    try location.prepare()
    let lock = try StoreLock(location)
    (writer, reader) = try Self.migrations.openBoth(location.database)
    hand = WritingHand(lock: lock, log: try PendingLog(path: location.pendingLog))
    reading = nil
  }

  private init(reading location: StoreLocation, because reason: ReadingReason) throws {
    reader = try Self.migrations.openForReading(location.database)
    writer = reader
    hand = nil
    reading = reason
  }
}
