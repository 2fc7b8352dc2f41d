/// A signalement in a line, as lists show it.
public struct SignalementSummary: Codable, Equatable, Sendable {
  /// Its stream.
  public let stream: StreamID
  /// How it came.
  public let reception: SignalementReception
  /// What it is about now.
  public let category: SignalementCategory
  /// Where it stands.
  public let status: SignalementStatus
  /// Since when.
  public let since: Day
  /// Who has it in hand.
  public let holder: OperatorID?
  /// The last route taken.
  public let route: SignalementRoute?
  /// The signalement of which it is a duplicate.
  public let original: SignalementLink?
  /// The ticket at Actimage's.
  public let ticket: SignalementTicket?
  /// How it ended.
  public let outcome: SignalementOutcome?
  /// How often it was reopened.
  public let reopenings: Int

  /// The number by which people name it.
  public var number: String { reception.number }

  /// The bailleur.
  public var bailleur: OrganisationID { reception.bailleur }

  /// The day from which its texts are to be erased, by the règlement in force when it was closed;
  /// nil while it is open (`domaine.md` §3.1, §5.9).
  public func erasureDue(under reglement: Reglement) -> Day? {
    guard status.isOver else { return nil }
    return since.after(months: reglement.value(of: .pseudonymisation, on: since).value)
  }

  /// The queue in which it stands.
  public var queue: SignalementQueue { SignalementQueue(status) }
}

extension Signalement {
  /// It in a line; nil before it was recorded.
  public func summary(of stream: StreamID) -> SignalementSummary? {
    guard let reception, let since else { return nil }
    return SignalementSummary(
      stream: stream, reception: reception, category: category, status: status, since: since,
      holder: holder, route: route, original: original, ticket: ticket, outcome: outcome,
      reopenings: reopenings)
  }
}

/// The queues in which signalements stand; « à moi » gathers from them what one has in hand.
public enum SignalementQueue: String, Codable, CaseIterable, Sendable {
  case aTrier, aMoi, chezBailleur, chezActimage, reponses, rouverts, clos

  /// Its name, as operators read it.
  public var label: String {
    switch self {
    case .aTrier: "À trier"
    case .aMoi: "À moi"
    case .chezBailleur: "Chez le bailleur"
    case .chezActimage: "Chez Actimage"
    case .reponses: "Réponses reçues"
    case .rouverts: "Rouverts"
    case .clos: "Clos"
    }
  }

  /// The queue of a status.
  public init(_ status: SignalementStatus) {
    self =
      switch status {
      case .aTrier: .aTrier
      case .rouvert: .rouverts
      case .chezBailleur, .correctionDemandee: .chezBailleur
      case .chezActimage: .chezActimage
      case .reponseBailleur, .correctionAnnoncee, .demandeAatiko, .reponseATransmettre: .reponses
      case .doublon, .clos: .clos
      }
  }
}
