import Domain
import Storage

/// Columns, orders and vues of the list of dossiers, asked for by keys or by name.
extension App {
  /// Opens the list of the columns over the list of dossiers.
  mutating func openColumns() -> [Effect] {
    active = .dossiers
    if dossiers.focus == .detail { dossiers.focus = .list }
    return open(.columns(ColumnsSheet()))
  }

  /// Opens the vues.
  mutating func openVues() -> [Effect] { open(.vues(VuesSheet(present: dossiers.present))) }

  /// The width that the list has, or would have with the whole screen.
  var listRoom: Int {
    let list = dossiersLayout.list.isEmpty ? FrameLayout(size).body : dossiersLayout.list
    return list.inset().width
  }

  /// An action while the list of the columns is open; nil when it is none of its own.
  mutating func perform(_ action: UIAction, on columns: ColumnsSheet) -> [Effect]? {
    var columns = columns
    let before = dossiers.layout
    guard let said = columns.perform(action, on: &dossiers.layout, room: listRoom) else {
      return nil
    }
    sheet = .columns(columns)
    if !said.isEmpty { toast = Toast(kind: .info, text: said) }
    return dossiers.layoutChanged(from: before)
  }

  /// An action while the vues are open; nil when it is none of theirs.
  mutating func perform(_ action: UIAction, on vues: VuesSheet) -> [Effect]? {
    var vues = vues
    guard let outcome = vues.perform(action) else { return nil }
    sheet = .vues(vues)
    return carry(outcome)
  }

  /// A key typed while the name of a vue is asked for; nil when none is.
  mutating func typeVueName(_ key: Key) -> [Effect]? {
    guard case .vues(var vues) = sheet, vues.prompt != nil else { return nil }
    let outcome = vues.type(key)
    sheet = .vues(vues)
    return carry(outcome)
  }

  /// A text pasted while the name of a vue is asked for.
  mutating func pasteVueName(_ text: String) {
    guard case .vues(var vues) = sheet else { return }
    vues.paste(text)
    sheet = .vues(vues)
  }

  private mutating func carry(_ outcome: VuesSheet.Outcome) -> [Effect] {
    switch outcome {
    case .done: return []
    case .opened(let vue): return show(vue)
    case .refused(let why):
      toast = Toast(kind: .warning, text: why)
      return []
    case .kept(let vues, let said): return [.keepVues(vues, said: said)]
    }
  }

  /// Shows what a vue keeps.
  mutating func show(_ vue: DossierVue) -> [Effect] {
    active = .dossiers
    sheet = nil
    returning = nil
    return dossiers.show(vue, in: world)
  }

  /// Opens a vue by its name, or the list of them without one.
  mutating func openVue(_ name: String) -> [Effect] {
    name.isEmpty ? openVues() : [.findVue(name)]
  }

  /// Takes in the vue that a name means.
  mutating func take(_ vue: DossierVue?, named name: String) -> [Effect] {
    if let vue { return show(vue) }
    toast = Toast(
      kind: .warning, text: "Aucune vue « \(name) », ou plusieurs. :vues les montre toutes.")
    return []
  }

  /// Sorts on the column of that name; on the one sorted on, turns the order round.
  mutating func sortList(on name: String) -> [Effect] {
    let wanted = name.folded
    let sorts = DossierSort.allCases
    let found = sorts.first { sort in
      let names = [sort.label, sort.title(isOwn: false), sort.title(isOwn: true)]
      return !wanted.isEmpty && names.contains { $0.folded.hasPrefix(wanted) }
    }
    guard let found else {
      let names = sorts.map { $0.title(isOwn: false).lowercased() }.joined(separator: ", ")
      toast = Toast(kind: .warning, text: "Colonnes : \(names).")
      return []
    }
    active = .dossiers
    sheet = nil
    return dossiers.changeLayout { $0.sort(on: found) }
  }
}

extension DossiersPane {
  /// What the list shows now, as a vue without a name.
  var present: DossierVue {
    DossierVue(name: "", queue: queue, filter: filter, order: layout.order)
  }

  /// The vue that the list shows, nil once queue, filter or order are others.
  var shownVue: DossierVue? {
    guard let vue else { return nil }
    var unnamed = vue
    unnamed.name = ""
    return unnamed == present ? vue : nil
  }

  /// Shows what a vue keeps, from the top of the list.
  mutating func show(_ vue: DossierVue, in world: World) -> [Effect] {
    self.vue = vue
    queue = Self.queues(for: world).contains(vue.queue) ? vue.queue : .open
    filter = vue.filter
    prompt = nil
    layout.order = vue.order
    focus = .list
    isZoomed = false
    page = .dossier
    list.clear()
    return selectionChanged() + [loadQueue]
  }

  /// Changes the columns or the order.
  mutating func changeLayout(_ change: (inout ListLayout) -> Void) -> [Effect] {
    let before = layout
    change(&layout)
    return layoutChanged(from: before)
  }

  /// What a change of the columns or of the order asks for.
  func layoutChanged(from before: ListLayout) -> [Effect] {
    guard layout != before else { return [] }
    return (layout.order == before.order ? [] : [loadQueue]) + [.keepLayout(layout)]
  }
}
