/// A value of one of the closed lists of the patrimoine file.
public protocol PatrimoineWord: CaseIterable, Equatable, RawRepresentable<String>, Sendable {
  /// What it stands for.
  var meaning: String { get }
}

extension PatrimoineWord {
  /// « LOUE, VACANT, TRAVAUX ».
  public static var choices: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

/// The mode of occupation, in the order of RPLS 40.
public enum PatrimoineOccupation: String, PatrimoineWord {
  case rented = "LOUE"
  case vacant = "VACANT"
  case works = "TRAVAUX"
  case association = "ASSOCIATION"
  case other = "AUTRE"

  /// What it stands for.
  public var meaning: String {
    switch self {
    case .rented: "loué"
    case .vacant: "vacant, proposé à la location"
    case .works: "vide pour travaux, démolition ou vente"
    case .association: "pris en charge par une association"
    case .other: "autre : logement de fonction, occupant sans titre…"
    }
  }
}

/// The kind of lease.
public enum PatrimoineLease: String, PatrimoineWord {
  case social = "SOCIAL"
  case law1948 = "LOI1948"
  case precarious = "PRECAIRE"
  case employee = "FONCTION"
  case association = "ASSOCIATION"
  case shared = "COLOCATION"
  case intermediate = "INTERMEDIAIRE"
  case other = "AUTRE"

  /// What it stands for.
  public var meaning: String {
    switch self {
    case .social: "bail d'un logement social"
    case .law1948: "bail de la loi de 1948"
    case .precarious: "bail avec clause de précarité"
    case .employee: "bail lié à l'activité professionnelle"
    case .association: "bail d'une association"
    case .shared: "colocation"
    case .intermediate: "bail d'un logement intermédiaire"
    case .other: "autre bail"
    }
  }

  /// Whether the public lists of exclusions take it out of the bourse (`domaine.md` §5.8).
  var isExcluded: Bool {
    switch self {
    case .law1948, .precarious, .employee, .association, .shared: true
    case .social, .intermediate, .other: false
    }
  }
}

/// Why a logement cannot be exchanged.
public enum PatrimoineMotive: String, PatrimoineWord {
  case law1948 = "L48"
  case precarious = "PREC"
  case employee = "FONC"
  case association = "ASSO"
  case shared = "COLO"
  case trouble = "TROUBLES"
  case notice = "CONGE"
  case works = "REHAB"
  case sale = "VENTE"
  case demolition = "DEMOL"
  case special = "ULS"
  case studio = "ARTISTE"
  case student = "ETUDIANT"
  case reserved = "RESERV"
  case other = "AUTRE"

  /// What it stands for.
  public var meaning: String {
    switch self {
    case .law1948: "bail de la loi de 1948"
    case .precarious: "clause de précarité"
    case .employee: "bail lié à l'activité professionnelle"
    case .association: "loué à une association"
    case .shared: "colocation"
    case .trouble: "procédure pour troubles de jouissance"
    case .notice: "congé donné ou bail résilié"
    case .works: "logement à réhabiliter"
    case .sale: "logement à vendre"
    case .demolition: "logement à démolir"
    case .special: "unité de logement spécialisé"
    case .studio: "atelier d'artiste"
    case .student: "logement étudiant"
    case .reserved: "exclu par le réservataire"
    case .other: "autre motif"
    }
  }
}

/// Whether the logement is a flat or a house (RPLS 23).
public enum PatrimoineConstruction: String, PatrimoineWord {
  case collective = "C"
  case individual = "I"

  /// What it stands for.
  public var meaning: String {
    self == .collective ? "immeuble collectif" : "maison individuelle"
  }
}

/// The heating.
public enum PatrimoineHeating: String, PatrimoineWord {
  case gas = "IND_GAZ"
  case electric = "IND_ELEC"
  case collective = "COLL"
  case district = "URBAIN"
  case other = "AUTRE"

  /// What it stands for.
  public var meaning: String {
    switch self {
    case .gas: "individuel au gaz"
    case .electric: "individuel électrique"
    case .collective: "collectif"
    case .district: "réseau urbain"
    case .other: "autre"
    }
  }
}
