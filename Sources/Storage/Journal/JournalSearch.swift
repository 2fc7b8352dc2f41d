import Domain

/// Which acts of the journal are looked for; what is nil narrows nothing.
public struct JournalFilter: Equatable, Sendable {
  /// Who did them: people, and houses whose people did them or in whose name they were done.
  public struct Authors: Equatable, Sendable {
    /// The people.
    public let people: Set<OperatorID>
    /// The organisations.
    public let houses: Set<OrganisationID>

    /// Some people and organisations.
    public init(people: Set<OperatorID>, houses: Set<OrganisationID>) {
      self.people = people
      self.houses = houses
    }
  }

  /// Who did them.
  public var authors: Authors?
  /// On what: the stream of a dossier, of a signalement …
  public var stream: StreamID?
  /// The first day.
  public var first: Day?
  /// The last day.
  public var last: Day?
  /// Whether only consultations of a NUR are wanted.
  public var revealsOnly = false

  /// All acts.
  public init() {}

  /// The moments between which the acts were recorded, the second one left out.
  var moments: (from: Moment, to: Moment) {
    (
      first.map { ParisTime.moment(of: $0, second: 0) } ?? Moment(seconds: .min / 4),
      last.map { ParisTime.moment(of: $0 + 1, second: 0) } ?? Moment(seconds: .max / 4)
    )
  }
}

/// Where a page of the journal ends, and the next one begins.
public struct JournalMark: Equatable, Sendable {
  enum Place: Equatable, Sendable {
    /// An act that waits, by its number in the outbox.
    case waiting(Int)
    case confirmed(ScopeID, Int64)
  }

  let moment: Moment
  let place: Place
}

/// Something that happened, as the journal tells it: who did what, when, on what.
public struct JournalLine: Sendable {
  /// When it was recorded.
  public let moment: Moment
  /// The act that brought it about.
  public let command: CommandID
  /// The stream that it bears on.
  public let stream: StreamID
  /// What the stream is the history of, such as `dossier`.
  public let aggregate: String
  /// What it bears on, as people know it: « D-2026-0412 ».
  public let reference: String
  /// The stable name of what happened.
  public let kind: String
  /// What happened; nil when a later version of the program wrote it.
  public let event: (any JournaledEvent)?
  /// Who did it.
  public let author: OperatorID
  /// Whom the author works for.
  public let organisation: OrganisationID
  /// The role under which it was done.
  public let role: Role
  /// The bailleur in whose name it was done.
  public let onBehalfOf: OrganisationID?
  /// Whether no shared database has confirmed it.
  public let isWaiting: Bool
}

/// A page of the journal, the newest first.
public struct JournalPage: Sendable {
  /// What happened.
  public var lines: [JournalLine] = []
  /// Where the next page begins; nil when there is no more.
  public var next: JournalMark?
  /// How far back was looked, when the page is not full although there may be more.
  public var lookedBackTo: Moment?
}

/// The tenth step of every store's schema: acts are found by the moment of their recording.
/// Once shipped it is never edited.
enum JournalOrder {
  static let migration = Migration(
    10,
    sql: """
      CREATE INDEX event_recorded ON event(recorded_at, scope, seq);
      CREATE INDEX pending_issued ON pending(issued_at, ord);
      """)
}
