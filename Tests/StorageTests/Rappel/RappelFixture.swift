import Domain
import Testing

@testable import Storage

/// Rappels proposed and sent in a store.
struct RappelFixture {
  let store: Store
  var sealer: Sealer
  /// The day of what is done next.
  var day = StoreFixture.start

  /// - Parameter emails: whether the pilotes and administrators of the bailleurs have addresses.
  init(_ store: Store) throws {
    self.store = store
    sealer = try store.sealer()
  }

  /// Gives somebody an address.
  func put(_ person: Operator, email: String?) throws {
    try store.write { try DirectoryTable(store.writer).put(person, email: email) }
    try store.reloadDirectory()
  }

  func session(_ person: Operator) -> Session {
    let moment = Moment(seconds: Int64(day.number) * 86_400 + 9 * 3600)
    return Session(actor: person) { moment }
  }

  func fact(_ dossier: String, since: Int = -20, isOngoing: Bool = true) -> RappelFact {
    RappelFact(
      rule: Reglement.default.value(of: .preInstruction, on: day), dossier: dossier, volet: .a,
      since: day + since, measure: -since, isOngoing: isOngoing)
  }

  /// Proposes a rappel of three facts.
  @discardableResult
  func propose(
    _ bailleur: OrganisationID = Cast.bailleurA, by person: Operator = Cast.gie,
    dossiers: [String] = ["D-2026-0412", "D-2026-0418", "D-2026-0431"]
  ) throws -> StreamID {
    let session = session(person)
    let stream = store.newStream(at: session.clock())
    let constat = RappelConstat(
      criteria: [.breaches(count: dossiers.count, dossiers: dossiers.count, days: 90)],
      facts: dossiers.map { fact($0) })
    try store.perform(
      RappelOrder(stream, .propose(bailleur: bailleur, constat: constat)), as: session)
    return stream
  }

  /// Sends the next letter.
  @discardableResult
  mutating func send(
    _ stream: StreamID, _ text: String = "Madame, Monsieur,\n\nle texte de la lettre.\n",
    by person: Operator = Cast.gie, channel: RappelChannel = .export
  ) throws -> RappelReceipt {
    let session = session(person)
    let file = try #require(try store.rappel(stream, for: session))
    let level = try #require(file.rappel.nextLevel)
    let letter = sealer.seal(text, as: .note)
    return try store.perform(
      RappelOrder(
        stream,
        .send(level: level, on: session.today, letter: letter.subject, channel: channel),
        secrets: [letter]), as: session)
  }

  /// Sets a proposal aside, with a note.
  mutating func dismiss(_ stream: StreamID, _ note: String) throws {
    let secret = sealer.seal(note, as: .note)
    try store.perform(
      RappelOrder(
        stream, .dismiss(motive: .explained, note: secret.subject), secrets: [secret]),
      as: session(Cast.gie))
  }
}
