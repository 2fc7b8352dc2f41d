import Domain

/// An act on a signalement that this desk recorded, as it was asked for.
public struct OwnSignalementAct: Equatable, Sendable {
  /// The act's identity.
  public let command: CommandID
  /// When it was signed.
  public let moment: Moment
  /// The signalement's number.
  public let number: String
  /// The act; its texts are in the vault already.
  public let order: SignalementOrder
}

/// What one key takes back of what was done with signalements: one act, or all those of an act on
/// several.
public struct OwnSignalementStep: Equatable, Sendable {
  /// The acts, in the order in which they were recorded; one for each signalement.
  public let acts: [OwnSignalementAct]

  /// A step of these acts, which are of one kind.
  public init(_ acts: [OwnSignalementAct]) { self.acts = acts }

  /// The steps that an operator's acts left, the last of them, the latest last.
  ///
  /// The acts of an act on several signalements are signed at one instant (`OwnStep`). What was
  /// taken back is in none, nor is what is never taken back.
  ///
  /// - Parameters:
  ///   - acts: the acts in the order in which they were recorded.
  ///   - apart: those that are known to have been done one by one: whoever is fast does two within
  ///     a second.
  public static func steps(
    of acts: [OwnSignalementAct], apart: Set<CommandID> = []
  ) -> [OwnSignalementStep] {
    var undone: Set<CommandID> = []
    for own in acts {
      if case .undo(let command) = own.order.command { undone.insert(command) }
    }
    var steps: [[OwnSignalementAct]] = []
    for own in acts where own.order.command.act.isUndoable && !undone.contains(own.command) {
      if !apart.contains(own.command), let last = steps.last,
        !last.contains(where: { apart.contains($0.command) }), isOneStep(last, with: own)
      {
        steps[steps.count - 1].append(own)
      } else {
        steps.append([own])
      }
    }
    return steps.suffix(OwnStep.depth).map(OwnSignalementStep.init)
  }

  private static func isOneStep(_ acts: [OwnSignalementAct], with own: OwnSignalementAct) -> Bool {
    acts.allSatisfy {
      $0.moment == own.moment && $0.order.command.act == own.order.command.act
        && $0.order.stream != own.order.stream
    }
  }
}

extension Store {
  /// The operator's acts on signalements since a moment, in the order in which they were recorded.
  ///
  /// An act that a later version of the program wrote is left out: it cannot be done again here.
  ///
  /// - Throws: `StorageError`.
  public func ownSignalementActs(
    of person: OperatorID, since moment: Moment
  ) throws -> [OwnSignalementAct] {
    try reader.snapshot {
      let view = SignalementView(connection: reader)
      let acts =
        try OwnTable(connection: reader).acts(by: person, since: moment)
        + Outbox(reader).pending(by: person, since: moment)
      return try acts.sorted { ($0.issuedAt, $0.command) < ($1.issuedAt, $1.command) }
        .filter { $0.aggregate == Signalement.aggregate }
        .compactMap { pending in
          guard let command = try? JSONText.decode(pending.arguments, as: SignalementCommand.self)
          else { return nil }
          return OwnSignalementAct(
            command: pending.command, moment: pending.issuedAt,
            number: try view.summary(of: pending.stream)?.number ?? pending.stream.text,
            order: SignalementOrder(pending.stream, command, onBehalf: pending.onBehalf))
        }
    }
  }

  /// A number that no signalement has here, for one that is recorded by hand.
  ///
  /// - Throws: `StorageError`.
  public func newSignalementNumber(on day: Day) throws -> String {
    let view = SignalementView(connection: reader)
    var random = SystemRandomNumberGenerator()
    while true {
      let number = SignalementReception.number(on: day, drawn: (0..<4).map { _ in random.next() })
      if try view.summary(of: Signalement.stream(of: number)) == nil { return number }
    }
  }

  /// The queue of a signalement, nil when the person sees none of that stream.
  ///
  /// - Throws: `StorageError`.
  public func queue(
    of stream: StreamID, for session: Session
  ) throws -> SignalementQueue? {
    let summary = try SignalementView(connection: reader).summary(of: stream)
    guard let summary, session.actor.reads(.signalement, of: summary.bailleur) else { return nil }
    return summary.queue
  }
}
