import Domain
import Storage

/// The search over everything: what is typed, and the dossiers that it names at each letter.
struct SearchSheet {
  private(set) var prompt: Prompt
  /// What was found of the text; of the one before it while the answer is on its way.
  private(set) var search = DossierSearch()
  /// The text that `search` answers, nil before the first answer.
  private(set) var answered: String?
  private(set) var viewport = ListViewport()

  /// What a key led to.
  enum Outcome {
    /// It was none of the search's: the keys of the program may have it.
    case passed
    case done
    case typed(String)
    case opened(StreamID)
    case left
  }

  init(_ text: String = "") {
    prompt = Prompt(
      prefix: "Chercher : ", text: text, placeholder: "référence, nom, commune, bailleur, étape…")
  }

  /// The text, nil when there is nothing in it to look for.
  var text: String? { prompt.text.contains { !$0.isWhitespace } ? prompt.text : nil }

  /// What to ask of the store for the text as it is.
  var questions: [Effect] { text.map { [.search($0)] } ?? [] }

  /// The dossier on which Enter works.
  var selected: DossierSearch.Found? { viewport.selected.map { search.found[$0] } }

  /// Takes an answer, unless the text is another one by now. The selection holds by identity when
  /// the same text is answered again, and starts at the top for another.
  mutating func take(_ found: DossierSearch, for text: String) {
    guard text == self.text else { return }
    let before = text == answered ? selected : nil
    let same = before.flatMap { before in
      found.found.firstIndex { $0.row.stream == before.row.stream }
    }
    search = found
    answered = text
    viewport.setCount(found.found.count, selected: same ?? (before == nil ? 0 : nil))
  }

  mutating func setHeight(_ height: Int) { viewport.setHeight(max(1, height)) }

  /// Does what a key asks: letters narrow the search, arrows choose, Enter opens.
  mutating func handle(_ key: Key) -> Outcome {
    switch key {
    case .up, .ctrl("p"): viewport.move(by: -1)
    case .down, .ctrl("n"): viewport.move(by: 1)
    case .pageUp: viewport.move(by: -max(1, viewport.height - 1))
    case .pageDown: viewport.move(by: max(1, viewport.height - 1))
    case .enter: return selected.map { .opened($0.row.stream) } ?? .done
    case .function, .ctrl("l"), .ctrl("z"): return .passed
    default: return edit { $0.handle(key) }
    }
    return .done
  }

  /// Inserts a pasted text.
  mutating func paste(_ text: String) -> Outcome { edit { $0.paste(text) } }

  private mutating func edit(_ change: (inout Prompt) -> Prompt.Outcome) -> Outcome {
    switch change(&prompt) {
    case .cancel: return .left
    case .changed:
      guard let text else {
        search = DossierSearch()
        answered = nil
        viewport.setCount(0)
        return .done
      }
      return .typed(text)
    case .submit, .none: return .done
    }
  }
}

extension App {
  /// A key while the search has the keyboard; nil when the program's own keys shall have it.
  mutating func typeSearch(_ key: Key) -> [Effect]? {
    changeSearch { $0.handle(key) }
  }

  /// A text pasted while the search has the keyboard.
  mutating func pasteSearch(_ text: String) -> [Effect] {
    changeSearch { $0.paste(text) } ?? []
  }

  private mutating func changeSearch(
    _ change: (inout SearchSheet) -> SearchSheet.Outcome
  ) -> [Effect]? {
    guard case .search(var search) = sheet else { return nil }
    let outcome = change(&search)
    sheet = .search(search)
    switch outcome {
    case .passed: return nil
    case .done: return []
    case .typed(let text): return [.search(text)]
    case .opened(let stream): return leave(for: stream)
    case .left:
      sheet = nil
      return []
    }
  }
}
