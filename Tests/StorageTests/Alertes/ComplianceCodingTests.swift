import Domain
import Foundation
import Testing

@testable import Storage

/// The events of the rules and of the alerts as they shipped.
@Suite struct ComplianceCodingTests {
  private static func shipped() throws -> [EventSamples.Line] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Fixtures/compliance-events-v1.jsonl")
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    return try text.split(separator: "\n").map { line in
      try JSONDecoder().decode(EventSamples.Line.self, from: Data(line.utf8))
    }
  }

  private static let day = StoreFixture.start

  /// One of each shape, in the order of the lines; new ones are added at the end of both.
  private static let rules: [ReglesEvent] = [
    .changed(
      owner: "org-gie",
      version: RuleVersion(rule: .preInstruction, value: 10, effectiveFrom: day))
  ]

  private static let digests: [AlertDigestEvent] = [
    .issued(
      recipient: "c1-a", bailleur: "org-a", day: day,
      mentions: [
        .dossier(
          stream: "d-1", reference: "D-2026-0001", alert: .al1, volet: .a, contact: .contact1,
          isForAction: false),
        .patrimoine(about: .monthlyFile), .patrimoine(about: .errors),
        .patrimoine(about: .step(.firstImport)),
      ])
  ]

  private static func lines<Event: JournaledEvent>(_ events: [Event]) throws -> [[String]] {
    try events.map { [$0.kind, "\(Event.schema)", try EventCoding().payload(of: $0)] }
  }

  @Test func `Each event is written as it shipped`() throws {
    let written = try Self.lines(Self.rules) + Self.lines(Self.digests)
    let shipped = try Self.shipped().map { [$0.kind, "\($0.schema)", $0.payload] }
    #expect(written == shipped)
  }

  @Test func `What shipped is read as it was meant`() throws {
    let shipped = try Self.shipped()
    let rules = try shipped.filter { ReglesEvent.knows(kind: $0.kind) }.map {
      try EventCoding.event(ReglesEvent.self, kind: $0.kind, payload: $0.payload)
    }
    #expect(rules == Self.rules)
    let digests = try shipped.filter { AlertDigestEvent.knows(kind: $0.kind) }.map {
      try EventCoding.event(AlertDigestEvent.self, kind: $0.kind, payload: $0.payload)
    }
    #expect(digests == Self.digests)
  }

  @Test func `The largest digest is within what the shared database takes`() throws {
    let mentions = (0..<AlertDigest.most).map { place in
      AlertMention.dossier(
        stream: StreamID(String(repeating: "f", count: 40)), reference: "D-2026-\(100_000 + place)",
        alert: .al1, volet: .b, contact: .contact1, isForAction: false)
    }
    let decision = try AlertDigest.empty.decide(
      .issue(recipient: "c1-a", bailleur: "org-a", day: Self.day, mentions: mentions),
      in: Context(
        actor: Cast.facilitator, command: "c", now: .init(seconds: Int64(Self.day.number) * 86_400),
        directory: Directory()))
    #expect(decision.events.count <= SharedRights.mostEvents)
    for event in decision.events {
      #expect(try EventCoding().payload(of: event).utf8.count <= SharedRights.longestEvent)
    }
  }
}
