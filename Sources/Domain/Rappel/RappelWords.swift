/// How far a rappel is.
public enum RappelStage: String, Codable, CaseIterable, Sendable {
  case proposed = "PROPOSE"
  case dismissed = "ECARTE"
  case information = "RAPPEL_1"
  case formal = "RAPPEL_2"
  case instance = "INSTANCE"
  case closed = "CLOS"
  /// Its author took the proposal back.
  case withdrawn = "RETIRE"

  /// The stage as operators read it.
  public var label: String {
    switch self {
    case .proposed: "proposé"
    case .dismissed: "écarté"
    case .information: "rappel d'information"
    case .formal: "rappel formel"
    case .instance: "point en instance"
    case .closed: "clos"
    case .withdrawn: "retiré"
    }
  }

  /// Whether it still asks for something.
  public var isOpen: Bool {
    switch self {
    case .proposed, .information, .formal, .instance: true
    case .dismissed, .closed, .withdrawn: false
    }
  }
}

/// How serious a letter is.
public enum RappelLevel: String, Codable, CaseIterable, Sendable {
  case information = "INFORMATION"
  case formal = "FORMEL"

  /// « rappel d'information ».
  public var label: String {
    switch self {
    case .information: "rappel d'information"
    case .formal: "rappel formel"
    }
  }
}

/// How a letter leaves.
public enum RappelChannel: String, Codable, CaseIterable, Sendable {
  case mail = "COURRIEL"
  /// Written to a file, and sent by other means.
  case export = "EXPORT"

  /// The channel as operators read it.
  public var label: String {
    switch self {
    case .mail: "par courriel"
    case .export: "par un autre moyen, à partir du fichier"
    }
  }
}

/// Why a proposal is set aside.
public enum RappelDismissal: String, Codable, CaseIterable, Sendable {
  case explained = "E1"
  case outside = "E2"
  case unfounded = "E3"
  case platform = "E4"
  case settled = "E5"

  /// The motive as operators read it.
  public var label: String {
    switch self {
    case .explained: "Faits expliqués par le bailleur"
    case .outside: "Cause extérieure (locataire, réservataire, autre bailleur)"
    case .unfounded: "Constat inexact"
    case .platform: "Difficulté technique de la plateforme"
    case .settled: "Réglé de vive voix"
    }
  }
}

/// The instances on whose agenda a rappel may stand (`domaine.md` §3.9).
public enum RappelInstance: String, Codable, CaseIterable, Sendable {
  case board = "CA"
  case technicalCommittee = "CT"
  case workshop = "ATELIER"
  case steering = "COPIL"

  /// The instance as operators read it.
  public var label: String {
    switch self {
    case .board: "conseil d'administration"
    case .technicalCommittee: "comité technique"
    case .workshop: "atelier de travail"
    case .steering: "comité de pilotage"
    }
  }
}

/// What ends a rappel.
public enum RappelEnding: Codable, Equatable, Sendable {
  /// No breach since that day, and that many that began after the last letter.
  case compliance(since: Day, breaches: Int)
  /// The instance has decided.
  case decision
  /// The facts did not stand.
  case unfounded

  /// The ending as operators read it.
  public var label: String {
    switch self {
    case .compliance: "retour à la conformité"
    case .decision: "décision de l'instance"
    case .unfounded: "constat inexact"
    }
  }
}
