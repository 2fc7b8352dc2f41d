import Domain

/// A form whose answers make effects: for acts that need no more than their values.
struct EffectForm {
  /// What became of a key.
  enum Outcome {
    case waiting, left
    case asked([Effect])
    case edit(String)
    case refused(String)
  }

  private var form: Form
  private let make: (FormValues) throws(Refusal) -> [Effect]
  /// Why the act was refused, shown until a key changes something.
  private var error: String?

  /// - Parameter make: what the answers ask for, or why they do not stand.
  init(_ form: Form, make: @escaping (FormValues) throws(Refusal) -> [Effect]) {
    self.form = form
    self.make = make
  }

  /// Does what a key asks.
  mutating func handle(_ key: Key) -> Outcome {
    error = nil
    switch form.handle(key) {
    case .submit(let values):
      do throws(Refusal) {
        return .asked(try make(values))
      } catch {
        show(error)
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

  /// Shows why the store refused the act.
  mutating func show(_ refusal: Refusal) { error = refusal.sentence }

  /// Draws it in the middle of a rectangle, what was refused below it.
  func draw(on surface: inout Surface, in rect: Rect) {
    let columns = min(84, rect.width)
    let below = error.map { FlowLine("✗ \($0)", .error).wrapped(to: columns - 4) } ?? []
    let rows = form.lines(width: columns - 4, form.values).lines.count
    let box = rect.centered(
      Size(columns: columns, rows: min(max(7, rows + 4 + below.count), rect.height)))
    surface.fill(box)
    let inside = surface.drawBox(box, title: form.title, .title).inset(columns: 1, rows: 0)
    let (place, bottom) = inside.splitBottom(below.count)
    form.draw(into: &surface, in: place)
    surface.draw(below, in: bottom)
  }
}
