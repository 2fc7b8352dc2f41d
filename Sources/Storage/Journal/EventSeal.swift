import Domain

/// The part of an event that its readers alone get, and what proves it to have been there.
///
/// The chain covers the readers and the digest, never the body: who reads the public form alone
/// verifies the same chain. The body holds a random salt, so the digest tells nothing of it.
public struct EventSeal: Hashable, Sendable {
  /// How a kind ends that says nothing of the event; it begins with the aggregate, as all do.
  static let withheldMark = ".withheld"

  /// What an event of an aggregate is called whose public form says nothing.
  static func withheldKind(of aggregate: String) -> String { aggregate + withheldMark }

  /// The organisations that read the body, besides those who see every side.
  public var readers: ScopeID
  /// Whether those who see every side are kept out as well.
  public var isClosed: Bool
  /// The SHA-256 of the body's bytes.
  public var digest: [UInt8]
  /// What happened, as JSON (`Body`), nil in the stores that may not have it.
  public var body: String?

  /// A seal whose digest is known.
  public init(readers: ScopeID, isClosed: Bool, digest: [UInt8], body: String?) {
    self.readers = readers
    self.isClosed = isClosed
    self.digest = digest
    self.body = body
  }

  /// Seals what happened.
  ///
  /// - Parameter salt: random, so that a guess at the body cannot be compared with the digest.
  /// - Throws: `StorageError` of kind `misuse`.
  init(
    _ event: PendingCommand.Event, for readers: Set<OrganisationID>, isClosed: Bool,
    salt: SubjectID
  ) throws(StorageError) {
    let body = try JSONText.encode(Body(salt: salt, event: event))
    self.init(
      readers: ScopeID(of: readers), isClosed: isClosed,
      digest: SHA256.hash(Array(body.utf8)), body: body)
  }

  /// Whether the body, when it is there, is the one that the digest was made of.
  var isWhole: Bool { body.map { SHA256.hash(Array($0.utf8)) == digest } ?? true }

  /// The event inside, nil where it is not to be read.
  ///
  /// - Throws: `StorageError` of kind `corrupt`.
  func opened() throws(StorageError) -> PendingCommand.Event? {
    guard let body else { return nil }
    return try JSONText.decode(body, as: Body.self).event
  }

  /// What the body says.
  struct Body: Codable {
    let salt: SubjectID
    let event: PendingCommand.Event
  }
}
