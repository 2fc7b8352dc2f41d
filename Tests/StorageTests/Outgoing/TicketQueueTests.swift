import Domain
import Foundation
import Testing

@testable import Storage

/// The table of tickets: written with the cause, once, and kept through restorations.
@Suite struct TicketQueueTests {
  private let fixture: StoreFixture
  private let moment = TicketFixture.start

  init() throws { fixture = try StoreFixture() }

  private var store: Store { get throws { try fixture.store } }

  private func state(_ id: Int) throws -> TicketState? { try store.ticket(id)?.course.state }

  /// A ticket that is followed, as the number given.
  private func followed(_ number: Int = 1) throws -> Int {
    let id = try #require(try store.queue(TicketFixture.ticket(number), at: moment))
    _ = try #require(try store.claimTicket(at: moment))
    let address = TicketAddress(number: number, address: "https://r.example/issues/\(number)")
    _ = try store.settleTicket(id, .created(address), at: moment)
    return id
  }

  private func issue(
    _ number: Int, _ status: String, isClosed: Bool = false, _ updated: String = "10:00:00",
    notes: [(Int, String, Bool)] = []
  ) throws -> RedmineIssue {
    let journals = notes.map { id, text, isPrivate in
      """
      {"id":\(id),"user":{"name":"Support"},"notes":"\(text)","private_notes":\(isPrivate)}
      """
    }.joined(separator: ",")
    return try JSONTape(
      """
      {"id":\(number),"status":{"name":"\(status)","is_closed":\(isClosed)},
      "updated_on":"\(updated)","journals":[\(journals)]}
      """
    ).decode(RedmineIssue.self)
  }

  private func settle(_ id: Int, _ issue: RedmineIssue, after seconds: Int64 = 60) throws {
    var round = TicketRound()
    round.readings = [(id, issue)]
    _ = try store.settle(round, at: moment + seconds)
  }

  @Test func `An act asks once, whatever became of its ticket`() throws {
    let id = try #require(try store.queue(TicketFixture.ticket(), at: moment))
    #expect(try store.queue(TicketFixture.ticket(), at: moment + 60) == nil)
    try store.decide(.cancelled, onTicket: id, at: moment)
    #expect(try store.queue(TicketFixture.ticket(), at: moment + 60) == nil)
    #expect(try store.tickets(limit: 9).count == 1)
  }

  @Test func `A ticket is written with its cause, or neither is`() throws {
    let store = try store
    struct Failure: Error {}
    #expect(throws: Failure.self) {
      try store.write {
        try TicketQueue(connection: store.writer).add(TicketFixture.ticket(), at: moment)
        throw Failure()
      }
    }
    #expect(try store.tickets(limit: 9).isEmpty)
    let error = #expect(throws: StorageError.self) {
      try TicketQueue(connection: store.writer).add(TicketFixture.ticket(), at: moment)
    }
    #expect(error?.kind == .misuse)
  }

  @Test func `What was asked is read back, after a new start too; the marker is always in it`()
    throws
  {
    let asked = OutgoingTicket(
      key: CommandID("act-9"), stream: StreamID("s-9"), reference: "S-2026-00009",
      motive: .technique, subject: "[EH S-2026-00009]\u{1B}\nx", body: "sans\trepère")
    #expect(asked.body == "sans repère\n\nRepère habiter : EH-act-9")
    #expect(asked.subject == "[EH S-2026-00009]x")
    let id = try #require(try store.queue(asked, at: moment))
    try fixture.reopen()
    let ticket = try #require(try store.ticket(id))
    #expect(ticket.asked == asked && ticket.created == moment)
    #expect(ticket.course == .new(at: moment) && ticket.follow == TicketFollow())
    #expect(try store.tickets(of: StreamID("s-9")).map(\.id) == [id])
    #expect(try store.ticketCounts() == [.waiting: 1])
  }

  @Test func `Whoever reads asks for no ticket, nor decides on one`() throws {
    let id = try #require(try store.queue(TicketFixture.ticket(), at: moment))
    let reader = try Store(fixture.location, for: .reading)
    defer { reader.close() }
    #expect(throws: Refusal.self) { try reader.queue(TicketFixture.ticket(2), at: moment) }
    #expect(throws: Refusal.self) { try reader.decide(.cancelled, onTicket: id, at: moment) }
    #expect(throws: Refusal.self) { try store.decide(.retried, onTicket: 99, at: moment) }
    #expect(try reader.tickets(limit: 9).count == 1)
  }

  @Test func `News come once, in their order, and are taken with what records them`() throws {
    let store = try store
    let id = try followed(7)
    try settle(id, try issue(7, "En cours", notes: [(3, "Vu.", false), (4, "Entre nous", true)]))
    try settle(
      id,
      try issue(
        7, "Résolu", isClosed: true, "10:05:00", notes: [(3, "Vu.", false), (5, " ", false)]),
      after: 120)
    let news = try store.ticketNews(limit: 9)
    let address = TicketAddress(number: 7, address: "https://r.example/issues/7")
    #expect(
      news.map(\.content) == [
        .opened(address), .status("En cours", isClosed: false),
        .note(id: 3, author: "Support", text: "Vu."), .status("Résolu", isClosed: true),
      ])
    #expect(news.allSatisfy { $0.stream == StreamID("signalement-7") && $0.number == 7 })
    struct Failure: Error {}
    #expect(throws: Failure.self) {
      try store.write {
        #expect(try TicketQueue(connection: store.writer).take(news[2]))
        throw Failure()
      }
    }
    #expect(try store.ticketNews(limit: 9) == news)
    for isNew in [true, false] {
      let taken = try store.write { try TicketQueue(connection: store.writer).take(news[2]) }
      #expect(taken == isNew)
    }
    #expect(try store.ticketNews(limit: 9).map(\.id) == [news[0], news[1], news[3]].map(\.id))
    #expect(throws: StorageError.self) { try TicketQueue(connection: store.writer).take(news[0]) }
    // Read again, the same note is no news, though its words are gone from here.
    try settle(id, try issue(7, "Résolu", isClosed: true, "10:06:00", notes: [(3, "Vu.", false)]))
    #expect(try store.ticketNews(limit: 9).count == 3)
  }

  @Test func `A status that comes back is new each time`() throws {
    let id = try followed()
    for (index, status) in ["A", "B", "A", "A"].enumerated() {
      try settle(id, try issue(1, status, "10:0\(index):00"), after: Int64(index) * 60)
    }
    #expect(
      try store.ticketNews(limit: 9).dropFirst().map(\.content)
        == ["A", "B", "A"].map { .status($0, isClosed: false) })
  }

  @Test func `What is closed is read for a while longer, then no more`() throws {
    let base = try RedmineAddress(parsing: "https://r.example")
    let id = try followed()
    let days: Int64 = 86_400
    func isRead(_ day: Int64) throws -> Bool {
      try store.followedTickets(at: base, moment + day * days).map(\.id) == [id]
    }
    #expect(try isRead(400))
    for _ in 0..<2 { try settle(id, try issue(1, "Fermé", isClosed: true)) }
    try settle(id, try issue(1, "Fermé", isClosed: true), after: 120)
    #expect(try isRead(59))
    #expect(try !isRead(61))
    #expect(
      try store.followedTickets(at: RedmineAddress(parsing: "https://autre.example"), moment) == [])
  }

  @Test func `A year later the words of what is done with are gone, its key is not`() throws {
    let id = try followed()
    for seconds: Int64 in [1, 60, 120] {
      try settle(
        id, try issue(1, "Fermé", isClosed: true, notes: [(3, "Vu.", false)]), after: seconds)
    }
    try store.queue(TicketFixture.ticket(2), at: moment)
    _ = try store.lookBackAtTickets(at: moment + 365 * 86_400)
    #expect(try store.ticket(id)?.asked.subject.hasPrefix("[EH ") == true)
    _ = try store.lookBackAtTickets(at: moment + 365 * 86_400 + 121)
    let ticket = try #require(try store.ticket(id))
    #expect(ticket.asked.subject == "Demande effacée")
    #expect(!ticket.asked.body.contains("blanche") && ticket.course.ticket?.number == 1)
    #expect(try store.ticket(2)?.asked.body.contains("blanche") == true)
    #expect(try store.queue(TicketFixture.ticket(), at: moment) == nil)
  }

  @Test func `These reads go through indexes`() throws {
    let queue = TicketQueue(connection: try store.reader)
    try expectIndexed(on: try store.reader) {
      _ = try queue.due(at: moment)
      _ = try queue.next()
      _ = try queue.ticket(1)
      _ = try queue.tickets(of: StreamID("s"))
      _ = try queue.tickets(in: .creating)
      _ = try queue.followed(since: moment)
      _ = try queue.hasFollowed(since: moment)
      _ = try queue.news(limit: 9)
    }
  }

  @Test func `A copy put back knows what was created since, and creates nothing unlooked for`()
    throws
  {
    for number in 1...3 { try store.queue(TicketFixture.ticket(number), at: moment) }
    let copy = fixture.directory.file("copie.sqlite")
    _ = try StoreBackup.save(try store, to: copy, replacing: true)
    _ = try store.claimTicket(at: moment)
    let address = TicketAddress(number: 7, address: "https://r.example/issues/7")
    _ = try store.settleTicket(1, .created(address), at: moment)
    let opened = try #require(try store.ticketNews(limit: 1).first)
    let writer = try store.writer
    _ = try store.write { try TicketQueue(connection: writer).take(opened) }
    try store.decide(.cancelled, onTicket: 2, at: moment)
    try store.queue(TicketFixture.ticket(4), at: moment)
    try fixture.reopen {
      _ = try StoreRestore.run(from: copy, to: fixture.location, at: moment)
    }
    #expect(try (1...4).map(state) == [.followed, .cancelled, .waiting, .waiting])
    #expect(try store.ticketNews(limit: 9).isEmpty)

    // Without the present database nobody knows what became of the copy's tickets.
    try fixture.reopen {
      try Data().write(to: URL(fileURLWithPath: fixture.location.database))
      _ = try StoreRestore.run(from: copy, to: fixture.location, at: moment)
    }
    #expect(try (1...4).map(state) == [.uncertain, .uncertain, .uncertain, nil])
  }
}
