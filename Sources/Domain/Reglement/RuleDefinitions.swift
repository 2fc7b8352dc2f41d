/// What is fixed about a rule, whatever value the GIE gives it.
struct RuleDefinition: Sendable {
  let label: String
  let line: Int?
  let isInterpretation: Bool
  let unit: Rule.Unit
  let value: Int

  /// A rule that the scheme states on that line, with its value.
  static func scheme(
    _ line: Int, _ value: Int, _ unit: Rule.Unit, _ label: String
  ) -> RuleDefinition {
    RuleDefinition(label: label, line: line, isInterpretation: false, unit: unit, value: value)
  }

  /// A rule that the project settled (◇), on the occasion of a line of the scheme or of none.
  static func settled(
    _ value: Int, _ unit: Rule.Unit, _ label: String, line: Int? = nil
  ) -> RuleDefinition {
    RuleDefinition(label: label, line: line, isInterpretation: true, unit: unit, value: value)
  }
}

extension Rule {
  var definition: RuleDefinition {
    Rule.definitions[self] ?? .settled(0, .count, code)
  }

  /// One entry for each rule; a test checks that none is missing.
  static let definitions: [Rule: RuleDefinition] = [
    .preInstruction: .scheme(
      290, 7, .days, "Pré-instruction, depuis la saisie du second NUR"),
    .instruction: .scheme(
      291, 14, .days, "Instruction, depuis la dernière validation de pré-instruction"),
    .caleolGap: .scheme(292, 8, .days, "Intervalle maximum entre les deux CALEOL"),
    .alertContact1: .scheme(
      299, 21, .days, "Alerte au contact 1 : plus de 3 semaines depuis la saisie des NUR"),
    .alertContact2: .scheme(
      303, 21, .days, "Alerte au contact 2 : plus de 3 semaines sans date de déménagement"),
    .alertMove: .scheme(
      304, 0, .days, "Alerte au contact 2 : déménagement passé et dossier non clos"),
    .moveDate: .scheme(
      316, 21, .days, "Date de déménagement à fixer, depuis la dernière attribution"),
    .inventories: .scheme(
      319, 0, .days, "États des lieux d'entrée et de sortie : écart (même jour)"),
    .moderationShare: .settled(
      30, .percent, "Annonces vérifiées, de celles publiées ou modifiées dans le mois", line: 276),
    .patrimoineImports: .settled(
      1, .count, "Fichiers patrimoine acceptés par mois civil", line: 194),
    .boardMeetings: .scheme(70, 2, .count, "Conseils d'administration par exercice"),
    .technicalCommittees: .scheme(77, 2, .count, "Comités techniques par exercice, au moins"),
    .workshops: .scheme(94, 2, .count, "Ateliers de travail par exercice, au moins"),
    .partnerCommittees: .scheme(
      101, 1, .count, "Comité partenarial par exercice, après l'assemblée de clôture"),

    .repeatBreaches: .settled(
      3, .count, "Manquement répété : nombre de manquements", line: 306),
    .repeatDossiers: .settled(
      3, .count, "Manquement répété : nombre de dossiers différents", line: 306),
    .repeatWindow: .settled(90, .days, "Manquement répété : période glissante", line: 306),
    .repeatShare: .settled(
      25, .percent, "Manquement répété : part des dossiers ouverts en retard", line: 306),
    .repeatShareFloor: .settled(
      3, .count, "Manquement répété : dossiers en retard sans lesquels la part ne compte pas",
      line: 306),
    .repeatMissedFiles: .settled(
      2, .count, "Manquement répété : fichiers patrimoine mensuels manqués", line: 306),
    .reminderFollowUp: .settled(
      60, .days, "Suivi d'un rappel : durée sans manquement qui y met fin", line: 306),

    .preInstructionAmber: .settled(5, .days, "Pré-instruction : échéance proche"),
    .instructionAmber: .settled(11, .days, "Instruction : échéance proche"),
    .moveDateAmber: .settled(16, .days, "Date de déménagement : échéance proche"),
    .silentSide: .settled(
      5, .days, "Date de déménagement proposée sans réponse : retard au seul bailleur silencieux"),
    .decisionReminder: .settled(3, .days, "Décision non saisie : rappel après la CALEOL"),
    .caleolReminder: .settled(14, .days, "CALEOL non fixée : rappel après l'instruction"),
    .constitutionReminder: .settled(30, .days, "Dossier sans ses NUR : rappel"),
    .alertRepetition: .settled(7, .days, "Répétition d'une alerte tant que dure sa cause"),
    .alertSilence: .settled(14, .days, "Mise en sommeil d'une alerte, au plus"),
    .reopening: .settled(30, .days, "Réouverture d'un dossier clos, au plus tard"),
    .undo: .settled(24, .hours, "Annulation d'une validation, au plus tard"),
    .offer: .settled(10, .days, "Réponse du locataire à l'offre"),
    .closingProposal: .settled(7, .days, "Clôture proposée après le déménagement"),

    .moderationGreenFrom: .settled(
      27, .percent, "Jauge de modération : verte à partir de", line: 276),
    .moderationGreenTo: .settled(35, .percent, "Jauge de modération : verte jusqu'à", line: 276),
    .moderationRedUnder: .settled(20, .percent, "Jauge de modération : rouge sous", line: 276),
    .moderationBailleurFrom: .settled(
      20, .percent, "Part vérifiée par bailleur, au moins", line: 276),
    .moderationBailleurTo: .settled(
      40, .percent, "Part vérifiée par bailleur, au plus", line: 276),
    .moderationBailleurSize: .settled(
      10, .count, "Annonces du mois à partir desquelles la part d'un bailleur est équilibrée",
      line: 276),

    .patrimoineErrors: .settled(
      5, .percent, "Lignes en erreur au-delà desquelles le fichier est rejeté"),
    .patrimoineGone: .settled(
      10, .percent, "Logements sortis au-delà desquels l'import attend une confirmation"),
    .patrimoineAge: .settled(31, .days, "Âge au-delà duquel le patrimoine est à actualiser"),

    .bailleurAnswer: .settled(
      5, .days, "Réponse d'un bailleur à une sollicitation (cible)", line: 256),
    .aatikoAnswer: .settled(
      3, .days, "Réponse d'Aatiko à une sollicitation (cible)", line: 269),
    .waveReminder: .settled(
      7, .days, "Relance après une étape d'intégration manquée", line: 184),
    .waveInformation: .settled(30, .days, "Information des non-adhérents après une vague"),
    .reservatairesReminder: .settled(6, .months, "Liste des réservataires à vérifier"),
    .considerableQuote: .settled(
      15_000, .euros, "Devis conséquent, soumis à l'accord préalable du CA"),
    .clockTolerance: .settled(300, .seconds, "Écart admis de l'horloge d'un poste"),
    .pseudonymisation: .settled(12, .months, "Pseudonymisation après la clôture"),
    .smallCells: .settled(5, .count, "Statistiques : effectif sous lequel la case est masquée"),
  ]
}
