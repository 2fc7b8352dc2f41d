import Domain

extension Form {
  /// Draws rules, fields and effect; long forms scroll so that the focused field is seen whole.
  func draw(into surface: inout Surface, in rect: Rect) {
    let values = values
    let outcome = Array(effect(values).prefix(max(1, rect.height / 3)))
    let (place, bottom) = rect.splitBottom(outcome.isEmpty ? 0 : outcome.count + 1)
    surface.draw(outcome, in: bottom.splitTop(1).rest)
    let body = lines(width: place.width, values)
    let last = max(0, body.focused.upperBound - place.height)
    let first = min(last, body.focused.lowerBound)
    surface.draw(body.lines[first...], in: place)
  }

  /// The lines of the form, and which of them belong to the focused field.
  func lines(width: Int, _ values: FormValues) -> (lines: [StyledLine], focused: Range<Int>) {
    var lines = rules.flatMap { rule in
      Paragraph.wrap(rule, width: width).map { StyledLine($0, .label) }
    }
    if !lines.isEmpty { lines.append(StyledLine()) }
    var focused = 0..<lines.count
    for index in fields.indices {
      let start = lines.count
      lines += fieldLines(at: index, width: width, values)
      if index == focus { focused = start..<lines.count }
    }
    return (lines, focused)
  }

  private var labelWidth: Int {
    min(28, fields.map { CellText.width(of: $0.label) }.max() ?? 0)
  }

  private func fieldLines(at index: Int, width: Int, _ values: FormValues) -> [StyledLine] {
    let field = fields[index]
    let isFocused = index == focus
    let indent = labelWidth + 4
    let room = max(8, width - indent)
    let label = CellText.truncated(field.label, to: labelWidth)
    let padding = String(repeating: " ", count: labelWidth - CellText.width(of: label) + 2)
    var line = StyledLine([
      Span(isFocused ? "▸ " : "  ", .key),
      Span(label + padding, isFocused ? Style(.label, .bold) : .label),
    ])
    append(valueOf: field, states[index], to: &line, room: room, isFocused: isFocused)
    var below: [StyledLine] = []
    if let finding = shownFinding(at: index, values) {
      let text = (finding.isError ? "✗ " : "! ") + finding.message
      let style = finding.isError ? Style.error : .warning
      if line.width + 2 + CellText.width(of: text) <= width {
        line.spans += [Span("  "), Span(text, style)]
      } else {
        below += Paragraph.wrap(text, width: room).map { StyledLine($0, style) }
      }
    }
    if isFocused { below += helpLines(of: field, states[index], room: room) }
    let margin = Span(String(repeating: " ", count: indent))
    return [line] + below.map { StyledLine([margin] + $0.spans) }
  }

  private func append(
    valueOf field: FormField, _ state: FieldState, to line: inout StyledLine, room: Int,
    isFocused: Bool
  ) {
    switch field.kind {
    case .text(let limit): append(state.editor, min(limit + 1, room, 48), to: &line, isFocused)
    case .integer: append(state.editor, min(room, 14), to: &line, isFocused)
    case .date:
      append(state.editor, min(room, 12), to: &line, isFocused)
      if let day = state.day { line.spans.append(Span("  " + day.frenchWithWeekday)) }
    case .choice(let choices):
      if let chosen = state.chosen {
        let code = choices[chosen].shownCode
        line.spans += [
          Span(code, .key), Span((code.isEmpty ? "" : "  ") + choices[chosen].label),
        ]
      } else {
        line.spans.append(Span("à choisir", .dim))
      }
    case .yesNo:
      line.spans.append(
        Span(state.flag == true ? "(•) oui" : "( ) oui", state.flag == true ? .title : .normal))
      line.spans.append(
        Span(
          state.flag == false ? "  (•) non" : "  ( ) non", state.flag == false ? .title : .normal))
    case .note:
      if let note = state.longNote {
        append(note: note, to: &line, room: room)
      } else {
        append(state.editor, min(room, 48), to: &line, isFocused)
      }
    }
  }

  private func append(
    _ editor: TextField, _ width: Int, to line: inout StyledLine, _ isFocused: Bool
  ) {
    let view = editor.window(width: width)
    if isFocused { line.cursor = line.width + view.cursor }
    line.spans.append(Span(view.text, .field))
  }

  private func append(note: String, to line: inout StyledLine, room: Int) {
    let lines = note.split { $0.isNewline }
    let more = "  (\(lines.count) lignes)"
    let first = lines.first.map(String.init) ?? ""
    let shown = CellText.truncated(first, to: room - CellText.width(of: more))
    line.spans += [Span(shown), Span(more, .dim)]
  }

  /// What shows under the focused field: its help, and the list or the calendar to choose from.
  private func helpLines(of field: FormField, _ state: FieldState, room: Int) -> [StyledLine] {
    var lines =
      field.help.isEmpty
      ? [] : Paragraph.wrap(field.help, width: room).map { StyledLine($0, .dim) }
    switch field.kind {
    case .choice(let choices): lines += choiceLines(choices, state.chosen)
    case .date(let hints):
      lines += MonthCalendar.lines(around: state.day ?? today, today: today, hints: hints)
    case .note: lines.append(StyledLine("Ctrl-E ouvre votre éditeur de texte.", .dim))
    case .text, .yesNo, .integer: break
    }
    return lines
  }

  /// The choices around the chosen one, at most eight.
  private func choiceLines(_ choices: [FormChoice], _ chosen: Int?) -> [StyledLine] {
    var viewport = ListViewport(count: choices.count, height: 8)
    viewport.select(chosen ?? 0)
    let codes = choices.map { CellText.width(of: $0.shownCode) }.max() ?? 0
    return viewport.visible.map { index in
      let choice = choices[index]
      let code = choice.shownCode
      let gap = codes == 0 ? 0 : codes - CellText.width(of: code) + 2
      let padding = String(repeating: " ", count: gap)
      let isChosen = index == chosen
      return StyledLine([
        Span(isChosen ? "▸ " : "  ", .key), Span(code, .key),
        Span(padding + choice.label, isChosen ? .selected : .normal),
      ])
    }
  }
}
