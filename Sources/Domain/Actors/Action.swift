/// What the rights matrix grants or withholds; one case for each of its lines, in their order.
public enum Action: String, Hashable, Codable, CaseIterable, Sendable {
  /// See the queues of dossiers.
  case seeDossiers
  /// See the other bailleur's volet.
  case seeOtherVolet
  /// See a NUR in clear.
  case seeNUR
  /// Create a dossier or enter a NUR.
  case createDossier
  /// Validate or refuse a pre-instruction or an instruction.
  case instruct
  /// Fix the date of a CALEOL or enter its decision.
  case holdCaleol
  /// Enter the diagnostics, the period, the moving date, the lease and the états des lieux.
  case organiseMove
  /// Close a volet.
  case closeVolet
  /// Record that a tenant withdraws.
  case withdraw
  /// Cancel or reopen a dossier.
  case cancelDossier
  /// Give a dossier to another agent of the bailleur.
  case reassign
  /// Follow dossiers and emit alerts.
  case followDossiers
  /// Silence an alert, at most 14 days.
  case silenceAlert
  /// Route a signalement.
  case routeSignalement
  /// Answer a signalement as the bailleur.
  case answerSignalement
  /// Open and follow Redmine tickets.
  case handleTickets
  /// Handle a registration difficulty.
  case handleInscription
  /// Submit or answer a bailleur's own difficulty.
  case handleBailleurDifficulty
  /// Moderate an annonce.
  case moderate
  /// Report a comment or a photo.
  case report
  /// Import a patrimoine file in production.
  case importPatrimoine
  /// Try a patrimoine file in pre-production.
  case tryPatrimoine
  /// See the reports of imports.
  case seeImports
  /// Create accounts on pre-production and Redmine.
  case createTechnicalAccounts
  /// Create the administrators' accounts of a bailleur.
  case createAdministrators
  /// Create the agents' accounts of a bailleur.
  case createAgents
  /// Edit a bailleur's card and the pieces of its page.
  case editBailleur
  /// Run the adhesions and the waves.
  case runAdhesion
  /// Run trainings.
  case runTrainings
  /// Keep the list of réservataires.
  case editReservataires
  /// Read the compliance board.
  case seeCompliance
  /// Send a rappel à la charte.
  case remind
  /// Submit a need.
  case submitNeed
  /// Make proposals and ask for a devis.
  case proposeEvolution
  /// Pre-arbitrate, validate a devis.
  case arbitrate
  /// Run the instances.
  case runInstances
  /// Run the communication.
  case communicate
  /// Read the public statistics.
  case seeStatistics
  /// Export rows that name people.
  case exportNames
  /// Change the rules and their parameters.
  case changeRules
  /// Read the journal.
  case readJournal
}

extension Action {
  /// What it is, as the operator reads it: the end of a French sentence, beginning with a verb.
  public var label: String {
    switch self {
    case .seeDossiers: "voir les dossiers"
    case .seeOtherVolet: "voir le volet de l'autre bailleur"
    case .seeNUR: "voir un NUR en clair"
    case .createDossier: "créer un dossier ou saisir un NUR"
    case .instruct: "pré-instruire et instruire"
    case .holdCaleol: "fixer la date de CALEOL et saisir la décision"
    case .organiseMove: "saisir diagnostics, date de déménagement, bail et états des lieux"
    case .closeVolet: "clore un volet"
    case .withdraw: "enregistrer un désistement"
    case .cancelDossier: "annuler ou rouvrir un dossier"
    case .reassign: "réaffecter un dossier au sein d'un bailleur"
    case .followDossiers: "suivre les dossiers et émettre des alertes"
    case .silenceAlert: "mettre une alerte en sommeil"
    case .routeSignalement: "orienter un signalement"
    case .answerSignalement: "répondre à un signalement pour le bailleur"
    case .handleTickets: "gérer les tickets Redmine"
    case .handleInscription: "traiter une difficulté d'inscription"
    case .handleBailleurDifficulty: "soumettre ou traiter une difficulté de bailleur"
    case .moderate: "modérer une annonce"
    case .report: "signaler un commentaire ou une photo"
    case .importPatrimoine: "importer un fichier patrimoine en production"
    case .tryPatrimoine: "essayer un fichier patrimoine en préproduction"
    case .seeImports: "voir les rapports d'import"
    case .createTechnicalAccounts: "créer les comptes de préproduction et Redmine"
    case .createAdministrators: "créer les comptes d'administrateur d'un bailleur"
    case .createAgents: "créer les comptes d'agent"
    case .editBailleur: "modifier la fiche et la page d'un bailleur"
    case .runAdhesion: "conduire les adhésions et les vagues"
    case .runTrainings: "gérer les formations"
    case .editReservataires: "tenir la liste des réservataires"
    case .seeCompliance: "consulter le tableau de conformité"
    case .remind: "adresser un rappel aux règles"
    case .submitNeed: "exprimer un besoin"
    case .proposeEvolution: "faire des propositions et demander un devis"
    case .arbitrate: "pré-arbitrer et valider un devis"
    case .runInstances: "organiser les instances"
    case .communicate: "conduire la communication"
    case .seeStatistics: "consulter les statistiques publiques"
    case .exportNames: "exporter des données nominatives"
    case .changeRules: "changer les règles et leurs paramètres"
    case .readJournal: "consulter le journal"
    }
  }
}
