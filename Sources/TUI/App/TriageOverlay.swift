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
  case diagnosis(DiagnosisForm)

  func draw(on surface: inout Surface, in rect: Rect) {
    switch self {
    case .menu(let menu): menu.draw(on: &surface, in: rect)
    case .form(let form): form.draw(on: &surface, in: rect)
    case .replies(let menu): menu.draw(on: &surface, in: rect)
    case .register(let form): form.draw(on: &surface, in: rect)
    case .bulk(let bulk): bulk.draw(on: &surface, in: rect)
    case .reponse(let form): form.draw(on: &surface, in: rect)
    case .diagnosis(let form): form.draw(on: &surface, in: rect)
    }
  }

  /// The keys that the footer shows.
  var hints: [(String, String)] {
    switch self {
    case .menu, .replies: [("Entrée", "choisir"), ("↑↓", "parcourir"), ("Échap", "fermer")]
    case .form, .register, .reponse:
      [
        ("Entrée", "valider"), ("Tab", "champ suivant"), ("Échap", "abandonner"),
      ]
    case .diagnosis: [("Entrée", "chercher"), ("Tab", "champ suivant"), ("Échap", "fermer")]
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
    case .diagnosis(var form):
      form.paste(text)
      self = .diagnosis(form)
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
    case .menu, .replies, .bulk, .diagnosis: break
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
    case .diagnosis(var form):
      form.show(refusal)
      self = .diagnosis(form)
    case .menu, .replies, .bulk: return false
    }
    return true
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
    case .diagnosis(var form):
      let outcome = form.handle(key)
      overlay = .triage(.diagnosis(form))
      switch outcome {
      case .waiting: break
      case .left: overlay = nil
      case .asked: return [.signalements(form.question)]
      }
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
}
