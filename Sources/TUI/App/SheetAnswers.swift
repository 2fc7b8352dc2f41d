import Domain
import Storage

/// What the store answers to the screen over the panes.
extension Sheet {
  mutating func take(_ loaded: [DossierVue], _ counts: [Int]) {
    guard case .vues(var vues) = self else { return }
    vues.take(loaded, counts)
    self = .vues(vues)
  }

  mutating func take(_ answer: CalendarAnswer) {
    switch (self, answer) {
    case (.due(var sheet), .due(let window, let acts)) where window == sheet.window:
      sheet.take(acts)
      self = .due(sheet)
    case (.groups(var sheet), .caleolGroups(let groups)):
      sheet.take(groups)
      self = .groups(sheet)
    case (.seances(var sheet), .caleol(let bailleurs, let file)) where bailleurs == sheet.bailleurs:
      sheet.take(file)
      self = .seances(sheet)
    default: break
    }
  }

  /// Takes what was found of a text.
  mutating func take(_ found: DossierSearch, for text: String) {
    guard case .search(var sheet) = self else { return }
    sheet.take(found, for: text)
    self = .search(sheet)
  }

  /// Takes the dossiers whose personal data are to be erased.
  mutating func take(_ rows: [DossierRow]) {
    guard case .erasures(var sheet) = self else { return }
    sheet.take(rows)
    self = .erasures(sheet)
  }

  /// Takes the mails of this desk.
  mutating func take(_ file: MailsFile) {
    guard case .mails(var sheet) = self else { return }
    sheet.take(file)
    self = .mails(sheet)
  }

  /// Takes the rules.
  mutating func take(_ regles: Regles) {
    guard case .rules(var sheet) = self else { return }
    sheet.take(regles)
    self = .rules(sheet)
  }

  /// Takes a simulation.
  mutating func take(_ reckoned: RuleSimulation) {
    guard case .simulation(var sheet) = self else { return }
    sheet.take(reckoned)
    self = .simulation(sheet)
  }

  /// Takes the alerts of today.
  mutating func take(_ file: AlertsFile) {
    guard case .alerts(var sheet) = self else { return }
    sheet.take(file)
    self = .alerts(sheet)
  }

  /// Takes the tickets of this desk.
  mutating func take(_ file: TicketsFile) {
    guard case .tickets(var sheet) = self else { return }
    sheet.take(file)
    self = .tickets(sheet)
  }
}
