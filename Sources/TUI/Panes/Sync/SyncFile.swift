import Domain
import Storage

/// What of the exchange with the shared database is a list: read when its screen opens, and again
/// when something has changed.
struct SyncFile: Sendable {
  /// As many rows of a kind as anybody goes through by hand; the counts say when there are more.
  static let limit = 500
  /// How many of what is settled are shown: what is older is of no use.
  static let settledLimit = 50

  /// An act that did not hold.
  struct Entry: Sendable {
    let conflict: Conflict
    let reference: String
    /// What it did, in a few words.
    let words: String
  }

  /// An act that waits to be sent.
  struct Waiting: Sendable {
    let command: CommandID
    let stream: StreamID
    let reference: String
    let words: String
    let since: Moment
    /// Whether it may have arrived already.
    let isSent: Bool
  }

  /// An event of somebody else that the shared database lost.
  struct Lost: Sendable {
    let event: LostEvent
    let reference: String
    let words: String
  }

  var conflicts: [Entry] = []
  var waiting: [Waiting] = []
  /// How many acts wait, those that are not listed too.
  var waitingCount = 0
  var settled: [Entry] = []
  var lost: [Lost] = []
}

/// An act that did not hold, with what the operator may read around it.
struct ConflictCase: Sendable {
  let conflict: Conflict
  let reference: String
  /// The dossier as it is now, nil when there is none that the operator may see.
  let detail: DossierDetail?
  /// The texts that the act brings.
  let texts: [SubjectID: String]
}

/// What a person does about an act that did not hold.
enum Settlement: Equatable, Sendable {
  case keep
  case drop(reason: String)
  case redone(by: CommandID)

  /// What the line at the bottom says once it is noted; nothing when the act done says it.
  fileprivate var news: String? {
    switch self {
    case .keep: "Laissé pour plus tard : le conflit reste dans la liste."
    case .drop: "Acte abandonné : il reste dans la liste, avec son motif."
    case .redone: nil
    }
  }
}

extension StoreEffects {
  /// What waits, what asks for somebody, what is settled.
  func syncFile() throws -> SyncFile {
    var references = DossierReferences(store: store)
    var file = SyncFile()
    file.conflicts = try store.conflicts().prefix(SyncFile.limit)
      .map { try entry($0, &references) }
    file.settled = try store.settledConflicts(limit: SyncFile.settledLimit)
      .map { try entry($0, &references) }
    file.waitingCount = try store.pendingCount()
    file.waiting = try store.waitingActs(limit: SyncFile.limit).map { act in
      SyncFile.Waiting(
        command: act.command, stream: act.stream, reference: try references.reference(of: act),
        words: words(of: act), since: act.issuedAt, isSent: act.state == .sent)
    }
    if session.actor.seesLostEvents {
      file.lost = try store.lostEvents(limit: SyncFile.limit).map { lost in
        SyncFile.Lost(
          event: lost, reference: try references.reference(of: lost.stream),
          words: words(of: [lost.event].compactMap(\.self)))
      }
    }
    return file
  }

  private func entry(
    _ conflict: Conflict, _ references: inout DossierReferences
  ) throws -> SyncFile.Entry {
    SyncFile.Entry(
      conflict: conflict, reference: try references.reference(of: conflict.act),
      words: words(of: conflict.act))
  }

  private func words(of act: PendingCommand) -> String {
    if let event = act.shownAnnonce.first {
      return AnnonceEventWords(names: store.directory).brief(of: event)
    }
    guard let event = act.shownPatrimoine.first else { return words(of: act.shown) }
    return PatrimoineEventWords(names: store.directory).brief(of: event)
  }

  private func words(of events: [DossierEvent]) -> String {
    guard let first = events.first else { return "acte d'une autre version du programme" }
    return EventWords(names: store.directory, dossier: .empty).brief(of: first)
  }

  /// An act that did not hold, with the dossier as it is now.
  func loadConflict(_ command: CommandID) throws -> [Message] {
    guard let conflict = try store.conflict(command) else { return [.conflictLoaded(nil)] }
    var references = DossierReferences(store: store)
    return [
      .conflictLoaded(
        ConflictCase(
          conflict: conflict, reference: try references.reference(of: conflict.act),
          detail: try? store.detail(conflict.act.stream, for: session),
          texts: try store.texts(of: conflict)))
    ]
  }

  /// Notes what a person has done about an act that did not hold.
  func settle(
    _ command: CommandID, _ settlement: Settlement, _ keyMap: KeyMap
  ) throws -> [Message] {
    switch settlement {
    case .keep: try store.keep(command)
    case .drop(let reason): try store.drop(command, reason: reason)
    case .redone(let act): try store.noteRedone(command, by: act)
    }
    let news = settlement.news.map { Message.said(Toast(kind: .success, text: $0)) }
    return [.worldChanged(try world(keyMap: keyMap)), .syncLoaded(try syncFile())]
      + [news].compactMap(\.self)
  }
}

/// The references of dossiers, each looked up once.
private struct DossierReferences {
  let store: Store
  private var known: [StreamID: String] = [:]

  init(store: Store) {
    self.store = store
  }

  /// The reference of an act's dossier; one that was never created bears it in the act alone.
  mutating func reference(of act: PendingCommand) throws -> String {
    for case .created(let reference, _) in act.shown { return reference }
    if act.isOfPatrimoine { return "patrimoine" }
    if act.isOfAnnonce {
      let number: String? = try store.annonceNumber(of: act.stream)
      return number.map { "annonce \($0.strippedOfControls)" } ?? "annonce"
    }
    return try reference(of: act.stream)
  }

  mutating func reference(of stream: StreamID) throws -> String {
    if let reference = known[stream] { return reference }
    let reference = try store.dossiers.row(stream)?.reference ?? "dossier inconnu"
    known[stream] = reference
    return reference
  }
}

extension Operator {
  /// Whether what a fork lost of others is shown: Aatiko answers for the shared database.
  fileprivate var seesLostEvents: Bool { roles.contains { $0.organisationKind == .aatiko } }
}
