import Domain

/// What has been entered in one field, and the keys that change it.
struct FieldState {
  /// What became of a key.
  enum Outcome: Equatable {
    case changed, moved, ignored
  }

  private let kind: FormField.Kind
  private let today: Day
  /// The text of a text, note, date or integer field; the letters typed in a list.
  private(set) var editor: TextField
  /// A note of several lines, which only the operator's editor can change.
  private(set) var longNote: String?
  /// The place chosen in a list.
  private(set) var chosen: Int?
  /// The answer to a yes-or-no field.
  private(set) var flag: Bool?

  /// The state of a field with its proposed answer.
  init(_ field: FormField, today: Day) {
    kind = field.kind
    self.today = today
    let limit =
      switch field.kind {
      case .text(let limit): limit
      case .date, .integer, .choice: 30
      case .note: 2000
      case .yesNo: 0
      }
    editor = TextField(limit: limit)
    switch (field.kind, field.initial) {
    case (.text, .text(let text)): editor.setText(text)
    case (.note, .text(let text)): setNote(text)
    case (.date, .day(let day)): editor.setText(day.french)
    case (.integer, .number(let number)): editor.setText(String(number))
    case (.choice(let choices), .choice(let code)):
      chosen = choices.firstIndex { $0.code == code }
    case (.yesNo, .flag(let answer)): flag = answer
    default: break
    }
  }

  /// The answer, nil while there is none; an error when it cannot be understood.
  var answer: Result<FormValue?, Refusal> {
    switch kind {
    case .text: return .success(editor.text.isBlank ? nil : .text(editor.text))
    case .note: return .success(note.isBlank ? nil : .text(note))
    case .yesNo: return .success(flag.map { .flag($0) })
    case .choice(let choices): return .success(chosen.map { .choice(choices[$0].code) })
    case .date:
      if editor.text.isBlank { return .success(nil) }
      do {
        return .success(.day(try Day.parse(french: editor.text, today: today)))
      } catch {
        return .failure(error)
      }
    case .integer(let range):
      if editor.text.isBlank { return .success(nil) }
      let digits = editor.text.filter { $0 != " " && $0 != "\u{A0}" && $0 != "\u{202F}" }
      guard let number = Int(digits), range.contains(number) else {
        return .failure(
          Refusal("Un nombre entier de \(range.lowerBound) à \(range.upperBound) est attendu."))
      }
      return .success(.number(number))
    }
  }

  /// The text of a note, written here or in the operator's editor.
  var note: String { longNote ?? editor.text }

  /// The day entered, if it is understood.
  var day: Day? {
    if case .success(.day(let day)) = answer { day } else { nil }
  }

  /// Replaces the text of a note; editors end a text with a line end that is not part of it.
  mutating func setNote(_ text: String) {
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    let kept = lines.last?.isEmpty == true ? lines.dropLast() : lines[...]
    longNote = kept.count > 1 ? kept.joined(separator: "\n") : nil
    editor.setText(longNote == nil ? kept.joined() : "")
  }

  /// Inserts a pasted text, line ends as spaces; a list takes none.
  mutating func paste(_ text: String) -> Outcome {
    switch kind {
    case .text, .date, .integer: editor.paste(text) == .changed ? .changed : .moved
    case .note where longNote == nil: editor.paste(text) == .changed ? .changed : .moved
    case .note, .choice, .yesNo: .ignored
    }
  }

  /// Does what a key asks of this field.
  mutating func handle(_ key: Key) -> Outcome {
    switch (kind, key) {
    case (.date, .up): moveDay(by: 1)
    case (.date, .down): moveDay(by: -1)
    case (.text, _), (.date, _), (.integer, _): outcome(editor.handle(key))
    case (.choice(let choices), _): choose(key, among: choices)
    case (.yesNo, _): answerFlag(key)
    case (.note, _): longNote == nil ? outcome(editor.handle(key)) : .ignored
    }
  }

  /// Forgets the letters typed in a list, when the focus leaves it.
  mutating func endTyping() {
    if case .choice = kind { editor.setText("") }
  }

  private func outcome(_ outcome: TextField.Outcome) -> Outcome {
    switch outcome {
    case .changed: .changed
    case .moved: .moved
    case .ignored: .ignored
    }
  }

  private mutating func moveDay(by days: Int) -> Outcome {
    editor.setText((day.map { $0 + days } ?? today).french)
    return .changed
  }

  private mutating func answerFlag(_ key: Key) -> Outcome {
    switch key {
    case .character("o"), .character("O"): flag = true
    case .character("n"), .character("N"): flag = false
    case .character(" "), .left, .right: flag = !(flag ?? false)
    default: return .ignored
    }
    return .changed
  }

  private mutating func choose(_ key: Key, among choices: [FormChoice]) -> Outcome {
    guard !choices.isEmpty else { return .ignored }
    switch key {
    case .up, .left: chosen = chosen.map { max(0, $0 - 1) } ?? choices.count - 1
    case .down, .right: chosen = chosen.map { min(choices.count - 1, $0 + 1) } ?? 0
    case .home: chosen = 0
    case .end: chosen = choices.count - 1
    case .backspace:
      guard editor.handle(.backspace) == .changed else { return .moved }
      return .changed
    case .character(let character): return jump(typing: character, among: choices)
    default: return .ignored
    }
    endTyping()
    return .changed
  }

  /// Goes to the first choice whose code, or a word of whose label, begins as typed; a letter
  /// that fits nothing begins anew.
  private mutating func jump(typing character: Character, among choices: [FormChoice]) -> Outcome {
    for typed in [editor.text + String(character), String(character)] {
      guard let index = FieldState.match(typed.folded, among: choices) else { continue }
      chosen = index
      editor.setText(typed)
      return .changed
    }
    return .moved
  }

  private static func match(_ typed: String, among choices: [FormChoice]) -> Int? {
    choices.firstIndex { $0.code.folded == typed }
      ?? choices.firstIndex { $0.code.folded.hasPrefix(typed) }
      ?? choices.firstIndex { $0.label.folded.hasPrefix(typed) }
      ?? choices.firstIndex { choice in
        choice.label.folded.split(separator: " ").contains { $0.hasPrefix(typed) }
      }
  }
}

extension String {
  /// Whether there is nothing but white space.
  fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
