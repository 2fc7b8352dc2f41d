import Domain
import Storage

/// What covers the pane of the signalements until it is answered or left.
enum TriageOverlay {
  case menu(SignalementMenu)
  case form(SignalementForm)
  case replies(ReponseMenu)
  case register(RegisterForm)
  case bulk(SignalementBulk)
  case reponse(ReponseForm)

  func draw(on surface: inout Surface, in rect: Rect) {
    switch self {
    case .menu(let menu): menu.draw(on: &surface, in: rect)
    case .form(let form): form.draw(on: &surface, in: rect)
    case .replies(let menu): menu.draw(on: &surface, in: rect)
    case .register(let form): form.draw(on: &surface, in: rect)
    case .bulk(let bulk): bulk.draw(on: &surface, in: rect)
    case .reponse(let form): form.draw(on: &surface, in: rect)
    }
  }

  /// The keys that the footer shows.
  var hints: [(String, String)] {
    switch self {
    case .menu, .replies: [("Entrée", "choisir"), ("↑↓", "parcourir"), ("Échap", "fermer")]
    case .form, .register, .reponse:
      [
        ("Entrée", "valider"), ("Tab", "champ suivant"), ("Ctrl-E", "éditeur"),
        ("Échap", "abandonner"),
      ]
    case .bulk: [("Échap", "arrêter")]
    }
  }

  mutating func paste(_ text: String) {
    switch self {
    case .form(var form):
      form.paste(text)
      self = .form(form)
    case .register(var form):
      form.paste(text)
      self = .register(form)
    case .reponse(var form):
      form.paste(text)
      self = .reponse(form)
    case .replies(var menu):
      menu.paste(text)
      self = .replies(menu)
    case .menu, .bulk: break
    }
  }

  /// Takes a text back from the operator's editor.
  mutating func takeEdited(_ text: String) {
    switch self {
    case .form(var form):
      form.takeEdited(text)
      self = .form(form)
    case .register(var form):
      form.takeEdited(text)
      self = .register(form)
    case .reponse(var form):
      form.takeEdited(text)
      self = .reponse(form)
    case .menu, .replies, .bulk: break
    }
  }

  /// Shows why the store refused an act; false when there is no form to show it in.
  mutating func show(_ refusal: Refusal) -> Bool {
    switch self {
    case .form(var form):
      form.show(refusal)
      self = .form(form)
    case .register(var form):
      form.show(refusal)
      self = .register(form)
    case .reponse(var form):
      form.show(refusal)
      self = .reponse(form)
    case .menu, .replies, .bulk: return false
    }
    return true
  }
}

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

/// The keys of what covers the pane of the signalements.
extension App {
  /// A key typed in what covers the pane.
  mutating func press(_ key: Key, _ covering: TriageOverlay) -> [Effect] {
    switch covering {
    case .menu(var menu):
      let choice = menu.handle(key)
      overlay = .triage(.menu(menu))
      switch choice {
      case .left: overlay = nil
      case .chosen(let edit):
        overlay = nil
        return begin(edit)
      case .refused(let why): toast = Toast(kind: .warning, text: why)
      case .waiting: break
      }
    case .form(var form):
      let outcome = form.handle(key)
      overlay = .triage(.form(form))
      return go(on: outcome, form)
    case .replies(var menu):
      let choice = menu.handle(key)
      overlay = .triage(.replies(menu))
      switch choice {
      case .cancel: overlay = nil
      case .chosen(let id): return begin(with: id)
      case .refused(let why): toast = Toast(kind: .warning, text: why)
      case .changed, .ignored: break
      }
    case .register(var form):
      let outcome = form.handle(key)
      overlay = .triage(.register(form))
      switch outcome {
      case .waiting: break
      case .left: overlay = nil
      case .ready(let order): return [.signalements(.perform(order))]
      case .edit(let text): return [.edit(text)]
      case .refused(let why): toast = Toast(kind: .warning, text: why)
      }
    case .bulk(var bulk):
      guard key == .escape || key == .ctrl("c") else {
        toast = Toast(kind: .warning, text: "Échap arrête l'enregistrement.")
        return []
      }
      bulk.stop()
      return report(bulk)
    case .reponse(let form): return press(key, form)
    }
    return []
  }

  private mutating func go(
    on outcome: SignalementForm.Outcome, _ form: SignalementForm
  ) -> [Effect] {
    switch outcome {
    case .waiting: break
    case .left: overlay = nil
    case .ready(let order): return [.signalements(.perform(order))]
    case .several(let values): return performTogether(form.draft.edit, values)
    case .edit(let text): return [.edit(text)]
    case .refused(let why): toast = Toast(kind: .warning, text: why)
    }
    return []
  }

  private mutating func press(_ key: Key, _ form: ReponseForm) -> [Effect] {
    var form = form
    let outcome = form.handle(key)
    overlay = .triage(.reponse(form))
    switch outcome {
    case .waiting: break
    case .left: overlay = nil
    case .ready(let reponse):
      let version = reponse.version > 1 ? ", version \(reponse.version)" : ""
      let said = "Réponse type « \(reponse.title) » enregistrée\(version)."
      return [.signalements(.write(.write(reponse: reponse), said: said))]
    case .edit(let text): return [.edit(text)]
    case .refused(let why): toast = Toast(kind: .warning, text: why)
    }
    return []
  }

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
