import Domain
import Storage

/// What can be done with a signalement.
enum SignalementEdit: String, CaseIterable, Hashable, Sendable {
  case answer, actimage, correction, investigation, sendBack, moderation, duplicate
  case reply, question, askAatiko, resolve, explain
  case take, release, note, category, unlink, close, reopen

  /// The edit that takes a route.
  init(_ route: SignalementRoute) {
    self =
      switch route {
      case .reponse: .answer
      case .actimage: .actimage
      case .correction: .correction
      case .investigation: .investigation
      case .renvoi: .sendBack
      case .moderation: .moderation
      case .doublon: .duplicate
      }
  }

  /// The act that it is.
  var act: SignalementAct {
    switch self {
    case .answer: .answer
    case .actimage: .askActimage
    case .correction: .askCorrection
    case .investigation: .askBailleur
    case .sendBack: .sendBack
    case .moderation: .sendToModeration
    case .duplicate: .markDuplicate
    case .reply, .question: .answerAsBailleur
    case .askAatiko: .askAatiko
    case .resolve: .resolve
    case .explain: .explain
    case .take, .release: .assign
    case .note: .addNote
    case .category: .categorise
    case .unlink: .unmarkDuplicate
    case .close: .close
    case .reopen: .reopen
    }
  }

  /// The route that it takes, nil when it takes none.
  var route: SignalementRoute? { SignalementRoute.allCases.first { SignalementEdit($0) == self } }

  /// As a menu says it.
  var label: String {
    switch self {
    case .question: "Demander une précision à Aatiko"
    case .release: "Relâcher"
    default: act.label
    }
  }

  /// Whether it counts as triage done, for the pace.
  var isTriage: Bool {
    switch self {
    case .take, .release, .note, .category, .unlink, .reopen: false
    default: true
    }
  }

  /// Whether it can be the same on several signalements. What goes to Actimage is read before it is
  /// sent, and a correction is of one logement.
  var isDoneTogether: Bool { self != .actimage && self != .correction }
}

/// The keys of the acts: the first edit that is open is the one meant.
enum TriageKey: String, CaseIterable, Hashable, Sendable {
  case answer = "repondre-signalement"
  case actimage = "demander-actimage"
  case correction = "demander-correction"
  case investigation = "confier-bailleur"
  case sendBack = "renvoyer-bailleur"
  case moderation = "transmettre-moderation"
  case duplicate = "marquer-doublon"
  case unlink = "desolidariser"
  case resolve = "resoudre"
  case explain = "expliquer-ineligibilite"
  case take = "prendre-en-charge"
  case note = "noter-signalement"
  case category = "categorie"
  case close = "clore-signalement"
  case replies = "reponses-types"
  case register = "enregistrer-signalement"
  case next = "agir-signalement"
  case menu = "actes-signalement"

  /// What it may mean, in the order in which they are tried: Aatiko's act, then the bailleur's.
  var edits: [SignalementEdit] {
    switch self {
    case .answer: [.answer, .reply]
    case .actimage: [.actimage, .askAatiko]
    case .correction: [.correction]
    case .investigation: [.investigation, .question]
    case .sendBack: [.sendBack]
    case .moderation: [.moderation]
    case .duplicate: [.duplicate]
    case .unlink: [.unlink]
    case .resolve: [.resolve]
    case .explain: [.explain]
    case .take: [.take, .release]
    case .note: [.note]
    case .category: [.category]
    case .close: [.close]
    case .replies, .register, .next, .menu: []
    }
  }

  /// The key that does an edit.
  static func of(_ edit: SignalementEdit) -> TriageKey? {
    allCases.first { $0.edits.contains(edit) }
  }
}

/// The acts on a signalement as this operator can do them now, and why some are closed.
struct SignalementCatalogue {
  /// An act, open or not.
  struct Entry {
    let edit: SignalementEdit
    /// Whether it is done *au nom de* the bailleur, with a reason.
    var isOnBehalf = false
    /// Why it is closed, nil when it is open.
    var refusal: Refusal?

    var isOpen: Bool { refusal == nil }
  }

  let detail: SignalementDetail
  let world: World
  /// The canned replies offered.
  var replies: [Reponse] = []

  var signalement: Signalement { detail.signalement }

  /// Every act, the open ones first.
  var entries: [Entry] {
    let all = SignalementEdit.allCases.map { entry($0) }
    return all.filter(\.isOpen) + all.filter { !$0.isOpen }
  }

  func entry(_ edit: SignalementEdit) -> Entry {
    if let reading = world.reading { return Entry(edit: edit, refusal: reading.refusal) }
    switch signalement.availability(of: edit.act, in: world.context()) {
    case .closed(let refusal): return Entry(edit: edit, refusal: refusal)
    case .open: return Entry(edit: edit, refusal: holding(edit))
    case .onBehalf: return Entry(edit: edit, isOnBehalf: true, refusal: holding(edit))
    }
  }

  private func holding(_ edit: SignalementEdit) -> Refusal? {
    switch edit {
    case .take where signalement.holder == world.actor.id:
      Refusal("Vous l'avez déjà pris en charge.")
    case .release where signalement.holder == nil:
      Refusal("Personne ne l'a pris en charge.")
    default: nil
    }
  }

  /// What a key means here: the first edit that is open in the operator's own name, else in
  /// somebody's; when none is, why not.
  func entry(_ key: TriageKey) -> Entry? {
    let all = key.edits.map { entry($0) }
    let own = all.first { $0.isOpen && !$0.isOnBehalf } ?? all.first(where: \.isOpen)
    if let own { return own }
    // The reason that concerns the operator is that of the act of its own house.
    return world.actor.roles.contains(where: \.isOfBailleur) ? all.last : all.first
  }

  /// What is done next: the route proposed, else what is awaited of the operator.
  var next: Entry {
    if let proposal = detail.proposal {
      let entry = entry(SignalementEdit(proposal.route))
      if entry.isOpen { return entry }
    }
    let wanted: [SignalementEdit] =
      signalement.reception?.nature == .inscription
      ? [.resolve, .explain, .reply, .reopen] : [.reply, .answer, .reopen]
    let entries = wanted.map { entry($0) }
    return entries.first { $0.isOpen && !$0.isOnBehalf } ?? entries[0]
  }
}

/// Every act on a signalement, the open ones first; a closed one says why.
struct SignalementMenu {
  /// What became of a key.
  enum Outcome {
    case waiting, left
    case chosen(SignalementEdit)
    case refused(String)
  }

  private let title: String
  private var menu: Menu

  init(_ catalogue: SignalementCatalogue) {
    title = "\(catalogue.signalement.number) · actes"
    let keyMap = catalogue.world.keyMap
    menu = Menu(
      catalogue.entries.map { entry in
        MenuEntry(
          id: entry.edit.rawValue,
          key: TriageKey.of(entry.edit).flatMap { keyMap.keyName(of: .triage($0)) } ?? "",
          title: entry.edit.label + (entry.isOnBehalf ? " (au nom du bailleur)" : ""),
          closedBecause: entry.refusal?.sentence)
      }, mode: .keys)
  }

  /// Does what a key asks.
  mutating func handle(_ key: Key) -> Outcome {
    switch menu.handle(key) {
    case .chosen(let id): SignalementEdit(rawValue: id).map { .chosen($0) } ?? .waiting
    case .refused(let why): .refused(why)
    case .cancel: .left
    case .changed, .ignored: .waiting
    }
  }

  /// Draws the menu in the middle of a rectangle.
  func draw(on surface: inout Surface, in rect: Rect) {
    TriageMenuBox.draw(menu, title, on: &surface, in: rect)
  }
}

/// The box of the pane's menus.
enum TriageMenuBox {
  static func draw(_ menu: Menu, _ title: String, on surface: inout Surface, in rect: Rect) {
    let rows = min(menu.visibleEntries.count + 5, rect.height)
    let box = rect.centered(Size(columns: min(100, rect.width), rows: max(8, rows)))
    surface.fill(box)
    let inside = surface.drawBox(box, title: title, .title)
    menu.draw(into: &surface, in: inside.inset(columns: 1, rows: 0))
  }
}
