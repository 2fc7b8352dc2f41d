/// A dossier d'échange: the volets of an exchange, and all that happened to them.
///
/// The state holds facts only. Statuses (`DossierStatus`), clocks (`DossierDeadlines`), who must
/// move (`DossierBlockers`), breaches and alerts are computed from it and a day.
public struct Dossier: Aggregate {
  /// The reference by which people know it, such as « D-2026-0412 ».
  public internal(set) var reference = ""
  /// The day of its creation.
  public internal(set) var createdOn: Day?
  /// The volets, in order.
  public internal(set) var volets: [Volet] = []
  /// The day from which the last NUR counts when Aatiko restarted the clock, else nil.
  public internal(set) var clockRestartedOn: Day?
  /// The moving date proposed or agreed.
  public internal(set) var move: MovingDate?
  /// How often an agreed moving date was changed.
  public internal(set) var movePostponements = 0
  /// How the dossier ended, if it has.
  public internal(set) var closing: Closing?
  /// The closings that were reopened, which stay shown.
  public internal(set) var reopenings: [Reopening] = []
  /// The day until which each alert is silenced, by alert and volet.
  public internal(set) var silences: [AlertKey: Day] = [:]
  /// The days on which each alert was issued, by alert and volet.
  public internal(set) var alertsIssued: [AlertKey: [Day]] = [:]
  /// When and why the personal data were erased, nil while they are kept.
  public internal(set) var erasure: Erasure?
  /// The acts undone; their events stay in the history, without effect.
  public internal(set) var undone: Set<CommandID> = []
  /// Everything that happened, in order, what was undone included.
  public internal(set) var history: [Recorded<DossierEvent>] = []

  /// The state before the first event.
  public static let empty = Dossier()

  /// Whether the dossier exists and has not ended.
  public var isOpen: Bool { createdOn != nil && closing == nil }

  /// The volet of that name.
  public subscript(_ name: VoletName) -> Volet? { volets.first { $0.name == name } }

  /// The volets other than that one.
  public func others(than name: VoletName) -> [Volet] { volets.filter { $0.name != name } }

  /// Whether one bailleur has every volet (`domaine.md` §2.7).
  public var isSameBailleur: Bool { Set(volets.map(\.bailleur)).count == 1 }

  /// The claims that the dossier holds: its reference, and while it is open its logements and NUR.
  public var heldClaims: Set<Claim> {
    guard createdOn != nil else { return [] }
    return (isOpen ? sharedClaims : []).union([.reference(reference)])
  }

  /// The claims that must be free, or its own, for the command to be accepted.
  public func claimsNeeded(by command: DossierCommand) -> [Claim] {
    switch command {
    case .create(let reference, let volets):
      [.reference(reference)]
        + volets.map { .logement($0.logement.reference, of: $0.bailleur) }
    case .enterNUR(_, let nur), .correctNUR(_, let nur, _, _): [.nur(nur)]
    case .reopen: sharedClaims.sorted()
    case .undo(let command, _): without(command).heldClaims.subtracting(heldClaims).sorted()
    default: []
    }
  }

  private var sharedClaims: Set<Claim> {
    var claims: Set<Claim> = []
    for volet in volets {
      claims.insert(.logement(volet.logement.reference, of: volet.bailleur))
      if let nur = volet.nur?.value, !nur.isWithheld { claims.insert(.nur(nur)) }
    }
    return claims
  }
}

/// The date on which the tenants move, proposed by one bailleur and accepted by the others.
public struct MovingDate: Equatable, Sendable {
  /// The civil day of the move.
  public let date: Day
  /// The volet whose bailleur proposed the date, or changed it last.
  public let proposedBy: VoletName
  /// The day of that proposal.
  public let proposedOn: Day
  /// The volets whose bailleur agrees.
  public internal(set) var agreed: Set<VoletName>
  /// The first agreement of all, kept when the date is changed afterwards.
  public internal(set) var agreement: Agreement?

  /// The day on which all agreed for the first time, which stops the clock of the moving date.
  public var agreedOn: Day? { agreement?.day }

  /// How all came to agree: whose proposal of which day was accepted on which day.
  public struct Agreement: Equatable, Sendable {
    /// The day of the last acceptance.
    public let day: Day
    /// The volet whose bailleur had proposed the date.
    public let proposedBy: VoletName
    /// The day of that proposal.
    public let proposedOn: Day
  }
}

/// How a dossier ended.
public struct Closing: Equatable, Sendable {
  /// The outcome.
  public let outcome: Outcome
  /// The volet on which it ended, when one did.
  public let volet: VoletName?
  /// The reason given.
  public let reason: Reason?
  /// The day.
  public let day: Day

  /// The ways in which a dossier ends.
  public enum Outcome: String, Codable, CaseIterable, Sendable {
    case realised, refusedPreInstruction, refusedInstruction, notAttributed, irrecevable
    case withdrawn, cancelled, lapsed
  }
}

/// A closing that was reopened.
public struct Reopening: Equatable, Sendable {
  /// The closing as it was.
  public let closing: Closing
  /// The day of the reopening.
  public let day: Day
}

/// An alert about a volet.
public struct AlertKey: Hashable, Sendable {
  /// The alert.
  public let alert: AlertCode
  /// The volet whose contact it is sent to.
  public let volet: VoletName
}
