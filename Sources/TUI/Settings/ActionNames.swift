extension UIAction {
  /// The action as the configuration file names it; it never changes.
  var name: String {
    switch self {
    case .pane(let number): "ecran-\(number)"
    case .quit: "quitter"
    case .help: "aide"
    case .palette: "commande"
    case .redraw: "redessiner"
    case .suspend: "suspendre"
    case .up: "haut"
    case .down: "bas"
    case .pageUp: "page-precedente"
    case .pageDown: "page-suivante"
    case .first: "debut"
    case .last: "fin"
    case .nextRegion: "region-suivante"
    case .previousRegion: "region-precedente"
    case .open: "ouvrir"
    case .back: "retour"
    case .earlier: "precedent"
    case .later: "suivant"
    case .nextAct: "agir"
    case .actMenu: "actes"
    case .create: "creer"
    case .acts(let group): group.name
    case .act(let act): act.word
    default: readingName
    }
  }

  private var readingName: String {
    switch self {
    case .zoom: "plein-ecran"
    case .filter: "filtrer"
    case .sort: "trier"
    case .reverseSort: "renverser-tri"
    case .columns: "colonnes"
    case .column(let edit): edit.name
    case .vues: "vues"
    case .openVue(let number): "vue-\(number)"
    case .vue(let edit): edit.name
    case .seances: "seances"
    case .seance(let edit): edit.name
    case .sync: "base-partagee"
    case .retrySync: "reessayer"
    case .conflict(let edit): edit.name
    case .account(let edit): edit.name
    case .mails: "envois"
    case .mail(let edit): edit.name
    case .tickets: "tickets"
    case .ticket(let edit): edit.name
    case .rules: "reglement"
    case .alerts: "alertes"
    case .sendAlerts: "envoyer-alertes"
    case .rappels: "rappels"
    case .rappel(let edit): edit.name
    case .statistics(let edit): edit.name
    case .why: "pourquoi"
    case .timeline: "frise"
    case .history: "evenements"
    case .copy: "copier"
    case .revealNUR: "nur-en-clair"
    case .undo: "annuler"
    case .redo: "refaire"
    case .search: "chercher"
    case .forecast: "previsions"
    case .nextBar: "barre-suivante"
    case .previousBar: "barre-precedente"
    case .toggleWhose: "moi-ou-organisme"
    case .markAll: "marquer-tout"
    case .erase: "effacer-marques"
    case .patrimoine(let edit): edit.name
    case .triage(let key): key.rawValue
    case .signalement(let edit): "signalement-\(edit.rawValue)"
    case .reponse(let edit): edit.rawValue
    case .moderation(let edit): edit.name
    case .compliance(let edit): edit.name
    default: "marquer"
    }
  }

  /// Without a key for these, an operator could not leave, nor find the way.
  var needsKey: Bool { [.quit, .help, .palette, .back, .open].contains(self) }
}

extension ActGroup {
  /// The group as the configuration file names it.
  var name: String {
    switch self {
    case .nur: "nur"
    case .validate: "valider"
    case .refuse: "refuser"
    case .caleol: "caleol"
    case .decision: "decision"
    case .move: "demenagement"
    case .lease: "bail"
    case .inventories: "etats-des-lieux"
    case .close: "clore"
    case .note: "note"
    case .remind: "relancer"
    }
  }
}

extension Place {
  /// The place as the configuration file names it.
  var name: String {
    switch self {
    case .anywhere: "partout"
    case .accueil: "accueil"
    case .queues: "files"
    case .list: "liste"
    case .detail: "dossier"
    case .page: "pages"
    case .chart: "barres"
    case .due: "echeances"
    case .report: "compte-rendu"
    case .columns: "colonnes"
    case .vues: "vues"
    case .groups: "commissions"
    case .seances: "seances"
    case .sync: "base-partagee"
    case .conflict: "conflit"
    case .accounts: "comptes"
    case .erasures: "donnees-personnelles"
    case .mails: "envois"
    case .mail: "courriel"
    case .tickets: "tickets"
    case .ticket: "ticket"
    case .patrimoines: "patrimoines"
    case .patrimoine: "patrimoine"
    case .stock: "logements"
    case .signalements: "signalements"
    case .signalement: "signalement"
    case .reponses: "reponses"
    case .annonces: "annonces"
    case .annonce: "annonce"
    case .rules: "reglement"
    case .alerts: "alertes"
    case .simulation: "simulation"
    case .alert: "courriel-d-alerte"
    case .rappels: "rappels"
    case .rappel: "rappel"
    case .conformites: "conformites"
    case .conformite: "conformite"
    case .figure: "dossiers-du-chiffre"
    case .journal: "journal"
    case .statistics: "statistiques"
    case .review: "semaine"
    }
  }
}

extension AccountEdit {
  /// The change as the configuration file names it.
  var name: String {
    switch self {
    case .create: "creer-compte"
    case .toggle: "fermer-compte"
    case .organisation: "ajouter-bailleur"
    case .refresh: "relire-comptes"
    }
  }
}

extension MailEdit {
  /// The decision as the configuration file names it.
  var name: String {
    switch self {
    case .cancel: "annuler-envoi"
    case .resend: "renvoyer"
    case .takeAsSent: "considerer-parti"
    case .attachments: "pieces-jointes"
    }
  }
}

extension RappelEdit {
  /// The act as the configuration file names it.
  var name: String {
    switch self {
    case .propose: "proposer-rappel"
    case .letter: "lettre-rappel"
    case .dismiss: "ecarter-rappel"
    case .refer: "inscrire-rappel"
    case .close: "clore-rappel"
    case .export: "exporter-rappel"
    }
  }
}

extension TicketEdit {
  /// The decision as the configuration file names it.
  var name: String {
    switch self {
    case .retry: "reessayer-ticket"
    case .cancel: "annuler-ticket"
    }
  }
}

extension PatrimoineEdit {
  /// The act as the configuration file names it.
  var name: String {
    switch self {
    case .importFile: "importer-patrimoine"
    case .trial: "essayer-patrimoine"
    case .confirm: "confirmer-import"
    case .drop: "abandonner-import"
    case .step: "enregistrer-etape"
    case .withdraw: "retirer-etape"
    case .remind: "relancer-bailleur"
    case .sync: "declarer-synchronisation"
    case .search: "chercher-logement"
    }
  }
}

extension ModerationEdit {
  /// The act as the configuration file names it.
  var name: String {
    switch self {
    case .conforme: "annonce-conforme"
    case .correct: "corriger-annonce"
    case .mask: "masquer"
    case .suspend: "suspendre-annonce"
    case .report: "signaler"
    case .lift: "lever-decision"
    case .photo: "ouvrir-photo"
    case .next: "annonce-suivante"
    }
  }
}

extension ComplianceEdit {
  /// The change as the configuration file names it.
  var name: String {
    switch self {
    case .period: "periode-suivante"
    case .dates: "autre-periode"
    case .detail: "chiffres-du-bailleur"
    }
  }
}

extension ConflictEdit {
  /// The way to settle as the configuration file names it.
  var name: String {
    switch self {
    case .redo: "refaire-acte"
    case .drop: "abandonner-acte"
    case .keep: "garder-conflit"
    }
  }
}

extension SeanceEdit {
  /// The change as the configuration file names it.
  var name: String {
    switch self {
    case .add: "ajouter-seances"
    case .remove: "retirer-seance"
    case .move: "deplacer-seance"
    }
  }
}

extension ColumnEdit {
  /// The change as the configuration file names it.
  var name: String {
    switch self {
    case .toggle: "montrer-colonne"
    case .wider: "elargir-colonne"
    case .narrower: "retrecir-colonne"
    case .earlier: "monter-colonne"
    case .later: "descendre-colonne"
    case .reset: "retablir-colonnes"
    }
  }
}

extension VueEdit {
  /// The change as the configuration file names it.
  var name: String {
    switch self {
    case .save: "garder-vue"
    case .rename: "renommer-vue"
    case .delete: "supprimer-vue"
    case .restore: "remettre-vue"
    }
  }
}
