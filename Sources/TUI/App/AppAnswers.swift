import Domain
import Storage

/// What the store answers to panes and screens.
extension App {
  /// Takes an answer in; what it asks for comes back as effects.
  mutating func takeAnswer(_ message: Message) -> [Effect] {
    switch message {
    case .searched(let text, let found):
      sheet?.take(found, for: text)
      return []
    case .vuesLoaded(let vues, let counts):
      sheet?.take(vues, counts)
      return []
    case .vuesNamed(let names):
      palette?.add(names.map(Palette.Entry.init(vue:)))
      return []
    case .vueFound(let name, let vue): return take(vue, named: name)
    case .bulkAdvanced(let judged): return take(judged)
    case .syncLoaded(let file):
      take(file)
      return []
    case .conflictLoaded(let item): return take(item)
    case .accountAnswer(let answer): return take(answer)
    case .patrimoine(let answer): return take(answer)
    case .signalements(let answer): return take(answer)
    case .alarmsLoaded(let alarms):
      self.alarms = alarms
      return []
    case .moderation(let answer): return take(answer)
    case .rappels(let answer): return take(answer)
    case .compliance(let answer): return take(answer)
    case .erasuresLoaded(let rows):
      sheet?.take(rows)
      return []
    case .mailsLoaded(let file):
      sheet?.take(file)
      return []
    case .mailLoaded(let file): return take(file)
    case .mailsMoved(let mails): return moved(mails)
    case .ticketsLoaded(let file):
      sheet?.take(file)
      return []
    case .ticketLoaded(let file): return take(file)
    case .rulesLoaded(let regles):
      sheet?.take(regles)
      return []
    case .simulated(let simulation):
      sheet?.take(simulation)
      return []
    case .alertsLoaded(let file):
      sheet?.take(file)
      return []
    case .formDone(let said):
      overlay = nil
      toast = Toast(kind: .success, text: said)
      return []
    case .ticketsMoved(let tickets, let silence): return moved(tickets, silence)
    case .journalLoaded(let request, let page):
      sheet?.take(page, for: request)
      return []
    case .reviewLoaded(let report):
      sheet?.take(report)
      return []
    case .statisticsLoaded(let report, let refusal):
      statistiques.take(report, refusal)
      return []
    default:
      openBulkForm(by: message)
      accueil.update(message)
      return dossiers.update(message) + actAfterOpening()
    }
  }
}
