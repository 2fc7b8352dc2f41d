/// Where a bailleur's patrimoine stands in the month (`domaine.md` §3.5, R-PAT, AMB-21).
public enum PatrimoineStatus: String, CaseIterable, Comparable, Sendable {
  /// The last file was rejected.
  case failed
  /// The file of the month before is missing.
  case late
  /// Nothing was imported though the onboarding is over or was never begun.
  case never
  /// The file of this month is awaited.
  case due
  /// The onboarding is under way.
  case onboarding
  /// A file was accepted this month.
  case upToDate

  /// The status on a day.
  ///
  /// - Parameters:
  ///   - isRefused: whether the last file was refused.
  ///   - acceptedOn: the day of the last import accepted, nil when none was.
  ///   - stepsDone: how many steps of the onboarding are done.
  public init(isRefused: Bool, acceptedOn: Day?, stepsDone: Int, on today: Day) {
    switch acceptedOn.map({ CivilMonth(of: today) - CivilMonth(of: $0) }) {
    case _ where isRefused: self = .failed
    case nil: self = stepsDone == 0 ? .never : .onboarding
    case (...0)?: self = .upToDate
    case 1?: self = .due
    default: self = .late
    }
  }

  /// Whether somebody must be reminded.
  public var isAlarming: Bool { self == .late || self == .failed }

  /// The scheme's words.
  public var label: String {
    switch self {
    case .failed: "EN ERREUR"
    case .late: "EN RETARD"
    case .never: "JAMAIS IMPORTÉ"
    case .due: "À ACTUALISER"
    case .onboarding: "EN INTÉGRATION"
    case .upToDate: "À JOUR"
    }
  }

  /// Orders the statuses, those that ask for most first.
  public static func < (left: Self, right: Self) -> Bool { left.place < right.place }

  private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension Patrimoine {
  /// The civil months with an accepted import, each once, in order.
  public var acceptedMonths: [CivilMonth] {
    Set(imports.compactMap(\.acceptedOn).map { CivilMonth(of: $0) }).sorted()
  }

  /// The civil months without an accepted import since the first one, this month left out.
  public func missedMonths(on today: Day) -> [CivilMonth] {
    Self.missedMonths(besides: Set(acceptedMonths), on: today)
  }

  /// The civil months since the first of those accepted that are not among them, this month left
  /// out.
  static func missedMonths(besides accepted: Set<CivilMonth>, on today: Day) -> [CivilMonth] {
    guard var month = accepted.min() else { return [] }
    var missed: [CivilMonth] = []
    while month < CivilMonth(of: today) {
      if !accepted.contains(month) { missed.append(month) }
      month = month + 1
    }
    return missed
  }
}
