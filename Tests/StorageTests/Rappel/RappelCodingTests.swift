import Domain
import Testing

@testable import Storage

/// The events of the rappels as they shipped.
@Suite struct RappelCodingTests {
  private static let day = StoreFixture.start

  private static func fact(
    _ rule: Rule, dossier: String?, _ volet: VoletName?, isOngoing: Bool
  ) -> RappelFact {
    RappelFact(
      rule: RuleVersion(rule: rule, value: 7, effectiveFrom: Reglement.schemeDay),
      dossier: dossier, volet: volet, since: day, measure: 12, isOngoing: isOngoing)
  }

  /// One of each kind and shape, in the order of the lines; new ones are added at the end of both.
  private static func samples() -> [RappelEvent] {
    let full = RappelConstat(
      criteria: [
        .breaches(count: 7, dossiers: 6, days: 90), .share(late: 4, open: 9), .files(missed: 2),
      ],
      facts: [
        fact(.preInstruction, dossier: "D-2026-0412", .a, isOngoing: true),
        fact(.caleolGap, dossier: "D-2026-0418", .b, isOngoing: false),
        fact(.patrimoineImports, dossier: nil, nil, isOngoing: false),
      ])
    let (letter, note): (SubjectID, SubjectID) = ("s-letter", "s-note")
    return [
      .proposed(bailleur: "org-a", constat: full),
      .dismissed(motive: .explained, note: note),
      .dismissed(motive: .settled, note: nil),
      .sent(level: .information, on: day, letter: letter, channel: .mail),
      .sent(level: .formal, on: day, letter: letter, channel: .export),
      .referred(instance: .technicalCommittee, on: day, note: note),
      .referred(instance: .board, on: day, note: nil),
      .closed(ending: .compliance(since: day, breaches: 2), note: nil),
      .closed(ending: .decision, note: note),
      .closed(ending: .unfounded, note: nil),
      .undone(command: "c-1"),
    ]
  }

  @Test func `Each event is written as it shipped, and read as it was meant`() throws {
    let shipped = try EventSamples.shipped("rappels-v1")
    let written = try Self.samples().map {
      [$0.kind, "\(RappelEvent.schema)", try EventCoding().payload(of: $0)]
    }
    #expect(written == shipped.map { [$0.kind, "\($0.schema)", $0.payload] })
    #expect(Set(written.map { $0[0] }).count == RappelEvent.CodingKeys.allCases.count)
    let read = try shipped.map {
      try EventCoding.event(RappelEvent.self, kind: $0.kind, payload: $0.payload)
    }
    #expect(read == Self.samples())
  }

  @Test func `The longest constat fits in an event`() throws {
    let reference = "D-2026-" + String(repeating: "9", count: 25)
    let far = Day(number: Self.day.number)
    let facts = (0..<200).map { _ in
      RappelFact(
        rule: RuleVersion(rule: .patrimoineImports, value: 10_000, effectiveFrom: far),
        dossier: reference, volet: .b, since: far, measure: 100_000, isOngoing: false)
    }
    let constat = RappelConstat(
      criteria: [
        .breaches(count: 100_000, dossiers: 100_000, days: 3_660),
        .share(late: 100_000, open: 100_000), .files(missed: 1_000),
      ], facts: facts)
    let organisation = OrganisationID(String(repeating: "o", count: SharedRights.longestName))
    let payload = try EventCoding().payload(
      of: RappelEvent.proposed(bailleur: organisation, constat: constat))
    #expect(payload.utf8.count <= SharedRights.longestEvent, "\(payload.utf8.count)")
  }

  @Test func `Letters and notes are texts of the vault, whose line ends are kept`() {
    for event in Self.samples() {
      for text in event.ownTexts { #expect(text.field == .note) }
    }
    #expect(Self.samples().count { !$0.ownTexts.isEmpty } == 5)
  }
}
