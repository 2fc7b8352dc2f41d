extension Permission {
  /// The rights matrix: one line for each action, one cell for each role.
  ///
  /// ● act · ◐ act for one's own bailleur · ○ act « au nom de », with a reason · L read · l read
  /// the minimum · – nothing · a word: only that part (``Restriction``). `+` joins two grants.
  static let table: [(action: Action, cells: String)] = [
    //                          SA  FA  ACT GIE AOR PIL ADM C1 C2 INF PAR
    (.seeDossiers, "            ●   ●   –   L   –   ◐   ◐   ◐:confiés-ou-tous ◐ – –"),
    (.seeOtherVolet, "          ●   ●   –   L   –   l   l   l   l   –   –"),
    (.seeNUR, "                 ●   ●   –   –   –   ◐   ◐   ◐   ◐   –   –"),
    (.createDossier, "          ●   ○   –   –   –   –   ◐   ◐+○ –   –   –"),
    (.instruct, "               ○   ○   –   –   –   –   ◐   ◐   –   –   –"),
    (.holdCaleol, "             ○   ○   –   –   –   –   ◐   ◐   ◐:décision – –"),
    (.organiseMove, "           ○   ○   –   –   –   –   ◐   –   ◐   –   –"),
    (.closeVolet, "             ○   ○   –   –   –   –   ◐   –   ◐   –   –"),
    (.withdraw, "               ●   ●   –   –   –   –   ◐   ◐   ◐   –   –"),
    (.cancelDossier, "          ●   ○   –   L   –   –   –   –   –   –   –"),
    (.reassign, "               ●   ●   –   –   –   ◐   ◐   –   –   –   –"),
    (.followDossiers, "         ●   ●   –   L   –   L:propres L:propres propres propres – –"),
    (.silenceAlert, "           ●   ●   –   –   –   –   ◐   propres propres – –"),
    (.routeSignalement, "       ●   ●   –   –   –   –   –   –   –   –   –"),
    (.answerSignalement, "      ○   ○   –   –   –   ◐   ◐   ◐   ◐   ◐:patrimoine –"),
    (.handleTickets, "          ●   ●   ●   L   –   ◐:propres ◐:propres – – ◐ –"),
    (.handleInscription, "      renvoyer renvoyer renvoyer renvoyer – ◐ ◐ ◐ ◐ – –"),
    (
      .handleBailleurDifficulty,
      "répondre répondre technique L – soumettre soumettre soumettre soumettre soumettre –"
    ),
    (.moderate, "               ●   ●   –   L   –   –   ◐   –   –   –   –"),
    (.report, "                 ●   ●   –   –   –   ◐:tous tous tous tous – –"),
    (.importPatrimoine, "       ○   –   ○:support – – – ◐   –   –   ◐   –"),
    (.tryPatrimoine, "          ●   –   ●   –   –   –   ◐   –   –   ◐   –"),
    (.seeImports, "             ●   ●   ●   L   –   ◐   ◐   –   –   ◐   –"),
    (.createTechnicalAccounts, "–   –   ●   –   –   –   –   –   –   –   –"),
    (.createAdministrators, "   ●   ●   –   –   –   –   –   –   –   –   –"),
    (.createAgents, "           ●   –   –   –   –   –   ◐   –   –   –   –"),
    (.editBailleur, "           ●   ●   –   L   –   ◐   ◐   –   –   –   –"),
    (.runAdhesion, "            L   L   L:transmis ● L dossier-type – – – – –"),
    (.runTrainings, "           ●   ●   ●   ●   –   L   L   L   L   L   –"),
    (.editReservataires, "      L   L   –   ●   L   L   L   L   L   –   sa-ligne"),
    (.seeCompliance, "          ●   ●   –   ●   l   ◐+médiane ◐+médiane – – – –"),
    (.remind, "                 proposer proposer – ● – L:propres L:propres – – – –"),
    (.submitNeed, "             ●   ●   ●   ●   –   ●   ●   ●   ●   ●   –"),
    (.proposeEvolution, "       ●   ●   devis L –   –   –   –   –   –   –"),
    (.arbitrate, "              –   –   –   ●   –   vote –  –   –   –   –"),
    (.runInstances, "           ●:CT-ateliers ● L ● L présence – – – – L:partenarial"),
    (.communicate, "            ●:LinkedIn ● – ● L relayer relayer – – – –"),
    (.seeStatistics, "          ●   ●   l   ●   l   l   l   l   l   l   l"),
    (.exportNames, "            ●   –   –   –   –   –   ◐   –   –   –   –"),
    (.changeRules, "            proposer – – ● –   –   –   –   –   –   –"),
    (
      .readJournal,
      "● propres+dossiers propres ●:sans-locataires – ◐ ◐ propres propres propres –"
    ),
  ]
}
