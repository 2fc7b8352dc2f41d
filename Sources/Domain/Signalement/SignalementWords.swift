/// What a signalement is: whose difficulty, and so whose work (scheme, lines 225–270).
public enum SignalementNature: String, Codable, CaseIterable, Sendable {
  /// Of a tenant registered on the platform: Aatiko's (lines 241–257).
  case inscrit
  /// Of a tenant who cannot register: the bailleur's (lines 225–237).
  case inscription
  /// Of a bailleur on the platform: Aatiko's (lines 259–270).
  case bailleur

  /// Its name, as operators read it.
  public var label: String {
    switch self {
    case .inscrit: "signalement"
    case .inscription: "difficulté d'inscription"
    case .bailleur: "difficulté de bailleur"
    }
  }
}

/// What a signalement is about (`domaine.md` §3.1).
public enum SignalementCategory: String, Codable, CaseIterable, Sendable {
  case connexion, annonce, recherche, message, dossier, logement, comportement, autre

  /// Its name, as operators read it.
  public var label: String {
    switch self {
    case .connexion: "connexion ou compte"
    case .annonce: "annonce"
    case .recherche: "recherche et correspondances"
    case .message: "messages et visites"
    case .dossier: "dossier d'échange"
    case .logement: "logement (données du patrimoine)"
    case .comportement: "comportement (pression, fraude)"
    case .autre: "autre"
    }
  }
}

/// How a signalement came.
public enum SignalementChannel: String, Codable, CaseIterable, Sendable {
  case plateforme, courriel, telephone, courrier

  /// Its name, as operators read it.
  public var label: String {
    switch self {
    case .plateforme: "formulaire de la plateforme"
    case .courriel: "courriel"
    case .telephone: "téléphone"
    case .courrier: "courrier"
    }
  }
}

/// Why a signalement goes to Actimage: the three cases of the scheme, line 248.
public enum TicketReason: String, Codable, CaseIterable, Sendable {
  case technique, dysfonctionnement, nonTestable = "non_testable"

  /// Its name, as operators read it.
  public var label: String {
    switch self {
    case .technique: "problème technique"
    case .dysfonctionnement: "dysfonctionnement"
    case .nonTestable: "non testable par Aatiko"
    }
  }
}

/// Why a tenant may not register (`domaine.md` §3.2, §5.8).
public enum IneligibilityMotive: String, Codable, CaseIterable, Sendable {
  case referenceInconnue = "reference_inconnue"
  case logementExclu = "logement_exclu"
  case bailTermine = "bail_termine"
  case dejaInscrit = "deja_inscrit"
  case procedure
  case reservataire
  case bailParticulier = "bail_particulier"
  case autre

  /// Its name, as operators read it.
  public var label: String {
    switch self {
    case .referenceInconnue: "référence inconnue du patrimoine"
    case .logementExclu: "logement exclu de l'échange"
    case .bailTermine: "bail terminé ou congé donné"
    case .dejaInscrit: "déjà inscrit"
    case .procedure: "procédure en cours"
    case .reservataire: "exclu par le réservataire"
    case .bailParticulier: "bail particulier (1948, précaire, professionnel, association)"
    case .autre: "autre motif"
    }
  }
}

/// How a signalement ended.
public enum SignalementOutcome: String, Codable, CaseIterable, Sendable {
  case repondu, corrige, renvoye, modere, resolu, ineligible, sansSuite = "sans_suite"

  /// Its name, as operators read it.
  public var label: String {
    switch self {
    case .repondu: "répondu au bailleur"
    case .corrige: "patrimoine corrigé"
    case .renvoye: "renvoyé au bailleur"
    case .modere: "transmis à la modération"
    case .resolu: "résolu"
    case .ineligible: "inéligibilité expliquée"
    case .sansSuite: "sans suite"
    }
  }
}

/// What Aatiko makes of a signalement; the first four are those of the scheme, lines 247–250.
public enum SignalementRoute: String, Codable, CaseIterable, Sendable {
  case reponse, actimage, correction, investigation, renvoi, moderation, doublon

  /// Its name, as operators read it.
  public var label: String {
    switch self {
    case .reponse: "Répondre au bailleur"
    case .actimage: "Demander à Actimage"
    case .correction: "Demander la correction du patrimoine"
    case .investigation: "Confier au bailleur pour investigation"
    case .renvoi: "Renvoyer au bailleur"
    case .moderation: "Transmettre à la modération"
    case .doublon: "Marquer comme doublon"
    }
  }

  /// The act that takes it.
  public var act: SignalementAct {
    switch self {
    case .reponse: .answer
    case .actimage: .askActimage
    case .correction: .askCorrection
    case .investigation: .askBailleur
    case .renvoi: .sendBack
    case .moderation: .sendToModeration
    case .doublon: .markDuplicate
    }
  }

  /// The line of the scheme that gives it, nil for what the project adds.
  public var schemeLine: Int? {
    switch self {
    case .reponse: 247
    case .actimage: 248
    case .correction: 249
    case .investigation: 250
    case .renvoi: 237
    case .moderation: 278
    case .doublon: nil
    }
  }
}

/// Where a signalement stands (`domaine.md` §3.1 to §3.3).
public enum SignalementStatus: String, Codable, CaseIterable, Sendable {
  /// Aatiko has not routed it.
  case aTrier
  /// It came back after it was closed.
  case rouvert
  /// The bailleur looks into it, for its own tenant or at Aatiko's request.
  case chezBailleur
  /// The bailleur is to correct its file.
  case correctionDemandee
  /// The bailleur says that the file is corrected.
  case correctionAnnoncee
  /// The bailleur has answered Aatiko, or asked back.
  case reponseBailleur
  /// The bailleur cannot explain a registration difficulty and asks Aatiko.
  case demandeAatiko
  /// A ticket is with Actimage.
  case chezActimage
  /// Actimage has closed its ticket: the answer is to be passed on.
  case reponseATransmettre
  case doublon
  case clos

  /// Its name, as operators read it.
  public var label: String {
    switch self {
    case .aTrier: "à trier"
    case .rouvert: "rouvert"
    case .chezBailleur: "chez le bailleur"
    case .correctionDemandee: "correction demandée"
    case .correctionAnnoncee: "correction annoncée"
    case .reponseBailleur: "réponse du bailleur"
    case .demandeAatiko: "demande du bailleur"
    case .chezActimage: "chez Actimage"
    case .reponseATransmettre: "réponse à transmettre"
    case .doublon: "doublon"
    case .clos: "clos"
    }
  }

  /// Whose turn it is; nil once it is over.
  public var mover: SignalementMover? {
    switch self {
    case .aTrier, .rouvert, .reponseBailleur, .correctionAnnoncee, .demandeAatiko,
      .reponseATransmettre:
      .aatiko
    case .chezBailleur, .correctionDemandee: .bailleur
    case .chezActimage: .actimage
    case .doublon, .clos: nil
    }
  }

  /// Whether it is over.
  public var isOver: Bool { mover == nil }
}

/// Whose turn it is.
public enum SignalementMover: String, Codable, Sendable {
  case aatiko, bailleur, actimage

  /// Its name, as operators read it.
  public var label: String {
    switch self {
    case .aatiko: "Aatiko"
    case .bailleur: "le bailleur"
    case .actimage: "Actimage"
    }
  }
}
