import Domain
import Foundation

@testable import Storage
@testable import TUI

/// Annonces of two bailleurs: some reported, some drawn, some decided.
enum ModerationScene {
  static let today = DeskStore.today
  private static let salt = "00112233445566778899aabbccddeeff"

  /// Puts annonces into the desk's store, under a salt that gives the same draw each time.
  @Sendable static func annonces(_ desk: Desk) throws {
    var writer = try Writer(desk.store)
    try writer.salts()
    for number in 1...30 {
      let bailleur = number % 3 == 0 ? DeskPeople.bailleurB : DeskPeople.bailleurA
      try writer.publish(number, of: bailleur, on: today - 20 + number % 12)
    }
    try writer.report(3, .photo(2), .personneIdentifiable, "On reconnaît un voisin.")
    try writer.report(8, .comment, .coordonnees, "Un numéro de téléphone.")
    try writer.decide(11, .conforme)
    try writer.decide(12, .correction, [.coordonnees], "Retirez le numéro de téléphone.")
    try writer.decide(13, .masked(part: .photo(1)), [.photoSansRapport])
    try writer.decide(14, .suspended, [.contrepartie])
    try writer.decide(15, .correction, [.descriptionTrompeuse], "C'est un T2.")
    try writer.publish(15, of: DeskPeople.bailleurB, on: today - 2, version: 2)
    desk.refresh()
  }

  /// An annonce whose words come from anywhere.
  @Sendable static func hostile(_ desk: Desk) throws {
    var writer = try Writer(desk.store)
    try writer.publish(
      1, of: DeskPeople.bailleurA, on: today - 1,
      title: "\u{1B}[2J🏠 住宅 \u{202E}titre",
      text: "Ligne une\n\u{1B}]0;x\u{7}👨‍👩‍👧‍👦 suite " + String(repeating: "long ", count: 2_000))
    desk.refresh()
  }

  private struct Writer {
    let store: Store
    var sealer: Sealer

    init(_ store: Store) throws {
      self.store = store
      sealer = try store.sealer()
    }

    private func session(_ person: Operator, on day: Day) -> Session {
      let moment = DeskStore.moment(on: day)
      return Session(actor: person) { moment }
    }

    func salts() throws {
      let owner = DeskPeople.facilitator.organisation
      let salt = try DrawSalt(parsing: salt + salt)
      let session = session(DeskPeople.facilitator, on: today)
      for month in [CivilMonth(of: today), CivilMonth(of: today) + 1] {
        let order = Order<Tirage>(
          stream: Tirage.stream(of: owner),
          command: .drawSalt(owner: owner, month: month, salt: salt), secrets: [], onBehalf: nil)
        try store.recordWhole {
          ((), [try store.record(order, as: session, at: session.clock()).logRecord])
        }
      }
    }

    private func stream(_ number: Int) -> StreamID {
      let bailleur = number % 3 == 0 ? DeskPeople.bailleurB : DeskPeople.bailleurA
      return Annonce.stream(of: "A-\(number)", bailleur: bailleur)
    }

    mutating func publish(
      _ number: Int, of bailleur: OrganisationID, on day: Day, version: Int = 1,
      title: String? = nil, text: String? = nil
    ) throws {
      let subject = sealer.subject()
      let count = number % 4
      let names = (0..<count).map { "a\(number)-\($0 + 1).jpg" }
      let shown = AnnonceVersion(
        number: version, publishedOn: day, commune: number % 2 == 0 ? "Montreuil" : "Paris 13e",
        typologie: .t3, text: subject, digest: "digest-\(number)-\(version)",
        photos: (0..<count).map { AnnoncePhoto(width: 1_600, height: 1_200, bytes: 240_000 + $0) })
      let session = session(DeskPeople.facilitator, on: day)
      try store.perform(
        AnnonceOrder(
          Annonce.stream(of: "A-\(number)", bailleur: bailleur),
          .publish(annonce: "A-\(number)", bailleur: bailleur, version: shown),
          secrets: [
            Secret(subject, .message, title ?? "Bel appartement n° \(number)"),
            Secret(
              subject, .note,
              text ?? "Au troisième étage, près du marché.\nNous cherchons plus grand."),
            Secret(subject, .name, names.joined(separator: "/")),
          ]), as: session, at: session.clock())
    }

    mutating func report(
      _ number: Int, _ part: AnnoncePart, _ motive: AnnonceMotive, _ words: String
    ) throws {
      let note = sealer.seal(words, as: .note)
      let session = session(DeskPeople.facilitator, on: today - 3)
      let report = AnnonceReport(
        version: 1, part: part, motive: motive, source: .platform, day: today - 3 - number % 2,
        number: "S-\(number)", note: note.subject)
      try store.perform(
        AnnonceOrder(stream(number), .report(report: report), secrets: [note]), as: session,
        at: session.clock())
    }

    mutating func decide(
      _ number: Int, _ ruling: AnnonceRuling, _ motives: [AnnonceMotive] = [],
      _ words: String? = nil
    ) throws {
      let message = words.map { sealer.seal($0, as: .note) }
      let session = session(DeskPeople.facilitator, on: today - 4)
      let decision = AnnonceDecision(
        version: 1, ruling: ruling, motives: motives, message: message?.subject, origin: .sample)
      try store.perform(
        AnnonceOrder(
          stream(number), .decide(decision: decision), secrets: message.map { [$0] } ?? []),
        as: session, at: session.clock())
    }
  }
}
