/// A signalement as it came. What its author wrote, and who that is, stand in the vault.
public struct SignalementReception: Codable, Equatable, Sendable {
  /// The number by which people name it, « S-104233 » : the platform's, or one of this program.
  public var number: String
  /// Whose difficulty it is.
  public var nature: SignalementNature
  /// The bailleur of the tenant, or the one in difficulty.
  public var bailleur: OrganisationID
  /// What it is about.
  public var category: SignalementCategory
  /// How it came.
  public var channel: SignalementChannel
  /// When it came, to the second.
  public var receivedAt: Moment
  /// Whether its author is registered on the platform.
  public var isRegistered: Bool
  /// Where the vault keeps the message.
  public var message: SubjectID
  /// Where the vault keeps the author's name, if it is known.
  public var author: SubjectID?
  /// Where the vault keeps the tenant's reference in the bailleur's file.
  public var tenant: SubjectID?
  /// The logement's reference in the bailleur's file.
  public var logement: String?
  /// The annonce that it is about.
  public var annonce: String?
  /// The dossier that it is about.
  public var dossier: String?

  /// A signalement as it came, in its own words.
  public init(
    number: String, nature: SignalementNature, bailleur: OrganisationID,
    category: SignalementCategory, channel: SignalementChannel = .plateforme,
    receivedAt: Moment, isRegistered: Bool = true, message: SubjectID
  ) {
    self.number = number
    self.nature = nature
    self.bailleur = bailleur
    self.category = category
    self.channel = channel
    self.receivedAt = receivedAt
    self.isRegistered = isRegistered
    self.message = message
  }

  /// The civil day in Paris on which it came.
  public var day: Day { ParisTime.day(of: receivedAt) }
}

/// Words that somebody wrote or chose: where the vault keeps them, and the canned reply that they
/// began as.
public struct SignalementMessage: Codable, Equatable, Hashable, Sendable {
  /// Where the vault keeps the words.
  public var text: SubjectID
  /// The canned reply that they were made of, with its version.
  public var reply: ReponseVersion?

  /// Words that somebody wrote.
  public init(_ text: SubjectID, reply: ReponseVersion? = nil) {
    self.text = text
    self.reply = reply
  }
}

/// A version of a canned reply.
public struct ReponseVersion: Codable, Equatable, Hashable, Sendable {
  /// The reply.
  public var id: String
  /// Its version, from 1.
  public var version: Int

  /// A version of a canned reply.
  public init(id: String, version: Int) {
    self.id = id
    self.version = version
  }
}

/// A correction asked of a bailleur's file (scheme, line 249).
public struct CorrectionRequest: Codable, Equatable, Hashable, Sendable {
  /// The logement's reference in the file.
  public var logement: String
  /// The name of the column at fault.
  public var column: String
  /// Where the vault keeps the value that is expected.
  public var expected: SubjectID

  /// A correction asked of a bailleur's file.
  public init(logement: String, column: String, expected: SubjectID) {
    self.logement = logement
    self.column = column
    self.expected = expected
  }
}

/// Another signalement.
public struct SignalementLink: Codable, Equatable, Hashable, Sendable {
  /// Its stream.
  public var stream: StreamID
  /// Its number.
  public var number: String

  /// A signalement of that stream and number.
  public init(stream: StreamID, number: String) {
    self.stream = stream
    self.number = number
  }
}

/// A ticket at Actimage's Redmine.
public struct SignalementTicket: Codable, Equatable, Sendable {
  /// Its number there.
  public var number: Int
  /// Its status there, as Redmine writes it; nil before it was read back.
  public var status: String?
  /// Whether it is closed there.
  public var isClosed: Bool
}
