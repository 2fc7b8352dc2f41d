import Domain

/// An act about to be recorded: what it needs, what it would do, and whether it may be.
struct Form {
  /// What became of a key.
  enum Outcome: Equatable {
    case submit(FormValues)
    case cancel
    /// A note is to be written in the operator's editor; `setNote` brings it back.
    case editNote(field: String, text: String)
    /// The form stays, and the text says why.
    case refused(String)
    case changed
    /// The key is none of the form's.
    case ignored
  }

  let title: String
  /// The rule that bears on the act, shown first.
  let rules: [String]
  let fields: [FormField]
  /// What recording the values would bring about, computed as they are typed.
  let effect: (FormValues) -> [StyledLine]
  let today: Day
  private(set) var states: [FieldState]
  /// Index of the field that has the keys.
  private(set) var focus = 0
  /// Fields that the operator has changed or left, whose absence may be told.
  private var touched: Set<Int> = []
  private let openedBy: Key?
  private var hasHandledOtherKey = false

  /// A form with its proposed answers, the first field in focus.
  ///
  /// - Parameters:
  ///   - today: the day to which `+8` and `demain` refer.
  ///   - openedBy: the key that opened the form, which may not confirm it as well.
  init(
    title: String, rules: [String] = [], fields: [FormField], today: Day, openedBy: Key?,
    effect: @escaping (FormValues) -> [StyledLine] = { _ in [] }
  ) {
    self.title = title
    self.rules = rules
    self.fields = fields
    self.effect = effect
    self.today = today
    self.openedBy = openedBy
    states = fields.map { FieldState($0, today: today) }
  }

  /// The answers given so far.
  var values: FormValues {
    var values = FormValues()
    for (field, state) in zip(fields, states) {
      if case .success(let value) = state.answer { values[field.id] = value }
    }
    return values
  }

  /// Inserts a pasted text in the focused field; a line end in it never submits.
  mutating func paste(_ text: String) -> Outcome {
    guard fields.indices.contains(focus) else { return .ignored }
    hasHandledOtherKey = true
    return outcome(of: states[focus].paste(text))
  }

  /// Brings a note back from the editor.
  mutating func setNote(_ text: String, field id: String) {
    guard let index = fields.firstIndex(where: { $0.id == id }) else { return }
    states[index].setNote(text)
    touched.insert(index)
  }

  /// Does what a key asks: Enter records, Escape gives up, Tab and the arrows move.
  mutating func handle(_ key: Key) -> Outcome {
    if key != openedBy { hasHandledOtherKey = true }
    switch key {
    case .enter: return confirm()
    case .escape, .ctrl("c"): return .cancel
    case .tab: return moveFocus(by: 1)
    case .backTab: return moveFocus(by: -1)
    case .ctrl("e") where focusedKind == .note: return editNote()
    default: break
    }
    if fields.indices.contains(focus) {
      let outcome = outcome(of: states[focus].handle(key))
      if outcome != .ignored { return outcome }
    }
    switch key {
    case .up: return moveFocus(by: -1)
    case .down: return moveFocus(by: 1)
    case .character where focusedKind == .note: return editNote()
    default: return .ignored
    }
  }

  private var focusedKind: FormField.Kind? {
    fields.indices.contains(focus) ? fields[focus].kind : nil
  }

  private func editNote() -> Outcome {
    .editNote(field: fields[focus].id, text: states[focus].note)
  }

  private mutating func confirm() -> Outcome {
    guard openedBy != .enter || hasHandledOtherKey else {
      return .refused(
        "Entrée vient d'ouvrir ce formulaire : relisez, puis Tab et Entrée pour valider.")
    }
    touched = Set(fields.indices)
    let values = values
    guard let wrong = fields.indices.first(where: { finding(at: $0, values)?.isError == true })
    else { return .submit(values) }
    setFocus(wrong)
    return .refused(finding(at: wrong, values)?.message ?? "")
  }

  private mutating func moveFocus(by step: Int) -> Outcome {
    guard !fields.isEmpty else { return .ignored }
    touched.insert(focus)
    setFocus((focus + step + fields.count) % fields.count)
    return .changed
  }

  private mutating func setFocus(_ index: Int) {
    states[focus].endTyping()
    focus = index
  }

  /// Whether every field has an answer that stands, or needs none.
  var isComplete: Bool { firstOpen == nil }

  /// Puts the focus on the first field that keeps the form from being recorded, if there is one.
  mutating func focusFirstOpen() {
    if let firstOpen { setFocus(firstOpen) }
  }

  private var firstOpen: Int? {
    let values = values
    return fields.indices.first { finding(at: $0, values)?.isError == true }
  }

  private mutating func outcome(of outcome: FieldState.Outcome) -> Outcome {
    switch outcome {
    case .changed:
      touched.insert(focus)
      return .changed
    case .moved: return .changed
    case .ignored: return .ignored
    }
  }
}

extension Form {
  /// What there is to say beside a field: a missing answer only once the operator has been there.
  func shownFinding(at index: Int, _ values: FormValues) -> Finding? {
    if case .success(nil) = states[index].answer, !touched.contains(index) { return nil }
    return finding(at: index, values)
  }

  /// What keeps a field from being recorded, or is worth knowing about it.
  private func finding(at index: Int, _ values: FormValues) -> Finding? {
    let field = fields[index]
    switch states[index].answer {
    case .failure(let refusal): return .error(refusal.message)
    case .success(nil): return field.isRequired ? .error(Form.missing(field.kind)) : nil
    case .success: return field.check(values)
    }
  }

  private static func missing(_ kind: FormField.Kind) -> String {
    switch kind {
    case .text, .note, .integer: "À remplir."
    case .date: "Une date est attendue : 12/06, +8, demain, lundi."
    case .choice: "À choisir dans la liste."
    case .yesNo: "Répondez par o ou n."
    }
  }
}
