import Domain
import Testing

@testable import Storage

@Suite("Audiences of parts of organisations' affairs, in both shared databases")
struct SharedPartTests {
  @Test(
    "Each role gets the journals, sealed bodies and texts that the Domain says, and no others",
    arguments: SharedImplementation.allCases)
  func reading(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    try PartRows.fill(harness)
    for person in SharedCast.people {
      let desk = try harness.connect(person)
      let heads = Set(try desk.heads(of: nil).map(\.scope))
      for members in PartRows.audiences {
        let scope = ScopeID(of: members)
        let what = "\(person.id) in \(scope)"
        let reads = SharedRights.reads(person, members: members)
        #expect(heads.contains(scope) == reads, "\(what)")
        guard reads else {
          #expect(SharedError.kind { _ = try desk.journal(scope) } == .denied, "\(what)")
          #expect(
            SharedError.kind { _ = try desk.texts(of: scope, after: 0, limit: 9) } == .denied,
            "\(what)")
          continue
        }
        for (entry, seal) in zip(try desk.journal(scope), PartRows.seals) {
          let opens =
            seal.map {
              SharedRights.opens(person, readers: $0.readers, isClosed: $0.isClosed)
            } ?? false
          #expect((entry.event.seal?.body != nil) == opens, "\(what), event \(entry.seq)")
        }
        let texts = PartRows.texts.filter {
          SharedRights.reads(person, textOf: members, isClosed: $0.isClosed, field: $0.field)
        }
        #expect(
          try desk.texts(of: scope, after: 0, limit: 9).texts.map(\.field) == texts.map(\.field),
          "\(what)")
      }
      desk.close()
    }
  }

  /// An import of A's référent in an audience of its own, with a text for some readers.
  private func act(
    _ number: Int, for readers: Set<OrganisationID>, in harness: any SharedHarness
  ) throws -> Submission {
    let at = SharedCourse.start
    let subject = SubjectID("text-\(number)")
    return Submission(
      command: CommandID("part-\(number)"), stream: StreamID("part-\(number)"),
      aggregate: Patrimoine.aggregate, version: 0, reads: [],
      envelope: Envelope(
        occurredOn: ParisTime.day(of: at), recordedAt: at, operatorID: Cast.infA.id,
        organisation: Cast.infA.organisation, role: .referentInformatique, onBehalfOf: nil,
        onBehalfReason: nil),
      events: [
        SubmittedEvent(
          shown: PendingCommand.Event(
            kind: "patrimoine.file_imported", schema: 1, payload: #"{"note":"\#(subject)"}"#),
          seal: nil)
      ],
      claims: ClaimChange(from: [], to: [], isOpen: true),
      texts: [
        SharedText(
          scope: ScopeID(of: readers), isClosed: number.isMultiple(of: 2), subject: subject,
          field: "note", value: "Texte \(number)", version: 1)
      ])
  }

  @Test(
    "A text is for a member, a narrower part or the author's organisation, whose readers get it",
    arguments: SharedImplementation.allCases)
  func texts(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    let patrimoine = AudiencePart.patrimoine.of(Cast.bailleurA)
    let locataire = AudiencePart.locataire.of(Cast.bailleurA)
    let cases: [(members: Set<OrganisationID>, readers: Set<OrganisationID>, isRight: Bool)] = [
      ([patrimoine], [patrimoine], true),
      ([patrimoine], [AudiencePart.tirage.of(Cast.bailleurA)], true),
      ([patrimoine], [AudiencePart.reponses.of(Cast.bailleurA)], true),
      ([patrimoine], [Cast.bailleurA], true),
      ([patrimoine], [locataire], false),
      ([patrimoine, locataire], [locataire], true),
      ([patrimoine, locataire], [patrimoine, locataire], true),
      ([patrimoine, locataire], [AudiencePart.signalement.of(Cast.bailleurA)], false),
      ([patrimoine], [AudiencePart.tirage.of(Cast.bailleurB)], false),
      ([patrimoine], [AudiencePart.patrimoine.of(Cast.bailleurB)], false),
      ([patrimoine], [patrimoine, Cast.bailleurA], false),
      ([patrimoine], ["org-aatiko"], false), ([patrimoine], ["avenir__org-a"], false),
    ]
    let desk = try harness.connect(Cast.infA)
    for (number, (members, readers, isRight)) in cases.enumerated() {
      let verdict = try desk.append(
        ScopeID(of: members), try act(number, for: readers, in: harness))
      #expect(verdict?.isAccepted == isRight, "\(readers) in \(members)")
      if !isRight { #expect(verdict == .denied(.text), "\(readers) in \(members)") }
    }
    for person in SharedCast.people {
      let desk = try harness.connect(person)
      for (number, (_, readers, isRight)) in cases.enumerated() where isRight {
        let scope = ScopeID(of: readers)
        let text = try act(number, for: readers, in: harness).texts[0]
        let reads = SharedRights.reads(
          person, textOf: readers, isClosed: text.isClosed, field: text.field)
        let isTold = try desk.heads(of: [scope]).contains { $0.textSeq > 0 }
        let got = (try? desk.texts(of: scope, after: 0, limit: 99).texts) ?? []
        #expect(got.contains(text) == reads, "\(person.id) and \(readers)")
        if reads { #expect(isTold, "\(person.id) and \(readers)") }
      }
    }
  }

  @Test(
    "An event with a part stands in no audience without it, nor in one that mixes both",
    arguments: SharedImplementation.allCases)
  func audiences(_ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    let patrimoine = AudiencePart.patrimoine.of(Cast.bailleurA)
    let cases: [(Set<OrganisationID>, Verdict)] = [
      ([AudiencePart.annonce.of(Cast.bailleurA)], .denied(.kind)),
      ([AudiencePart.patrimoine.of(Cast.bailleurB)], .denied(.kind)),
      ([Cast.bailleurA], .denied(.kind)), (["avenir__org-a"], .denied(.kind)),
      ([Cast.bailleurA, patrimoine], .denied(.scope)),
      ([patrimoine, "avenir__org-a"], .accepted(seq: 1)),
    ]
    let desk = try harness.connect(Cast.infA)
    for (number, (members, verdict)) in cases.enumerated() {
      var act = try act(number, for: members, in: harness)
      act.texts = []
      #expect(try desk.append(ScopeID(of: members), act) == verdict, "\(members)")
    }
  }
}
