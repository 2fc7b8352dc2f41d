import Domain
import Foundation
import Testing

@testable import Storage

/// The events of the annonces and of the draws as they shipped.
@Suite struct AnnonceCodingTests {
  private static func shipped() throws -> [EventSamples.Line] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Fixtures/annonces-v1.jsonl")
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    return try text.split(separator: "\n").map { line in
      try JSONDecoder().decode(EventSamples.Line.self, from: Data(line.utf8))
    }
  }

  private static let day = StoreFixture.start

  /// One of each kind and shape, in the order of the lines; new ones are added at the end of both.
  private static func annonces() throws -> [AnnonceEvent] {
    let full = AnnonceVersion(
      number: 1, publishedOn: day, commune: "L'Haÿ-les-Roses",
      insee: try InseeCode(parsing: "94038"), typologie: .t1bis, logement: "L/1 « é »",
      text: "s-text", digest: "0f1e",
      photos: [
        AnnoncePhoto(width: 800, height: 600, bytes: 90_000, digest: "ab"),
        AnnoncePhoto(width: 1, height: 2, bytes: 3),
      ])
    let bare = AnnonceVersion(
      number: 2, publishedOn: day, isSubstantial: false, commune: "Paris 13e", typologie: .t6,
      text: "s-text", digest: "0f1e")
    return [
      .published(annonce: "A-1", bailleur: "org-a", version: full),
      .changed(version: bare),
      .withdrawn(on: day),
      .reported(
        report: AnnonceReport(
          version: 1, part: .photo(2), motive: .personneIdentifiable, source: .platform,
          day: day, number: "S-1", note: "s-note")),
      .reported(
        report: AnnonceReport(
          version: 1, part: .annonce, motive: .doublon, source: .bailleur, day: day)),
      .decided(
        decision: AnnonceDecision(version: 1, ruling: .conforme, origin: .sample)),
      .decided(
        decision: AnnonceDecision(
          version: 1, ruling: .correction, motives: [.coordonnees, .publicite],
          message: "s-note", origin: .report)),
      .decided(
        decision: AnnonceDecision(
          version: 1, ruling: .masked(part: .comment), motives: [.proposInjurieux],
          origin: .initiative)),
      .decided(
        decision: AnnonceDecision(
          version: 1, ruling: .suspended, motives: [.logementSorti], origin: .initiative)),
      .reversed(decision: "c-1", motive: .contestation, note: "s-note"),
      .reversed(decision: "c-1", motive: .erreurDeSaisie, note: nil),
      .undone(command: "c-1"),
    ]
  }

  private static func tirage() throws -> [TirageEvent] {
    [
      .saltDrawn(
        owner: "org-aatiko", month: CivilMonth(of: day),
        salt: try DrawSalt(parsing: String(repeating: "0f", count: 32)))
    ]
  }

  private static func lines<Event: JournaledEvent>(_ events: [Event]) throws -> [[String]] {
    try events.map { [$0.kind, "\(Event.schema)", try EventCoding().payload(of: $0)] }
  }

  @Test func `Each event is written as it shipped`() throws {
    let written = try Self.lines(Self.annonces()) + Self.lines(Self.tirage())
    let shipped = try Self.shipped().map { [$0.kind, "\($0.schema)", $0.payload] }
    #expect(written == shipped)
    let kinds = Set(written.map { $0[0] })
    #expect(
      kinds.count == AnnonceEvent.CodingKeys.allCases.count + TirageEvent.CodingKeys.allCases.count)
  }

  @Test func `What shipped is read as it was meant`() throws {
    let shipped = try Self.shipped()
    let annonces = try shipped.filter { AnnonceEvent.knows(kind: $0.kind) }.map {
      try EventCoding.event(AnnonceEvent.self, kind: $0.kind, payload: $0.payload)
    }
    #expect(try annonces == Self.annonces())
    let tirage = try shipped.filter { TirageEvent.knows(kind: $0.kind) }.map {
      try EventCoding.event(TirageEvent.self, kind: $0.kind, payload: $0.payload)
    }
    #expect(try tirage == Self.tirage())
  }

  @Test func `No event holds what somebody typed`() throws {
    for event in try Self.annonces() {
      let payload = try EventCoding().payload(of: event)
      #expect(!payload.contains("jpg"))
    }
    let full = try Self.annonces()[0]
    #expect(full.ownTexts.map(\.field) == [.message, .note, .name])
  }
}
