/// The name of a volet; two today.
public enum VoletName: String, Codable, CaseIterable, Sendable, Comparable {
  case a = "A"
  case b = "B"

  /// Orders volets by name.
  public static func < (left: VoletName, right: VoletName) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// A logement as a dossier knows it; the patrimoine file holds the rest.
public struct Logement: Hashable, Codable, Sendable {
  /// The bailleur's own reference of the logement (1 to 30 characters).
  public let reference: String
  /// The number of rooms as the profession says it, such as « T3 ».
  public let typologie: Typologie
  /// The commune's code.
  public let insee: InseeCode
  /// The commune's name.
  public let commune: String

  /// A logement by its reference, size and commune.
  public init(reference: String, typologie: Typologie, insee: InseeCode, commune: String) {
    self.reference = reference
    self.typologie = typologie
    self.insee = insee
    self.commune = commune
  }

  /// « T3 Paris 13e », for lists.
  public var summary: String { "\(typologie.rawValue) \(commune)" }
}

/// The typologies of the patrimoine file (`domaine.md` §5.6).
public enum Typologie: String, Codable, CaseIterable, Sendable {
  case t1 = "T1"
  case t1bis = "T1bis"
  case t2 = "T2"
  case t3 = "T3"
  case t4 = "T4"
  case t5 = "T5"
  case t6 = "T6+"
}

/// The agent of a bailleur in charge of a part of the process (scheme line 178).
public enum ContactKind: Int, Codable, CaseIterable, Sendable {
  /// Before the CAL.
  case contact1 = 1
  /// After the CAL.
  case contact2 = 2

  /// « contact 1 », « contact 2 ».
  public var label: String { "contact \(rawValue)" }
}

/// One bailleur's half of an exchange: its logement, left by its tenant for the other's tenant.
///
/// Volet A is BA's work on logement A: LA leaves it, LB is its candidate, so that BA's CALEOL
/// examines LB's NUR (`spec.md` §3).
public struct Volet: Equatable, Sendable {
  /// The volet's name.
  public let name: VoletName
  /// The bailleur of the logement.
  public let bailleur: OrganisationID
  /// The logement to be attributed.
  public let logement: Logement
  /// The vault subject of the tenant who leaves.
  public let locataire: SubjectID
  /// The vault subject of the tenant who comes.
  public let candidat: SubjectID
  /// The agents in charge, by contact.
  public internal(set) var contacts: [ContactKind: OperatorID] = [:]

  /// The candidate's NUR and the day of its entry, which starts the clocks when it is the last.
  public internal(set) var nur: Dated<SealedNUR>?
  /// The pieces asked of the candidate and not received, with the day of the request.
  public internal(set) var awaitedPieces: [Dated<Piece>] = []
  /// The day of the pre-instruction's validation.
  public internal(set) var preValidatedOn: Day?
  /// The day of the instruction's validation.
  public internal(set) var instructedOn: Day?
  /// The session of the commission, past or to come.
  public internal(set) var caleol: CaleolSession?
  /// How often the session was postponed.
  public internal(set) var caleolPostponements = 0
  /// The day on which a session was postponed without a new date.
  public internal(set) var caleolClearedOn: Day?
  /// The decision, with the day of its entry.
  public internal(set) var decision: Dated<CaleolDecision>?
  /// The day on which the condition was lifted or the first rank reached, and that of its entry.
  public internal(set) var lifted: Dated<Day>?
  /// The day on which the candidate accepted the offer.
  public internal(set) var offerAcceptedOn: Day?
  /// The steps of preparation done, with their day.
  public internal(set) var preparations: [Preparation: Day] = [:]
  /// The days between which the leaving tenant can move.
  public internal(set) var period: ClosedRange<Day>?
  /// The day fixed for signing the lease.
  public internal(set) var leaseDate: Day?
  /// The day on which the lease was signed.
  public internal(set) var leaseSignedOn: Day?
  /// The days of the two inventories.
  public internal(set) var inventories: [Inventory: Day] = [:]
  /// The day on which the tenant was told that the favourable decision is without effect.
  public internal(set) var tenantInformedOn: Day?
  /// The day from which the bailleur's file has the logement no more, nil while it has it.
  public internal(set) var leftFileOn: Day?
  /// The day on which the bailleur closed its volet.
  public internal(set) var closedOn: Day?

  init(_ draft: NewVolet, candidat: SubjectID) {
    name = draft.name
    bailleur = draft.bailleur
    logement = draft.logement
    locataire = draft.locataire
    self.candidat = candidat
    contacts[.contact1] = draft.contact1
    contacts[.contact2] = draft.contact2
  }

  /// The day from which the attribution counts: the session, or the later lifting of its condition.
  public var effectiveOn: Day? {
    guard let decision, decision.value.isFavourable, let session = caleol?.date else { return nil }
    if decision.value.isEffectiveAtOnce { return session }
    return lifted.map { max(session, $0.value) }
  }

  /// The day on which the fact that makes the attribution effective was entered.
  public var effectiveEnteredOn: Day? {
    guard effectiveOn != nil, let decision else { return nil }
    return decision.value.isEffectiveAtOnce ? decision.day : lifted?.day
  }
}

/// A value with the day on which it was entered.
public struct Dated<Value: Equatable & Sendable>: Equatable, Sendable {
  /// The value.
  public let value: Value
  /// The civil day of its entry.
  public let day: Day
}

/// A step of the preparation of a move (scheme line 316).
public enum Preparation: String, Codable, CaseIterable, Sendable {
  case diagnosticsLaunched = "diagnostics_lances"
  case diagnosticsReceived = "diagnostics_recus"
  case documentsReady = "documents_prets"

  /// The step as the operator reads it.
  public var label: String {
    switch self {
    case .diagnosticsLaunched: "diagnostics lancés"
    case .diagnosticsReceived: "diagnostics reçus"
    case .documentsReady: "documents réglementaires prêts"
    }
  }
}

/// A volet of a dossier about to be created.
public struct NewVolet: Equatable, Codable, Sendable {
  /// The volet's name.
  public let name: VoletName
  /// The bailleur of the logement.
  public let bailleur: OrganisationID
  /// The logement to be attributed.
  public let logement: Logement
  /// The vault subject of the tenant who leaves it.
  public let locataire: SubjectID
  /// The agent before the CAL, as the patrimoine file names it.
  public let contact1: OperatorID?
  /// The agent after the CAL, as the patrimoine file names it.
  public let contact2: OperatorID?

  /// A volet to be created.
  public init(
    name: VoletName, bailleur: OrganisationID, logement: Logement, locataire: SubjectID,
    contact1: OperatorID? = nil, contact2: OperatorID? = nil
  ) {
    self.name = name
    self.bailleur = bailleur
    self.logement = logement
    self.locataire = locataire
    self.contact1 = contact1
    self.contact2 = contact2
  }
}
