import Domain
import Testing

@testable import Storage

/// Annonces made and moderated in a store.
struct AnnonceFixture {
  let store: Store
  var sealer: Sealer
  /// The day of what is done next.
  var day = StoreFixture.start

  init(_ store: Store) throws {
    self.store = store
    sealer = try store.sealer()
  }

  func session(_ person: Operator, on day: Day? = nil) -> Session {
    let moment = Moment(seconds: Int64((day ?? self.day).number) * 86_400 + 9 * 3600)
    return Session(actor: person) { moment }
  }

  @discardableResult
  mutating func publish(
    _ number: String, of bailleur: OrganisationID = Cast.bailleurA, version: Int = 1,
    by person: Operator = Cast.superAdmin, title: String = "Bel appartement"
  ) throws -> StreamID {
    let text = sealer.subject()
    let names = ["\(number)-1.jpg", "\(number)-2.jpg"]
    let version = AnnonceVersion(
      number: version, publishedOn: day, commune: "Montreuil", typologie: .t3,
      logement: "L-\(number)", text: text, digest: "digest-\(number)-\(version)-\(title)",
      photos: names.map { _ in AnnoncePhoto(width: 800, height: 600, bytes: 90_000) })
    let secrets = [
      Secret(text, .message, title), Secret(text, .note, "Texte de \(number)\nsuite"),
      Secret(text, .name, names.joined(separator: "/")),
    ]
    let stream = Annonce.stream(of: number, bailleur: bailleur)
    let session = session(person)
    try store.perform(
      AnnonceOrder(
        stream, .publish(annonce: number, bailleur: bailleur, version: version),
        secrets: secrets), as: session, at: session.clock())
    return stream
  }

  @discardableResult
  func decide(
    _ stream: StreamID, _ ruling: AnnonceRuling, by person: Operator = Cast.facilitator,
    origin: VerificationOrigin = .sample
  ) throws -> CommandID {
    let session = session(person)
    let annonce: Annonce = try store.streams.load(stream)
    let decision = AnnonceDecision(
      version: annonce.current?.number ?? 0, ruling: ruling,
      motives: ruling == .conforme ? [] : [.publicite], origin: origin)
    return try store.perform(
      AnnonceOrder(stream, .decide(decision: decision)), as: session, at: session.clock()
    ).command
  }

  mutating func report(_ stream: StreamID, by person: Operator = Cast.c1A) throws {
    let session = session(person)
    let note = sealer.seal("On lit un téléphone\nen bas.", as: .note)
    let report = AnnonceReport(
      version: 1, part: .comment, motive: .coordonnees, source: .bailleur, day: day,
      note: note.subject)
    try store.perform(
      AnnonceOrder(stream, .report(report: report), secrets: [note]), as: session,
      at: session.clock())
  }

  func rows(
    _ queue: AnnonceQueue, for person: Operator, filter: String = ""
  ) throws -> [String] {
    try store.annonces(in: queue, matching: filter, for: session(person)).rows.map(\.annonce)
  }
}
