import Domain

/// Acts sent together, of one audience.
public struct Batch: Equatable, Sendable {
  /// The audience.
  public var scope: ScopeID
  /// The position of the last event that the sender has.
  public var seq: Int64
  /// The chain there: another one in the shared journal is a fork.
  public var chain: [UInt8]
  /// The acts, in the order in which they were issued.
  public var submissions: [Submission]

  /// Acts of an audience, decided on its journal up to `seq`.
  public init(scope: ScopeID, seq: Int64, chain: [UInt8], submissions: [Submission]) {
    self.scope = scope
    self.seq = seq
    self.chain = chain
    self.submissions = submissions
  }
}

/// An act as it is sent: what it gives, and on which facts it was decided.
public struct Submission: Equatable, Sendable {
  /// The act's identity: the same act twice is a duplicate, whatever it gives.
  public var command: CommandID
  /// The stream it bears on.
  public var stream: StreamID
  /// What the stream is the history of, such as `dossier`.
  public var aggregate: String
  /// The version of the stream on which it was decided; the events follow it.
  public var version: Int
  /// The other streams that the decision read, with their versions.
  public var reads: [StreamVersion]
  /// Who, when, in which role and for whom.
  public var envelope: Envelope
  /// What it gives.
  public var events: [SubmittedEvent]
  /// What it takes and frees.
  public var claims: ClaimChange
  /// The texts that its events name and that the shared database has not, each with the version
  /// that it shall have: 1, or one more than the one that its author saw.
  public var texts: [SharedText]
}

/// A stream with a version of it.
public struct StreamVersion: Hashable, Codable, Sendable {
  /// The stream.
  public var stream: StreamID
  /// The version.
  public var version: Int
}

/// An event as it is sent; its place is the server's affair.
public struct SubmittedEvent: Equatable, Sendable {
  /// The form that all read.
  public var shown: PendingCommand.Event
  /// What its readers alone get, body included.
  public var seal: EventSeal?
}

/// What an act changes in the keys that only one open aggregate may hold.
public struct ClaimChange: Equatable, Codable, Sendable {
  /// The prefix of the keys that are held for ever.
  public static let lasting = "reference/"

  /// Keys to take.
  public var take: [String]
  /// Keys to give up for good.
  public var drop: [String]
  /// Whether the aggregate is open after the act: closed, it holds its lasting keys alone; opened
  /// again, it holds all its keys again, also those that the sender may not know.
  public var isOpen: Bool

  /// A change from some keys to others.
  public init(from held: Set<Claim>, to wanted: Set<Claim>, isOpen: Bool) {
    take = wanted.subtracting(held).map(\.key).sorted()
    drop = isOpen ? held.subtracting(wanted).map(\.key).sorted() : []
    self.isOpen = isOpen
  }
}

/// What became of an act that was sent.
public enum Verdict: Equatable, Sendable {
  /// It stands in the journal, up to that position.
  case accepted(seq: Int64)
  /// It stood there before.
  case duplicate
  /// A stream that it read has moved: pull, decide again.
  case behind
  /// Somebody else holds a key that it takes.
  case claimed(key: String)
  /// It may not be.
  case denied(Denial)
  /// It was withdrawn before.
  case voided
  /// The sender's journal is not a beginning of the shared one.
  case fork
}

/// Why the shared database refuses an act.
public enum Denial: String, Equatable, Codable, CaseIterable, Sendable {
  /// The author is not the login's operator.
  case author
  /// The role is not one that the author holds.
  case role
  /// The role does not allow what happened.
  case kind
  /// The audience is none that the author may write to.
  case scope
  /// The stream belongs to another audience, or is of another kind.
  case stream
  /// Too large, or not of the form that the protocol asks for.
  case form
  /// A text for readers that the act does not allow, or of a subject that another wrote.
  case text
  /// This program is too old to write.
  case program

  /// The reason as the operator reads it.
  public var french: String {
    switch self {
    case .author: "L'acte est signé d'un autre que vous."
    case .role: "Vous n'avez plus le rôle sous lequel l'acte a été fait."
    case .kind: "Votre rôle ne permet pas cet acte."
    case .scope: "Ce dossier n'est pas de ceux que vous pouvez modifier."
    case .stream: "Ce dossier appartient à d'autres bailleurs."
    case .form: "L'acte n'a pas la forme attendue."
    case .text: "Un texte de l'acte n'est pas à écrire par vous."
    case .program: "Cette version d'habiter est trop ancienne pour écrire."
    }
  }
}
