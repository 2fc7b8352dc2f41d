import Domain
import Storage

/// The form of an act on a rappel. What the values make is put to the domain's own `decide`, whose
/// refusal stands under the fields; below them, as much of the letter as there is room for.
struct RappelForm {
  /// What became of a key.
  enum Outcome {
    case waiting, left
    case asked(RappelRequest)
    case edit(String)
    case refused(String)
  }

  private let draft: RappelDraft
  private var form: Form
  private var error: String?
  /// The field whose text is in the editor.
  private var edited: String?

  /// - Parameter openedBy: the key that opened the form, which may not confirm it as well.
  init(_ edit: RappelEdit, _ catalogue: RappelCatalogue, openedBy: Key?) {
    draft = RappelDraft(edit: edit, catalogue: catalogue)
    form = Form(
      title: draft.title, rules: draft.rules, fields: draft.fields,
      today: catalogue.world.today, openedBy: openedBy)
  }

  /// Does what a key asks.
  mutating func handle(_ key: Key) -> Outcome {
    error = nil
    switch form.handle(key) {
    case .submit(let values):
      do throws(Refusal) {
        return .asked(try draft.request(from: values))
      } catch {
        self.error = error.sentence
        return .refused(error.sentence)
      }
    case .cancel: return .left
    case .editNote(let field, let text):
      edited = field
      return .edit(text)
    case .refused(let why): return .refused(why)
    case .changed, .ignored: return .waiting
    }
  }

  /// Inserts a pasted text; a line end in it never submits.
  mutating func paste(_ text: String) {
    error = nil
    _ = form.paste(text)
  }

  /// Takes the words back from the operator's editor.
  mutating func takeEdited(_ text: String) {
    if let edited { form.setNote(text, field: edited) }
  }

  /// Shows why the store refused the act.
  mutating func show(_ refusal: Refusal) { error = refusal.sentence }

  /// The letter as it stands; nil where none is written.
  var letter: String? { form.values.text(RappelDraft.letter) }

  /// Draws the form in the middle of a rectangle, and below it the letter and what was refused.
  func draw(on surface: inout Surface, in rect: Rect) {
    let columns = min(92, rect.width)
    let rows = form.lines(width: columns - 4, form.values).lines.count
    let refused = (error.map { Paragraph.wrap("✗ \($0)", width: columns - 4) } ?? [])
      .map { StyledLine($0, .error) }
    let whole = preview(width: columns - 4)
    let room = rect.height - rows - 4 - refused.count
    let below = cut(whole, to: room) + refused
    let box = rect.centered(
      Size(columns: columns, rows: min(max(8, rows + 4 + below.count), rect.height)))
    surface.fill(box)
    let title = "\(draft.catalogue.title) · \(form.title)"
    let inside = surface.drawBox(box, title: title, .title).inset(columns: 1, rows: 0)
    let (place, bottom) = inside.splitBottom(below.count)
    form.draw(into: &surface, in: place)
    surface.draw(below, in: bottom)
  }

  private func preview(width: Int) -> [StyledLine] {
    guard let letter else { return facts(width: width) }
    return letter.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { FlowLine(CellText.sanitized(String($0)), .dim).wrapped(to: width) }
  }

  /// What a proposal would keep.
  private func facts(width: Int) -> [StyledLine] {
    guard case .finding(let finding) = draft.catalogue.subject else { return [] }
    return finding.constat.criteria.map { FlowLine("- \($0.french)", indent: 2) }
      .flatMap { $0.wrapped(to: width) }
  }

  /// The beginning of what is too long, with how much is left.
  private func cut(_ lines: [StyledLine], to room: Int) -> [StyledLine] {
    guard lines.count > room else { return lines }
    guard room > 1 else { return [] }
    let rest = lines.count - room + 1
    return lines.prefix(room - 1)
      + [StyledLine("… \(rest.french("ligne")) de plus : Ctrl-E, sur la lettre.", .label)]
  }
}
