import Domain

/// An act that could not be replayed on what the shared journal says, and that a person settles.
public struct Conflict: Equatable, Sendable {
  /// What a person has done about it.
  public enum State: String, Sendable {
    /// Nothing yet.
    case open
    /// Looked at, left for later.
    case kept
    /// Done again, by another act.
    case redone
    /// Given up, for a reason.
    case dropped
    /// No conflict: somebody else did the same meanwhile.
    case done
  }

  /// Why the act does not hold.
  public struct Cause: Codable, Equatable, Sendable {
    /// Who refused: the Domain's rules, another dossier's claim, or the shared database.
    public enum Judge: String, Codable, Sendable {
      case rules, claim, server, same
    }

    /// Who refused.
    public let judge: Judge
    /// The reason, in French.
    public let message: String
    /// What would make it right, in French.
    public let remedy: String?
    /// The acts that came in meanwhile on the same stream.
    public let since: [CommandID]
  }

  /// The act, with the events that were shown when it was accepted here.
  public let act: PendingCommand
  /// When it was found not to hold.
  public let foundAt: Moment
  /// Why.
  public let cause: Cause
  /// What a person has done about it.
  public let state: State
  /// The reason for giving it up, or the command that took its place.
  public let note: String?

  /// Whether it still asks for somebody.
  public var isUnsettled: Bool { state == .open || state == .kept }
}

/// The table `conflict`. An act that enters it is in no other list any more.
struct ConflictTable {
  let connection: Connection

  /// Adds an act that does not hold.
  func add(
    _ act: PendingCommand, _ cause: Conflict.Cause, at moment: Moment
  ) throws(StorageError) {
    try connection.run(
      """
      INSERT OR IGNORE INTO conflict(command, stream, found_at, cause, state, act)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        act.command, act.stream, moment, try JSONText.encode(cause),
        (cause.judge == .same ? Conflict.State.done : .open).rawValue, try JSONText.encode(act),
      ])
  }

  /// Whether the act is in the list, settled or not.
  func has(_ command: CommandID) throws(StorageError) -> Bool {
    try connection.scalar("SELECT 1 FROM conflict WHERE command = ?", [command], as: Int.self)
      != nil
  }

  /// Whether nothing ever entered it.
  func isEmpty() throws(StorageError) -> Bool {
    try connection.scalar("SELECT 1 FROM conflict LIMIT 1", as: Int.self) == nil
  }

  /// One act of the list.
  func conflict(_ command: CommandID) throws(StorageError) -> Conflict? {
    try conflicts("WHERE command = ?", [command]).first
  }

  /// The acts on a stream that did not hold, settled or not.
  func conflicts(onStream stream: StreamID) throws(StorageError) -> [Conflict] {
    try conflicts("WHERE stream = ?", [stream])
  }

  /// What still asks for somebody, in the order in which it was found.
  func unsettled() throws(StorageError) -> [Conflict] {
    try conflicts("WHERE state IN ('open', 'kept') ORDER BY ord", [])
  }

  /// The last that were settled, the latest first.
  func settled(limit: Int) throws(StorageError) -> [Conflict] {
    try conflicts("WHERE state NOT IN ('open', 'kept') ORDER BY ord DESC LIMIT ?", [limit])
  }

  /// Notes what a person has done about one of them.
  func set(_ command: CommandID, to state: Conflict.State, note: String?) throws(StorageError) {
    try connection.run(
      "UPDATE conflict SET state = ?, note = ? WHERE command = ?", [state.rawValue, note, command])
  }

  /// How many still ask for somebody.
  func count() throws(StorageError) -> Int {
    try connection.scalar("SELECT count(*) FROM conflict WHERE state IN ('open', 'kept')") ?? 0
  }

  private func conflicts(
    _ clause: String, _ arguments: [any SQLBindable]
  ) throws(StorageError) -> [Conflict] {
    var conflicts: [Conflict] = []
    try connection.query(
      "SELECT act, found_at, cause, state, note FROM conflict \(clause)", arguments
    ) { row throws(StorageError) in
      guard let state = Conflict.State(rawValue: try row.get(3)) else {
        throw StorageError(.corrupt, "a conflict's state is unknown")
      }
      conflicts.append(
        Conflict(
          act: try JSONText.decode(try row.get(0)), foundAt: try row.get(1),
          cause: try JSONText.decode(try row.get(2)), state: state, note: try row.get(4)))
    }
    return conflicts
  }
}
