import Domain

/// The shared database as one login sees it (`sync.md` §4): what a SQLite file and a PostgreSQL
/// server both offer, under one test suite.
///
/// Calls block until their answer or their deadline; a transport makes them on a thread of its own,
/// to which the connection belongs. Whatever an answer holds is checked again by the store.
public protocol SharedDatabase: AnyObject {
  /// Greets the database: who one is there, what its clock says, whether this program may write.
  ///
  /// - Throws: `SharedError`: `refusedLogin` for a login without an account, or a disabled one.
  func hello() throws(SharedError) -> Welcome

  /// Where the audiences stand that the login may read.
  ///
  /// - Parameter scopes: the ones asked about, nil for all.
  func heads(of scopes: [ScopeID]?) throws(SharedError) -> [SharedHead]

  /// The events of an audience after a position, at most `limit` of them.
  func pull(_ scope: ScopeID, after seq: Int64, limit: Int) throws(SharedError) -> EventPage

  /// The chain of an audience at a position, nil beyond its head: what a bisection asks.
  func chain(of scope: ScopeID, at seq: Int64) throws(SharedError) -> [UInt8]?

  /// Adds acts at the end of an audience's journal, in one transaction.
  ///
  /// - Returns: a verdict for each submission, in order, up to the first that is neither accepted
  ///   nor a duplicate: what follows it was not looked at.
  func append(_ batch: Batch) throws(SharedError) -> [Verdict]

  /// Makes sure that an act never comes in, however late a copy of it arrives.
  ///
  /// - Returns: whether it is out for good; false when the journal has it already.
  func void(_ command: CommandID, in scope: ScopeID) throws(SharedError) -> Bool

  /// The texts of an audience that changed after a position, at most `limit` of them.
  func texts(of scope: ScopeID, after seq: Int64, limit: Int) throws(SharedError) -> TextPage

  /// Empties all texts of a subject for good, in every store at its next synchronisation.
  ///
  /// - Throws: `SharedError`: `denied` when the login may not erase.
  func erase(_ subject: SubjectID) throws(SharedError)

  /// The organisations of the bourse and their people.
  func directory() throws(SharedError) -> SharedDirectory

  /// Waits until something may have changed; a hint, which may be wrong or never come.
  ///
  /// - Parameters:
  ///   - seconds: how long at most.
  ///   - wake: a descriptor that ends the wait when it can be read.
  func wait(seconds: Double, wake: Int32) throws(SharedError) -> Hint

  /// Ends the connection; a call that waits elsewhere is not awaited.
  func close()
}

/// What the shared database says first.
public struct Welcome: Equatable, Sendable {
  /// The protocol that this program speaks; a database says which is the least it takes.
  public static let protocolVersion = 1

  /// Which shared database this is, for ever.
  public var epoch: String
  /// Which of its courses: another one after a restored backup or a promoted standby, when what a
  /// desk knows of the shared texts is to be read again.
  public var timeline = ""
  /// The server's clock.
  public var now: Moment
  /// Who one is there.
  public var me: Operator
  /// The least protocol that may write.
  public var leastProtocol: Int
  /// The key of the NUR's hashes, for those who enter or compare NUR.
  public var nurKey: String?
  /// Which state of the directory is there: another number, another directory.
  public var directoryVersion: Int64

  /// Whether a later program is needed: this one then reads only.
  public var isTooRecent: Bool { leastProtocol > Self.protocolVersion }
}

/// Where an audience stands in the shared journal.
public struct SharedHead: Hashable, Sendable {
  /// The audience.
  public var scope: ScopeID
  /// The position of its last event.
  public var seq: Int64
  /// The chain there.
  public var chain: [UInt8]
  /// The position of the last change of its texts.
  public var textSeq: Int64
}

/// Events of an audience, in order.
public struct EventPage: Equatable, Sendable {
  /// The chain before the first of them, nil when the journal ends earlier: a fork.
  public var before: [UInt8]?
  /// The events, with their positions and chains.
  public var entries: [JournalEntry]
  /// Where the audience stood.
  public var head: SharedHead
}

/// Texts of an audience that changed, in the order of their changes.
public struct TextPage: Equatable, Sendable {
  /// The texts.
  public var texts: [SharedText]
  /// The position up to which these are all there is.
  public var upTo: Int64
  /// Whether more follow.
  public var hasMore: Bool
}

/// A text of the shared vault.
public struct SharedText: Hashable, Codable, Sendable {
  /// Who may read it.
  public var scope: ScopeID
  /// Whether those who see every side are kept out.
  public var isClosed: Bool
  /// The subject that events name.
  public var subject: SubjectID
  /// Which of the subject's fields it is.
  public var field: String
  /// The text, nil once erased.
  public var value: String?
  /// 1, then one more at each change.
  public var version: Int
}

/// The organisations and people of the bourse, in a state of them.
public struct SharedDirectory: Equatable, Sendable {
  /// The state.
  public var version: Int64
  /// The organisations.
  public var organisations: [Organisation]
  /// The people, disabled ones too: history names them.
  public var people: [SharedPerson]
}

/// A person of the directory.
public struct SharedPerson: Equatable, Sendable {
  /// The person.
  public var person: Operator
  /// The address, when known.
  public var email: String?

  /// A person, with the address when it is known.
  public init(person: Operator, email: String? = nil) {
    self.person = person
    self.email = email
  }
}

/// What ended a wait.
public enum Hint: Equatable, Sendable {
  /// The time went by.
  case timeout
  /// The descriptor could be read.
  case woken
  /// These audiences may have changed; nil when any may have.
  case changed([ScopeID]?)
}
