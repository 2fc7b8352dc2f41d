import Domain

/// An act on a rappel: the command, and the texts that it seals in the vault.
public struct RappelOrder: Equatable, Sendable {
  /// The rappel's stream.
  public var stream: StreamID
  /// What is wanted.
  public var command: RappelCommand
  /// The texts that the command's subjects stand for.
  public var secrets: [Secret]

  /// An act on a rappel.
  public init(_ stream: StreamID, _ command: RappelCommand, secrets: [Secret] = []) {
    self.stream = stream
    self.command = command
    self.secrets = secrets
  }
}

/// What an act on a rappel brought about.
public struct RappelReceipt: Equatable, Sendable {
  /// The act's identity.
  public let command: CommandID
  /// The rappel after the act.
  public let rappel: Rappel
  /// The mail of the letter, nil when none was written.
  public let mail: Int?
}

/// A rappel as its screen shows it, with what surrounds it.
public struct RappelFile: Equatable, Sendable {
  /// Its stream.
  public let stream: StreamID
  /// The rappel.
  public let rappel: Rappel
  /// The letters and notes, by subject; what was erased or is on its way is absent.
  public let texts: [SubjectID: String]
  /// The acts that no shared database has confirmed.
  public let pending: Set<CommandID>
  /// The acts that no honest program could have recorded.
  public let contested: Set<CommandID>
  /// The other rappels of the bailleur.
  public let others: [RappelSummary]
  /// The breaches of the bailleur as they stand today, those that the follow-up looks at.
  public let breaches: [RappelFact]
  /// Where a letter would be mailed.
  public let recipients: [Mailbox]

  /// The reference by which people name it.
  public var reference: String { rappel.reference(of: stream) }

  /// The letter that comes next, as it is proposed; nil when none is to be sent.
  public func letter(in context: Context) -> RappelLetter? {
    RappelLetter(rappel, named: reference, after: others, breaches: breaches, in: context)
  }
}

/// A rappel of the list: in a few words, with its follow-up as it stands.
public struct RappelRow: Equatable, Sendable {
  /// The rappel.
  public let summary: RappelSummary
  /// The follow-up of its last letter; nil when none is followed.
  public let followUp: RappelFollowUp?
}
