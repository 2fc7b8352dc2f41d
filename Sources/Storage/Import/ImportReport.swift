import Domain

/// What the records of a file are, as French says it.
public struct ImportNoun: Equatable, Sendable {
  /// One of them.
  public let one: String
  /// Several of them.
  public let many: String
  /// Whether the noun is feminine.
  public let isFeminine: Bool

  /// Dossiers.
  public static let dossier = ImportNoun(one: "dossier", many: "dossiers", isFeminine: false)
  /// Signalements.
  public static let signalement = ImportNoun(
    one: "signalement", many: "signalements", isFeminine: false)
  /// Versions of annonces.
  public static let annonce = ImportNoun(
    one: "version d'annonce", many: "versions d'annonces", isFeminine: true)
}

/// What an import did, to be read by whoever sent the file.
public struct ImportReport: Equatable, Sendable {
  /// The file's name, without its folder.
  public let file: String
  /// Whether nothing was recorded.
  public let isTrial: Bool
  /// What its records are.
  public let noun: ImportNoun
  /// The records found in the file.
  public internal(set) var read = 0
  /// The records recorded, or that would be.
  public internal(set) var added = 0
  /// Those that were there already, unchanged.
  public internal(set) var present = 0
  /// Those that were there already and that the file tells otherwise; they are left as they were.
  public internal(set) var changed = 0
  /// Those refused.
  public internal(set) var refused = 0
  /// The bailleurs added to the directory.
  public internal(set) var newBailleurs = 0
  /// The agents added to the directory.
  public internal(set) var newAgents = 0
  /// What there is to say, in the order of the file, the remarks on the whole file first.
  public private(set) var messages: [ImportMessage] = []
  /// The messages that were left out because there were too many.
  public private(set) var omitted = 0
  /// Why reading stopped, nil when the whole file was read.
  public internal(set) var failure: ImportMessage?

  private let limit: Int

  init(file: String, isTrial: Bool, limits: ImportLimits, noun: ImportNoun = .dossier) {
    self.file = file
    self.noun = noun
    self.isTrial = isTrial
    limit = limits.messages
  }

  /// Whether every record of the file is now in the store.
  public var isComplete: Bool { failure == nil && refused == 0 && changed == 0 }

  mutating func add(_ found: [ImportMessage]) {
    let kept = min(found.count, limit - messages.count)
    messages += found.prefix(kept)
    omitted += found.count - kept
  }
}

extension ImportReport {
  /// The report as lines of French text, the summary last.
  public var french: [String] {
    let trial = isTrial ? " – essai, rien n'est enregistré" : ""
    var lines = ["Reprise des \(noun.many) de \(file.strippedOfControls)\(trial)"]
    if let failure {
      lines += ["", added > 0 ? "Lecture interrompue" : "Fichier refusé", "  \(failure.french)"]
    }
    for (title, severity) in Self.sections {
      let found = messages.filter { $0.severity == severity }
      if found.isEmpty { continue }
      lines += ["", title] + found.map { "  \($0.french)" }
    }
    if omitted > 0 {
      let others = Self.count(omitted, "autre message", "autres messages")
      lines += ["", "Et \(others), non repris ici."]
    }
    return lines + [""] + summary
  }

  private static let sections: [(String, ImportMessage.Severity)] = [
    ("Lignes refusées", .refused), ("Avertissements", .warning), ("Informations", .information),
  ]

  /// What became of the dossiers, in one or two lines.
  public var summary: [String] {
    let e = noun.isFeminine ? "e" : ""
    var parts = [
      Self.count(added, isTrial ? "à ajouter" : "ajouté\(e)", isTrial ? nil : "ajouté\(e)s")
    ]
    if present > 0 { parts.append(Self.count(present, "déjà présent\(e)", "déjà présent\(e)s")) }
    if changed > 0 {
      parts.append(
        Self.count(
          changed, "déjà présent\(e), mais différent\(e)",
          "déjà présent\(e)s, mais différent\(e)s"))
    }
    if refused > 0 { parts.append(Self.count(refused, "refusé\(e)", "refusé\(e)s")) }
    let read = Self.count(read, "\(noun.one) lu\(e)", "\(noun.many) lu\(e)s")
    var lines = ["\(read) : \(parts.joined(separator: ", "))."]
    if newBailleurs + newAgents > 0 {
      lines.append(
        "Annuaire : \(Self.count(newBailleurs, "bailleur ajouté", "bailleurs ajoutés")), "
          + "\(Self.count(newAgents, "agent ajouté", "agents ajoutés")).")
    }
    return lines
  }

  /// « 1 dossier lu », « 3 dossiers lus »; French counts zero as one.
  private static func count(_ number: Int, _ one: String, _ many: String?) -> String {
    "\(number) \(number > 1 ? many ?? one : one)"
  }
}
