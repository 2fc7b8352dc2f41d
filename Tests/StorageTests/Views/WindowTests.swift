import Domain
import Testing

@testable import Storage

/// Stretches of a queue, read from wherever is nearest, against the whole of it.
@Suite struct WindowTests {
  private let fixture: StoreFixture
  private let scope: QueueScope
  private let queries: DossierQueries

  init() throws {
    fixture = try StoreFixture()
    var walk = RandomWalk(seed: 9)
    try walk.walk(500, in: fixture)
    queries = try fixture.store.dossiers
    scope = QueueScope(organisation: nil, person: Cast.gie.id, today: walk.day)
  }

  private static let orders = DossierSort.allCases.flatMap {
    [DossierOrder($0), DossierOrder($0, isReversed: true)]
  }

  @Test(arguments: orders, ["", "montreuil"])
  func `Each stretch is that of the whole, from whatever row it is reached`(
    order: DossierOrder, filter: String
  ) throws {
    for queue in [DossierQueue.open, .closed, .late, .alerts, .instruction] {
      var scope = scope
      scope.filter = filter
      let listing = DossierListing(queue, scope, order: order)
      let all = try queries.streams(listing)
      let sequence = try queries.sequence(listing)
      #expect(sequence.count == all.count)
      for first in stride(from: 0, to: all.count, by: 3) {
        let range = first..<min(first + 4, all.count)
        for mark in [nil, 0, first - 1, first + 1, first + 4, first + 6, all.count - 1] {
          let known = mark.flatMap { index in
            all.indices.contains(index) ? DossierMark(index: index, stream: all[index]) : nil
          }
          let rows = try queries.rows(of: sequence, range, near: known)
          #expect(rows.map(\.stream) == Array(all[range]), "\(queue) \(range) from \(mark ?? -1)")
        }
      }
      for (index, stream) in all.enumerated() {
        #expect(try queries.index(of: stream, in: sequence) == index)
      }
    }
  }

  @Test func `A reversed order is the order turned round`() throws {
    for sort in DossierSort.allCases {
      let there = try queries.streams(DossierListing(.open, scope, order: DossierOrder(sort)))
      let back = try queries.streams(
        DossierListing(.open, scope, order: DossierOrder(sort, isReversed: true)))
      #expect(there.count > 5 && there == back.reversed())
    }
  }

  @Test func `What is outside of a sequence is left out`() throws {
    let sequence = try queries.sequence(DossierListing(.open, scope))
    #expect(try queries.rows(of: sequence, -5..<2).count == 2)
    #expect(try queries.rows(of: sequence, sequence.count..<sequence.count + 9).isEmpty)
    #expect(try queries.index(of: "d-404", in: sequence) == nil)
    let closed = try #require(try queries.streams(DossierListing(.closed, scope)).first)
    #expect(try queries.index(of: closed, in: sequence) == nil)
  }
}
