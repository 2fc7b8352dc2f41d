/// A *rappel à la charte*: the facts that made it proposed, what the GIE decided, the letters, and
/// how it ended (scheme, line 306; `domaine.md` §3.12).
///
/// One stream for each; a bailleur has one open at a time.
public struct Rappel: Aggregate {
  /// Everything that happened, in order.
  public private(set) var history: [Recorded<RappelEvent>] = []
  /// The acts that were taken back by their authors.
  public private(set) var undone: Set<CommandID> = []

  /// The state before the first event.
  public static let empty = Rappel()

  /// Takes a recorded event into the state.
  public mutating func apply(_ recorded: Recorded<RappelEvent>) {
    history.append(recorded)
    if case .undone(let command) = recorded.event { undone.insert(command) }
  }

  /// What happened and was not taken back, in order.
  public var standing: [Recorded<RappelEvent>] {
    history.filter { recorded in
      if case .undone = recorded.event { return false }
      return !undone.contains(recorded.command)
    }
  }

  /// Whose breaches they are; nil before the first event.
  public var bailleur: OrganisationID? { proposal?.bailleur }

  /// The facts as they were on the day of the proposal.
  public var constat: RappelConstat? { proposal?.constat }

  /// The day of the proposal.
  public var proposedOn: Day? { history.first?.day }

  private var proposal: (bailleur: OrganisationID, constat: RappelConstat)? {
    for recorded in history {
      if case .proposed(let bailleur, let constat) = recorded.event { return (bailleur, constat) }
    }
    return nil
  }

  /// How far it is; nil before the first event.
  public var stage: RappelStage? {
    guard bailleur != nil else { return nil }
    return standing.last?.event.stage ?? .withdrawn
  }

  /// Whether it still asks for something.
  public var isOpen: Bool { stage?.isOpen ?? false }

  /// The letters that left, in order.
  public var letters: [RappelLetterSent] {
    standing.compactMap { recorded in
      guard case .sent(let level, let day, let letter, let channel) = recorded.event else {
        return nil
      }
      return RappelLetterSent(
        level: level, day: day, text: letter, channel: channel, command: recorded.command)
    }
  }

  /// The level of the next letter; nil when both have left, or nothing is to be sent.
  public var nextLevel: RappelLevel? {
    switch stage {
    case .proposed: .information
    case .information: .formal
    default: nil
    }
  }

  /// The day from which the follow-up counts: that of the last letter, or of the entry on an
  /// instance's agenda; nil when nothing is followed.
  public var followedSince: Day? {
    guard isOpen else { return nil }
    return standing.compactMap { recorded -> Day? in
      switch recorded.event {
      case .sent(_, let day, _, _): day
      case .referred: recorded.day
      default: nil
      }
    }.max()
  }

  /// A bailleur has one rappel open at a time.
  public var heldClaims: Set<Claim> {
    guard isOpen, let bailleur else { return [] }
    return [Self.claim(on: bailleur)]
  }

  /// No other rappel of the bailleur may be open when one is proposed, or opened again.
  public func claimsNeeded(by command: RappelCommand) -> [Claim] {
    switch command {
    case .propose(let bailleur, _): [Self.claim(on: bailleur)]
    case .undo: bailleur.map { [Self.claim(on: $0)] } ?? []
    default: []
    }
  }

  static func claim(on bailleur: OrganisationID) -> Claim { Claim(key: "rappel/\(bailleur)") }

  /// The reference by which people name it, « R-261128-4F2A »: its day, and four signs of the
  /// identity of its stream.
  public func reference(of stream: StreamID) -> String {
    let day = proposedOn.map { String($0.iso.filter { $0 != "-" }.dropFirst(2)) } ?? ""
    return "R-\(day)-\(SHA256.hex(SHA256.hash(stream.text)).prefix(4).uppercased())"
  }
}

/// A letter that left.
public struct RappelLetterSent: Equatable, Sendable {
  /// How serious it is.
  public let level: RappelLevel
  /// Its date.
  public let day: Day
  /// Where the vault keeps its words.
  public let text: SubjectID
  /// How it left.
  public let channel: RappelChannel
  /// The act that recorded it.
  public let command: CommandID
}
