import Domain

@testable import Storage

/// A dossier whose acts become what a store would send, decided by the Domain on what went before.
struct SharedCourse {
  /// At ten in the morning in Paris, on the first day of the courses.
  static let start = Moment(seconds: Int64(StoreFixture.start.number) * 86_400 + 9 * 3_600)

  let stream: StreamID
  let scope: ScopeID
  let number: Int
  private(set) var dossier = Dossier.empty
  private(set) var version = 0
  private var identifiers = Identifiers()
  private var sealer = Sealer(key: [1, 2, 3])
  private let bailleurs: (OrganisationID, OrganisationID)

  /// - Parameter number: gives reference, logements and names: two courses never share them.
  init(
    _ number: Int = 1,
    of bailleurs: (OrganisationID, OrganisationID) = (Cast.bailleurA, Cast.bailleurB)
  ) {
    self.number = number
    self.bailleurs = bailleurs
    stream = identifiers.stream(at: Self.start)
    scope = ScopeID(of: [bailleurs.0, bailleurs.1])
  }

  /// The creation of the dossier.
  mutating func creation(by person: Operator = Cast.superAdmin) throws -> Submission {
    let names = ["A", "B"].map { sealer.seal("Locataire \($0)\(number)", as: .name) }
    let volets = try zip([VoletName.a, .b], [bailleurs.0, bailleurs.1]).map { volet, bailleur in
      NewVolet(
        name: volet, bailleur: bailleur,
        logement: Logement(
          reference: "LOG-\(volet.rawValue)-\(number)", typologie: .t3,
          insee: try InseeCode(parsing: "93048"), commune: "Montreuil"),
        locataire: names[volet == .a ? 0 : 1].subject,
        contact1: Cast.agent(.contact1, of: bailleur).id,
        contact2: Cast.agent(.contact2, of: bailleur).id)
    }
    return try act(
      .create(reference: "D-2026-\(1000 + number)", volets: volets), by: person, secrets: names)
  }

  /// The entry of a volet's NUR.
  mutating func nur(
    _ volet: VoletName, by person: Operator, as number: Int? = nil, onBehalf: OnBehalf? = nil
  ) throws -> Submission {
    let number = number ?? 2 * self.number + (volet == .a ? 0 : 1)
    let digits = String(number)
    let text = "0750326" + String(repeating: "0", count: 6 - digits.count) + digits + "GDPUB"
    let (sealed, secret) = sealer.seal(try NUR(parsing: text))
    return try act(
      .enterNUR(volet: volet, nur: sealed), by: person, secrets: [secret], onBehalf: onBehalf)
  }

  /// A note.
  mutating func note(
    _ text: String = "Le locataire rappelle.", by person: Operator,
    _ visibility: NoteVisibility = .shared
  ) throws -> Submission {
    let note = sealer.seal(text, as: .note)
    return try act(
      .addNote(note: note.subject, visibility: visibility), by: person, secrets: [note])
  }

  /// Decides an act on what went before, as of a moment, and applies it here.
  mutating func act(
    _ command: DossierCommand, by person: Operator, at moment: Moment = start,
    secrets: [Secret] = [], onBehalf: OnBehalf? = nil
  ) throws -> Submission {
    let context = Context(
      actor: person, onBehalf: onBehalf, command: identifiers.command(at: moment), now: moment,
      directory: Directory(
        organisations: SharedCast.organisations, operators: SharedCast.people))
    let decision = try dossier.decide(command, in: context)
    let signature = context.signature(as: decision.role)
    let held = dossier.heldClaims
    let before = version
    var events: [SubmittedEvent] = []
    var texts: [SharedText] = []
    for event in decision.events {
      let recorded = Recorded(event, command: context.command, signature: signature)
      dossier.apply(recorded)
      version += 1
      events.append(try submitted(recorded))
      texts += recorded.texts.compactMap { text(of: $0, in: recorded, secrets) }
    }
    return Submission(
      command: context.command, stream: stream, aggregate: Dossier.aggregate,
      version: before, reads: [],
      envelope: Envelope(
        occurredOn: signature.day, recordedAt: moment, operatorID: person.id,
        organisation: person.organisation, role: decision.role,
        onBehalfOf: onBehalf?.organisation, onBehalfReason: onBehalf?.reason),
      events: events,
      claims: ClaimChange(from: held, to: dossier.heldClaims, isOpen: dossier.isOpen),
      texts: texts)
  }

  private func submitted(_ recorded: Recorded<DossierEvent>) throws -> SubmittedEvent {
    let whole = try form(recorded.event)
    guard let withholding = dossier.withholding(of: recorded) else {
      return SubmittedEvent(shown: whole, seal: nil)
    }
    let withheld = PendingCommand.Event(
      kind: EventSeal.withheldKind(of: Dossier.aggregate), schema: 1, payload: "{}")
    var identifiers = identifiers
    return SubmittedEvent(
      shown: try withholding.shown.map(form) ?? withheld,
      seal: try EventSeal(
        whole, for: withholding.readers, isClosed: withholding.isClosed,
        salt: identifiers.subject()))
  }

  private func form(_ event: DossierEvent) throws -> PendingCommand.Event {
    PendingCommand.Event(
      kind: event.kind, schema: DossierEvent.schema, payload: try EventCoding().payload(of: event))
  }

  private func text(
    of named: NamedText, in recorded: Recorded<DossierEvent>, _ secrets: [Secret]
  ) -> SharedText? {
    guard let secret = secrets.first(where: { $0.subject == named.subject }) else { return nil }
    return SharedText(
      scope: dossier.readers(of: recorded).map { ScopeID(of: $0) } ?? scope,
      isClosed: dossier.withholding(of: recorded)?.isClosed ?? false, subject: secret.subject,
      field: secret.field.rawValue, value: secret.value, version: 1)
  }
}

extension Batch {
  /// Acts decided on an empty journal, which is a beginning of every journal.
  init(_ scope: ScopeID, _ submissions: [Submission]) {
    self.init(scope: scope, seq: 0, chain: Chain.start(of: scope), submissions: submissions)
  }
}

extension SharedDatabase {
  /// Sends one act.
  func append(_ scope: ScopeID, _ submission: Submission) throws -> Verdict? {
    try append(Batch(scope, [submission])).first
  }

  /// All events of an audience, in pages of one.
  func journal(_ scope: ScopeID) throws -> [JournalEntry] {
    var entries: [JournalEntry] = []
    while true {
      let page = try pull(scope, after: Int64(entries.count), limit: 100)
      if page.entries.isEmpty { return entries }
      entries += page.entries
    }
  }
}
