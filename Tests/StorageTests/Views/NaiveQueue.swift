import Domain

@testable import Storage

/// The queues as a filter over all dossiers, computed with the Domain alone: what the view's rows
/// and indexes must give, in the same order.
struct NaiveQueue {
  /// A dossier with what the queues ask of it, computed once.
  struct Facts {
    let stream: StreamID
    let dossier: Dossier
    let status: DossierStatus
    let blockers: [Blocker]
    let alerts: [Alert]
  }

  let dossiers: [Facts]

  init(_ dossiers: [(StreamID, Dossier)]) {
    self.dossiers = dossiers.map { stream, dossier in
      Facts(
        stream: stream, dossier: dossier, status: dossier.status,
        blockers: dossier.blockers(under: .default), alerts: dossier.alerts(under: .default))
    }
  }

  /// The streams of a queue, in its order.
  func streams(in queue: DossierQueue, _ scope: QueueScope) -> [StreamID] {
    let held = dossiers.filter { isIn(queue, $0, scope) }
    let keyed = held.map { (key: key(queue, $0, scope), stream: $0.stream) }
    return keyed.sorted { $0 < $1 }.map(\.stream)
  }

  private func own(_ facts: Facts, _ scope: QueueScope) -> [Blocker] {
    guard let organisation = scope.organisation else { return facts.blockers }
    return facts.blockers.filter { facts.dossier[$0.volet]?.bailleur == organisation }
  }

  private func tasks(_ facts: Facts, _ scope: QueueScope) -> [Blocker] {
    facts.blockers.filter { facts.dossier[$0.volet]?.contacts[$0.contact] == scope.person }
  }

  private func firstAlert(_ facts: Facts, _ scope: QueueScope) -> Day? {
    facts.alerts.filter {
      scope.organisation == nil || facts.dossier[$0.volet]?.bailleur == scope.organisation
    }.map(\.firstOn).min()
  }

  private func isIn(_ queue: DossierQueue, _ facts: Facts, _ scope: QueueScope) -> Bool {
    let dossier = facts.dossier
    let status = facts.status
    let isSeen =
      scope.organisation == nil || dossier.volets.contains { $0.bailleur == scope.organisation }
    let today = scope.today
    let own = own(facts, scope)
    let due = own.compactMap(\.due).min()
    if queue == .mine { return tasks(facts, scope).contains { $0.since <= today } }
    guard isSeen else { return false }
    return switch queue {
    case .mine: false
    case .late: due.map { $0 < today } ?? false
    case .soon: due.map { $0 >= today && $0 - today <= 3 } ?? false
    case .alerts: firstAlert(facts, scope).map { $0 <= today } ?? false
    case .ours: dossier.isOpen && own.contains { $0.since <= today }
    case .waiting: dossier.isOpen && own.isEmpty
    case .constitution: status == .constitution
    case .preInstruction: status == .preInstruction
    case .instruction: status == .instruction
    case .caleol: [.awaitingCaleol, .partialDecision].contains(status)
    case .condition: status == .conditionPending
    case .attributed: status == .attributedByBoth
    case .moving: [.moveScheduled, .toClose].contains(status)
    case .open: dossier.isOpen
    case .closed: !dossier.isOpen
    }
  }

  /// Dated before undated, the earliest first; closed dossiers the latest first.
  private func key(_ queue: DossierQueue, _ facts: Facts, _ scope: QueueScope) -> Int {
    let own = own(facts, scope)
    switch queue {
    case .late, .soon: return own.compactMap(\.due).min()?.number ?? 0
    case .alerts: return firstAlert(facts, scope)?.number ?? 0
    default: break
    }
    if let closing = facts.dossier.closing, queue != .mine { return -closing.day.number }
    let urgent = queue == .mine ? tasks(facts, scope) : own.isEmpty ? facts.blockers : own
    let later = 1_000_000
    if let binding = urgent.compactMap(\.due).min() { return binding.number }
    if let indicative = urgent.compactMap({ $0.deadline?.due }).min() {
      return later + indicative.number
    }
    if let oldest = urgent.map(\.since).min() { return 2 * later + oldest.number }
    return 3 * later + (facts.dossier.move?.date.number ?? 0)
  }
}

extension DossierQueries {
  /// The streams of a queue, all of them.
  func streams(
    in queue: DossierQueue, _ scope: QueueScope, sortedBy sort: DossierSort = .due
  ) throws -> [StreamID] {
    try streams(DossierListing(queue, scope, order: DossierOrder(sort)))
  }
}
