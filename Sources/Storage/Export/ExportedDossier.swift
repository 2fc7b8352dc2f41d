import Domain

/// A dossier as it leaves the program: its keys, in snake case, are the format of `docs/export.md`.
///
/// Facts first, then what follows from them on the day of the export; dates are `AAAA-MM-JJ`.
public struct ExportedDossier: Codable, Equatable, Sendable {
  /// The reference by which people know it.
  public var reference: String
  /// The status's code, such as `INSTRUCTION`.
  public var statut: String
  /// The status as operators read it.
  public var etape: String
  /// The first line of the dossier: why late, or what is awaited, of whom and by when.
  public var phrase: String
  /// The day of its creation.
  public var creeLe: Day
  /// The day of its end.
  public var closLe: Day?
  /// The code of the reason of its end.
  public var closMotif: String?
  /// The volets, in their order.
  public var volets: [ExportedVolet]
  /// The moving date.
  public var demenagement: ExportedMove?
  /// The days between the two sessions.
  public var ecartCaleolJours: Int?
  /// Every clock that has started.
  public var horloges: [ExportedClock]
  /// Who must act.
  public var doiventAgir: [ExportedDuty]
  /// The alerts whose first day has come.
  public var alertes: [ExportedAlert]
  /// The breaches of the charter.
  public var manquements: [ExportedBreach]
  /// Every duty, kept or not, of which the figures of compliance are made.
  public var obligations: [ExportedObligation]
}

/// A volet as it leaves the program.
public struct ExportedVolet: Codable, Equatable, Sendable {
  /// The name of the volet.
  public var volet: String
  /// The bailleur's name.
  public var bailleur: String
  /// The bailleur's SIRET.
  public var siret: String?
  /// The bailleur's reference of the logement.
  public var logement: String
  /// The typologie, such as `T3`.
  public var typologie: String
  /// The commune.
  public var commune: String
  /// The commune's code.
  public var insee: String
  /// The leaving tenant's name, for those who may export names.
  public var locataire: String?
  /// The agent before the CAL.
  public var contact1: String?
  /// The agent after the CAL.
  public var contact2: String?
  /// The volet's status, as operators read it.
  public var etape: String
  /// The candidate's NUR, masked, for those who may read it.
  public var nur: String?
  /// The day of the entry of the NUR.
  public var nurLe: Day?
  /// The day of the validation of the pre-instruction.
  public var preInstructionLe: Day?
  /// The day of the validation of the instruction.
  public var instructionLe: Day?
  /// The day of the session.
  public var caleolLe: Day?
  /// How often the session was postponed.
  public var caleolReports: Int
  /// The decision, as operators read it.
  public var decision: String?
  /// The day of the entry of the decision.
  public var decisionLe: Day?
  /// The day from which the attribution counts.
  public var effectiveLe: Day?
  /// The day of the signature of the lease.
  public var bailSigneLe: Day?
  /// The days of the inventories: `sortie`, `entree`.
  public var etatsDesLieux: [String: Day]
  /// The day on which the bailleur closed its volet.
  public var closLe: Day?
}

/// The moving date as it leaves the program.
public struct ExportedMove: Codable, Equatable, Sendable {
  /// The day of the move.
  public var date: Day
  /// The volet whose bailleur proposed it.
  public var proposePar: String
  /// The day of the proposal.
  public var proposeLe: Day
  /// The day on which all had agreed.
  public var convenuLe: Day?
}

/// A clock of a volet on the day of the export.
public struct ExportedClock: Codable, Equatable, Sendable {
  /// The clock's code, such as `K1`.
  public var horloge: String
  /// What it measures.
  public var libelle: String
  /// The name of the volet.
  public var volet: String
  /// Whether the scheme sets no delay here.
  public var indicative: Bool
  /// Day 0.
  public var depart: Day
  /// The last day that is not late.
  public var echeance: Day
  /// The day on which it stopped.
  public var arret: Day?
  /// The days by which it is late, or was.
  public var retardJours: Int
  /// The rule that set the due day.
  public var regle: String?
  /// The value of that rule.
  public var valeur: Int?
}

/// Somebody who must act.
public struct ExportedDuty: Codable, Equatable, Sendable {
  /// The name of the volet.
  public var volet: String
  /// The bailleur's name.
  public var bailleur: String
  /// The contact: `contact 1` or `contact 2`.
  public var contact: String
  /// The agent's name.
  public var agent: String?
  /// What is awaited, in the infinitive.
  public var acte: String
  /// The day from which it holds.
  public var depuis: Day
  /// The last day that is not late.
  public var echeance: Day?
}

/// An alert under way.
public struct ExportedAlert: Codable, Equatable, Sendable {
  /// The alert's code, such as `AL-1`.
  public var alerte: String
  /// The name of the volet.
  public var volet: String
  /// The contact: `contact 1` or `contact 2`.
  public var contact: String
  /// Whether the contact must act, or is informed only.
  public var pourAction: Bool
  /// The day from which it holds.
  public var depuis: Day
  /// The last day on which it is silenced.
  public var suspendueJusquAu: Day?
}

/// A breach with the value that judged it.
public struct ExportedBreach: Codable, Equatable, Sendable {
  /// The rule that set the due day.
  public var regle: String
  /// The value of that rule.
  public var valeur: Int
  /// The name of the volet.
  public var volet: String
  /// The bailleur's name.
  public var bailleur: String
  /// The day from which it holds.
  public var depuis: Day
  /// By how much: days late, or days between two dates.
  public var mesure: Int
  /// Whether it goes on.
  public var enCours: Bool
}
