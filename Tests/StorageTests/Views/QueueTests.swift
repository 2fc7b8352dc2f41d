import Domain
import Testing

@testable import Storage

/// Each queue against a filter over all dossiers, after months of seeded work.
@Suite struct QueueTests {
  private static func worked(seed: UInt64, _ acts: Int = 450) throws -> (
    fixture: StoreFixture, naive: NaiveQueue, lastDay: Day
  ) {
    let fixture = try StoreFixture()
    var walk = RandomWalk(seed: seed)
    try walk.walk(acts, in: fixture)
    #expect(walk.accepted > acts / 2 && walk.refused > 20, "the walk goes nowhere")
    let dossiers = try walk.streams.map { ($0, try fixture.store.dossier($0)) }
    return (fixture, NaiveQueue(dossiers), walk.day)
  }

  /// Everybody who looks at queues, on days before, during and after the last acts.
  private static func scopes(until last: Day) -> [QueueScope] {
    let people = [Cast.c1A, Cast.c2A, Cast.c1B, Cast.c2C, Cast.pilB, Cast.superAdmin, Cast.gie]
    return people.flatMap { person in
      [-20, 0, 4, 60].map { offset in
        QueueScope(
          organisation: Session(actor: person) { Moment(seconds: 0) }.audience,
          person: person.id, today: last + offset)
      }
    }
  }

  @Test func `Every queue holds what a filter over all dossiers gives, in its order`() throws {
    var filled: Set<DossierQueue> = []
    for seed in [1, 2, 3] as [UInt64] {
      let (fixture, naive, last) = try Self.worked(seed: seed)
      let queries = try fixture.store.dossiers
      for scope in Self.scopes(until: last) {
        for queue in DossierQueue.allCases {
          let found = try queries.streams(in: queue, scope)
          #expect(found == naive.streams(in: queue, scope), "\(queue) \(scope)")
          #expect(try queries.counts(scope)[queue] == found.count, "\(queue) \(scope)")
          if !found.isEmpty { filled.insert(queue) }
        }
      }
    }
    #expect(filled == Set(DossierQueue.allCases), "some queues were never put to the test")
  }

  @Test func `Sorting changes the order only, and each order is what it says`() throws {
    let (fixture, _, last) = try Self.worked(seed: 4)
    let queries = try fixture.store.dossiers
    let scope = QueueScope(organisation: nil, person: Cast.gie.id, today: last)
    for queue in [DossierQueue.open, .closed, .late, .caleol] {
      let byDue = try queries.streams(in: queue, scope)
      for sort in DossierSort.allCases {
        let streams = try queries.streams(in: queue, scope, sortedBy: sort)
        #expect(streams.sorted() == byDue.sorted())
        let dossiers = try streams.map { try fixture.store.dossier($0) }
        #expect(isSorted(dossiers, by: sort), "\(queue) by \(sort)")
      }
    }
  }

  private func isSorted(_ dossiers: [Dossier], by sort: DossierSort) -> Bool {
    zip(dossiers, dossiers.dropFirst()).allSatisfy { left, right in
      switch sort {
      case .due: true
      case .reference: left.reference < right.reference
      case .step: step(left) <= step(right)
      case .latest: moved(left) >= moved(right)
      case .bailleurs:
        bailleurs(left).lexicographicallyPrecedes(bailleurs(right))
          || bailleurs(left) == bailleurs(right)
      case .actor:
        actor(left).lexicographicallyPrecedes(actor(right)) || actor(left) == actor(right)
      }
    }
  }

  private func bailleurs(_ dossier: Dossier) -> [String] { dossier.volets.map(\.bailleur.text) }

  /// Where both must act, then one bailleur after the other, then where nobody must.
  private func actor(_ dossier: Dossier) -> [String] {
    let blockers = dossier.blockers(under: .default)
    let dated = blockers.filter { $0.due != nil }
    let urgent = (dated.isEmpty ? blockers : dated).map { blocker in
      (day: blocker.deadline?.due ?? blocker.since, blocker)
    }
    guard let first = urgent.map(\.day).min() else { return ["personne"] }
    let awaited = urgent.filter { $0.day == first }.map(\.1)
    let bailleurs = awaited.compactMap { dossier[$0.volet]?.bailleur.text }
    let contact = awaited.first.map { String($0.contact.rawValue) } ?? ""
    return Set(bailleurs).count > 1 ? ["", contact] : ["bailleur", bailleurs.first ?? "", contact]
  }

  private func step(_ dossier: Dossier) -> Int {
    DossierStatus.allCases.firstIndex(of: dossier.status) ?? -1
  }

  private func moved(_ dossier: Dossier) -> Int { dossier.history.last?.day.number ?? 0 }

  @Test func `A rebuild gives the same bytes, whatever happened`() throws {
    for seed in [5, 6] as [UInt64] {
      let (fixture, _, _) = try Self.worked(seed: seed, 400)
      let dump = try fixture.store.viewDump()
      #expect(dump.count > 1000)
      try fixture.store.rebuildViews()
      #expect(try fixture.store.viewDump() == dump)
    }
  }

  @Test func `Rows of an earlier version of the views are made again at opening`() throws {
    let fixture = try StoreFixture()
    try fixture.dossier(1, upTo: .decided)
    let dump = try fixture.store.viewDump()
    let writer = try fixture.store.writer
    try writer.execute("DROP TABLE dossier_count; DELETE FROM dossier_row;")
    try writer.transaction { try Meta(writer).set("views", to: "2") }
    try fixture.reopen()
    #expect(try fixture.store.viewDump() == dump)
  }

  @Test func `A rebuild says from time to time how far it is`() throws {
    let fixture = try StoreFixture()
    try fixture.dossier(1)
    let store = try fixture.store
    for number in 1...1_200 {
      try store.writer.run(
        """
        INSERT INTO stream(stream, scope, aggregate)
        SELECT ?, scope, aggregate FROM stream LIMIT 1
        """,
        ["empty-\(number)"])
    }
    var told: [String] = []
    try store.rebuildViews { told.append($0) }
    #expect(told == ["Files remises à jour : 1000 dossiers sur 1201…"])
  }
}
