import Domain
import Storage

/// The rappels à la charte: their screen and its forms.
extension App {
  /// Opens the rappels, for those who may read some.
  ///
  /// - Parameter bailleur: whose are selected; nil for the list from its top.
  mutating func openRappels(about bailleur: OrganisationID? = nil) -> [Effect] {
    guard world.actor.reads(.conformite, of: world.actor.organisation) else {
      return refuse(Refusal("Les rappels à la charte sont lus par : \(RappelWords.readers)."))
    }
    return open(.rappels(RappelsSheet(about: bailleur)))
  }

  /// An action while the rappels are shown; nil when it is none of their own.
  mutating func perform(_ action: UIAction, on rappels: RappelsSheet) -> [Effect]? {
    var rappels = rappels
    switch action {
    case .back where rappels.page != nil:
      rappels.page = nil
      sheet = .rappels(rappels)
      return []
    case .back:
      sheet = nil
      return []
    case .open: return openRappel(in: rappels)
    case .nextAct:
      return beginRappel(nil, in: rappels)
    case .rappel(let edit): return beginRappel(edit, in: rappels)
    case .undo: return undoRappel(in: rappels)
    default:
      guard rappels.move(action) else { return nil }
      sheet = .rappels(rappels)
      return []
    }
  }

  /// Opens the rappel chosen, or in it the dossier of a fact.
  private mutating func openRappel(in rappels: RappelsSheet) -> [Effect] {
    if let page = rappels.page {
      guard let dossier = page.dossier else {
        return refuse(Refusal("Cette ligne n'ouvre aucun dossier."))
      }
      return [.rappels(.dossier(dossier))]
    }
    guard let entry = rappels.selected else { return [] }
    var rappels = rappels
    rappels.page = RappelPage(entry)
    return open(.rappels(rappels))
  }

  /// What the acts bear on: the one that was opened, or breaches chosen in the list.
  private func rappelCatalogue(of rappels: RappelsSheet) -> RappelCatalogue? {
    if let subject = rappels.page?.subject {
      return RappelCatalogue(subject: subject, world: world)
    }
    guard rappels.page == nil, case .finding(let finding) = rappels.selected else { return nil }
    return RappelCatalogue(subject: .finding(finding), world: world)
  }

  /// Opens the form of an act, or says why it is closed; a rappel of the list is opened first.
  ///
  /// - Parameter edit: nil for the act that comes next.
  private mutating func beginRappel(_ edit: RappelEdit?, in rappels: RappelsSheet) -> [Effect] {
    guard let catalogue = rappelCatalogue(of: rappels) else {
      guard let entry = rappels.selected, rappels.page == nil else { return [] }
      var rappels = rappels
      rappels.page = RappelPage(entry)
      rappels.pending = edit.map { .edit($0) } ?? .next
      return open(.rappels(rappels))
    }
    guard let asked = edit ?? catalogue.next else {
      return refuse(Refusal("Ce rappel est terminé."))
    }
    let edit = catalogue.meant(by: asked)
    if let refusal = catalogue.refusal(of: edit) { return refuse(refusal) }
    if edit == .export {
      guard let file = catalogue.file, let letter = catalogue.letterText else { return [] }
      return [.rappels(.export(file.stream, letter.level, letter.text, recording: nil))]
    }
    overlay = .rappel(RappelForm(edit, catalogue, openedBy: openedBy))
    return []
  }

  private mutating func undoRappel(in rappels: RappelsSheet) -> [Effect] {
    if let reading = world.reading { return refuse(reading.refusal) }
    guard let file = rappelCatalogue(of: rappels)?.file else {
      return refuse(Refusal("Ouvrez d'abord le rappel dont un acte est à annuler."))
    }
    do throws(Refusal) {
      let last = try file.rappel.lastUndoable(in: world.context())
      return [.rappels(.undo(file.stream, last.command))]
    } catch {
      return refuse(error)
    }
  }

  /// A key typed in the form of an act.
  mutating func press(_ key: Key, _ form: RappelForm) -> [Effect] {
    var form = form
    let outcome = form.handle(key)
    overlay = .rappel(form)
    switch outcome {
    case .waiting: break
    case .left: overlay = nil
    case .asked(let request): return [.rappels(request)]
    case .edit(let text): return [.edit(text)]
    case .refused(let why): toast = Toast(kind: .warning, text: why)
    }
    return []
  }

  /// Takes in what the store answered about rappels.
  mutating func take(_ answer: RappelAnswer) -> [Effect] {
    guard case .rappels(var rappels) = sheet else { return [] }
    switch answer {
    case .listed(let file):
      rappels.take(file)
      sheet = .rappels(rappels)
    case .dossier(let reference, let stream):
      guard let stream else {
        return refuse(Refusal("Le dossier \(reference) n'est pas visible d'ici."))
      }
      return leave(for: stream)
    case .performed(let stream, let said):
      overlay = nil
      rappels.show(stream)
      sheet = .rappels(rappels)
      toast = Toast(kind: .success, text: said)
    case .opened(let stream, let item):
      guard rappels.take(stream, item, in: world) else { return [] }
      let pending = rappels.pending
      rappels.pending = nil
      sheet = .rappels(rappels)
      switch pending {
      case .next: return beginRappel(nil, in: rappels)
      case .edit(let edit): return beginRappel(edit, in: rappels)
      case nil: break
      }
    }
    return []
  }
}
