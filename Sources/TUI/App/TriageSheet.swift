import Domain
import Storage

/// A screen over the pane of the signalements.
enum TriageSheet {
  case reponses(ReponsesSheet)
  /// What became of the signalements of an act on several.
  case report(BulkList)

  var place: Place {
    switch self {
    case .reponses: .reponses
    case .report: .report
    }
  }

  var questions: [Effect] {
    if case .reponses = self { [.signalements(.replies)] } else { [] }
  }

  /// Gives it the room inside its frame.
  mutating func fit(_ room: Size) {
    switch self {
    case .reponses(var sheet):
      sheet.setHeight(ReponsesSheet.listHeight(in: room))
      self = .reponses(sheet)
    case .report(var list):
      list.setHeight(room)
      self = .report(list)
    }
  }

  func draw(on surface: inout Surface, in rect: Rect) {
    switch self {
    case .reponses(let sheet): sheet.draw(on: &surface, in: rect)
    case .report(let list):
      BulkListView(list: list, note: list.summary).draw(on: &surface, in: rect)
    }
  }
}

/// The keys of the screens over the pane of the signalements.
extension App {
  /// An action while a screen of the signalements is in front; nil when it is none of its own.
  mutating func perform(_ action: UIAction, on triage: TriageSheet) -> [Effect]? {
    switch triage {
    case .report(var list):
      if action == .open {
        guard let entry = list.selected else { return [] }
        sheet = nil
        return [.signalements(.find(entry.reference))]
      }
      guard list.move(action) else { return nil }
      sheet = .triage(.report(list))
      return []
    case .reponses(var replies):
      switch action {
      case .open: return change(replies.selected, in: replies)
      case .reponse(.create): return change(nil, in: replies)
      case .reponse(.withdraw): return withdraw(replies.selected)
      default:
        guard replies.move(action) else { return nil }
        sheet = .triage(.reponses(replies))
        return []
      }
    }
  }

  private mutating func change(_ known: Reponse?, in sheet: ReponsesSheet) -> [Effect] {
    if let refusal = closedReplies { return refuse(refusal) }
    overlay = .triage(
      .reponse(ReponseForm(known, among: sheet.rows, world: world, openedBy: openedBy)))
    return []
  }

  private mutating func withdraw(_ reponse: Reponse?) -> [Effect] {
    if let refusal = closedReplies { return refuse(refusal) }
    guard let reponse else { return [] }
    let said = "Réponse type « \(reponse.title) » retirée. La changer l'offre de nouveau."
    return [.signalements(.write(.withdraw(reponse: reponse.id), said: said))]
  }

  private var closedReplies: Refusal? {
    if let reading = world.reading { return reading.refusal }
    let isOpen = world.actor.roles.contains(where: ReponsesCommand.isOpen)
    return isOpen ? nil : Refusal("Les réponses types reviennent à Aatiko.")
  }

  /// Opens the canned replies, for those who may read them.
  mutating func openReponses() -> [Effect] {
    guard world.routesSignalements else {
      return refuse(Refusal("Les réponses types reviennent à Aatiko."))
    }
    return open(.triage(.reponses(ReponsesSheet())))
  }
}
