import Domain
import Storage

/// What is asked of the journal: a page of what was typed.
struct JournalRequest: Equatable, Sendable {
  let text: String
  /// Where the page begins, nil for the first one.
  var after: JournalMark?
}

/// The journal: who did what and when, the newest first, read a page at a time as one goes down.
struct JournalSheet {
  /// What the journal is narrowed to, as it was typed.
  private(set) var text: String
  private(set) var lines: [JournalLine] = []
  /// The last page read, nil before the first.
  private(set) var page: JournalPage?
  private(set) var viewport = ListViewport()
  /// What is being typed, nil when nothing is.
  private(set) var prompt: Prompt?
  private var isReading = true

  init(_ text: String = "") {
    self.text = text
  }

  /// What to ask when it opens, and when something may have changed.
  var questions: [Effect] { [.journal(JournalRequest(text: text))] }

  /// The line chosen, nil when nothing can be.
  var selected: JournalLine? {
    viewport.selected.flatMap { lines.indices.contains($0) ? lines[$0] : nil }
  }

  /// Takes a page, unless something else was typed since. The first page replaces all when the line
  /// chosen is in it; who reads further down is not thrown back.
  mutating func take(_ loaded: JournalPage, for request: JournalRequest) {
    guard request.text == text else { return }
    isReading = false
    guard request.after == nil else {
      guard request.after == page?.next else { return }
      lines += loaded.lines
      page = loaded
      return viewport.setCount(lines.count, selected: viewport.selected)
    }
    if let index = viewport.selected, index >= loaded.lines.count, index < lines.count { return }
    let before = selected.map { ($0.command, $0.kind) }
    lines = loaded.lines
    page = loaded
    let same = before.flatMap { before in
      lines.firstIndex { ($0.command, $0.kind) == before }
    }
    viewport.setCount(lines.count, selected: same ?? 0)
  }

  mutating func setHeight(_ height: Int) { viewport.setHeight(max(1, height)) }

  /// Does what a movement asks; nil when the action is none. Near the end the next page is asked.
  mutating func move(_ action: UIAction) -> [Effect]? {
    guard viewport.move(action) else { return nil }
    let ahead = lines.count - (viewport.selected ?? 0)
    guard !isReading, ahead <= 2 * viewport.height, let next = page?.next else { return [] }
    isReading = true
    return [.journal(JournalRequest(text: text, after: next))]
  }

  // MARK: What is looked for

  mutating func ask() {
    prompt = Prompt(
      prefix: "Journal : ", text: text,
      placeholder: "martin, D-2026-0412, 24/03/2026, 01/03 15/03, nur…")
  }

  /// A key while something is typed.
  mutating func type(_ key: Key) -> [Effect] {
    guard var editing = prompt else { return [] }
    let outcome = editing.handle(key)
    prompt = editing
    switch outcome {
    case .cancel: prompt = nil
    case .submit(let typed):
      prompt = nil
      return narrow(to: typed)
    case .changed, .none: break
    }
    return []
  }

  mutating func paste(_ text: String) { _ = prompt?.paste(text) }

  /// Begins anew with another text.
  mutating func narrow(to typed: String) -> [Effect] {
    self = JournalSheet(typed.split(separator: " ").joined(separator: " "))
    return questions
  }
}

extension Sheet {
  /// Takes a page of the journal.
  mutating func take(_ page: JournalPage, for request: JournalRequest) {
    guard case .journal(var journal) = self else { return }
    journal.take(page, for: request)
    self = .journal(journal)
  }
}

/// The journal over the panes.
extension App {
  /// An action while the journal is shown; nil when it is none of its own.
  mutating func perform(_ action: UIAction, on shown: JournalSheet) -> [Effect]? {
    var journal = shown
    switch action {
    case .filter:
      journal.ask()
      sheet = .journal(journal)
      return []
    case .open: return journal.selected.map { open($0) } ?? []
    default:
      guard let effects = journal.move(action) else { return nil }
      sheet = .journal(journal)
      return effects
    }
  }

  /// Escape leaves what is looked for first, then the journal.
  mutating func leave(_ shown: JournalSheet) -> [Effect] {
    var journal = shown
    guard !journal.text.isEmpty else {
      sheet = nil
      return []
    }
    let effects = journal.narrow(to: "")
    sheet = .journal(journal)
    return effects
  }

  private mutating func open(_ line: JournalLine) -> [Effect] {
    switch line.event {
    case is DossierEvent: return leave(for: line.stream)
    case is SignalementEvent: return [.signalements(.find(line.reference))]
    default:
      toast = Toast(
        kind: .info, text: "L'historique est dans l'écran de l'objet : \(line.reference).")
      return []
    }
  }

  /// A key typed while the journal asks what to look for; nil when it does not.
  mutating func typeJournal(_ key: Key) -> [Effect]? {
    guard case .journal(var journal) = sheet, journal.prompt != nil else { return nil }
    let effects = journal.type(key)
    sheet = .journal(journal)
    return effects
  }

  /// A text pasted while the journal asks what to look for.
  mutating func pasteJournal(_ text: String) {
    guard case .journal(var journal) = sheet else { return }
    journal.paste(text)
    sheet = .journal(journal)
  }
}

extension StoreEffects {
  /// A page of the journal.
  ///
  /// - Throws: `Refusal` when the text is not understood or the role reads no journal,
  ///   `StorageError`.
  func answer(_ request: JournalRequest) throws -> [Message] {
    let filter = try JournalQuery(store: store, today: session.today).filter(request.text)
    let reader = try JournalReader(store, as: session, filter)
    return [.journalLoaded(request, try reader.page(after: request.after))]
  }
}
