import Domain

/// A dossier as one audience has it in its queues: a row of `dossier_side`.
///
/// An audience is an organisation, everyone (`*`), or one person with something to do (`@person`).
struct DossierSide: Hashable {
  let audience: String
  let isOpen: Bool
  /// The place in a queue, see `rank(_:_:)`.
  let rank: Int
  /// The status's place in the course of a dossier.
  let step: Int
  /// Whether this audience must act; nil when the dossier cannot be read.
  let isAwaited: Bool?
  /// The first day on which it can.
  let since: Day?
  /// The first day of an alert to this audience.
  let alertFrom: Day?
  /// The day of the last event.
  let movedOn: Day
  let reference: String
  /// The bailleurs as the column shows them: the others for a bailleur, all for who sees all.
  let partners: String
  /// Who must act: this audience, both sides, then one bailleur after the other, then nobody.
  let actor: String

  /// What the places in queues keep apart: days the règlement dates, indicative days, no day.
  static let tier = 100_000

  /// The place in a queue: what the règlement dates comes first, by its due day, then what has an
  /// indicative delay only, then what waits without one; closed dossiers, the latest first.
  static func rank(_ dossier: Dossier, _ blockers: [Blocker]) -> Int {
    dossier.closing.map { -$0.day.number } ?? taskRank(dossier, blockers)
  }

  /// The place among a person's tasks, where what a closed dossier still asks stands with the rest.
  static func taskRank(_ dossier: Dossier, _ blockers: [Blocker]) -> Int {
    let days = blockers.map { blocker in
      if let due = blocker.due { return due.number }
      if let indicative = blocker.deadline?.due { return indicative.number + tier }
      return blocker.since.number + 2 * tier
    }
    return days.min() ?? (dossier.move?.date.number ?? 0) + 3 * tier
  }
}

extension DossierSide {
  /// Bailleurs as one key; by their ids, since names may change and rows must not.
  static func partners(_ bailleurs: [OrganisationID]) -> String {
    bailleurs.map(\.text).joined(separator: " ")
  }

  /// Who must act most urgently, as a key; a day that passes changes nothing in it.
  ///
  /// - Parameter own: the volets of this audience, none for who sees all.
  static func actor(_ dossier: Dossier, _ blockers: [Blocker], own: Set<VoletName>) -> String {
    func place(_ blocker: Blocker) -> (Int, Int) {
      let due = blocker.deadline?.due ?? blocker.since
      return (blocker.due == nil ? 1 : 0, due.number)
    }
    guard let urgent = blockers.min(by: { place($0) < place($1) }) else { return "4" }
    let same = blockers.filter { $0.contact == urgent.contact && place($0) == place(urgent) }
    let bailleurs = Set(same.compactMap { dossier[$0.volet]?.bailleur })
    if bailleurs.count > 1 { return "2 \(urgent.contact.rawValue)" }
    let text = bailleurs.first?.text ?? ""
    return own.contains(urgent.volet)
      ? "1 \(urgent.contact.rawValue)" : "3 \(text) \(urgent.contact.rawValue)"
  }
}

extension DossierSide {
  /// The columns that `init(_:)` reads, in its order.
  static let columns =
    "audience, is_open, rank, step, awaited, since, alert_from, moved_on, reference,"
    + " partners, actor"

  init(_ row: borrowing Row) throws(StorageError) {
    audience = try row.get(0)
    isOpen = try row.get(1)
    rank = try row.get(2)
    step = try row.get(3)
    isAwaited = try row.get(4)
    since = try row.get(5)
    alertFrom = try row.get(6)
    movedOn = try row.get(7)
    reference = try row.get(8)
    partners = try row.get(9)
    actor = try row.get(10)
  }

  /// The values of `columns`.
  var values: [any SQLBindable] {
    [
      audience, isOpen, rank, step, isAwaited, since, alertFrom, movedOn, reference, partners,
      actor,
    ]
  }
}

/// What `dossier_count` counts: the dossiers of an audience of which one thing holds, by day.
struct DossierMeasure: Hashable, Comparable {
  /// The things counted. Those of a day are summed up to the day asked about.
  enum Kind: String {
    case open, closed, waiting
    /// By the day since when the audience is awaited.
    case since
    /// By the last day that the règlement gives.
    case due
    /// By the first day of an alert.
    case alert
    /// By the status's place in the course, which stands where others have a day.
    case step
  }

  let audience: String
  let kind: Kind
  let day: Int

  static func < (left: Self, right: Self) -> Bool {
    (left.audience, left.kind.rawValue, left.day) < (right.audience, right.kind.rawValue, right.day)
  }
}

extension DossierSide {
  /// What the side counts in.
  var measures: [DossierMeasure] {
    func measure(_ kind: DossierMeasure.Kind, _ day: Int = 0) -> DossierMeasure {
      DossierMeasure(audience: audience, kind: kind, day: day)
    }
    guard isOpen else { return [measure(.closed)] }
    var measures = [measure(.open), measure(.step, step)]
    if isAwaited == false { measures.append(measure(.waiting)) }
    if isAwaited == true, let since { measures.append(measure(.since, since.number)) }
    if isAwaited == true, rank < Self.tier { measures.append(measure(.due, rank)) }
    if let alertFrom { measures.append(measure(.alert, alertFrom.number)) }
    return measures
  }
}
