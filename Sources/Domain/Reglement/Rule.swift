/// A rule or parameter of the règlement: what the operating scheme fixes, and what it leaves open
/// and the project settles (◇, shown as « interprétation »).
///
/// The raw value is the code that operators and the journal use; it never changes.
public enum Rule: String, Hashable, Codable, CaseIterable, Sendable {
  // Of the scheme.

  /// Days to pre-instruct, from the second NUR.
  case preInstruction = "R-PRE"
  /// Days to instruct, from the later pre-validation.
  case instruction = "R-INS"
  /// Days between the two CALEOL, inclusive.
  case caleolGap = "R-CAL"
  /// Days after the second NUR beyond which contact 1 is alerted.
  case alertContact1 = "R-AL1"
  /// Days without a moving date beyond which contact 2 is alerted.
  case alertContact2 = "R-AL2"
  /// Days after a moving date beyond which contact 2 is alerted.
  case alertMove = "R-AL3"
  /// Days to fix the moving date, from the later effective attribution.
  case moveDate = "R-DEM"
  /// Days between the entry and the exit état des lieux.
  case inventories = "R-EDL"
  /// Share of annonces verified.
  case moderationShare = "R-MOD"
  /// Accepted patrimoine imports in a civil month.
  case patrimoineImports = "R-PAT"
  /// Conseils d'administration in an exercice.
  case boardMeetings = "R-INST-CA"
  /// Comités techniques in an exercice.
  case technicalCommittees = "R-INST-CT"
  /// Ateliers in an exercice.
  case workshops = "R-INST-ATE"
  /// Comités partenariaux in an exercice, after the closing general meeting.
  case partnerCommittees = "R-INST-PAR"

  // Repeated breach.

  /// Breaches that make a repetition.
  case repeatBreaches = "R-REP-NB"
  /// Different dossiers on which they must lie.
  case repeatDossiers = "R-REP-DOS"
  /// Rolling days over which they are counted.
  case repeatWindow = "R-REP-FEN"
  /// Share of open dossiers late that makes a repetition.
  case repeatShare = "R-REP-PART"
  /// Late dossiers without which the share does not count.
  case repeatShareFloor = "R-REP-MIN"
  /// Monthly patrimoine files missed that make a repetition.
  case repeatMissedFiles = "R-REP-PAT"
  /// Days without a breach that end the follow-up of a rappel.
  case reminderFollowUp = "R-REP-SUIVI"

  // Dossier.

  /// Days after which a pre-instruction turns amber.
  case preInstructionAmber = "pre.ambre"
  /// Days after which an instruction turns amber.
  case instructionAmber = "ins.ambre"
  /// Days after which a moving date turns amber.
  case moveDateAmber = "dem.ambre"
  /// Days without an answer to a proposed moving date after which the silent side alone is late.
  case silentSide = "dem.silence"
  /// Days after a CALEOL at which a missing decision is recalled.
  case decisionReminder = "decision.rappel_jours"
  /// Days after the instruction at which a missing CALEOL date is recalled.
  case caleolReminder = "caleol.rappel_jours"
  /// Days after which a dossier without its NUR is recalled.
  case constitutionReminder = "constitution.rappel"
  /// Days between two alerts of one cause.
  case alertRepetition = "alerte.repetition"
  /// Days for which an alert can be silenced at most.
  case alertSilence = "alerte.silence_max"
  /// Days during which a closed dossier can be reopened.
  case reopening = "dossier.reouverture"
  /// Hours during which a validation can be undone.
  case undo = "validation.annulation"
  /// Days the tenant has to answer an offer.
  case offer = "offre.reponse"
  /// Days after the move at which closing is proposed.
  case closingProposal = "clos.proposition"

  // Moderation.

  /// Share of annonces verified from which the gauge is green.
  case moderationGreenFrom = "mod.vert_min"
  /// Share of annonces verified up to which the gauge is green.
  case moderationGreenTo = "mod.vert_max"
  /// Share of annonces verified under which the gauge is red.
  case moderationRedUnder = "mod.rouge"
  /// Least share verified of each bailleur that has enough annonces.
  case moderationBailleurFrom = "mod.bailleur_min"
  /// Greatest share verified of each bailleur that has enough annonces.
  case moderationBailleurTo = "mod.bailleur_max"
  /// Annonces of the month from which a bailleur's share is balanced.
  case moderationBailleurSize = "mod.bailleur_annonces"

  // Patrimoine.

  /// Share of lines in error above which a file is rejected.
  case patrimoineErrors = "pat.erreurs_max"
  /// Share of logements gone above which a file waits for a confirmation.
  case patrimoineGone = "pat.sorties_max"
  /// Age in days above which a file is to be refreshed.
  case patrimoineAge = "pat.age"

  // Other processes.

  /// Days a bailleur has to answer a request, as a target.
  case bailleurAnswer = "sollicitation.cible"
  /// Days Aatiko has to answer a request, as a target.
  case aatikoAnswer = "sollicitation.cible_aatiko"
  /// Days after a missed milestone of a wave at which the bailleur is reminded.
  case waveReminder = "integration.relance_jours"
  /// Days after a wave in which non-members are informed.
  case waveInformation = "vague.info_jours"
  /// Months after which the list of réservataires is to be checked.
  case reservatairesReminder = "reservataires.rappel_mois"
  /// Euros from which a devis is considerable.
  case considerableQuote = "evol.seuil_consequent"
  /// Seconds of clock skew up to which a workstation's clock is trusted.
  case clockTolerance = "horodatage.tolerance"
  /// Months after closing at which a dossier is pseudonymised.
  case pseudonymisation = "rgpd.pseudonymisation"
  /// Count under which a cell of statistics is masked.
  case smallCells = "stat.cellule_min"
}

extension Rule {
  /// In what a rule's value is counted.
  public enum Unit: String, Hashable, Codable, CaseIterable, Sendable {
    /// Calendar days.
    case days
    /// Hours.
    case hours
    /// Seconds.
    case seconds
    /// Calendar months.
    case months
    /// Percents.
    case percent
    /// Things.
    case count
    /// Euros.
    case euros
  }

  /// The code that operators and the journal use.
  public var code: String { rawValue }

  /// What the rule says, in French.
  public var label: String { definition.label }

  /// The line of the operating scheme (updated 01/09/2022) that states it, or nil.
  public var schemeLine: Int? { definition.line }

  /// Whether the project settled it, wholly or in part, where the scheme leaves it open (◇).
  public var isInterpretation: Bool { definition.isInterpretation }

  /// In what the value is counted.
  public var unit: Unit { definition.unit }

  /// The value until the GIE sets another.
  public var defaultValue: Int { definition.value }

  /// Where the value comes from, as `:regles` shows it.
  public var source: String {
    switch (schemeLine, isInterpretation) {
    case (let line?, false): "schéma, l. \(line)"
    case (let line?, true): "schéma, l. \(line) ; interprétation"
    case (nil, _): "interprétation"
    }
  }

  /// A value of the rule as operators read it: « 7 jours », « 30 % ».
  public func french(_ value: Int) -> String {
    let plural = abs(value) > 1 ? "s" : ""
    return switch unit {
    case .days: "\(value) jour\(plural)"
    case .hours: "\(value) h"
    case .seconds: "\(value) s"
    case .months: "\(value) mois"
    case .percent: "\(value) %"
    case .count: "\(value)"
    case .euros: "\(value) €"
    }
  }
}
