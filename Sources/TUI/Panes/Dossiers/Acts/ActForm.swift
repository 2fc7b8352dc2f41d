import Domain
import Storage

/// The form of an act: its fields, and the command that their values make.
///
/// Nothing is judged here: every value typed is put to the domain's own `decide`, and its refusal
/// stands beside the field it names.
struct ActForm {
  /// What became of a key.
  enum Outcome {
    case waiting, left
    case submitted(Act)
    case edit(String)
    case refused(String)
  }

  private let draft: ActDraft
  private var form: Form
  private var editedField: String?
  /// What the store answered to the act, shown until a key changes something.
  private var refusal: Refusal?

  /// The form of an act that is open to the operator.
  ///
  /// - Parameters:
  ///   - openedBy: the key that opened the form, which may not confirm it as well.
  ///   - values: the answers proposed in the place of the dossier's.
  ///   - rules: what the form says before its own rules.
  init(
    entry: ActCatalogue.Entry, detail: DossierDetail, world: World, openedBy: Key?,
    values: FormValues = FormValues(), rules: [String] = []
  ) {
    let draft = ActDraft(
      act: entry.act, volets: entry.volets, onBehalf: entry.onBehalf, detail: detail,
      world: world)
    self.draft = draft
    form = Form(
      title: entry.act.traits.label, rules: rules + draft.rules,
      fields: ActFields(draft).fields.proposing(values), today: world.today, openedBy: openedBy,
      effect: { draft.effect(of: $0) })
  }

  /// The form of a dossier that is not there yet.
  ///
  /// - Parameters:
  ///   - reference: the first that is free, which the operator may change.
  ///   - values: the answers proposed for the other fields.
  init(
    creating stream: StreamID, reference: String, world: World, openedBy: Key?,
    values: FormValues = FormValues()
  ) {
    var draft = ActDraft(
      act: .create, volets: [], onBehalf: nil,
      detail: DossierDetail(stream: stream, dossier: .empty), world: world)
    draft.proposedReference = reference
    let drafted = draft
    self.draft = drafted
    form = Form(
      title: DossierAct.create.traits.label, rules: [],
      fields: ActFields(drafted).fields.proposing(values), today: world.today, openedBy: openedBy,
      effect: { drafted.effect(of: $0) })
  }

  /// The form that takes back the operator's last act.
  init(
    undoing last: (command: CommandID, event: DossierEvent), detail: DossierDetail, world: World,
    openedBy: Key?, values: FormValues = FormValues()
  ) {
    let draft = ActDraft(
      act: .undo, volets: [], onBehalf: nil, detail: detail, world: world, undoing: last.command)
    self.draft = draft
    let words = EventWords(names: world.directory, dossier: detail.dossier)
    let past = detail.dossier.history.first { $0.command == last.command }
    let when = past.map { ", le \($0.signature.moment.frenchTime)" } ?? ""
    form = Form(
      title: "Annuler un acte",
      rules: ["Acte à annuler : \(words.sentence(of: last.event))\(when)."],
      fields: ActFields(draft).fields.proposing(values), today: world.today,
      openedBy: openedBy, effect: { draft.effect(of: $0) })
  }

  /// Does what a key asks.
  mutating func handle(_ key: Key) -> Outcome {
    refusal = nil
    switch form.handle(key) {
    case .submit(let values): return submit(values)
    case .cancel: return .left
    case .editNote(let field, let text):
      editedField = field
      return .edit(text)
    case .refused(let why): return .refused(why)
    case .changed, .ignored: return .waiting
    }
  }

  /// Inserts a pasted text; a line end in it never submits.
  mutating func paste(_ text: String) {
    refusal = nil
    _ = form.paste(text)
  }

  /// Takes a note back from the operator's editor.
  mutating func takeEdited(_ text: String) {
    guard let field = editedField else { return }
    form.setNote(text, field: field)
    editedField = nil
  }

  /// Shows why the store refused the act.
  mutating func show(_ refusal: Refusal) {
    self.refusal = refusal
  }

  private mutating func submit(_ values: FormValues) -> Outcome {
    switch draft.act(from: values) {
    case .success(let act): return .submitted(act)
    case .failure(let why):
      refusal = why
      return .refused(why.sentence)
    }
  }

  /// Draws the form in the middle of a rectangle.
  func draw(on surface: inout Surface, in rect: Rect) {
    let columns = min(92, rect.width)
    let effects = form.effect(form.values).count
    let rows = form.lines(width: columns - 4, form.values).lines.count + effects
    let frame = 4 + (refusal == nil ? 0 : 2)
    let box = rect.centered(Size(columns: columns, rows: min(max(8, rows + frame), rect.height)))
    surface.fill(box)
    let reference = draft.dossier.reference
    let title = reference.isEmpty ? form.title : "\(reference) · \(form.title)"
    let inside = surface.drawBox(box, title: title, .title).inset(columns: 1, rows: 0)
    let (place, bottom) = inside.splitBottom(refusal == nil ? 0 : 2)
    form.draw(into: &surface, in: place)
    if let refusal {
      surface.drawParagraph("✗ \(refusal.sentence)", in: bottom, .error)
    }
  }
}
