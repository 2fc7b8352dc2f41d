import Domain
import Storage

/// The pane of the moderation.
extension App {
  /// An action while the pane is in front.
  mutating func performOnModeration(_ action: UIAction) -> [Effect] {
    guard world.seesAnnonces else {
      return action == .back ? [] : refuse(Refusal(world.noAnnonce))
    }
    if let effects = moderation.perform(action, in: world) { return effects }
    switch action {
    case .moderation(let edit): return begin(edit)
    case .undo: return undoModeration()
    case .actMenu:
      guard let catalogue = moderationCatalogue else { return noAnnonceChosen() }
      overlay = .moderationMenu(ModerationMenu(catalogue))
      return []
    case .copy:
      guard let row = moderation.selected else { return noAnnonceChosen() }
      return [.copy(row.annonce)]
    default: return refuse(Refusal("Cette touche ne fait rien ici."))
    }
  }

  /// The acts on the annonce selected, nil when none is or it is on its way.
  var moderationCatalogue: ModerationCatalogue? {
    moderation.file.map { ModerationCatalogue(file: $0, world: world) }
  }

  private mutating func noAnnonceChosen() -> [Effect] { refuse(Refusal("Choisissez une annonce.")) }

  /// Does an act that needs nothing more, opens the form of another, or says why it is closed.
  mutating func begin(_ edit: ModerationEdit, by key: Key? = nil) -> [Effect] {
    guard let catalogue = moderationCatalogue else { return noAnnonceChosen() }
    if let refusal = catalogue.entry(edit).refusal { return refuse(refusal) }
    switch edit {
    case .conforme:
      return [
        .moderation(
          .perform(
            AnnonceOrder(catalogue.file.stream, catalogue.command(.conforme)),
            said: catalogue.said(AnnonceRuling.conforme.french)))
      ]
    case .photo: return openPhotos(of: catalogue.file)
    case .next: return []
    case .correct, .mask, .suspend, .report, .lift:
      overlay = .moderation(ModerationForm(edit, catalogue, openedBy: key ?? openedBy))
      return []
    }
  }

  /// Opens the only photo, or asks which.
  private mutating func openPhotos(of file: AnnonceFile) -> [Effect] {
    guard let current = file.annonce.current, !current.photos.isEmpty else {
      return refuse(Refusal("Cette annonce n'a pas de photo."))
    }
    guard current.photos.count > 1 else { return open(photo: 0, of: file) }
    overlay = .moderationMenu(ModerationMenu(photosOf: file, current))
    return []
  }

  private mutating func open(photo place: Int, of file: AnnonceFile) -> [Effect] {
    let names = file.annonce.current.flatMap { file.texts[$0.number]?.photos } ?? []
    guard names.indices.contains(place) else {
      return refuse(Refusal("Le nom de cette photo est effacé."))
    }
    do throws(Refusal) {
      let path = try PhotoFile.path(names[place], in: settings.photos.folder)
      return [.view(path, with: settings.photos.viewer)]
    } catch {
      return refuse(error)
    }
  }

  /// A key typed in a menu over the pane.
  mutating func press(_ key: Key, _ menu: ModerationMenu) -> [Effect] {
    var menu = menu
    let choice = menu.handle(key)
    overlay = .moderationMenu(menu)
    switch choice {
    case .left: overlay = nil
    case .act(let edit):
      overlay = nil
      return begin(edit, by: key)
    case .photo(let place):
      overlay = nil
      return moderation.file.map { open(photo: place, of: $0) } ?? []
    case .refused(let why): toast = Toast(kind: .warning, text: why)
    case .waiting: break
    }
    return []
  }

  /// A key typed in the form of an act.
  mutating func press(_ key: Key, _ form: ModerationForm) -> [Effect] {
    var form = form
    let outcome = form.handle(key)
    overlay = .moderation(form)
    switch outcome {
    case .waiting: break
    case .left: overlay = nil
    case .asked(let request): return [.moderation(request)]
    case .edit(let text): return [.edit(text)]
    case .refused(let why): toast = Toast(kind: .warning, text: why)
    }
    return []
  }

  /// Takes in what the store answered about annonces.
  mutating func take(_ answer: ModerationAnswer) -> [Effect] {
    switch answer {
    case .overview(let overview): return moderation.take(overview)
    case .page(let question, let page): return moderation.take(question, page)
    case .opened(let stream, let item):
      moderation.take(stream, item, in: world)
      return []
    case .performed(let done):
      overlay = nil
      let key = done.act == .undo ? nil : world.keyMap.keyName(of: .undo)
      toast = Toast(
        kind: .success, text: done.said + (key.map { " \($0) pour annuler." } ?? ""))
      return moderation.take(done, in: world)
    }
  }

  /// Takes back the last act of this session; without one, the operator's last on the annonce
  /// selected.
  mutating func undoModeration() -> [Effect] {
    if let reading = world.reading { return refuse(reading.refusal) }
    if let last = moderation.done.last {
      moderation.isUndoing = true
      return undo(last.command, in: last.stream, of: last.file)
    }
    guard let file = moderation.file else { return noAnnonceChosen() }
    do throws(Refusal) {
      let last = try file.annonce.lastUndoable(in: world.context())
      return undo(last.command, in: file.stream, of: file)
    } catch {
      return refuse(error)
    }
  }

  private func undo(
    _ command: CommandID, in stream: StreamID, of file: AnnonceFile?
  ) -> [Effect] {
    let number = file?.annonce.number.strippedOfControls ?? "Annonce"
    return [
      .moderation(
        .perform(
          AnnonceOrder(stream, .undo(command: command)), said: "\(number) : acte annulé."))
    ]
  }

  /// Where the parts of the pane stand.
  var moderationLayout: ModerationLayout {
    let frame = FrameLayout(size)
    let isAlone = moderation.isZoomed || (!frame.isWide && moderation.focus != .list)
    return ModerationLayout(frame, zoomed: isAlone ? moderation.focus : nil)
  }
}
