import Domain
import Foundation
import Testing

@testable import Storage

/// Tickets asked of a Redmine that misbehaves in every way: each is created once, all the same.
@Suite struct TicketSenderTests {
  private let desk: TicketFixture

  init() async throws { desk = try await TicketFixture() }

  @Test func `A ticket arrives as it was confirmed, with what the settings add`() async throws {
    var settings = try desk.settings()
    settings.tracker = try RedmineChoice(parsing: "technique:3, dysfonctionnement:4")
    settings.priority = try RedmineChoice(parsing: "2")
    settings.markerField = 7
    try desk.store.queue(TicketFixture.ticket(), at: desk.moment)
    let changed = try await desk.run(try desk.sender(settings))
    #expect(changed.map(\.course.state).prefix(2) == [.creating, .followed])
    let ticket = try #require(try desk.store.ticket(1))
    #expect(ticket.course.ticket?.address == "http://127.0.0.1:\(desk.server.port)/issues/1")
    let kept = try #require(try desk.server.tickets.first)
    #expect(kept.asked.subject == ticket.asked.subject)
    #expect(kept.asked.description == ticket.asked.body)
    #expect(kept.asked.project_id == "echanger-habiter" && kept.asked.tracker_id == 4)
    #expect(kept.asked.priority_id == 2 && kept.asked.category_id == nil)
    #expect(kept.asked.custom_fields == [.init(id: 7, value: "EH-act-1")])
    // Looked for first, by the field.
    #expect(desk.server.requests[0].contains("status_id=*"))
    #expect(desk.server.requests[0].contains("cf_7=EH-act-1"))
    // Read back at once, then again, since the second of its creation may have brought more.
    #expect(ticket.follow.status == "Nouveau" && !ticket.follow.isSettled)
  }

  @Test(
    "What the server does decides, and is told",
    arguments: [
      ("post:422", .refused, "Le suivi n'est pas dans la liste, Champ [31mrouge", 0),
      ("post:403", .refused, "Redmine refuse ce ticket au compte de la clé", 0),
      ("post:404", .refused, "Redmine ne connaît pas ce ticket", 0),
      ("get:404", .waiting, "Redmine ne connaît pas le projet « echanger-habiter »", 0),
      ("get:403", .waiting, "l'API REST est désactivée", 0),
      ("401", .waiting, "Redmine ne reconnaît pas la clé", 0),
      ("get:500", .waiting, "en défaut (HTTP 500)", 0),
      ("get:html", .waiting, "La réponse est une page", 0),
      ("get:text", .waiting, "La réponse n'est pas celle de Redmine", 0),
      ("get:wrong", .waiting, "La réponse n'est pas celle de Redmine", 0),
      ("get:huge", .waiting, "un texte démesuré", 0),
      ("get:endless", .waiting, "un texte démesuré", 0),
      ("get:hangup", .waiting, "s'est rompu (code 52)", 0),
      ("away", .waiting, "mène ailleurs : « http://127.0.0.1:", 0),
      ("post:500", .uncertain, "en défaut (HTTP 500)", 0),
      ("post:500made", .uncertain, "en défaut (HTTP 500)", 1),
      ("post:lost", .uncertain, "s'est rompu (code 52)", 1),
      ("post:cut", .uncertain, "s'est rompu (code 18)", 1),
      ("post:html", .uncertain, "La réponse est une page", 0),
      ("post:wrong", .uncertain, "La réponse n'est pas celle de Redmine", 0),
      ("post:endless", .uncertain, "un texte démesuré", 0),
      ("post:away", .uncertain, "mène ailleurs", 0),
      ("old", .followed, "", 1),
    ] as [(String, TicketState, String, Int)])
  func answered(_ mode: String, _ state: TicketState, _ words: String, _ made: Int) async throws {
    let ticket = try await desk.outcome(mode)
    #expect(ticket.course.state == state, "\(ticket.course)")
    let reason = ticket.course.reason ?? ""
    #expect(words.isEmpty ? reason.isEmpty : reason.contains(words), "\(reason)")
    #expect(try desk.server.tickets.count == made)
    #expect(!reason.contains(TicketFixture.key) && !reason.contains("secret"))
    #expect(!desk.server.requests.contains { $0.contains("elsewhere") }, "nothing follows")
    // Whatever it was, once it is over there is one ticket in the end.
    try desk.server.misbehave("")
    if state == .refused { try desk.store.decide(.retried, onTicket: 1, at: desk.moment) }
    let sender = try desk.sender()
    for _ in 0..<6 where try desk.store.ticket(1)?.course.state != .followed {
      if try desk.store.ticket(1)?.course.next != nil { try desk.go() }
      try await desk.run(sender)
    }
    #expect(try desk.store.ticket(1)?.course.ticket?.number == 1)
    #expect(try desk.server.tickets.count == 1)
  }

  @Test func `A server that thinks too long may have created it: it is found by its marker`()
    async throws
  {
    let ticket = try await desk.outcome("post:late", patience: 1)
    #expect(ticket.course.state == .uncertain)
    #expect(ticket.course.reason == "Redmine n'a pas répondu à temps.")
    try desk.server.misbehave("")
    try desk.go()
    try await desk.run(try desk.sender())
    #expect(try desk.store.ticket(1)?.course.ticket?.number == 1)
    #expect(try desk.server.tickets.count == 1)
    #expect(desk.server.requests.filter { $0.hasPrefix("post") }.count == 1)
  }

  @Test func `A server that never answers is left alone`() async throws {
    let ticket = try await desk.outcome("slow", patience: 1)
    #expect(ticket.course.state == .waiting && ticket.course.next == desk.moment + 60)
    #expect(try desk.server.tickets.isEmpty)
  }

  @Test func `Nobody listens there: the others wait with it, and all go once somebody does`()
    async throws
  {
    var settings = try desk.settings()
    settings.base = try RedmineAddress(parsing: "http://127.0.0.1:1")
    for number in 1...3 { try desk.store.queue(TicketFixture.ticket(number), at: desk.moment) }
    let sender = try desk.sender(settings)
    try await desk.run(sender)
    #expect(sender.problem?.hasPrefix("Le serveur de Redmine ne répond pas") == true)
    let tickets = try desk.store.tickets(limit: 9)
    #expect(tickets.map(\.course.attempts).reduce(0, +) == 1)
    #expect(tickets.allSatisfy { $0.course.next == desk.moment + 60 && $0.course.reason != nil })
    desk.moment = desk.moment + 60
    let back = try desk.sender()
    try await desk.run(back)
    #expect(try desk.store.ticketCounts() == [.followed: 3] && back.problem == nil)
    #expect(try desk.server.tickets.count == 3)
  }

  @Test func `Another ticket that the server lists, its filters left out, is none of ours`()
    async throws
  {
    _ = try await desk.outcome("")
    for field in [nil, 7] {
      var settings = try desk.settings()
      settings.markerField = field
      let number = try desk.server.tickets.count + 1
      try desk.server.misbehave("blind")
      try desk.store.queue(TicketFixture.ticket(number), at: desk.moment)
      try await desk.run(try desk.sender(settings))
      #expect(try desk.store.ticket(number)?.course.ticket?.number == number)
    }
    #expect(try desk.server.tickets.count == 3)
  }

  @Test func `Tickets that one request made twice are told, and the first is followed`()
    async throws
  {
    let ticket = try await desk.outcome("post:twice post:lost")
    #expect(ticket.course.state == .uncertain)
    // Two with the same marker, as another program might have left them.
    try desk.server.misbehave("post:twice")
    try desk.store.queue(TicketFixture.ticket(2), at: desk.moment)
    try await desk.run(try desk.sender())
    try desk.fixture.reopen()
    let copy = OutgoingTicket(
      key: CommandID("act-2"), stream: StreamID("s"), reference: "S-2026-01002",
      motive: .technique, subject: "x", body: "x")
    var settings = try desk.settings()
    settings.minutes = 1
    let found = try RedmineClient(settings).find(copy)
    #expect(found.map(\.number) == [2, 3])
    let outcome = TicketErrand(settings: settings).create(copy, mayCreate: true)
    guard case .created(let first, let reason?) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(first.number == 2 && reason.contains("n° 2, 3"))
  }

  @Test func `Status and notes are read back, each change twice, what is private never`()
    async throws
  {
    var taken: [TicketNews.Content] = []
    let sender = try desk.sender { news, store in
      try store.write {
        if try TicketQueue(connection: store.writer).take(news) { taken.append(news.content) }
      }
    }
    try desk.store.queue(TicketFixture.ticket(), at: desk.moment)
    try await desk.run(sender)
    let opened = try #require(try desk.store.ticket(1)?.course.ticket)
    #expect(taken == [.opened(opened), .status("Nouveau", isClosed: false)])
    taken = []
    func later(_ changes: String...) async throws {
      for change in [changes.joined(separator: "\n")] where !change.isEmpty {
        try desk.server.edit(change)
      }
      desk.moment = desk.moment + 600
      try await desk.run(sender)
    }
    try await later(
      #"{"id":1,"status":"En cours","note":"Vu :\r\nà \u001b[31msuivre","author":"Zoé"}"#)
    #expect(
      taken == [
        .status("En cours", isClosed: false),
        .note(id: 100, author: "Zoé", text: "Vu :\nà [31msuivre"),
      ])
    taken = []
    // A note in the second of the last reading, and one that is none of ours.
    try await later(
      #"{"id":1,"note":"et aussi","same_second":true}"#,
      #"{"id":1,"note":"entre nous","private":true,"same_second":true}"#)
    #expect(taken == [.note(id: 101, author: "Support", text: "et aussi")])
    taken = []
    try await later()
    let quiet = desk.server.requests.count
    try await later()
    #expect(desk.server.requests.count == quiet + 1, "a ticket that is settled is but listed")
    try await later(#"{"id":1,"status":"Fermé","closed":true}"#)
    #expect(taken == [.status("Fermé", isClosed: true)])
    try await later()
    try await later(#"{"id":1,"status":"Rouvert"}"#)
    #expect(taken.last == .status("Rouvert", isClosed: false))
    try await later(#"{"id":1,"gone":true}"#)
    #expect(try desk.store.ticket(1)?.course.state == .lost)
    #expect(try desk.store.ticket(1)?.course.reason == "Redmine ne connaît pas le ticket 1.")
  }

  @Test func `What cannot be recorded yet stays, and what it says is not said twice`() async throws
  {
    var isHere = false
    var taken = 0
    let record: TicketSender.Recorder = { news, store in
      guard isHere else { throw Refusal("Ce signalement n'est pas encore ici.") }
      try store.write {
        if try TicketQueue(connection: store.writer).take(news) { taken += 1 }
      }
    }
    try desk.store.queue(TicketFixture.ticket(), at: desk.moment)
    let sender = try desk.sender(record: record)
    try await desk.run(sender)
    #expect(taken == 0)
    let waiting = try desk.store.ticketNews(limit: 9).count
    #expect(waiting == 2)
    isHere = true
    try desk.fixture.reopen()
    try await desk.run(try desk.sender(record: record))
    #expect(taken == waiting)
    #expect(try desk.store.ticketNews(limit: 9).isEmpty)
  }

  @Test func `While Redmine is silent it is asked less and less, and costs nothing else`()
    async throws
  {
    try desk.store.queue(TicketFixture.ticket(), at: desk.moment)
    let sender = try desk.sender()
    try await desk.run(sender)
    try desk.server.misbehave("500")
    var delays: [Int] = []
    for _ in 0..<4 {
      desk.moment = desk.moment + Int64(try #require(sender.delay(desk.store)) / 1000)
      try await desk.run(sender)
      delays.append(try #require(sender.delay(desk.store)) / 60_000)
    }
    #expect(delays == [20, 40, 60, 60] && sender.problem != nil)
    // An exchange with the other desks does not hasten it; a person does.
    sender.readBackSoon()
    #expect(try sender.delay(desk.store) == 3_600_000)
    try desk.server.misbehave("")
    sender.readBackNow()
    try await desk.run(sender)
    #expect(try sender.problem == nil && sender.delay(desk.store) == 600_000)
    sender.readBackSoon()
    #expect(try sender.delay(desk.store) == 60_000)
  }

  @Test func `What was being asked when the program stopped is looked for, then created in time`()
    async throws
  {
    try desk.store.queue(TicketFixture.ticket(), at: desk.moment)
    _ = try #require(try desk.store.claimTicket(at: desk.moment))
    #expect(try desk.store.claimTicket(at: desk.moment) == nil)
    try desk.fixture.reopen()
    let sender = try desk.sender()
    try await desk.run(sender)
    #expect(try desk.store.ticketCounts() == [.uncertain: 1] && desk.server.tickets.isEmpty)
    var minutes: [Int64] = []
    for _ in 0..<9 where try desk.store.ticketCounts() == [.uncertain: 1] {
      try desk.go()
      minutes.append((desk.moment - TicketFixture.start) / 60)
      try await desk.run(sender)
    }
    #expect(minutes == [1, 6, 21])
    #expect(try desk.store.ticketCounts() == [.followed: 1] && desk.server.tickets.count == 1)
  }

  @Test func `Nothing leaves without settings, from the demonstration, or from a reader`()
    async throws
  {
    try desk.store.queue(TicketFixture.ticket(), at: desk.moment)
    let folder = desk.fixture.directory.file("demo")
    let demo = try Store(StoreLocation(directory: folder, isDemo: true))
    defer { demo.close() }
    try demo.queue(TicketFixture.ticket(), at: desk.moment)
    let reader = try Store(desk.fixture.location, for: .reading)
    defer { reader.close() }
    let sender = try desk.sender()
    for store in [demo, reader] {
      #expect(try sender.advance(store).isEmpty && sender.delay(store) == nil && !sender.isBusy)
    }
    let unset = try desk.sender(RedmineSettings())
    try await desk.run(unset)
    #expect(unset.delay(try desk.store) == nil && desk.server.requests.isEmpty)
  }

  @Test func `A ticket of another Redmine is not read, nor looked for without end`() async throws {
    try desk.store.queue(TicketFixture.ticket(), at: desk.moment)
    try await desk.run(try desk.sender())
    let count = desk.server.requests.count
    var settings = try desk.settings()
    settings.base = try RedmineAddress(parsing: "http://localhost:\(desk.server.port)")
    let sender = try desk.sender(settings)
    try await desk.run(sender)
    #expect(desk.server.requests.count == count)
    #expect(try sender.delay(desk.store) == 600_000)
  }

  @Test func `A hundred tickets and more are read back in a few requests`() async throws {
    let count = 130
    for number in 1...count { try desk.store.queue(TicketFixture.ticket(number), at: desk.moment) }
    let sender = try desk.sender()
    try await desk.run(sender)
    #expect(try desk.store.ticketCounts() == [.followed: count])
    for _ in 0..<2 {
      desk.moment = desk.moment + 600
      try await desk.run(sender)
    }
    #expect(try desk.store.tickets(limit: 999).allSatisfy(\.follow.isSettled))
    let before = desk.server.requests.count
    try desk.server.edit(#"{"id":117,"note":"Vu."}"#)
    desk.moment = desk.moment + 600
    try await desk.run(sender)
    #expect(desk.server.requests.count == before + 3, "two lists, and the one that changed")
    #expect(try desk.store.ticketNews(limit: 999).last?.number == 117)
  }

  @Test func `A lost curl or key costs no attempt`() async throws {
    var settings = try desk.settings()
    settings.curl = "/nowhere/curl"
    try desk.store.queue(TicketFixture.ticket(), at: desk.moment)
    try await desk.run(try desk.sender(settings))
    var course = try #require(try desk.store.ticket(1)?.course)
    #expect(course.reason == "curl ne peut pas être lancé : « /nowhere/curl : introuvable ».")
    #expect(course.attempts == 0 && course.next == desk.moment + 900)
    try desk.go()
    chmod(try #require(settings.keyFile), 0o644)
    try await desk.run(try desk.sender())
    course = try #require(try desk.store.ticket(1)?.course)
    #expect(course.reason?.hasPrefix("D'autres comptes peuvent lire la clé") == true)
    #expect(course.attempts == 0 && desk.server.requests.isEmpty)
  }
}
