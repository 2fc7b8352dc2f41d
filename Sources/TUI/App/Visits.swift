import Domain
import Storage

/// A place where the operator has been: what was in front, and enough to come back to it.
struct Visit: Equatable {
  /// The screen over the panes, told apart by its kind and what it was opened on.
  enum Cover: Equatable {
    case search
    case due(DueWindow)
    case columns
    case vues
    case groups
    case report
    case seances([OrganisationID], comesFromGroups: Bool)
    case sync
    case conflict(CommandID)
    case erasures
    case mails
    case mail(Int)
    case tickets
    case ticket(Int)
    case simulation(Indicator, Int)
    case rules, alerts, rappels
    case journal(String)
    case review
  }

  var pane: PaneID
  var cover: Cover?
  /// The queue of the pane Dossiers, nil in the others.
  var queue: DossierQueue?
  /// The dossier opened, nil among the rows.
  var stream: StreamID?
}

/// The places visited, as a browser keeps them: going elsewhere forgets what was ahead.
struct Visits {
  private static let limit = 50
  private var behind: [Visit] = []
  private var ahead: [Visit] = []

  /// Notes that the operator went from a place to another by something else than `<` and `>`.
  mutating func leave(_ visit: Visit, for next: Visit) {
    guard visit != next else { return }
    ahead = []
    if behind.last != visit { behind.append(visit) }
    if behind.count > Self.limit { behind.removeFirst() }
  }

  /// The place before this one, nil when this is the first.
  mutating func earlier(than visit: Visit) -> Visit? {
    Self.step(from: &behind, to: &ahead, leaving: visit)
  }

  /// The place that was left by going back, nil when there is none.
  mutating func later(than visit: Visit) -> Visit? {
    Self.step(from: &ahead, to: &behind, leaving: visit)
  }

  private static func step(
    from source: inout [Visit], to target: inout [Visit], leaving visit: Visit
  ) -> Visit? {
    while source.last == visit { source.removeLast() }
    guard let found = source.popLast() else { return nil }
    target.append(visit)
    return found
  }
}

extension App {
  /// Notes where the operator has come to; the queues run through by the arrows are no places.
  mutating func noteVisit() {
    if case .search(let search) = sheet { lastSearch = search.prompt.text }
    let isPassing = active == .dossiers && dossiers.focus == .queues && sheet == nil
    let here = visit
    guard !isPassing, here != settled else { return }
    visits.leave(settled, for: here)
    settled = here
  }

  /// Where the operator is, as `<` would come back to it.
  var visit: Visit {
    let cover: Visit.Cover? =
      switch sheet {
      case .due(let due): .due(due.window)
      case .search: .search
      case .vues: .vues
      case .groups: .groups
      case .report: .report
      case .seances(let seances):
        .seances(seances.bailleurs, comesFromGroups: seances.comesFromGroups)
      case .columns: .columns
      case .sync: .sync
      case .conflict(let conflict): .conflict(conflict.command)
      case .erasures: .erasures
      case .mails: .mails
      case .mail(let mail): .mail(mail.id)
      case .tickets: .tickets
      case .ticket(let ticket): .ticket(ticket.id)
      case .rules: .rules
      case .alerts: .alerts
      case .simulation(let sheet): .simulation(sheet.indicator, sheet.value)
      case .rappels: .rappels
      case .journal(let journal): .journal(journal.text)
      case .review: .review
      // What is behind an account is found again from it.
      case .stock, .triage, .figure, nil: nil
      }
    let isOpen = active == .dossiers && dossiers.focus == .detail
    return Visit(
      pane: active, cover: cover, queue: active == .dossiers ? dossiers.queue : nil,
      stream: isOpen ? dossiers.list.selected : nil)
  }

  /// Goes back or forward among the places visited.
  mutating func travel(_ action: UIAction) -> [Effect] {
    let isBack = action == .earlier
    guard let found = isBack ? visits.earlier(than: settled) : visits.later(than: settled) else {
      toast = Toast(
        kind: .info, text: isBack ? "Rien avant cet endroit." : "Rien après cet endroit.")
      return []
    }
    returning = nil
    sheet = nil
    active = found.pane
    var effects: [Effect] = []
    if found.pane == .dossiers {
      if let queue = found.queue { effects += dossiers.choose(queue) }
      if let stream = found.stream {
        effects += dossiers.show(stream)
      } else {
        effects += dossiers.returnToList()
      }
    } else {
      effects += entered()
    }
    switch found.cover {
    case .due(let window): effects += open(.due(DueSheet(window)))
    case .search: effects += open(.search(SearchSheet(lastSearch)))
    case .columns: effects += openColumns()
    case .vues: effects += openVues()
    case .groups: effects += open(.groups(CaleolGroupsSheet()))
    case .report: effects += showLastReport()
    case .seances(let bailleurs, let comesFromGroups):
      effects += openSeances(of: bailleurs, comesFromGroups: comesFromGroups)
    case .sync: effects += open(.sync(SyncSheet()))
    case .erasures: effects += open(.erasures(ErasuresSheet()))
    case .mails: effects += open(.mails(MailsSheet()))
    case .mail(let id): effects += open(.mail(MailSheet(id, from: MailsSheet())))
    case .tickets: effects += open(.tickets(TicketsSheet()))
    case .ticket(let id): effects += open(.ticket(TicketSheet(id, from: TicketsSheet())))
    case .rules: effects += open(.rules(RulesSheet()))
    case .alerts: effects += open(.alerts(AlertsSheet()))
    case .simulation(let indicator, let value):
      effects += open(.simulation(SimulationSheet(indicator, value: value)))
    case .rappels: effects += open(.rappels(RappelsSheet()))
    case .journal(let text): effects += open(.journal(JournalSheet(text)))
    case .review: effects += open(.review(ReviewSheet()))
    case .conflict(let command):
      effects += open(.conflict(ConflictSheet(command, from: SyncSheet())))
    case nil: break
    }
    settled = visit
    return effects
  }
}
