import Domain
import Storage

extension App {
  /// An act on the dossier selected: its form opens, or the line says why it is closed.
  mutating func act(_ action: UIAction) -> [Effect] {
    if let effects = actOnMarks(action) { return effects }
    guard let detail = dossiers.detail else {
      toast = Toast(kind: .info, text: "Choisissez d'abord un dossier.")
      return []
    }
    let catalogue = ActCatalogue(dossier: detail.dossier, world: world)
    if let reading = world.reading, action != .actMenu { return refuse(reading.refusal) }
    switch action {
    case .actMenu:
      overlay = .acts(ActMenu(catalogue))
      return []
    case .nextAct:
      guard let next = catalogue.next else { return refuse(catalogue.nextRefusal) }
      return openForm(next.act)
    case .acts(let group):
      let entries = group.acts.map { catalogue.entry($0) }
      if let open = entries.first(where: \.isOpen) { return openForm(open.act) }
      return refuse(entries.first?.refusal ?? Refusal("Cet acte n'est pas possible maintenant."))
    case .act(let act) where act != .revealNUR: return openForm(act)
    case .revealNUR, .act:
      let entry = catalogue.entry(.revealNUR)
      if let refusal = entry.refusal { return refuse(refusal) }
      return [.revealNUR(detail.stream, entry.volets)]
    default: return []
    }
  }

  /// Asks for the form of a new dossier, when the operator may create one.
  mutating func create() -> [Effect] {
    if let reading = world.reading { return refuse(reading.refusal) }
    if case .closed(let why) = Dossier.empty.availability(of: .create, in: world.context()) {
      return refuse(why)
    }
    return [.beginCreation]
  }

  /// Opens the form of an act on the dossier shown.
  mutating func openForm(_ act: DossierAct, by key: Key? = nil) -> [Effect] {
    guard let detail = dossiers.detail else { return [] }
    let entry = ActCatalogue(dossier: detail.dossier, world: world).entry(act)
    if let refusal = entry.refusal { return refuse(refusal) }
    overlay = .form(
      ActForm(entry: entry, detail: detail, world: world, openedBy: key ?? openedBy))
    return []
  }

  mutating func refuse(_ refusal: Refusal) -> [Effect] {
    toast = Toast(kind: .warning, text: refusal.sentence)
    return []
  }
}
