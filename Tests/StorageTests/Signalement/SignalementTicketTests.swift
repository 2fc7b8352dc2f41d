import Domain
import Testing

@testable import Storage

/// The ticket that a signalement asks of Actimage: with the act, masked, and told back once.
@Suite struct SignalementTicketTests {
  private let fixture: SignalementFixture
  private let stream: StreamID

  init() throws {
    fixture = try SignalementFixture()
    stream = try fixture.receive("S-1", "Erreur 500", tenant: "L100200")
  }

  private func ask(_ words: String) throws -> SignalementReceipt {
    let text = fixture.base.seal(words, as: .note)
    return try fixture.act(
      stream,
      .askActimage(reason: .dysfonctionnement, message: SignalementMessage(text.subject)),
      secrets: [text])
  }

  private func tell(
    _ content: TicketNews.Content, _ id: Int, by person: Operator, of request: CommandID? = nil
  ) throws {
    let last = try #require(try fixture.store.tickets(of: stream).first).asked.key
    let asked = request ?? last
    let store = try fixture.store
    try store.write {
      try TicketQueue(connection: store.writer).note(
        content, of: asked, key: "k\(id)", at: fixture.base.session(person).clock())
      try store.writer.run(
        "UPDATE ticket SET number = 4233, address = 'https://r.example/issues/4233'")
    }
    for news in try store.ticketNews(limit: 10) {
      try store.record(news, as: fixture.base.session(person))
    }
  }

  @Test func `The act asks for it, without the tenant's name or reference`() throws {
    let receipt = try ask("Camille Delaunay-Morvan (L100200) voit une page blanche.")
    let tickets = try fixture.store.tickets(of: stream)
    #expect(tickets.map(\.asked.key) == [receipt.command])
    let asked = try #require(tickets.first).asked
    #expect(asked.subject.hasPrefix("[EH S-1] autre"))
    #expect(!asked.body.contains("Delaunay") && !asked.body.contains("L100200"))
    #expect(asked.body.contains("page blanche"))
    #expect(TicketMarker(receipt.command).stands(in: asked.body))
  }

  @Test func `What is shown before is what leaves`() throws {
    let text = fixture.base.seal("Page blanche, écrire à moi@exemple.fr", as: .note)
    let session = fixture.base.session(Cast.facilitator)
    var order = SignalementOrder(
      stream, .askActimage(reason: .technique, message: SignalementMessage(text.subject)),
      secrets: [text])
    order.identity = try fixture.store.newIdentity(at: session.clock())
    let masked = try #require(try fixture.store.ticketText(of: order))
    #expect(!masked.body.contains("moi@exemple.fr"))
    order.keeping = [.email]
    let shown = try #require(try fixture.store.ticketText(of: order))
    try fixture.store.perform(order, as: session)
    let asked = try #require(try fixture.store.tickets(of: stream).first).asked
    #expect(asked.subject == shown.subject)
    #expect(asked.body == shown.body)
    #expect(asked.body.contains("moi@exemple.fr"))
  }

  @Test func `Undone before it left, it does not leave; afterwards the act stays`() throws {
    _ = try ask("Page blanche")
    let session = fixture.base.session(Cast.facilitator)
    try fixture.store.undo(on: stream, as: session)
    #expect(try fixture.store.tickets(of: stream).map(\.course.state) == [.cancelled])
    #expect(try fixture.detail(stream)?.signalement.status == .aTrier)
    _ = try ask("Encore une page blanche")
    #expect(try fixture.store.claimTicket(at: session.clock()) != nil)
    #expect(throws: Refusal.self) { try fixture.store.undo(on: stream, as: session) }
    #expect(try fixture.detail(stream)?.signalement.status == .chezActimage)
  }

  @Test func `What Redmine says stands on the signalement once`() throws {
    _ = try ask("Page blanche")
    let address = TicketAddress(number: 4233, address: "https://r.example/issues/4233")
    try tell(.opened(address), 1, by: Cast.facilitator)
    try tell(.note(id: 7, author: "W. Lambert", text: "Corrigé"), 2, by: Cast.facilitator)
    try tell(.status("Fermé", isClosed: true), 3, by: Cast.facilitator)
    try tell(.status("Fermé", isClosed: true), 4, by: Cast.facilitator)
    let detail = try #require(try fixture.detail(stream))
    #expect(detail.signalement.ticket?.number == 4233)
    #expect(detail.signalement.ticket?.status == "Fermé")
    #expect(detail.signalement.status == .reponseATransmettre)
    #expect(detail.texts.values.contains("W. Lambert : Corrigé"))
    #expect(detail.signalement.history.count == 5)
    #expect(try fixture.store.ticketNews(limit: 10).isEmpty)
  }

  @Test func `Who may not follow tickets leaves what is new to others`() throws {
    _ = try ask("Page blanche")
    let address = TicketAddress(number: 4233, address: "https://r.example/issues/4233")
    #expect(throws: Refusal.self) { try tell(.opened(address), 1, by: Cast.gie) }
    #expect(try fixture.store.ticketNews(limit: 10).count == 1)
  }

  @Test func `What Redmine tells of a first ticket does not stand on the second`() throws {
    let first = try ask("Page blanche").command
    let address = TicketAddress(number: 4233, address: "https://r.example/issues/4233")
    try tell(.opened(address), 1, by: Cast.facilitator)
    try fixture.act(stream, .close(outcome: .sansSuite))
    try fixture.act(stream, .reopen(message: nil))
    let second = try ask("Encore une page blanche").command
    try tell(.note(id: 7, author: nil, text: "Vu"), 2, by: Cast.facilitator, of: first)
    try tell(.status("Fermé", isClosed: true), 3, by: Cast.facilitator, of: first)
    let signalement = try #require(try fixture.detail(stream)).signalement
    #expect(signalement.tickets[first]?.isClosed == true)
    #expect(signalement.ticket == nil)
    #expect(signalement.status == .chezActimage)
    // What was told of the first does not keep the second from being taken back.
    try fixture.store.undo(on: stream, as: fixture.base.session(Cast.facilitator))
    let left = try #require(try fixture.detail(stream)).signalement
    #expect(left.undone == [second])
    #expect(left.status == .rouvert && left.ticket?.isClosed == true)
  }

  @Test func `A note that cannot be recorded yet keeps its words`() throws {
    _ = try ask("Page blanche")
    #expect(throws: Refusal.self) {
      try tell(.note(id: 7, author: "W. Lambert", text: "Corrigé"), 1, by: Cast.facilitator)
    }
    let waiting = try fixture.store.ticketNews(limit: 10)
    #expect(waiting.map(\.content) == [.note(id: 7, author: "W. Lambert", text: "Corrigé")])
  }

  @Test func `A ticket whose act was undone on another desk does not leave this one`() throws {
    let command = try ask("Page blanche").command
    // As it comes in from the other desk: the act without the errand that stands here.
    let undo = SignalementOrder(stream, .undo(command: command)).order
    let session = fixture.base.session(Cast.facilitator)
    let store = try fixture.store
    try store.write { _ = try store.record(undo, as: session, at: session.clock()) }
    #expect(try store.claimTicket(at: session.clock()) == nil)
    #expect(try store.tickets(of: stream).map(\.course.state) == [.cancelled])
  }
}
