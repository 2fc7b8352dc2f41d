import Domain
import Storage

/// The form of an act on an annonce. What the values make is put to the domain's own `decide`,
/// whose refusal stands under the fields.
struct ModerationForm {
  /// What became of a key.
  enum Outcome {
    case waiting, left
    case asked(ModerationRequest)
    case edit(String)
    case refused(String)
  }

  private let draft: ModerationDraft
  private var form: Form
  private var error: String?

  /// - Parameter openedBy: the key that opened the form, which may not confirm it as well.
  init(_ edit: ModerationEdit, _ catalogue: ModerationCatalogue, openedBy: Key?) {
    draft = ModerationDraft(edit: edit, catalogue: catalogue)
    form = Form(
      title: edit.label, rules: [], fields: draft.fields,
      today: catalogue.world.today, openedBy: openedBy)
  }

  /// The annonce it is about.
  var stream: StreamID { draft.catalogue.file.stream }

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
    case .editNote(_, let text): return .edit(text)
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
  mutating func takeEdited(_ text: String) { form.setNote(text, field: ModerationDraft.words) }

  /// Shows why the store refused the act.
  mutating func show(_ refusal: Refusal) { error = refusal.sentence }

  /// Draws the form in the middle of a rectangle, and below it what was refused.
  func draw(on surface: inout Surface, in rect: Rect) {
    let columns = min(92, rect.width)
    let rows = form.lines(width: columns - 4, form.values).lines.count
    let below = (error.map { Paragraph.wrap("✗ \($0)", width: columns - 4) } ?? [])
      .map { StyledLine($0, .error) }
    let box = rect.centered(
      Size(columns: columns, rows: min(max(8, rows + 4 + below.count), rect.height)))
    surface.fill(box)
    let number = draft.catalogue.file.annonce.number.strippedOfControls
    let inside = surface.drawBox(box, title: "\(number) · \(form.title)", .title)
      .inset(columns: 1, rows: 0)
    let (place, bottom) = inside.splitBottom(below.count)
    form.draw(into: &surface, in: place)
    surface.draw(below, in: bottom)
  }
}
