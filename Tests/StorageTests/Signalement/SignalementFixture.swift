import Domain
import Testing

@testable import Storage

/// Signalements in a store: what tests record and ask.
struct SignalementFixture {
  let base: StoreFixture

  init() throws { base = try StoreFixture() }

  var store: Store { get throws { try base.store } }

  /// Records a signalement of a tenant of bailleur A; its texts are sealed.
  @discardableResult
  func receive(
    _ number: String, _ message: String = "Bonjour, rien ne va.",
    by person: Operator = Cast.facilitator,
    at moment: Moment? = nil, tenant: String? = nil,
    _ change: (inout SignalementReception) -> Void = { _ in }
  ) throws -> StreamID {
    let session = base.session(person)
    let text = base.seal(message, as: .note)
    let author = base.seal("Camille Delaunay-Morvan", as: .name)
    var secrets = [text, author]
    var reception = SignalementReception(
      number: number, nature: .inscrit, bailleur: Cast.bailleurA, category: .autre,
      receivedAt: moment ?? session.clock(), message: text.subject)
    reception.author = author.subject
    if let tenant {
      let secret = base.seal(tenant, as: .name)
      secrets.append(secret)
      reception.tenant = secret.subject
    }
    change(&reception)
    let stream = Signalement.stream(of: number)
    try store.perform(
      SignalementOrder(stream, .receive(reception: reception), secrets: secrets), as: session)
    return stream
  }

  @discardableResult
  func act(
    _ stream: StreamID, _ command: SignalementCommand, by person: Operator = Cast.facilitator,
    secrets: [Secret] = []
  ) throws -> SignalementReceipt {
    try store.perform(
      SignalementOrder(stream, command, secrets: secrets), as: base.session(person))
  }

  /// The numbers of a queue, as a person sees it.
  func numbers(
    _ queue: SignalementQueue, _ filter: String = "", for person: Operator = Cast.facilitator
  ) throws -> [String] {
    let page = try store.signalements(
      SignalementListing(queue, filter: filter), from: 0, limit: 100, for: base.session(person))
    #expect(page.count == page.rows.count)
    return page.rows.map(\.summary.number)
  }

  func detail(
    _ stream: StreamID, for person: Operator = Cast.facilitator
  ) throws -> SignalementDetail? {
    try store.signalement(stream, for: base.session(person))
  }
}
