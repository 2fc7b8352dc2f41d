import Domain

/// Who works on a store, and what time it is for them.
public struct Session: Sendable {
  /// The operator.
  public var actor: Operator
  /// The clock; the demo's may be set to another day.
  public var clock: @Sendable () -> Moment

  /// A session of an operator.
  public init(actor: Operator, clock: @escaping @Sendable () -> Moment) {
    self.actor = actor
    self.clock = clock
  }

  /// The civil day in Paris of the session's clock.
  public var today: Day { ParisTime.day(of: clock()) }

  /// The organisation whose dossiers the operator sees; nil for those who see them all.
  public var audience: OrganisationID? { actor.dossierAudience }

  /// Whether the operator may see dossiers at all (`domaine.md` §4, first line of the matrix).
  public var seesDossiers: Bool {
    actor.standing(to: .seeDossiers, of: actor.organisation) >= .read
  }
}

/// An act to perform: the command, and the personal data that it seals in the vault.
public struct Act: Equatable, Sendable {
  /// The dossier acted on.
  public var stream: StreamID
  /// What is wanted.
  public var command: DossierCommand
  /// The texts that the command's subjects stand for.
  public var secrets: [Secret]
  /// The bailleur acted for, with the subject that holds the reason.
  public var onBehalf: OnBehalf?

  /// An act on a dossier.
  public init(
    stream: StreamID, command: DossierCommand, secrets: [Secret] = [], onBehalf: OnBehalf? = nil
  ) {
    self.stream = stream
    self.command = command
    self.secrets = secrets
    self.onBehalf = onBehalf
  }
}

/// A text kept in the vault under a subject.
public struct Secret: Equatable, Codable, Sendable {
  /// The random subject that events name.
  public let subject: SubjectID
  /// Which of the subject's fields it is.
  public let field: Field
  /// The text, stripped of control characters.
  public let value: String

  /// The fields that a subject may have.
  public enum Field: String, Codable, Sendable {
    case name, nur, note, reason, message
  }

  /// A text to keep; control characters are removed, newlines kept in notes.
  public init(_ subject: SubjectID, _ field: Field, _ value: String) {
    self.subject = subject
    self.field = field
    self.value = value.strippedOfControls(keepingNewlines: field == .note)
  }
}

/// Gives subjects to texts and keyed hashes to NUR, so that commands carry neither.
public struct Sealer: Sendable {
  private let key: [UInt8]
  /// New subjects; tests give their random numbers.
  var identifiers: Identifiers

  /// A sealer under the store's secret key.
  public init(key: [UInt8], identifiers: Identifiers = Identifiers()) {
    self.key = key
    self.identifiers = identifiers
  }

  /// A fresh random subject.
  public mutating func subject() -> SubjectID { identifiers.subject() }

  /// Seals a text under a fresh subject.
  public mutating func seal(_ text: String, as field: Secret.Field) -> Secret {
    Secret(subject(), field, text)
  }

  /// Seals a NUR: its hash goes into events, its digits into the vault.
  public mutating func seal(_ nur: NUR) -> (sealed: SealedNUR, secret: Secret) {
    let subject = subject()
    return (SealedNUR(subject: subject, digest: digest(nur)), Secret(subject, .nur, nur.text))
  }

  /// The keyed hash of a NUR: HMAC-SHA-256, hexadecimal.
  public func digest(_ nur: NUR) -> String { digest(ofText: nur.text) }

  /// The keyed hash of a text that may hold personal data.
  func digest(ofText text: String) -> String {
    SHA256.hex(SHA256.hmac(Array(text.utf8), key: key))
  }
}
