import Domain
import Testing

@testable import Storage

/// What each operator may read of a dossier of A and B: a text, a state, or nothing at all.
@Suite struct ReadingRightsTests {
  private let fixture: StoreFixture
  private let stream: StreamID
  private let nurs: [VoletName: Secret]
  private let internalNote: Secret
  private let sharedNote: Secret
  private let reason: Secret

  /// A's candidate was asked for a piece and got a condition; A wrote notes and a reason.
  init() throws {
    fixture = try StoreFixture()
    stream = try fixture.dossier(1, upTo: .nurs)
    internalNote = fixture.seal("Interne à A.", as: .note)
    sharedNote = fixture.seal("Pour tous.", as: .note)
    reason = fixture.seal("Commission avancée.", as: .reason)
    let start = StoreFixture.start
    for (note, visibility) in [(internalNote, NoteVisibility.internal_), (sharedNote, .shared)] {
      try fixture.act(
        stream, .addNote(note: note.subject, visibility: visibility), by: Cast.c1A, on: start,
        secrets: [note])
    }
    try fixture.act(
      stream, .requestPiece(volet: .a, piece: .titreDeSejour), by: Cast.c1A, on: start)
    for stage in [StoreFixture.Stage.preInstructed, .instructed] {
      for (volet, person) in [(VoletName.a, Cast.c1A), (.b, Cast.c1B)] {
        let command: DossierCommand =
          stage == .preInstructed
          ? .validatePreInstruction(volets: [volet]) : .validateInstruction(volets: [volet])
        try fixture.act(stream, command, by: person, on: start + 1)
      }
    }
    try fixture.act(
      stream,
      .scheduleCaleol(
        volet: .a, date: start + 3, held: false,
        gapReason: Reason(.autreEcart, note: reason.subject)),
      by: Cast.c1A, on: start + 2, secrets: [reason])
    try fixture.act(
      stream,
      .enterDecision(
        volet: .a, decision: .conditional(piece: .titreDeSejour, limit: start + 20), session: nil,
        gapReason: nil),
      by: Cast.c1A, on: start + 3)
    try fixture.act(stream, .revealNUR(volet: .a), by: Cast.c1A, on: start + 3)
    let acts = try fixture.loggedActs()
    let secrets = acts.flatMap(\.secrets).filter { $0.field == .nur }
    nurs = [.a: try #require(secrets.first), .b: try #require(secrets.last)]
  }

  private func detail(_ person: Operator) throws -> DossierDetail? {
    try fixture.store.detail(stream, for: fixture.session(person))
  }

  private func subject(_ volet: VoletName) throws -> SubjectID { try #require(nurs[volet]).subject }

  @Test func `One's own volet is read whole, its NUR masked`() throws {
    let detail = try #require(try detail(Cast.c2A))
    let whole = try fixture.store.dossier(stream)
    #expect(detail.dossier[.a] == whole[.a])
    #expect(detail.dossier.history.map(\.command) == whole.history.map(\.command))
    #expect(detail.texts[try subject(.a)] == "075•••••••••••DPUB")
    #expect(detail.texts[internalNote.subject] == "Interne à A.")
    #expect(detail.texts[reason.subject] == "Commission avancée.")
  }

  @Test(arguments: [Cast.c1B, Cast.c2B, Cast.pilB])
  func `Nothing of the other volet's NUR, pieces, internal notes or reasons is in a detail`(
    person: Operator
  ) throws {
    let detail = try #require(try detail(person))
    let nur = try #require(nurs[.a])
    let digest = try #require(try fixture.store.dossier(stream)[.a]?.nur?.value.digest)
    var everything = ""
    dump(detail, to: &everything)
    for withheld in [
      nur.value, nur.subject.text, digest, "titreDeSejour", "Interne à A.",
      internalNote.subject.text, "Commission avancée.", "nurRevealed", "pieceRequested",
    ] {
      #expect(!everything.contains(withheld), "\(withheld)")
    }
    #expect(detail.dossier[.a]?.awaitedPieces == [])
    #expect(detail.texts[try subject(.b)] == "075•••••••••••DPUB")
    #expect(detail.texts[sharedNote.subject] == "Pour tous.")
    #expect(detail.texts.values.contains("Locataire A1"))
  }

  @Test func `The minimum of the other volet stays: status, clocks, who must move`() throws {
    let fixture = try StoreFixture()
    var walk = RandomWalk(seed: 7)
    try walk.walk(350, in: fixture)
    var compared = 0
    for stream in walk.streams {
      let whole = try fixture.store.dossier(stream)
      for person in Cast.people {
        guard let seen = whole.visible(to: person) else { continue }
        compared += 1
        #expect(seen.status == whole.status)
        #expect(seen.blockers(under: .default) == whole.blockers(under: .default))
        #expect(seen.deadlines(under: .default) == whole.deadlines(under: .default))
        #expect(seen.alerts(under: .default) == whole.alerts(under: .default))
        for (mine, theirs) in zip(seen.volets, whole.volets) {
          #expect(mine.caleol?.date == theirs.caleol?.date)
          #expect(mine.contacts == theirs.contacts)
        }
      }
    }
    #expect(compared > 100)
  }

  @Test(arguments: [Cast.c1C, Cast.infA, Cast.aorif, Cast.partner])
  func `Who may not see the dossier gets none`(person: Operator) throws {
    #expect(try detail(person) == nil)
  }

  @Test func `Aatiko reads both volets, the GIE no NUR, neither the notes internal to others`()
    throws
  {
    let facilitator = try #require(try detail(Cast.facilitator))
    let gie = try #require(try detail(Cast.gie))
    for volet in VoletName.allCases {
      #expect(facilitator.texts[try subject(volet)]?.contains("•") == true)
      #expect(gie.texts[try subject(volet)] == nil)
    }
    for detail in [facilitator, gie] {
      #expect(detail.dossier[.a]?.awaitedPieces.isEmpty == false)
      #expect(detail.texts[internalNote.subject] == nil)
      #expect(detail.texts[reason.subject] == "Commission avancée.")
    }
  }

  @Test func `The vault keeps each text in the scope of those who may read it`() throws {
    let vault = Vault(try fixture.store.reader)
    let expected: [(Secret, ScopeID)] = [
      (try #require(nurs[.a]), "org-a"), (try #require(nurs[.b]), "org-b"),
      (internalNote, "org-a"), (sharedNote, "org-a+org-b"), (reason, "org-a"),
    ]
    for (secret, scope) in expected {
      #expect(try vault.get(secret.subject, secret.field.rawValue)?.scope == scope)
    }
  }

  @Test func `A NUR in clear is journaled first, and its own bailleur's only`() throws {
    let session = fixture.session(Cast.c1A, on: StoreFixture.start + 4)
    let nur = try fixture.store.revealNUR(of: .a, in: stream, as: session)
    #expect(nur.text == nurs[.a]?.value)
    #expect(try fixture.store.dossier(stream).history.last?.event == .nurRevealed(volet: .a))
    let before = try fixture.contents()
    for (volet, person) in [(VoletName.b, Cast.c1A), (.a, Cast.gie), (.a, Cast.c1C)] {
      #expect(throws: Refusal.self) {
        try fixture.store.revealNUR(of: volet, in: stream, as: fixture.session(person))
      }
    }
    #expect(try fixture.contents() == before)
  }

  @Test func `A NUR that was erased is said to be`() throws {
    try Vault(fixture.store.writer).erase(try subject(.a))
    let error = #expect(throws: StorageError.self) {
      try fixture.store.revealNUR(of: .a, in: stream, as: fixture.session(Cast.c1A))
    }
    #expect(error?.kind == .erased)
    #expect(try detail(Cast.c1A)?.texts[try subject(.a)] == nil)
  }
}

/// Who looks at which queues.
@Suite struct SessionTests {
  @Test(
    arguments: [
      (Cast.c1A, Cast.bailleurA), (Cast.pilB, Cast.bailleurB), (Cast.superAdmin, nil),
      (Cast.gie, nil), (Cast.infA, ""), (Cast.aorif, ""), (Cast.partner, ""),
    ] as [(Operator, OrganisationID?)])
  func `An operator sees the dossiers that the rights matrix gives`(
    person: Operator, audience: OrganisationID?
  ) throws {
    let session = Session(actor: person) { Moment(seconds: 0) }
    #expect(session.audience == audience)
    #expect(session.seesDossiers == (audience != ""))
    let fixture = try StoreFixture()
    try fixture.dossier(1, upTo: .nurs)
    let scope = QueueScope(
      organisation: session.audience, person: person.id, today: StoreFixture.start + 40)
    for queue in DossierQueue.allCases where audience == "" {
      #expect(try fixture.store.dossiers.counts(scope)[queue] == 0)
    }
    #expect(try fixture.store.dossiers.counts(scope)[.open] == (audience == "" ? 0 : 1))
  }
}
