import Domain
import Storage

/// The form of an act on a signalement, or on several. What the values make is put to the domain's
/// own `decide`, whose refusal stands beside the field it names.
struct SignalementForm {
  /// What became of a key.
  enum Outcome {
    case waiting, left
    case ready(SignalementOrder)
    /// For several: what each of them is made of.
    case several(FormValues)
    case edit(String)
    case refused(String)
  }

  let draft: SignalementDraft
  private var form: Form
  /// The words proposed, which another canned reply replaces as long as nobody has touched them.
  private var proposed: String
  private var error: String?
  /// The first row shown of the text that is sent.
  private var previewTop = 0

  /// - Parameter openedBy: the key that opened the form, which may not confirm it as well; nil for
  ///   an act that a key takes back.
  init(_ draft: SignalementDraft, openedBy: Key? = nil) {
    self.draft = draft
    form = Form(
      title: draft.edit.label, rules: draft.rules, fields: draft.fields,
      today: draft.world.today, openedBy: openedBy)
    proposed = form.values.text(SignalementDraft.Field.text) ?? ""
    form.focusFirstOpen()
  }

  /// The act as it is proposed, when nothing is left to fill in or to read before.
  var proposedOrder: SignalementOrder? {
    // What leaves the bourse is read before it leaves.
    guard draft.edit != .actimage, !draft.isForSeveral, form.isComplete else { return nil }
    return try? draft.order(from: form.values)
  }

  /// Does what a key asks.
  mutating func handle(_ key: Key) -> Outcome {
    error = nil
    if draft.edit == .actimage, key == .pageDown || key == .pageUp {
      previewTop = max(0, previewTop + (key == .pageDown ? 5 : -5))
      return .waiting
    }
    switch form.handle(key) {
    case .submit(let values): return submit(values)
    case .cancel: return .left
    case .editNote(_, let text): return .edit(text)
    case .refused(let why): return .refused(why)
    case .changed: followReply()
    case .ignored: break
    }
    return .waiting
  }

  private mutating func submit(_ values: FormValues) -> Outcome {
    if draft.isForSeveral { return .several(values) }
    do throws(Refusal) {
      return .ready(try draft.order(from: values))
    } catch {
      self.error = error.sentence
      return .refused(error.sentence)
    }
  }

  /// Inserts a pasted text; a line end in it never submits.
  mutating func paste(_ text: String) {
    error = nil
    _ = form.paste(text)
  }

  /// Takes the words back from the operator's editor.
  mutating func takeEdited(_ text: String) {
    form.setNote(text, field: SignalementDraft.Field.text)
  }

  /// Shows why the store refused the act.
  mutating func show(_ refusal: Refusal) { error = refusal.sentence }

  private mutating func followReply() {
    guard (form.values.text(SignalementDraft.Field.text) ?? "") == proposed,
      form.fields.contains(where: { $0.id == SignalementDraft.Field.reply })
    else { return }
    let words = draft.words(of: draft.chosenReply(form.values))
    guard words != proposed else { return }
    form.setNote(words, field: SignalementDraft.Field.text)
    proposed = words
  }

  /// Draws the form in the middle of a rectangle; below it all that is sent, of which the field
  /// shows a line, and what was refused.
  func draw(on surface: inout Surface, in rect: Rect) {
    let columns = min(96, rect.width)
    let width = columns - 4
    let rows = form.lines(width: width, form.values).lines.count
    let fault = error.map { lines("✗ \($0)", .error, width) } ?? []
    let text = preview(width)
    let room = max(0, rect.height - rows - 4 - fault.count)
    let isCut = text.count > room
    let shown = isCut ? max(0, room - 1) : text.count
    let top = min(previewTop, text.count - shown)
    var below = Array(text[top..<(top + shown)])
    if isCut, room > 0 {
      let keys = draft.edit == .actimage ? "PgSuiv fait défiler" : "Ctrl-E, sur le texte, l'ouvre"
      below.append(StyledLine("… \(text.count - shown) autres lignes ; \(keys).", .dim))
    }
    below += fault
    let box = rect.centered(
      Size(columns: columns, rows: min(max(8, rows + 4 + below.count), rect.height)))
    surface.fill(box)
    let inside = surface.drawBox(box, title: title, .title).inset(columns: 1, rows: 0)
    let (place, bottom) = inside.splitBottom(below.count + 1)
    form.draw(into: &surface, in: place)
    surface.draw(below, in: bottom.splitTop(1).rest)
  }

  private var title: String {
    let what =
      draft.isForSeveral ? "\(draft.total) signalements marqués" : draft.signalement.number
    return "\(what) · \(form.title)"
  }

  /// What is sent, as it is kept: masked.
  private func preview(_ width: Int) -> [StyledLine] {
    let values = form.values
    guard let text = draft.ticket(from: values) ?? values.text(SignalementDraft.Field.text),
      text.contains(where: \.isNewline) || draft.edit == .actimage
    else { return [] }
    return lines(NURMask.mask(text).text, .normal, width)
  }

  private func lines(_ text: String, _ style: Style, _ width: Int) -> [StyledLine] {
    Paragraph.wrap(text, width: width).map { StyledLine($0, style) }
  }
}
