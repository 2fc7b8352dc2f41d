import Domain
import Storage

/// What can be done with the vues besides opening one.
enum VueEdit: CaseIterable, Hashable, Sendable {
  case save, rename, delete, restore
}

/// The vues that the operator has kept, each with how many dossiers it holds now.
struct VuesSheet {
  /// Why a name is being asked for.
  private enum Purpose {
    case save, rename(String)
  }

  /// What the operator is asked to type.
  private(set) var prompt: Prompt?
  /// The vues, nil while they are being read.
  private(set) var vues: [DossierVue]?
  /// How many dossiers each of them holds.
  private(set) var counts: [Int] = []
  private(set) var viewport = ListViewport()
  /// What the list behind shows, which a new vue keeps.
  let present: DossierVue
  private var purpose = Purpose.save
  private var deleted: (vue: DossierVue, index: Int)?

  /// What became of an action or a key.
  enum Outcome {
    case done
    case opened(DossierVue)
    case kept([DossierVue], said: String)
    case refused(String)
  }

  init(present: DossierVue) {
    self.present = present
  }

  /// The vue on which Enter works.
  var selected: DossierVue? {
    viewport.selected.flatMap { index in
      vues.flatMap { $0.indices.contains(index) ? $0[index] : nil }
    }
  }

  /// Takes the vues read; the selection holds by name.
  mutating func take(_ loaded: [DossierVue], _ counts: [Int]) {
    let name = selected?.name
    vues = loaded
    self.counts = counts
    viewport.setCount(loaded.count, selected: loaded.firstIndex { $0.name == name })
  }

  mutating func setHeight(_ height: Int) { viewport.setHeight(max(1, height)) }

  /// Does what an action asks; nil when it is none of this screen's.
  mutating func perform(_ action: UIAction) -> Outcome? {
    if viewport.move(action) { return .done }
    switch action {
    case .open: return selected.map { .opened($0) } ?? .refused("Aucune vue à ouvrir.")
    case .openVue(let number): return open(number)
    case .vue(let edit): return self.edit(edit)
    default: return nil
    }
  }

  private func open(_ number: Int) -> Outcome {
    guard let vues, vues.indices.contains(number - 1) else {
      return .refused("Il n'y a pas de \(number)e vue.")
    }
    return .opened(vues[number - 1])
  }

  private mutating func edit(_ edit: VueEdit) -> Outcome {
    guard var vues else { return .done }
    switch edit {
    case .save:
      purpose = .save
      prompt = Prompt(prefix: "Nom de la vue : ", placeholder: "mes retards de pré-instruction")
      return .done
    case .rename:
      guard let selected else { return .refused("Aucune vue à renommer.") }
      purpose = .rename(selected.name)
      prompt = Prompt(prefix: "Nouveau nom : ", text: selected.name)
      return .done
    case .delete:
      guard let index = viewport.selected, vues.indices.contains(index) else {
        return .refused("Aucune vue à supprimer.")
      }
      let vue = vues.remove(at: index)
      deleted = (vue, index)
      return .kept(vues, said: "Vue « \(vue.name) » supprimée. u la remet.")
    case .restore:
      guard let deleted else { return .refused("Aucune vue n'a été supprimée ici.") }
      guard !vues.contains(where: { $0.name.folded == deleted.vue.name.folded }) else {
        return .refused("Une vue porte maintenant le nom « \(deleted.vue.name) ».")
      }
      vues.insert(deleted.vue, at: min(deleted.index, vues.count))
      self.deleted = nil
      return .kept(vues, said: "Vue « \(deleted.vue.name) » remise.")
    }
  }

  /// A key typed while a name is asked for.
  mutating func type(_ key: Key) -> Outcome {
    guard var editing = prompt else { return .done }
    let outcome = editing.handle(key)
    prompt = editing
    switch outcome {
    case .submit(let text): return name(text)
    case .cancel: prompt = nil
    case .changed, .none: break
    }
    return .done
  }

  /// A text pasted while a name is asked for.
  mutating func paste(_ text: String) { _ = prompt?.paste(text) }

  /// Takes a name; one that cannot be is said, and asked for again.
  private mutating func name(_ text: String) -> Outcome {
    let name = text.split(separator: " ").joined(separator: " ")
    guard !name.isEmpty, name.count <= DossierVue.longestName else {
      return .refused("Un nom a de 1 à \(DossierVue.longestName) caractères.")
    }
    var vues = vues ?? []
    var renamed: String?
    if case .rename(let old) = purpose { renamed = old }
    if vues.contains(where: { $0.name.folded == name.folded && $0.name != renamed }) {
      return .refused("Une vue porte déjà le nom « \(name) ». Choisissez-en un autre.")
    }
    prompt = nil
    if let renamed {
      guard let index = vues.firstIndex(where: { $0.name == renamed }) else { return .done }
      vues[index].name = name
      return .kept(vues, said: "Vue renommée « \(name) ».")
    }
    var vue = present
    vue.name = name
    vues.append(vue)
    return .kept(vues, said: "Vue « \(name) » gardée : \(vue.words).")
  }
}

extension DossierVue {
  /// What the vue shows: « En retard · filtre : evry · tri : échéance ▲ croissant ».
  var words: String {
    let narrowed = filter.isEmpty ? "" : " · filtre : \(filter)"
    return "\(queue.label)\(narrowed) · tri : \(order.words)"
  }
}

extension [DossierVue] {
  /// The vue meant by a name or by its beginning, accents and case aside; nil when there is none or
  /// when several begin so.
  func named(_ text: String) -> DossierVue? {
    let wanted = text.folded
    if let exact = first(where: { $0.name.folded == wanted }) { return exact }
    let fitting = filter { $0.name.folded.hasPrefix(wanted) }
    return fitting.count == 1 ? fitting.first : nil
  }
}
