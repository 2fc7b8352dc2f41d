import Domain
import Storage

/// An act on the dossiers marked: who can, the form once, what it would do to each, then the acts.
///
/// It asks for one stretch of work at a time, so that keys are heard between them; until the last
/// step nothing is written.
struct BulkPanel {
  enum Phase {
    case survey
    case menu(Menu)
    /// The form waits for the dossier that its fields are made from.
    case opening
    case form(Form)
    case trial(BulkDeed)
    case preview(BulkDeed, BulkList)
    case performing(BulkDeed, at: Moment)
  }

  /// What became of a key, or of a stretch of work.
  enum Outcome {
    case waiting
    case asked(Effect)
    case edit(String)
    case refused(String)
    /// Given up; nothing is written.
    case left
    /// There is nothing more to do than to read what became of each dossier.
    case over
  }

  private(set) var phase = Phase.survey
  private(set) var entries: [BulkEntry]
  /// The act, once it is known which of those asked for.
  private(set) var act: DossierAct?
  /// Whether new acts are recorded, or those of a step taken back or done again.
  let purpose: BulkPurpose
  private let acts: [DossierAct]
  private let world: World
  private let openedBy: Key?
  /// The places of the dossiers that the step goes through.
  private var queue: [Int]
  private var cursor = 0
  private var room = Size(columns: 0, rows: 0)
  private var editedField: String?

  /// - Parameters:
  ///   - acts: those that the key asked for; one of them is chosen when several are open.
  ///   - openedBy: the key that opened it, which may not confirm the form as well.
  init(_ acts: [DossierAct], on numbers: [Int], world: World, openedBy: Key?) {
    self.acts = acts
    self.world = world
    self.openedBy = openedBy
    purpose = .acting
    entries = numbers.map { BulkEntry(number: $0) }
    queue = Array(entries.indices)
  }

  /// Takes the acts of a step back, or does them again; the first asks for its reason.
  init(_ purpose: BulkPurpose, _ step: OwnStep, world: World, openedBy: Key?) {
    self.purpose = purpose
    self.world = world
    self.openedBy = openedBy
    acts = step.acts.prefix(1).map(\.kind)
    act = acts.first
    entries = step.acts.map { BulkEntry($0) }
    queue = Array(entries.indices)
    if case .redoing = purpose { phase = .trial(.again) } else { phase = .opening }
  }

  /// What is to be done next; nil when it is the operator's turn.
  var work: BulkWork? {
    guard let step, cursor < queue.count else { return nil }
    let places = queue[cursor..<min(cursor + step.batch, queue.count)]
    return BulkWork(step: step, entries: places.map { entries[$0] })
  }

  /// How far the step has come.
  var progress: (done: Int, total: Int) { (cursor, queue.count) }

  private var step: BulkWork.Step? {
    switch phase {
    case .survey: .survey(acts)
    case .trial(let deed): .trial(deed)
    case .performing(let deed, let moment): .perform(deed, at: moment)
    default: nil
    }
  }

  /// The dossiers as a list, for the preview and the report.
  var list: BulkList {
    let named = act ?? (acts.count == 1 ? acts.first : nil)
    let title = named?.traits.label ?? "Actes"
    return BulkList(title: purpose.prefix + title, entries: entries)
  }

  /// « 12 dossiers marqués ».
  static func words(_ count: Int) -> String {
    count > 1 ? "\(count) dossiers marqués" : "\(count) dossier marqué"
  }

  /// Takes the answer to a stretch of work.
  mutating func take(_ judged: [BulkEntry]) -> Outcome {
    for (place, entry) in zip(queue[cursor...], judged) { entries[place] = entry }
    cursor += judged.count
    if judged.contains(where: { $0.verdict == .failed }) { return stop() }
    guard cursor >= queue.count else { return .waiting }
    switch phase {
    case .survey: return surveyed()
    case .trial(let deed):
      var list = list
      list.setHeight(room)
      phase = .preview(deed, list)
      return .waiting
    case .performing: return .over
    default: return .waiting
    }
  }

  /// Leaves the dossiers that were not reached as they are.
  private mutating func stop() -> Outcome {
    for place in queue[min(cursor, queue.count)...] { entries[place].verdict = .stopped }
    return .over
  }

  private mutating func surveyed() -> Outcome {
    let open = acts.filter { count(openTo: $0) > 0 }
    if open.isEmpty { return .over }
    if let only = open.first, open.count == 1 { return choose(only) }
    phase = .menu(
      Menu(
        acts.map { act in
          let count = count(openTo: act)
          let letter = ActGroup.allCases.first { $0.acts.contains(act) }
          return MenuEntry(
            id: act.rawValue, key: letter.flatMap { world.keyMap.keyName(of: .acts($0)) } ?? "",
            title: "\(act.traits.label) · \(count) sur \(entries.count)",
            closedBecause: count > 0 ? nil : "Aucun des dossiers marqués n'y est ouvert.")
        }.sorted { $0.closedBecause == nil && $1.closedBecause != nil }, mode: .keys))
    return .waiting
  }

  private func count(openTo act: DossierAct) -> Int {
    entries.count { $0.open.contains(act) }
  }

  private mutating func choose(_ chosen: DossierAct) -> Outcome {
    act = chosen
    phase = .opening
    let first = entries.first { $0.open.contains(chosen) }
    return first?.stream.map { .asked(.loadDetail($0)) } ?? .left
  }

  /// Makes the form from the first dossier that the act is open to.
  mutating func open(_ detail: DossierDetail) {
    guard case .opening = phase, let act else { return }
    if case .takingBack(let step) = purpose {
      phase = .form(StepForm(step: step, detail: detail, world: world).form(openedBy: openedBy))
    } else if let draft = try? BulkJudge(detail: detail, world: world).draft(act) {
      let form = BulkForm(draft: draft, open: count(openTo: act), of: entries.count)
      phase = .form(form.form(openedBy: openedBy))
    }
  }
}

extension BulkPanel {
  /// Does what a key asks.
  ///
  /// - Parameter now: the instant under which all the acts are signed, if it confirms them.
  mutating func handle(_ key: Key, now: Moment) -> Outcome {
    switch phase {
    case .survey, .opening, .trial: return isLeaving(key) ? .left : .waiting
    case .menu(var menu):
      let outcome = menu.handle(key)
      phase = .menu(menu)
      switch outcome {
      case .chosen(let id): return DossierAct(rawValue: id).map { choose($0) } ?? .waiting
      case .refused(let why): return .refused(why)
      case .cancel: return .left
      case .changed, .ignored: return .waiting
      }
    case .form(var form):
      let outcome = form.handle(key)
      phase = .form(form)
      return take(outcome)
    case .preview(let deed, var list):
      if isLeaving(key) { return .left }
      if key == .character("o") { return begin(deed, at: now) }
      guard list.handle(key) else {
        return .refused("o enregistre ; Échap abandonne, sans rien enregistrer.")
      }
      phase = .preview(deed, list)
      return .waiting
    case .performing:
      return isLeaving(key) ? stop() : .refused("Échap arrête l'enregistrement.")
    }
  }

  private func isLeaving(_ key: Key) -> Bool { key == .escape || key == .ctrl("c") }

  private mutating func take(_ outcome: Form.Outcome) -> Outcome {
    switch outcome {
    case .submit(let values):
      guard let deed = deed(with: values) else { return .left }
      phase = .trial(deed)
      queue = Array(entries.indices)
      cursor = 0
      return work.map { .asked(.bulk($0)) } ?? .left
    case .cancel: return .left
    case .editNote(let field, let text):
      editedField = field
      return .edit(text)
    case .refused(let why): return .refused(why)
    case .changed, .ignored: return .waiting
    }
  }

  private func deed(with values: FormValues) -> BulkDeed? {
    if case .takingBack = purpose { return .takeBack(values) }
    return act.map { .act($0, values) }
  }

  private mutating func begin(_ deed: BulkDeed, at now: Moment) -> Outcome {
    queue = entries.indices.filter { entries[$0].verdict == .possible }
    cursor = 0
    guard !queue.isEmpty else {
      return .refused("\(purpose.noneSentence) Échap ferme.")
    }
    phase = .performing(deed, at: now)
    return work.map { .asked(.bulk($0)) } ?? .left
  }

  /// Inserts a pasted text in the form; a line end in it never submits.
  mutating func paste(_ text: String) {
    guard case .form(var form) = phase else { return }
    _ = form.paste(text)
    phase = .form(form)
  }

  /// Takes a note back from the operator's editor.
  mutating func takeEdited(_ text: String) {
    guard case .form(var form) = phase, let field = editedField else { return }
    form.setNote(text, field: field)
    phase = .form(form)
    editedField = nil
  }

  /// Gives the preview the room inside its frame.
  mutating func fit(_ room: Size) {
    self.room = room
    guard case .preview(let deed, var list) = phase else { return }
    list.setHeight(room)
    phase = .preview(deed, list)
  }
}
