import Domain
import Storage

/// A screen over the panes: opened by a key or a command, left by Escape.
enum Sheet {
  case due(DueSheet)
  case search(SearchSheet)
  case columns(ColumnsSheet)
  case vues(VuesSheet)
  case report(BulkList)
  case groups(CaleolGroupsSheet)
  case seances(SeancesSheet)
  case sync(SyncSheet)
  case conflict(ConflictSheet)
  case erasures(ErasuresSheet)
  case mails(MailsSheet)
  case mail(MailSheet)
  case tickets(TicketsSheet)
  case ticket(TicketSheet)
  case stock(StockSheet)
  case triage(TriageSheet)
  case rules(RulesSheet)
  case simulation(SimulationSheet)
  case alerts(AlertsSheet)
  case rappels(RappelsSheet)
  case figure(FigureSheet)
  case journal(JournalSheet)
  case review(ReviewSheet)

  /// Where the keys are looked up.
  var place: Place {
    switch self {
    case .due: .due
    case .search: .anywhere
    case .columns: .columns
    case .vues: .vues
    case .report: .report
    case .groups: .groups
    case .seances: .seances
    case .sync: .sync
    case .conflict: .conflict
    case .erasures: .erasures
    case .mails: .mails
    case .mail: .mail
    case .tickets: .tickets
    case .ticket: .ticket
    case .stock: .stock
    case .triage(let sheet): sheet.place
    case .rules: .rules
    case .simulation: .simulation
    case .alerts(let sheet): sheet.place
    case .rappels(let sheet): sheet.place
    case .figure: .figure
    case .journal: .journal
    case .review: .review
    }
  }

  /// What to ask of the store when it opens, and when something may have changed.
  var questions: [Effect] {
    switch self {
    case .due(let sheet): [.consult(.due(sheet.window))]
    case .search(let sheet): sheet.questions
    case .columns: []
    case .vues: [.loadVues]
    case .report: []
    case .groups: [.consult(.caleolGroups)]
    case .seances(let sheet): [.consult(.caleol(sheet.bailleurs))]
    case .sync: [.loadSync]
    case .conflict(let sheet): [.loadConflict(sheet.command)]
    case .erasures: [.loadErasures]
    case .mails: [.mails(.list)]
    case .mail(let sheet): [.mails(.one(sheet.id))]
    case .tickets: [.tickets(.list)]
    case .ticket(let sheet): [.tickets(.one(sheet.id))]
    case .stock(let sheet): sheet.questions
    case .triage(let sheet): sheet.questions
    case .rules: [.rules(.list)]
    case .simulation(let sheet): [.rules(.simulate(sheet.indicator, value: sheet.value))]
    case .alerts: [.alerts(.list)]
    case .rappels(let sheet): sheet.questions
    case .figure(let sheet): [.compliance(.cases(sheet.question))]
    case .journal(let sheet): sheet.questions
    case .review: [.review(isWritten: false)]
    }
  }

  /// What the operator is asked to type on the last row of the screen.
  var prompt: Prompt? {
    switch self {
    case .vues(let vues): vues.prompt
    case .seances(let seances): seances.prompt
    case .conflict(let conflict): conflict.prompt
    case .journal(let journal): journal.prompt
    default: nil
    }
  }

}

extension App {
  /// Puts a screen over the panes.
  mutating func open(_ opened: Sheet) -> [Effect] {
    sheet = opened
    return opened.questions
  }

  /// Takes in what the store answers about days.
  mutating func take(_ answer: CalendarAnswer) {
    if case .load(let load) = answer { accueil.chart.take(load) }
    sheet?.take(answer)
  }

  /// An action while a screen covers the panes; nil when the panes shall have it.
  mutating func performOnSheet(_ action: UIAction) -> [Effect]? {
    guard let shown = sheet else { return nil }
    switch action {
    case .back:
      if case .seances(let seances) = shown { return perform(action, on: seances) }
      if case .conflict(let conflict) = shown { return perform(action, on: conflict) }
      if case .mail(let mail) = shown { return perform(action, on: mail) }
      if case .ticket(let ticket) = shown { return perform(action, on: ticket) }
      if case .stock(let stock) = shown { return perform(action, on: stock) }
      if case .alerts(let alerts) = shown { return perform(action, on: alerts) }
      if case .rappels(let rappels) = shown { return perform(action, on: rappels) }
      if case .journal(let journal) = shown { return leave(journal) }
      sheet = nil
      return []
    case .pane:
      sheet = nil
      return nil
    default: break
    }
    switch shown {
    case .due(var due):
      if action == .open {
        guard let act = due.selectedAct else { return [] }
        return leave(for: act.stream)
      }
      guard due.move(action) else { return nil }
      sheet = .due(due)
      return []
    case .search: return nil
    case .columns(let columns): return perform(action, on: columns)
    case .vues(let vues): return perform(action, on: vues)
    case .report(var list):
      if action == .open { return list.selected?.stream.map { leave(for: $0) } ?? [] }
      guard list.move(action) else { return nil }
      sheet = .report(list)
      return []
    case .groups(let groups): return perform(action, on: groups)
    case .seances(let seances): return perform(action, on: seances)
    case .sync(let sync): return perform(action, on: sync)
    case .conflict(let conflict): return perform(action, on: conflict)
    case .erasures(let erasures): return perform(action, on: erasures)
    case .mails(let mails): return perform(action, on: mails)
    case .mail(let mail): return perform(action, on: mail)
    case .tickets(let tickets): return perform(action, on: tickets)
    case .ticket(let ticket): return perform(action, on: ticket)
    case .stock(let stock): return perform(action, on: stock)
    case .triage(let triage): return perform(action, on: triage)
    case .rules(let rules): return perform(action, on: rules)
    case .simulation(let simulation): return perform(action, on: simulation)
    case .alerts(let alerts): return perform(action, on: alerts)
    case .rappels(let rappels): return perform(action, on: rappels)
    case .figure(let figure): return perform(action, on: figure)
    case .journal(let journal): return perform(action, on: journal)
    case .review(let review): return perform(action, on: review)
    }
  }

  /// Opens a dossier from a screen; Escape in the dossier comes back to the screen.
  mutating func leave(for stream: StreamID) -> [Effect] {
    returning = sheet.map { ($0, active, stream) }
    sheet = nil
    active = .dossiers
    return dossiers.show(stream)
  }

  /// Back from the dossier to the screen that it was opened from, read again.
  mutating func comeBack() -> [Effect] {
    guard let (left, pane, stream) = returning, active == .dossiers, dossiers.place == .detail,
      dossiers.list.selected == stream
    else { return [] }
    returning = nil
    active = pane
    return open(left)
  }
}
