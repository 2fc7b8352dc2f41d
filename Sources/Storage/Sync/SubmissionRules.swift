import Domain

/// What can be said of an act before the shared journal is looked at: who signed it, whether the
/// role allows it, whether it has the form that the protocol asks for.
///
/// The order is that of `docs/sync.md`; whoever judges must keep to it.
struct SubmissionRules {
  /// The person that the login is.
  let person: Operator
  /// The audience that the act is for.
  let scope: ScopeID
  private let members: Set<OrganisationID>

  init(for scope: ScopeID, as person: Operator) {
    self.person = person
    self.scope = scope
    members = scope.members
  }

  /// Whether the person signed the act, in a role of theirs.
  func signature(of submission: Submission) -> Denial? {
    let envelope = submission.envelope
    guard envelope.operatorID == person.id, envelope.organisation == person.organisation else {
      return .author
    }
    return person.roles.contains(envelope.role) ? nil : .role
  }

  /// Whether the role allows each event, sealed ones too.
  func rights(of submission: Submission) -> Denial? {
    for event in submission.events {
      guard let seal = event.seal else {
        guard allows(event.shown, in: submission.envelope) else { return .kind }
        continue
      }
      let isWithheld = event.shown.kind == EventSeal.withheldKind(of: submission.aggregate)
      guard isWithheld || allows(event.shown, in: submission.envelope) else { return .kind }
      guard seal.body != nil else { continue }
      guard let sealed = try? seal.opened() else { return .form }
      // What erases is seen by whoever judges.
      guard allows(sealed, in: submission.envelope),
        !SharedRights.erasingKinds.contains(sealed.kind)
      else { return .kind }
    }
    return nil
  }

  /// Whether the person may write to the audience, under its one right name.
  var audience: Denial? { isWritable ? nil : .scope }

  /// Whether all that the seals name may read the audience, and whether their bodies are the ones
  /// that the chain will cover.
  func seals(of submission: Submission) -> Denial? {
    let isRight = submission.events.compactMap(\.seal).allSatisfy { seal in
      seal.body != nil && seal.isWhole && isWithin(seal.readers)
    }
    return isRight ? nil : .form
  }

  /// Whether the texts are for readers that the act allows.
  func texts(of submission: Submission) -> Denial? {
    submission.texts.allSatisfy { isWithin($0.scope) } ? nil : .text
  }

  private var isWritable: Bool {
    scope.text.utf8.count <= SharedRights.longestScope && scope == ScopeID(of: members)
      && !members.isEmpty && members.allSatisfy(\.isPlain)
      && SharedRights.reads(person, members: members)
  }

  /// Whether an audience has its one right name and may be that of something withheld.
  private func isWithin(_ readers: ScopeID) -> Bool {
    let organisations = readers.members
    return !organisations.isEmpty && readers == ScopeID(of: organisations)
      && SharedRights.areWithin(organisations, members, author: person.organisation)
  }

  private func allows(_ event: PendingCommand.Event, in envelope: Envelope) -> Bool {
    guard let right = SharedRights.kindsByName[event.kind],
      (1...right.schema).contains(event.schema)
    else { return false }
    if right.erases, !SharedRights.erases(person, streamOf: members) { return false }
    return SharedRights.allows(
      right, role: envelope.role, of: envelope.organisation, for: envelope.onBehalfOf,
      members: members)
  }
}

extension Identifier {
  /// Whether it is written as identities are: a few small letters, digits and hyphens.
  var isPlain: Bool { text.isPlain }
}

extension String {
  /// Whether it is a few small letters, digits, hyphens and low lines.
  fileprivate var isPlain: Bool {
    (1...SharedRights.longestName).contains(utf8.count)
      && utf8.allSatisfy { byte in
        (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2d
          || byte == 0x5f
      }
  }

  /// Whether a line of text can be made of it: no control character.
  var isOneLine: Bool { utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f } }
}

/// Whether an act is written as the protocol asks, whoever sends it.
struct SubmissionForm {
  /// The instants that an act may bear: what is beyond has no civil day to check.
  static let moments = Moment(seconds: 0)...Moment(seconds: 253_402_214_400)

  private let submission: Submission
  /// What the act says: the forms that all read and those that are sealed.
  private let forms: [PendingCommand.Event]

  init(of submission: Submission) {
    self.submission = submission
    forms = submission.events.flatMap { event in
      [event.shown] + ((try? event.seal?.opened()).map { [$0] } ?? [])
    }
  }

  /// Whether it is well formed, but for its payloads being JSON objects.
  var isRight: Bool {
    areNamesRight && isSignatureRight && areEventsRight && areReadsRight && areClaimsRight
      && areTextsRight
  }

  /// The payloads that must be JSON objects.
  var payloads: [String] { forms.map(\.payload) }

  private var areNamesRight: Bool {
    submission.command.isPlain && submission.stream.isPlain && submission.aggregate.isPlain
  }

  private var isSignatureRight: Bool {
    let envelope = submission.envelope
    return (envelope.onBehalfOf == nil) == (envelope.onBehalfReason == nil)
      && envelope.onBehalfReason?.isPlain ?? true
      && Self.moments.contains(envelope.recordedAt)
      && envelope.occurredOn == ParisTime.day(of: envelope.recordedAt)
  }

  private var areEventsRight: Bool {
    (1...SharedRights.mostEvents).contains(submission.events.count)
      && submission.events.allSatisfy { event in
        event.shown.payload.utf8.count <= SharedRights.longestEvent
          && event.seal?.body?.utf8.count ?? 0 <= SharedRights.longestEvent
          // What withholds an event says nothing of it.
          && (event.shown.kind != EventSeal.withheldKind(of: submission.aggregate)
            || event.shown.payload == "{}")
      }
      && forms.allSatisfy { $0.kind.hasPrefix(submission.aggregate + ".") && $0.payload.isOneLine }
  }

  private var areReadsRight: Bool {
    submission.version >= 0 && submission.reads.count <= SharedRights.mostKeys
      && submission.reads.allSatisfy { $0.stream.isPlain && $0.version >= 0 }
  }

  private var areClaimsRight: Bool {
    let keys = submission.claims.take + submission.claims.drop
    return keys.count <= SharedRights.mostKeys
      && keys.allSatisfy {
        (1...SharedRights.longestKey).contains($0.utf8.count) && $0.isOneLine
      }
  }

  /// PostgreSQL's texts hold no zero character.
  private static func isStorable(_ text: String) -> Bool {
    text.utf8.count <= SharedRights.longestText && !text.utf8.contains(0)
  }

  /// Each text is named by the act, once.
  private var areTextsRight: Bool {
    let named = forms.map(\.payload) + [submission.envelope.onBehalfReason?.text ?? ""]
    let keys = Set(submission.texts.map { [$0.subject.text, $0.field] })
    return submission.texts.count <= SharedRights.mostTexts
      && keys.count == submission.texts.count
      && submission.texts.allSatisfy { text in
        text.subject.isPlain && text.field.isPlain && text.version > 0
          && (text.value.map(Self.isStorable) ?? false)
          && named.contains { $0.contains(text.subject.text) }
      }
  }
}
