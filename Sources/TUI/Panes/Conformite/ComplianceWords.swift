import Domain
import Storage

/// The words of compliance, on the screen, line by line and on the command line.
struct ComplianceWords {
  let names: Directory
  let today: Day

  init(names: Directory, today: Day) {
    self.names = names
    self.today = today
  }

  init(_ world: World) { self.init(names: world.directory, today: world.today) }

  /// The roles that see the board.
  static var readers: String {
    Permission.roles(reading: .seeCompliance).map(\.label).joined(separator: ", ")
  }

  func name(_ bailleur: OrganisationID?) -> String {
    bailleur.map { CellText.sanitized(names.name(of: $0)) } ?? "Ensemble"
  }

  /// « 12 manquements sur 96 (12,5 %), médiane 5 j ».
  func figure(_ figure: ComplianceFigure, of indicator: Indicator?) -> String {
    let what =
      switch indicator {
      case .patrimoine:
        "\(figure.late.french("mois manqué", "mois manqués")) sur \(figure.count.french)"
      case .answers:
        "\(figure.count.french("réponse attendue", "réponses attendues")), "
          + "\(figure.late.french) au-delà de la cible"
      default: "\(figure.late.french("manquement")) sur \(figure.count.french)"
      }
    let rate = indicator == .answers || figure.count == 0 ? "" : " (\(figure.share.french))"
    return what + rate + (figure.median.map { ", médiane \($0.french) j" } ?? "")
  }

  /// « 3 j », « – ».
  static func days(_ median: Int?) -> String { median.map { "\($0.french) j" } ?? "–" }

  /// « 12,5 % », « – ».
  static func percent(_ permille: Int?) -> String { permille?.frenchPercent ?? "–" }

  /// Twelve bars of the share broken, month by month, then that of the last month.
  static func trend(_ figure: ComplianceFigure) -> String {
    guard !figure.trend.isEmpty else { return "" }
    let bars = Sparkline.fromZero(figure.trend.map { $0.permille ?? 0 })
    return "\(bars) \(figure.trend.last?.permille.map { "\(($0 + 5) / 10)\u{A0}%" } ?? "–")"
  }

  /// What was found of a bailleur, criterion by criterion.
  func criteria(_ repeated: RepeatedBreach) -> [String] {
    repeated.criteria.map { criterion in
      switch criterion {
      case .breaches:
        "\(repeated.breaches.count.french("manquement")) sur "
          + "\(repeated.dossiers.french("dossier")) en \(value(.repeatWindow, repeated)) jours"
      case .share:
        "\(repeated.lateDossiers.french) des \(repeated.openDossiers.french) dossiers ouverts "
          + "en retard"
      case .missedFiles:
        "\(files(repeated.missedMonths.count)) "
          + "(\(repeated.missedMonths.map(\.french).joined(separator: ", ")))"
      }
    }
  }

  private func files(_ count: Int) -> String {
    count.french("fichier mensuel manqué", "fichiers mensuels manqués")
  }

  private func value(_ rule: Rule, _ repeated: RepeatedBreach) -> Int {
    repeated.judgedBy.first { $0.rule == rule }?.value ?? rule.defaultValue
  }

  /// « R-PRE, pré-instruction : 5 j de retard depuis le 31/03, en cours ».
  func breach(_ fact: BreachFact) -> String {
    let indicator = Indicator.allCases.first { $0.rule == fact.rule.rule }
    let isDelay = indicator?.isDelay ?? true
    let measure = "\(fact.measure.french) j" + (isDelay ? " de retard" : " d'écart")
    return "\(fact.rule.rule.code), \(indicator?.label ?? fact.rule.rule.label) : \(measure), "
      + "depuis le \(fact.since.french)\(fact.isOngoing ? ", en cours" : "")"
  }

  /// What a duty says of itself: « 5 j de retard, due le 31/03/2026, en cours ».
  func course(_ course: DutyCourse) -> String {
    if let distance = course.distance {
      let days = "\(distance.french) j d'écart, connu le \(course.due.french)"
      return course.isBroken ? days : distance == 0 ? "le même jour" : days
    }
    let late = course.daysLate(on: today)
    let isRunning = course.isRunning(on: today)
    if late > 0 {
      let end = isRunning ? "en cours" : course.end.map { "jusqu'au \($0.french)" } ?? ""
      return "\(late.french) j de retard, due le \(course.due.french), \(end)"
    }
    if isRunning { return "due le \(course.due.french)" }
    return "\(course.measure(on: today).french) j, "
      + (course.end.map { "faite le \($0.french)" } ?? "")
  }

  /// « attend le locataire ».
  static func waits(_ waits: DutyCourse.Waits) -> String {
    let names = DutyCourse.Waits.each.filter { waits.contains($0) }.map(label)
    return names.isEmpty ? "" : "attend " + names.joined(separator: " et ")
  }

  static func label(_ wait: DutyCourse.Waits) -> String {
    switch wait {
    case .tenant: "le locataire"
    case .reservataire: "le réservataire"
    default: "l'autre bailleur"
    }
  }

  /// « La prévision du 21/11 annonçait 18 échéances : 7 ont été dépassées (38,9 %). »
  func backtest(_ test: ComplianceBacktest) -> String {
    let count = test.forecast.items.count
    let day = test.forecast.day.frenchShort
    guard count > 0 else { return "La prévision du \(day) n'annonçait aucune échéance." }
    let late = test.late.count
    return "La prévision du \(day) annonçait \(count.french("échéance")) : "
      + "\(late.french) dépassée\(late > 1 ? "s" : "") (\(test.share.french))."
  }
}
