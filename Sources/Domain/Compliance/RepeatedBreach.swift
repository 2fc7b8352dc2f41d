/// A breach and the dossier on which it lies: the evidence behind a figure, and behind a rappel.
public struct BreachFact: Hashable, Codable, Sendable {
  /// The dossier.
  public let dossier: StreamID
  /// Its reference.
  public let reference: String
  /// The rule and the value that judged it.
  public let rule: RuleVersion
  /// The volet charged.
  public let volet: VoletName
  /// The day from which the rule is broken.
  public let since: Day
  /// By how much: days late, or days between two sessions or inventories.
  public let measure: Int
  /// Whether it goes on.
  public let isOngoing: Bool

  /// A breach of a dossier.
  public init(_ breach: Breach, of dossier: StreamID, reference: String) {
    self.dossier = dossier
    self.reference = reference
    rule = breach.rule
    volet = breach.volet
    since = breach.since
    measure = breach.measure
    isOngoing = breach.isOngoing
  }
}

/// What makes breaches « repeated » (line 306, AMB-18): any of the three is enough.
public enum RepeatCriterion: String, Codable, CaseIterable, Sendable {
  /// So many breaches on so many dossiers in the rolling days.
  case breaches = "manquements"
  /// So large a share of the open dossiers late.
  case share = "part_en_retard"
  /// So many monthly files missed.
  case missedFiles = "fichiers_manques"

  /// The rules that judge it.
  public var rules: [Rule] {
    switch self {
    case .breaches: [.repeatBreaches, .repeatDossiers, .repeatWindow]
    case .share: [.repeatShare, .repeatShareFloor]
    case .missedFiles: [.repeatMissedFiles, .repeatWindow]
    }
  }
}

/// A bailleur that breaks the rules repeatedly, with the facts that say so: a proposal, which a
/// person decides on.
public struct RepeatedBreach: Equatable, Sendable {
  /// The bailleur.
  public let bailleur: OrganisationID
  /// The day on which it was found.
  public let day: Day
  /// What was found, in the order of the criteria; one at least.
  public let criteria: [RepeatCriterion]
  /// The breaches behind it, the oldest first.
  public let breaches: [BreachFact]
  /// The months without an accepted file behind it.
  public let missedMonths: [CivilMonth]
  /// The open dossiers of the bailleur.
  public let openDossiers: Int
  /// Those among them that are late through it.
  public let lateDossiers: Int
  /// The values that judged, by the order of the criteria's rules.
  public let judgedBy: [RuleVersion]

  /// The dossiers on which the breaches lie.
  public var dossiers: Int { Set(breaches.map(\.dossier)).count }
}

/// What is known of a bailleur when it is asked whether its breaches are repeated.
public struct BreachRecord: Equatable, Sendable {
  /// The bailleur.
  public var bailleur: OrganisationID
  /// Its breaches, of whatever day.
  public var breaches: [BreachFact]
  /// Its open dossiers.
  public var openDossiers: Int
  /// The months that it missed.
  public var missedMonths: [CivilMonth]

  /// What is known of a bailleur.
  public init(
    bailleur: OrganisationID, breaches: [BreachFact], openDossiers: Int,
    missedMonths: [CivilMonth]
  ) {
    self.bailleur = bailleur
    self.breaches = breaches
    self.openDossiers = openDossiers
    self.missedMonths = missedMonths
  }

  /// Whether the breaches are repeated on that day (R-REP), and by which facts; nil when not.
  ///
  /// A breach is of the rolling days when it began in them or still goes on; a month is when it
  /// was found missing in them.
  public func repeated(on day: Day, under reglement: Reglement) -> RepeatedBreach? {
    func value(_ rule: Rule) -> Int { reglement.value(of: rule, on: day).value }
    let first = day - value(.repeatWindow) + 1
    let recent = breaches.filter { $0.since <= day && ($0.isOngoing || $0.since >= first) }
    let late = recent.filter(\.isOngoing)
    let lateDossiers = Set(late.map(\.dossier)).count
    let months = missedMonths.filter { ($0 + 1).first >= first && ($0 + 1).first <= day }
    let found = RepeatCriterion.allCases.filter { criterion in
      switch criterion {
      case .breaches:
        recent.count >= value(.repeatBreaches)
          && Set(recent.map(\.dossier)).count >= value(.repeatDossiers)
      case .share:
        lateDossiers >= value(.repeatShareFloor)
          && lateDossiers * 100 >= value(.repeatShare) * openDossiers
      case .missedFiles: months.count >= value(.repeatMissedFiles)
      }
    }
    guard !found.isEmpty else { return nil }
    let evidence = found.contains(.breaches) ? recent : found.contains(.share) ? late : []
    let rules = found.flatMap(\.rules)
    return RepeatedBreach(
      bailleur: bailleur, day: day, criteria: found,
      breaches: evidence.sorted { ($0.since, $0.reference) < ($1.since, $1.reference) },
      missedMonths: found.contains(.missedFiles) ? months : [],
      openDossiers: openDossiers, lateDossiers: lateDossiers,
      judgedBy: rules.indices.filter { rules[..<$0].contains(rules[$0]) == false }
        .map { reglement.value(of: rules[$0], on: day) })
  }
}
