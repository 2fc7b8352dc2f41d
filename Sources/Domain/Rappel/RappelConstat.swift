/// What was found of a bailleur's breaches: the criteria that they meet and the facts, as they were
/// on the day of the proposal.
///
/// A constat never changes: what was proposed can be read as it was, whatever becomes of the
/// dossiers or of the règlement.
public struct RappelConstat: Codable, Equatable, Sendable {
  /// Why the breaches are repeated (AMB-18).
  public var criteria: [RappelCriterion]
  /// The facts, the earliest first.
  public var facts: [RappelFact]
  /// How many facts there were besides those.
  public var more: Int

  /// The most facts that an event can carry: it is at most 8 192 bytes long (`sync.md`).
  public static let mostFacts = 40

  /// A constat of these facts; of too many, the most serious are kept.
  public init(criteria: [RappelCriterion], facts: [RappelFact]) {
    self.criteria = criteria
    let worst = facts.sorted { ($0.measure, $1.since) > ($1.measure, $0.since) }
    self.facts = worst.prefix(Self.mostFacts).sorted(by: RappelFact.isBefore)
    more = max(0, facts.count - Self.mostFacts)
  }

  /// The dossiers that the facts are about.
  public var dossiers: Set<String> { Set(facts.compactMap(\.dossier)) }

  /// The rules broken, in the order of the règlement, each with its facts.
  public var byRule: [(rule: Rule, facts: [RappelFact])] {
    Rule.allCases.compactMap { rule in
      let facts = facts.filter { $0.rule.rule == rule }
      return facts.isEmpty ? nil : (rule, facts)
    }
  }
}

/// Why breaches are repeated, with the figures that were compared (AMB-18).
public enum RappelCriterion: Codable, Equatable, Sendable {
  /// That many breaches on that many dossiers, over days counted back from the constat.
  case breaches(count: Int, dossiers: Int, days: Int)
  /// That many dossiers late among those open.
  case share(late: Int, open: Int)
  /// That many monthly files missed.
  case files(missed: Int)

  /// The criterion in words: « 7 manquements sur 6 dossiers en 90 jours ».
  public var french: String {
    switch self {
    case .breaches(let count, let dossiers, let days):
      "\(count.french("manquement")) sur \(dossiers.french("dossier")) en \(days.french("jour"))"
    case .share(let late, let open):
      "\(late.french("dossier")) en retard sur \(open.french) \(open > 1 ? "ouverts" : "ouvert")"
        + (open > 0 ? ", soit \(late * 100 / open) %" : "")
    case .files(let missed):
      missed.french("fichier patrimoine mensuel manqué", "fichiers patrimoine mensuels manqués")
    }
  }
}

/// A breach as a rappel keeps it: the rule with the value that judged it, where, since when and by
/// how much.
public struct RappelFact: Codable, Equatable, Sendable {
  /// The rule and the value that judged.
  public var rule: RuleVersion
  /// The reference of the dossier; nil for a monthly file.
  public var dossier: String?
  /// The volet charged.
  public var volet: VoletName?
  /// The first day of the breach.
  public var since: Day
  /// By how much: days late, or days between two dates.
  public var measure: Int
  /// Whether it went on then.
  public var isOngoing: Bool

  /// A fact.
  public init(
    rule: RuleVersion, dossier: String? = nil, volet: VoletName? = nil, since: Day, measure: Int,
    isOngoing: Bool
  ) {
    self.rule = rule
    self.dossier = dossier
    self.volet = volet
    self.since = since
    self.measure = measure
    self.isOngoing = isOngoing
  }

  /// A breach of a dossier.
  public init(_ breach: Breach, dossier: String) {
    self.init(
      rule: breach.rule, dossier: dossier, volet: breach.volet, since: breach.since,
      measure: breach.measure, isOngoing: breach.isOngoing)
  }

  /// Whether the rule is broken on one day, and not from a day on.
  var isOfOneDay: Bool {
    [.caleolGap, .inventories, .patrimoineImports].contains(rule.rule)
  }

  /// The last day on which the rule was broken, as far as is known.
  public var lastDay: Day { isOfOneDay ? since : since + max(0, measure - 1) }

  static func isBefore(_ left: RappelFact, _ right: RappelFact) -> Bool {
    (left.since, left.dossier ?? "", left.rule.rule.rawValue)
      < (right.since, right.dossier ?? "", right.rule.rule.rawValue)
  }
}

/// Repeated breaches of a bailleur as they stand, of which a rappel can be made.
public struct RappelFinding: Equatable, Sendable {
  /// The bailleur.
  public let bailleur: OrganisationID
  /// What a rappel would keep.
  public let constat: RappelConstat

  /// Breaches of a bailleur.
  public init(bailleur: OrganisationID, constat: RappelConstat) {
    self.bailleur = bailleur
    self.constat = constat
  }
}
