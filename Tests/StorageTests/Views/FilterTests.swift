import Domain
import Testing

@testable import Storage

/// The filter of the list, and the rows it gives.
@Suite struct FilterTests {
  private let fixture: StoreFixture
  private let first: StreamID
  private let second: StreamID

  init() throws {
    fixture = try StoreFixture()
    first = try fixture.dossier(1, upTo: .nurs)
    second = try fixture.dossier(2, upTo: .created, of: (Cast.bailleurA, Cast.bailleurC))
  }

  private func found(
    _ filter: String, in queue: DossierQueue = .open, _ organisation: OrganisationID? = nil
  ) throws -> [StreamID] {
    let scope = QueueScope(
      organisation: organisation, person: Cast.c1A.id, today: StoreFixture.start, filter: filter)
    let queries = try fixture.store.dossiers
    let streams = try queries.streams(in: queue, scope)
    let sequence = try queries.sequence(DossierListing(queue, scope))
    #expect(try queries.rows(of: sequence, 0..<99).map(\.stream) == streams)
    for (index, stream) in streams.enumerated() {
      #expect(try queries.index(of: stream, in: sequence) == index)
    }
    return streams.sorted()
  }

  @Test(arguments: [
    ("", [1, 2]), ("   ", [1, 2]), ("1001", [1]), ("d-2026", [1, 2]), ("évry", [1, 2]),
    ("EVRY montreuil", [1, 2]), ("log-b-2", [2]), ("coteaux", [1, 2]), ("belier", [1]),
    ("BÉLIER pré-instruction", [1]), ("bailleur t4", [1, 2]), ("constitution", [2]),
    ("constitution bélier", []), ("introuvable", []), ("%", []), ("_", []), ("'", []),
  ])
  func `Words are looked for without accents or case, all of them, anywhere`(
    filter: String, expected: [Int]
  ) throws {
    #expect(try found(filter) == expected.map { $0 == 1 ? first : second }.sorted())
  }

  @Test func `A filter narrows the queue it is in, and nothing else`() throws {
    #expect(try found("evry", in: .constitution) == [second])
    #expect(try found("evry", in: .mine) == [first, second].sorted())
    #expect(try found("belier", in: .mine) == [first])
    #expect(try found("coteaux", Cast.bailleurB) == [first])
    #expect(try found("coteaux", in: .closed) == [])
  }

  @Test func `A queue's order is read once for all letters typed, and again after an act`() throws {
    let queries = try fixture.store.dossiers
    let scope = QueueScope(
      organisation: nil, person: Cast.c1A.id, today: StoreFixture.start, filter: "")
    var orders = 0
    queries.connection.trace = { event in
      if case .executed(let sql) = event, sql.contains("ORDER BY s.rank") { orders += 1 }
    }
    defer { queries.connection.trace = nil }
    func count(_ letters: String, in queue: DossierQueue = .open) throws -> Int {
      var narrowed = scope
      narrowed.filter = letters
      return try fixture.store.dossiers.sequence(DossierListing(queue, narrowed)).count
    }
    try queries.prepareToNarrow(DossierListing(.open, scope))
    #expect(try ["t", "t4", "t4 belier", "belier"].map { try count($0) } == [2, 2, 1, 1])
    #expect(orders == 1)
    #expect(try count("t4", in: .constitution) == 1)
    #expect(orders == 2)
    try fixture.dossier(3, upTo: .nurs)
    #expect(try count("t4", in: .constitution) == 1)
    #expect(try count("t4") == 3)
    #expect(orders == 4)
  }

  @Test func `A row says what the list shows`() throws {
    #expect(try fixture.store.dossiers.row("d-404") == nil)
    let row = try #require(try fixture.store.dossiers.row(first))
    #expect(row.stream == first)
    #expect(row.reference == "D-2026-1001")
    #expect(row.status == .preInstruction)
    #expect(row.statusLabel == "en pré-instruction")
    #expect(row.bailleurs == [Cast.bailleurA, Cast.bailleurB])
    #expect(row.logements == "T3 Évry ⇄ T4 Montreuil")
    let due = StoreFixture.start + 7
    #expect(
      row.awaited
        == [VoletName.a, .b].map {
          .init(
            volet: $0, contact: .contact1, since: StoreFixture.start, due: due, isIndicative: false)
        })
    #expect(row.urgent(on: due)?.volet == .a)
    #expect(row.closedOn == nil)
    #expect(row.alertFrom == StoreFixture.start + 22)
  }

  @Test func `References are found, and the greatest number of a year is a number`() throws {
    let queries = try fixture.store.dossiers
    #expect(try queries.stream(ofReference: "D-2026-1002") == second)
    #expect(try queries.stream(ofReference: "D-2026-9") == nil)
    #expect(try queries.lastNumber(ofYear: 2026) == 1002)
    #expect(try queries.lastNumber(ofYear: 2025) == 0)
    try fixture.dossier(9_000)
    try fixture.dossier(8_999)
    #expect(try queries.lastNumber(ofYear: 2026) == 10_000)
  }
}

/// What the panes ask is answered through indexes: no walk through a table, no temporary sort.
@Suite struct QueryPlanTests {
  @Test(arguments: DossierQueue.allCases)
  func `Each queue is a range of an index, whoever looks and however narrowed`(
    queue: DossierQueue
  ) throws {
    let fixture = try StoreFixture()
    let stream = try fixture.dossier(1, upTo: .nurs)
    let queries = try fixture.store.dossiers
    for organisation in [nil, Cast.bailleurA] {
      for filter in ["", "belier t4"] {
        let scope = QueueScope(
          organisation: organisation, person: Cast.c1A.id, today: StoreFixture.start,
          filter: filter)
        try expectIndexed(on: queries.connection, walksIndexes: false) {
          for sort in DossierSort.allCases {
            let order = DossierOrder(sort, isReversed: filter.isEmpty)
            let listing = DossierListing(queue, scope, order: order)
            let sequence = try queries.sequence(listing)
            _ = try queries.index(of: stream, in: sequence)
            // As long as it may be: the stretch is then reached from each of its three ends.
            let long = DossierSequence(listing: listing, count: 100, found: sequence.found)
            for (range, index) in [(0..<9, 50), (40..<50, 35), (40..<50, 60), (91..<100, 50)] {
              _ = try queries.rows(
                of: long.found == nil ? long : sequence, range,
                near: DossierMark(index: index, stream: stream))
            }
          }
        }
      }
    }
  }

  @Test func `Rows and references are looked up by their keys`() throws {
    let fixture = try StoreFixture()
    let stream = try fixture.dossier(1)
    let queries = try fixture.store.dossiers
    try expectIndexed(on: queries.connection, walksIndexes: false) {
      #expect(try queries.row(stream) != nil)
      _ = try queries.stream(ofReference: "D-2026-1001")
      _ = try queries.lastNumber(ofYear: 2026)
    }
  }
}
