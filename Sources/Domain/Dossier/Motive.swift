/// Why an act was done, from a closed list, with an optional note kept in the vault.
public struct Reason: Equatable, Codable, Sendable {
  /// The reason from the list.
  public let motive: Motive
  /// The vault subject that holds the operator's own words, if any.
  public let note: SubjectID?

  /// A reason from the list, with words of one's own if needed.
  public init(_ motive: Motive, note: SubjectID? = nil) {
    self.motive = motive
    self.note = note
  }
}

/// The motive codes of the bourse (`domaine.md` §2.6; the lists the scheme leaves open are ◇).
public enum Motive: String, Codable, CaseIterable, Sendable {
  // Refusal in pre-instruction or instruction.
  case bailNonEligible = "P1"
  case logementARehabiliter = "P2"
  case procedureTroubles = "P3"
  case congeDonne = "P4"
  case excluParReservataire = "P5"
  case nurInvalide = "P6"
  case tailleDuMenage = "P7"
  case ressources = "P8"
  case tauxEffort = "P9"
  case piecesNonFournies = "P10"
  case doublon = "P11"
  // Decisions of the commission.
  case decisionMotivee = "N1"
  case conditionsAcces = "I1"
  case conditionNonLevee = "N2"
  // Désistement.
  case changementDeProjet = "D1"
  case logementNeConvientPas = "D2"
  case changementDeSituation = "D3"
  case sansReponse = "D4"
  case offreRefusee = "D5"
  case autreDesistement = "D9"
  // Cancellation by Aatiko.
  case creeParErreur = "A1"
  case dossierEnDouble = "A2"
  case litige = "A3"
  case autreAnnulation = "A9"
  // What makes a dossier lapse.
  case congeDuLocataire = "C1"
  case finDeBail = "C2"
  case nurRadie = "C3"
  case logementSorti = "C4"
  // CALEOL dates more than the maximum apart.
  case calendrierCommission = "E1"
  case commissionUnique = "E2"
  case demandeAutreBailleur = "E3"
  case autreEcart = "E9"
  // Postponement of a session; the first is the « ajournement ».
  case ajournement = "R1"
  case quorum = "R2"
  case piecesManquantes = "R3"
  case calendrierReporte = "R4"
  case autreReport = "R9"
  // Change of the moving date.
  case travaux = "M1"
  case demandeLocataire = "M2"
  case demenageur = "M3"
  case autreModification = "M9"
  // États des lieux on different days.
  case indisponibilite = "B1"
  case etatDuLogement = "B2"
  case autreJour = "B9"
  // Undoing one's own act.
  case erreurDeSaisie = "U1"
  case mauvaisDossier = "U2"
  case informationNouvelle = "U3"
  // Reopening.
  case closParErreur = "O1"
  case elementNouveau = "O2"
  case recours = "O3"
  // Correction of a NUR.
  case fauteDeFrappe = "S1"
  case numeroRemplace = "S2"
  // Silencing an alert.
  case attendLocataire = "L1"
  case attendReservataire = "L2"
  case absence = "L3"
  case autreSilence = "L9"
  // Erasure of the personal data.
  case dureeEcoulee = "G1"
  case demandeEffacement = "G2"
  case donneesATort = "G3"

  /// The motive as the operator reads it.
  public var label: String { Self.labels[self] ?? rawValue }

  /// Whether the operator's own words must come with it.
  public var needsNote: Bool {
    switch self {
    case .decisionMotivee, .autreDesistement, .autreAnnulation, .autreEcart, .autreReport,
      .autreModification, .autreJour, .autreSilence:
      true
    default: false
    }
  }

  private static let labels: [Motive: String] = [
    .bailNonEligible: "Bail non éligible (loi 1948, précaire, fonction, colocation, association)",
    .logementARehabiliter: "Logement à réhabiliter, à vendre ou à démolir",
    .procedureTroubles: "Procédure pour troubles de jouissance",
    .congeDonne: "Congé donné",
    .excluParReservataire: "Exclu par le réservataire",
    .nurInvalide: "NUR invalide ou radié",
    .tailleDuMenage: "Taille du ménage et typologie inadaptées",
    .ressources: "Ressources supérieures au plafond",
    .tauxEffort: "Taux d'effort",
    .piecesNonFournies: "Pièces non fournies",
    .doublon: "Doublon",
    .decisionMotivee: "Décision motivée de la commission (à préciser)",
    .conditionsAcces: "Conditions d'accès au logement social non remplies",
    .conditionNonLevee: "Condition suspensive non levée dans le délai",
    .changementDeProjet: "Changement de projet",
    .logementNeConvientPas: "Le logement ne convient pas",
    .changementDeSituation: "Changement de situation",
    .sansReponse: "Locataire sans réponse",
    .offreRefusee: "Offre refusée",
    .autreDesistement: "Autre (à préciser)",
    .creeParErreur: "Créé par erreur",
    .dossierEnDouble: "Dossier en double",
    .litige: "Litige",
    .autreAnnulation: "Autre (à préciser)",
    .congeDuLocataire: "Congé du locataire",
    .finDeBail: "Fin du bail",
    .nurRadie: "NUR radié",
    .logementSorti: "Logement sorti du fichier patrimoine",
    .calendrierCommission: "Calendrier de la commission",
    .commissionUnique: "Une seule commission dans la période",
    .demandeAutreBailleur: "À la demande de l'autre bailleur",
    .autreEcart: "Autre (à préciser)",
    .ajournement: "Ajournement par la commission",
    .quorum: "Quorum non atteint",
    .piecesManquantes: "Pièces manquantes",
    .calendrierReporte: "Commission déplacée",
    .autreReport: "Autre (à préciser)",
    .travaux: "Travaux dans le logement",
    .demandeLocataire: "À la demande d'un locataire",
    .demenageur: "Déménageur indisponible",
    .autreModification: "Autre (à préciser)",
    .indisponibilite: "Indisponibilité d'un locataire ou d'un agent",
    .etatDuLogement: "État du logement à reprendre",
    .autreJour: "Autre (à préciser)",
    .erreurDeSaisie: "Erreur de saisie",
    .mauvaisDossier: "Mauvais dossier",
    .informationNouvelle: "Information nouvelle",
    .closParErreur: "Clos par erreur",
    .elementNouveau: "Élément nouveau",
    .recours: "Recours accueilli",
    .fauteDeFrappe: "Faute de frappe",
    .numeroRemplace: "Numéro invalide remplacé",
    .attendLocataire: "Attend le locataire",
    .attendReservataire: "Attend le réservataire",
    .absence: "Absence du contact",
    .autreSilence: "Autre (à préciser)",
    .dureeEcoulee: "Durée de conservation écoulée",
    .demandeEffacement: "À la demande de la personne (article 17)",
    .donneesATort: "Données enregistrées à tort",
  ]
}

extension Motive {
  /// The motives that an act may give, in the order in which they are offered.
  public static func offered(for act: DossierAct) -> [Motive] {
    switch act {
    case .refusePreInstruction, .refuseInstruction: refusals
    case .enterDecision:
      [.tailleDuMenage, .ressources, .tauxEffort, .piecesNonFournies, .nurInvalide]
        + [.conditionsAcces, .decisionMotivee]
    case .failCondition: [.conditionNonLevee, .piecesNonFournies]
    case .refuseOffer: [.offreRefusee, .logementNeConvientPas, .changementDeProjet]
    case .withdraw:
      [.changementDeProjet, .logementNeConvientPas, .changementDeSituation, .sansReponse]
        + [.offreRefusee, .autreDesistement]
    case .cancel: [.creeParErreur, .dossierEnDouble, .litige, .autreAnnulation]
    case .lapse: [.congeDuLocataire, .finDeBail, .nurRadie, .logementSorti]
    case .scheduleCaleol:
      [.calendrierCommission, .commissionUnique, .demandeAutreBailleur, .autreEcart]
    case .postponeCaleol:
      [.ajournement, .quorum, .piecesManquantes, .calendrierReporte, .autreReport]
    case .changeMove: [.demandeLocataire, .travaux, .demenageur, .autreModification]
    case .recordInventory: [.indisponibilite, .etatDuLogement, .autreJour]
    case .undo: [.erreurDeSaisie, .mauvaisDossier, .informationNouvelle]
    case .reopen: [.closParErreur, .elementNouveau, .recours]
    case .correctNUR: [.fauteDeFrappe, .numeroRemplace]
    case .erasePersonalData: [.dureeEcoulee, .demandeEffacement, .donneesATort]
    case .silenceAlert: [.attendLocataire, .attendReservataire, .absence, .autreSilence]
    default: []
    }
  }

  private static let refusals: [Motive] = [
    .bailNonEligible, .logementARehabiliter, .procedureTroubles, .congeDonne,
    .excluParReservataire, .nurInvalide, .tailleDuMenage, .ressources, .tauxEffort,
    .piecesNonFournies, .doublon,
  ]
}
