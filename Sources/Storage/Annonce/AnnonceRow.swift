import Domain

/// The queues of the moderation.
public enum AnnonceQueue: String, CaseIterable, Sendable {
  /// Reported, and nobody has decided since: all are looked at, before the others.
  case reported = "signalees"
  /// Drawn for this month or the one before, and not verified yet.
  case drawn = "tirees"
  /// Changed since a decision asked for it.
  case review = "a-revoir"
  /// A correction was asked of the tenant, who has not published it yet.
  case correction = "corrections"
  /// Those decided, the last one first.
  case decided = "decidees"
  /// All that are on the platform, the newest first.
  case online = "en-ligne"

  /// The name as operators read it.
  public var label: String {
    switch self {
    case .reported: "Signalées"
    case .drawn: "Tirées"
    case .review: "À revoir"
    case .correction: "Corrections attendues"
    case .decided: "Décidées"
    case .online: "En ligne"
    }
  }

  /// The column of the row by which the queue is ordered; none for the draw's own order.
  var column: String? {
    switch self {
    case .reported: "reported_on"
    case .drawn: nil
    case .review: "review_on"
    case .correction: "asked_on"
    case .decided: "decided_at"
    case .online: "published_on"
    }
  }

  /// Whether the newest come first.
  var isReversed: Bool { self == .decided || self == .online }

  /// What a row must be to stand in the queue.
  var condition: String {
    self == .online ? "online = 1" : column.map { "\($0) IS NOT NULL" } ?? "online = 1"
  }
}

/// An annonce in a list.
public struct AnnonceRow: Equatable, Sendable {
  /// Its stream.
  public let stream: StreamID
  /// The platform's number.
  public let annonce: String
  /// Whose tenant's it is.
  public let bailleur: OrganisationID
  /// The version on the platform.
  public let version: Int
  /// The typologie and the commune.
  public let place: String
  /// The title, nil once erased or not fetched yet.
  public let title: String?
  /// How many photos it has.
  public let photos: Int
  /// Where it stands; nil when a later version of the program wrote in it.
  public let status: AnnonceStatus?
  /// The day of its version.
  public let publishedOn: Day
  /// The day it was first reported, as long as nobody has decided.
  public let reportedOn: Day?
  /// Since when it waits in the queue.
  public let since: Day
  /// How the draw came by it, in the queue of those drawn.
  public var cause: MonthDraw.Cause?
  /// The month of that draw.
  public var month: CivilMonth?
  /// By what the queue orders it.
  let key: Int64
}

/// Some rows of a queue, and from where to go on.
public struct AnnoncePage: Equatable, Sendable {
  /// Where a page ends: the next one begins after it.
  public struct Mark: Equatable, Sendable {
    let key: Int64
    let stream: StreamID
  }

  /// The rows, in the order of the queue.
  public let rows: [AnnonceRow]
  /// Where the next page begins; nil at the end of the queue.
  public let next: Mark?
}
