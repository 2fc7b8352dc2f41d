import Domain

/// An act that this desk recorded, as it was asked for: what taking back and doing again need.
public struct OwnAct: Equatable, Sendable {
  /// The act's identity.
  public let command: CommandID
  /// When it was signed.
  public let moment: Moment
  /// The dossier's reference.
  public let reference: String
  /// The act; its texts are in the vault already.
  public let act: Act

  /// An act as it was asked for.
  public init(command: CommandID, moment: Moment, reference: String, act: Act) {
    self.command = command
    self.moment = moment
    self.reference = reference
    self.act = act
  }

  /// What kind of act it is.
  public var kind: DossierAct { act.command.target.act }
}

/// What one key takes back: one act, or all those of an act on several dossiers.
public struct OwnStep: Equatable, Sendable {
  /// How many steps can be taken back, one after the other.
  public static let depth = 50

  /// The acts, in the order in which they were recorded; one for each dossier.
  public let acts: [OwnAct]

  /// A step of these acts, which are of one kind.
  public init(_ acts: [OwnAct]) { self.acts = acts }

  /// The steps that an operator's acts left, the last `depth` of them, the latest last.
  ///
  /// What was taken back is in none; nor is what is never taken back (T07). The acts of an act on
  /// several dossiers are signed at one instant. So are acts of one kind that a script does within
  /// a second: they are one step too, of which each act is shown before it is taken back.
  ///
  /// - Parameter acts: the acts in the order in which they were recorded.
  public static func steps(of acts: [OwnAct]) -> [OwnStep] {
    var undone: Set<CommandID> = []
    for own in acts {
      if case .undo(let command, _) = own.act.command { undone.insert(command) }
    }
    var steps: [[OwnAct]] = []
    for own in acts where own.kind.isUndoable && !undone.contains(own.command) {
      if let last = steps.last, isOneStep(last, with: own) {
        steps[steps.count - 1].append(own)
      } else {
        steps.append([own])
      }
    }
    return steps.suffix(depth).map(OwnStep.init)
  }

  private static func isOneStep(_ acts: [OwnAct], with own: OwnAct) -> Bool {
    acts.allSatisfy {
      $0.moment == own.moment && $0.kind == own.kind && $0.act.stream != own.act.stream
    }
  }
}

/// The fourth step of every store's schema: a desk's own acts are found without reading the others.
/// Once shipped it is never edited.
enum OwnActs {
  static let migration = Migration(
    4, sql: "CREATE INDEX pending_operator ON pending(operator, issued_at);")
}

extension Store {
  /// The operator's acts on dossiers since a moment, in the order in which they were recorded.
  ///
  /// An act that a later version of the program wrote is left out: it cannot be done again here.
  ///
  /// - Throws: `StorageError`.
  public func ownActs(of person: OperatorID, since moment: Moment) throws -> [OwnAct] {
    try reader.snapshot {
      let acts =
        try OwnTable(connection: reader).acts(by: person, since: moment)
        + Outbox(reader).pending(by: person, since: moment)
      // Confirmed or not, in the order in which they were recorded: identities sort by time.
      return try acts.sorted { ($0.issuedAt, $0.command) < ($1.issuedAt, $1.command) }
        .filter { $0.aggregate == Dossier.aggregate }
        .compactMap { pending in
          guard let command = try? JSONText.decode(pending.arguments, as: DossierCommand.self)
          else { return nil }
          return OwnAct(
            command: pending.command, moment: pending.issuedAt,
            reference: try dossiers.row(pending.stream)?.reference ?? pending.stream.text,
            act: Act(stream: pending.stream, command: command, onBehalf: pending.onBehalf))
        }
    }
  }
}
