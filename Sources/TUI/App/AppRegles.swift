import Domain
import Storage

/// The rules, and the alerts of today.
extension App {
  /// An action while the rules are shown; nil when it is none of their own.
  mutating func perform(_ action: UIAction, on rules: RulesSheet) -> [Effect]? {
    switch action {
    case .open:
      guard let rule = rules.selected else { return [] }
      if let reading = world.reading { return refuse(reading.refusal) }
      guard world.actor.roles.contains(where: Regles.mayChange) else {
        return refuse(
          Refusal("Les règles sont fixées par le GIE.", remedy: "Elles se lisent ici par tous."))
      }
      overlay = .effect(EffectForm(rule, in: world, openedBy: openedBy))
      return []
    default:
      var rules = rules
      guard rules.move(action) else { return nil }
      sheet = .rules(rules)
      return []
    }
  }

  /// Opens what breaches would be under another value: `:simuler pre=10`.
  mutating func simulate(_ text: String) -> [Effect] {
    do throws(Refusal) {
      let (indicator, value) = try RuleSimulation.parse(text)
      return open(.simulation(SimulationSheet(indicator, value: value)))
    } catch {
      return refuse(error)
    }
  }

  /// An action while a simulation is shown; nil when it is none of its own.
  mutating func perform(_ action: UIAction, on simulation: SimulationSheet) -> [Effect]? {
    var simulation = simulation
    guard simulation.move(action) else { return nil }
    sheet = .simulation(simulation)
    return []
  }

  /// An action while the alerts are shown; nil when it is none of their own.
  mutating func perform(_ action: UIAction, on alerts: AlertsSheet) -> [Effect]? {
    var alerts = alerts
    switch action {
    case .open: alerts.read(true)
    case .back:
      guard alerts.isReading else {
        sheet = nil
        return []
      }
      alerts.read(false)
    case .sendAlerts: return confirmSending(alerts)
    default: guard alerts.move(action) else { return nil }
    }
    sheet = .alerts(alerts)
    return []
  }

  /// What leaves cannot be called back: it is confirmed once.
  private mutating func confirmSending(_ alerts: AlertsSheet) -> [Effect] {
    if let reading = world.reading { return refuse(reading.refusal) }
    guard world.actor.roles.contains(where: AlertDigest.mayIssue) else {
      return refuse(Refusal("Les alertes sont émises par Aatiko."))
    }
    guard let count = alerts.file?.alerts.drafts.count, count > 0 else {
      return refuse(Refusal("Aucune alerte n'est à envoyer aujourd'hui."))
    }
    let form = Form(
      title: "Envoyer \(count.french("récapitulatif"))",
      rules: [
        "Un courriel par contact, une fois par jour. Ce qui est parti ne se reprend pas.",
        "Chaque dossier en garde la trace ; une alerte qui dure revient dans sept jours.",
      ], fields: [], today: world.today, openedBy: openedBy)
    overlay = .effect(EffectForm(form) { _ throws(Refusal) in [.alerts(.issue)] })
    return []
  }

  /// A key typed in a form that makes effects.
  mutating func press(_ key: Key, _ form: EffectForm) -> [Effect] {
    var form = form
    let outcome = form.handle(key)
    overlay = .effect(form)
    switch outcome {
    case .waiting: break
    case .left: overlay = nil
    case .asked(let effects): return effects
    case .edit(let text): return [.edit(text)]
    case .refused(let why): toast = Toast(kind: .warning, text: why)
    }
    return []
  }
}
