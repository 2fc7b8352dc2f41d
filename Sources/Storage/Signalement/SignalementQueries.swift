import Domain

/// Whose signalements a person sees.
public enum SignalementScope: Equatable, Sendable {
  case all
  case bailleur(OrganisationID)
  case none

  /// Those that the person may see.
  public init(of person: Operator) {
    if person.reads(.signalement, of: OrganisationID("")) {
      self = .all
    } else if person.reads(.signalement, of: person.organisation) {
      self = .bailleur(person.organisation)
    } else {
      self = .none
    }
  }
}

/// A stretch of a queue of signalements.
public struct SignalementPage: Equatable, Sendable {
  /// How many the queue has, the filter applied.
  public let count: Int
  /// The place of the first row, from 0.
  public let first: Int
  /// The rows.
  public let rows: [SignalementLine]
}

/// A signalement in a list: its summary, and the beginning of its message.
public struct SignalementLine: Equatable, Sendable {
  /// The summary.
  public let summary: SignalementSummary
  /// The beginning of the message, on one line; nil when it may not be read, or was erased.
  public let excerpt: String?
}

/// What is asked of the list of signalements.
public struct SignalementListing: Equatable, Sendable {
  /// The queue.
  public var queue: SignalementQueue
  /// What is typed: every word must begin a word of the signalement or of its message.
  public var filter: String

  /// A queue, all of it unless something is typed.
  public init(_ queue: SignalementQueue, filter: String = "") {
    self.queue = queue
    self.filter = filter
  }
}

extension Store {
  /// How many signalements stand in each queue, of those that the person sees.
  ///
  /// - Throws: `StorageError`.
  public func signalementCounts(for session: Session) throws -> [SignalementQueue: Int] {
    try SignalementView(connection: reader).counts(
      SignalementScope(of: session.actor), holder: session.actor.id)
  }

  /// A stretch of a queue: oldest first, those that are closed latest first.
  ///
  /// - Parameters:
  ///   - first: the place of the first row wanted, from 0.
  ///   - limit: how many rows at most.
  /// - Throws: `StorageError`.
  public func signalements(
    _ listing: SignalementListing, from first: Int, limit: Int, for session: Session
  ) throws -> SignalementPage {
    try reader.snapshot {
      let view = SignalementView(connection: reader)
      let query = SignalementQuery(listing, of: session.actor)
      let summaries = try view.summaries(query, from: first, limit: limit)
      let vault = Vault(reader)
      return SignalementPage(
        count: try view.count(query, for: session.actor), first: first,
        rows: try summaries.map { summary in
          let part: AudiencePart = summary.reception.nature == .bailleur ? .signalement : .locataire
          guard session.actor.reads(part, of: summary.bailleur) else {
            return SignalementLine(summary: summary, excerpt: nil)
          }
          let text = try vault.get(summary.reception.message, Secret.Field.note.rawValue)?.value
          return SignalementLine(summary: summary, excerpt: text.map(Self.excerpt))
        })
    }
  }

  /// The place of a signalement in a queue, nil when it is not in it.
  ///
  /// - Throws: `StorageError`.
  public func place(
    of stream: StreamID, in listing: SignalementListing, for session: Session
  ) throws -> Int? {
    try SignalementView(connection: reader).place(
      of: stream, in: SignalementQuery(listing, of: session.actor))
  }

  private static func excerpt(_ text: String) -> String {
    // Masked before it is cut: half a NUR is not known for one.
    String(
      NURMask.mask(String(text.prefix(200))).text.prefix(160)
        .map { $0.isNewline || $0 == "\t" ? " " : $0 })
  }
}

/// The conditions that a listing puts on the rows.
struct SignalementQuery {
  let from: String
  let conditions: String
  let arguments: [any SQLBindable]
  let isLatestFirst: Bool
  /// The queue and whose, when nothing else is asked: its count is known.
  let counted: (queue: SignalementQueue, scope: SignalementScope)?

  init(_ listing: SignalementListing, of person: Operator) {
    let scope = SignalementScope(of: person)
    let words = Self.expression(listing.filter)
    var conditions: [String] = []
    var arguments: [any SQLBindable] = []
    if let words {
      conditions.append("signalement_search MATCH ?")
      arguments.append(words)
    }
    if listing.queue == .aMoi {
      conditions.append("r.holder = ?")
      arguments.append(person.id)
    } else {
      conditions.append("r.queue = ?")
      arguments.append(listing.queue.rawValue)
    }
    switch scope {
    case .all: break
    case .bailleur(let own):
      conditions.append("r.bailleur = ?")
      arguments.append(own)
    case .none: conditions.append("false")
    }
    from =
      words == nil
      ? "signalement_row AS r"
      : "signalement_search AS s CROSS JOIN signalement_row AS r ON r.number = s.rowid"
    self.conditions = conditions.joined(separator: " AND ")
    self.arguments = arguments
    isLatestFirst = listing.queue == .clos
    counted = words == nil ? (listing.queue, scope) : nil
  }

  var order: String {
    isLatestFirst ? "r.received DESC, r.number DESC" : "r.received, r.number"
  }

  /// What is typed as an expression of FTS5: between quotes nothing is an operator.
  static func expression(_ typed: String) -> String? {
    let words = typed.folded.split(whereSeparator: \.isWhitespace).map(String.init)
      .filter { $0.contains { $0.isLetter || $0.isNumber } }
    guard !words.isEmpty else { return nil }
    return words.map { "\"" + String($0.map { "\"\0".contains($0) ? " " : $0 }) + "\" *" }
      .joined(separator: " AND ")
  }
}
