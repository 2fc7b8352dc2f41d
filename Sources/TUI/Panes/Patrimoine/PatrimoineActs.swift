import Domain
import Storage

/// What can be done with a bailleur's patrimoine.
enum PatrimoineEdit: CaseIterable, Hashable, Sendable {
  case importFile, trial, confirm, drop, step, withdraw, remind, sync
  /// Look a logement up, whosever it is.
  case search

  /// The acts of a menu: those on the bailleur selected.
  static let acts = allCases.filter { $0 != .search }

  var label: String {
    switch self {
    case .importFile: "Importer un fichier"
    case .trial: "Essayer un fichier, sans rien enregistrer"
    case .confirm: "Confirmer l'import en attente"
    case .drop: "Abandonner l'import en attente"
    case .step: "Enregistrer une étape"
    case .withdraw: "Retirer une étape"
    case .remind: "Relancer"
    case .sync: "Déclarer la synchronisation automatique"
    case .search: "Chercher un logement"
    }
  }
}

/// The acts on a bailleur's patrimoine as this operator can do them now, and why some are closed.
struct PatrimoineCatalogue {
  /// An act, open or not.
  struct Entry {
    let edit: PatrimoineEdit
    /// Whether it is done *au nom de* the bailleur, with a reason.
    var isOnBehalf = false
    /// Why it is closed, nil when it is open.
    var refusal: Refusal?

    var isOpen: Bool { refusal == nil }
  }

  let file: PatrimoineFile
  let world: World

  /// Every act, the open ones first.
  var entries: [Entry] {
    let all = PatrimoineEdit.acts.map { entry($0) }
    return all.filter(\.isOpen) + all.filter { !$0.isOpen }
  }

  func entry(_ edit: PatrimoineEdit) -> Entry {
    if let fault = file.fault { return Entry(edit: edit, refusal: Refusal(fault)) }
    if edit != .trial, let reading = world.reading {
      return Entry(edit: edit, refusal: reading.refusal)
    }
    switch edit {
    case .importFile: return entry(edit, .importFile)
    case .confirm: return entry(edit, .confirmImport)
    case .drop: return entry(edit, .dropImport)
    case .remind: return entry(edit, .remind)
    case .sync: return entry(edit, .declareSync)
    case .trial, .search:
      do throws(Refusal) {
        let action: Action = edit == .trial ? .tryPatrimoine : .seeImports
        try world.actor.authorise(action, of: file.bailleur)
        return Entry(edit: edit)
      } catch {
        return Entry(edit: edit, refusal: error)
      }
    case .step: return entry(edit, steps: steps)
    case .withdraw:
      guard !file.patrimoine.steps.isEmpty else {
        return Entry(edit: edit, refusal: Refusal("Aucune étape n'est enregistrée."))
      }
      return entry(edit, steps: steps.filter { file.patrimoine.steps[$0] != nil })
    }
  }

  /// The steps that the operator may register, whether in the name of the bailleur or not.
  var steps: [PatrimoineStep] {
    PatrimoineStep.allCases.filter { availability(of: .registerStep($0)).isOpen }
  }

  /// Whether the step is registered in the name of the bailleur.
  func isOnBehalf(_ step: PatrimoineStep) -> Bool {
    if case .onBehalf = availability(of: .registerStep(step)) { true } else { false }
  }

  /// What is done next: what waits for a confirmation, then what is missing.
  var next: Entry {
    let status = file.patrimoine.summary?.status(on: world.today) ?? .never
    let isBegun = file.patrimoine.current != nil
    var wanted: [PatrimoineEdit] = file.patrimoine.held == nil ? [] : [.confirm]
    wanted += isBegun && status != .upToDate ? [.importFile, .remind] : []
    wanted += isBegun ? [.importFile, .remind] : [.step, .importFile, .remind]
    let entries = wanted.map { entry($0) }
    return entries.first(where: \.isOpen) ?? entries[0]
  }

  private func entry(_ edit: PatrimoineEdit, steps: [PatrimoineStep]) -> Entry {
    guard steps.isEmpty else { return Entry(edit: edit) }
    let step = file.patrimoine.nextStep ?? .intention
    guard case .closed(let refusal) = availability(of: .registerStep(step)) else {
      return Entry(edit: edit, refusal: Refusal("Aucune étape enregistrée n'est la vôtre."))
    }
    return Entry(edit: edit, refusal: refusal)
  }

  private func entry(_ edit: PatrimoineEdit, _ act: PatrimoineAct) -> Entry {
    switch availability(of: act) {
    case .open: Entry(edit: edit)
    case .onBehalf: Entry(edit: edit, isOnBehalf: true)
    case .closed(let refusal): Entry(edit: edit, refusal: refusal)
    }
  }

  private func availability(of act: PatrimoineAct) -> Availability {
    file.patrimoine.availability(of: act, of: file.bailleur, in: world.context())
  }
}

/// Every act on a patrimoine, the open ones first; a closed one says why.
struct PatrimoineMenu {
  /// What became of a key.
  enum Outcome {
    case waiting, left
    case chosen(PatrimoineEdit)
    case refused(String)
  }

  private let title: String
  private var menu: Menu

  init(_ catalogue: PatrimoineCatalogue) {
    title = "\(catalogue.world.directory.name(of: catalogue.file.bailleur)) · actes"
    menu = Menu(
      catalogue.entries.map { entry in
        MenuEntry(
          id: entry.edit.name,
          key: catalogue.world.keyMap.keyName(of: .patrimoine(entry.edit)) ?? "",
          title: entry.edit.label, closedBecause: entry.refusal?.sentence)
      }, mode: .keys)
  }

  /// Does what a key asks.
  mutating func handle(_ key: Key) -> Outcome {
    switch menu.handle(key) {
    case .chosen(let id):
      PatrimoineEdit.allCases.first { $0.name == id }.map { .chosen($0) } ?? .waiting
    case .refused(let why): .refused(why)
    case .cancel: .left
    case .changed, .ignored: .waiting
    }
  }

  /// Draws the menu in the middle of a rectangle.
  func draw(on surface: inout Surface, in rect: Rect) {
    let rows = min(menu.visibleEntries.count + 5, rect.height)
    let box = rect.centered(Size(columns: min(100, rect.width), rows: max(8, rows)))
    surface.fill(box)
    let inside = surface.drawBox(box, title: title, .title)
    menu.draw(into: &surface, in: inside.inset(columns: 1, rows: 0))
  }
}
