import Domain
import Storage

/// The form of an act on a patrimoine. What the values make is put to the domain's own `decide`,
/// whose refusal stands beside the field it names.
struct PatrimoineForm {
  /// What became of a key.
  enum Outcome {
    case waiting, left
    case asked(PatrimoineRequest)
    case edit(String)
    case refused(String)
  }

  private let draft: PatrimoineDraft
  private var form: Form
  /// The message proposed for the subject chosen, which a change of subject replaces as long as
  /// nobody has touched it.
  private var proposed: String?
  private var error: String?
  /// The path that was completed as far as it goes: Tab then means the next field.
  private var completed: String?

  /// - Parameters:
  ///   - step: the step chosen on the screen, if one was.
  ///   - openedBy: the key that opened the form, which may not confirm it as well.
  init(
    _ entry: PatrimoineCatalogue.Entry, _ catalogue: PatrimoineCatalogue,
    step: PatrimoineStep? = nil, openedBy: Key?
  ) {
    let draft = PatrimoineDraft(entry: entry, catalogue: catalogue, step: step)
    self.draft = draft
    form = Form(
      title: entry.edit.label, rules: draft.rules, fields: draft.fields,
      today: catalogue.world.today, openedBy: openedBy)
    proposed = form.values.text("message")
  }

  /// The message as it stands.
  var message: String? { form.values.text("message") }

  /// Whose patrimoine it is.
  var bailleur: OrganisationID { draft.catalogue.file.bailleur }

  /// Whether it asks for a file.
  var isFile: Bool { draft.entry.edit == .importFile || draft.entry.edit == .trial }

  /// Does what a key asks.
  mutating func handle(_ key: Key) -> Outcome {
    error = nil
    if key == .tab, isOnPath, let path = form.values.text(PatrimoineDraft.path), path != completed {
      completed = path
      return .asked(.complete(path))
    }
    switch form.handle(key) {
    case .submit(let values):
      do throws(Refusal) {
        return .asked(try draft.request(from: values))
      } catch {
        self.error = error.sentence
        return .refused(error.sentence)
      }
    case .cancel: return .left
    case .editNote(_, let text): return .edit(text)
    case .refused(let why): return .refused(why)
    case .changed: followSubject()
    case .ignored: break
    }
    return .waiting
  }

  /// Inserts a pasted text; a line end in it never submits.
  mutating func paste(_ text: String) {
    error = nil
    _ = form.paste(text)
  }

  private var isOnPath: Bool {
    form.fields.indices.contains(form.focus)
      && form.fields[form.focus].id == PatrimoineDraft.path
  }

  /// Takes a completed path, unless another one was typed meanwhile.
  mutating func complete(_ typed: String, _ path: String) {
    guard form.values.text(PatrimoineDraft.path) == typed else { return }
    form.setNote(path, field: PatrimoineDraft.path)
    completed = path == typed ? path : nil
  }

  /// Takes the message back from the operator's editor.
  mutating func takeEdited(_ text: String) { form.setNote(text, field: "message") }

  /// Shows why the store refused the act.
  mutating func show(_ refusal: Refusal) { error = refusal.sentence }

  private mutating func followSubject() {
    guard let subject = draft.subject(of: form.values), let before = proposed,
      form.values.text("message") == before
    else { return }
    let text = draft.message(about: subject)
    guard text != before else { return }
    form.setNote(text, field: "message")
    proposed = text
  }

  /// Draws the form in the middle of a rectangle; below it the whole message, of which its field
  /// shows a line, and what was refused.
  func draw(on surface: inout Surface, in rect: Rect) {
    let columns = min(92, rect.width)
    let rows = form.lines(width: columns - 4, form.values).lines.count
    let below: [StyledLine] =
      lines(message, .normal, columns - 4) + lines(error.map { "✗ \($0)" }, .error, columns - 4)
    let box = rect.centered(
      Size(columns: columns, rows: min(max(8, rows + 4 + below.count), rect.height)))
    surface.fill(box)
    let title = "\(draft.bailleurName) · \(form.title)"
    let inside = surface.drawBox(box, title: title, .title).inset(columns: 1, rows: 0)
    let (place, bottom) = inside.splitBottom(below.count)
    form.draw(into: &surface, in: place)
    surface.draw(below, in: bottom)
  }

  private func lines(_ text: String?, _ style: Style, _ width: Int) -> [StyledLine] {
    text.map { Paragraph.wrap($0, width: width).map { StyledLine($0, style) } } ?? []
  }
}
