import Domain
import Storage

/// What is asked about the rules.
enum RulesRequest: Equatable, Sendable {
  case list
  /// Reckon breaches under another value.
  case simulate(Indicator, value: Int)
  case change(RuleVersion)
}

/// What is asked about the alerts of today.
enum AlertsRequest: Equatable, Sendable {
  case list
  /// Issue those that are due.
  case issue
}

/// The rules and the alerts.
extension StoreEffects {
  /// Answers what is asked about the rules.
  ///
  /// - Throws: `Refusal`, `StorageError`.
  func answer(_ request: RulesRequest, _ keyMap: KeyMap) throws -> [Message] {
    switch request {
    case .list: return [.rulesLoaded(try store.regles())]
    case .simulate(let indicator, let value):
      return [.simulated(try store.simulation(of: indicator, value: value, for: session))]
    case .change(let version):
      let regles = try store.change(version, as: session)
      sync?.localAct()
      let text =
        "\(version.rule.code) : \(version.french) à partir du \(version.effectiveFrom.french)."
      return [
        .storeChanged(try world(keyMap: keyMap)), .rulesLoaded(regles),
        .formDone(said: text),
      ]
    }
  }

  /// Answers what is asked about the alerts of today.
  ///
  /// - Throws: `Refusal`, `StorageError`.
  func answer(_ request: AlertsRequest, _ keyMap: KeyMap) throws -> [Message] {
    switch request {
    case .list: return [.alertsLoaded(try alertsFile())]
    case .issue:
      let issued = try store.issue(try store.alertsOfToday(for: session).drafts, as: session)
      sync?.localAct()
      let settled = try store.settleHeldMails(as: session)
      let text =
        settled.waiting > 0
        ? "\(issued.count.french("récapitulatif")) : chaque courriel part dès que la base partagée "
          + "a noté l'alerte."
        : "\(settled.released.french("courriel")) à remettre ; :envois dit ce qu'il en devient."
      return [
        .storeChanged(try world(keyMap: keyMap)), .alertsLoaded(try alertsFile()),
        .formDone(said: text),
      ]
    }
  }

  /// Lets go the mails whose cause the exchange has just confirmed.
  ///
  /// - Throws: `StorageError`.
  func settleMails() throws -> [Message] {
    guard store.reading == nil, try store.heldMailCount() > 0 else { return [] }
    let settled = try store.settleHeldMails(as: session)
    if settled.released > 0 { sync?.localAct() }
    return settled.released > 0 || settled.dropped > 0 ? [.alertsLoaded(try alertsFile())] : []
  }

  private func alertsFile() throws -> AlertsFile {
    guard session.actor.roles.contains(where: { $0.isOfAatiko || $0 == .gieCoordinator }) else {
      throw Refusal("Les alertes de tous les bailleurs se voient chez Aatiko et au GIE.")
    }
    return AlertsFile(
      alerts: try store.alertsOfToday(for: session), held: try store.heldMailCount())
  }
}
