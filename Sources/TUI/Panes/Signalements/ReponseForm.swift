import Domain

/// The form of a canned reply: a new one, or the next version of one.
struct ReponseForm {
  /// What became of a key.
  enum Outcome {
    case waiting, left
    case ready(Reponse)
    case edit(String)
    case refused(String)
  }

  private let known: Reponse?
  private let identities: Set<String>
  private var form: Form
  private var error: String?

  /// - Parameters:
  ///   - known: the reply to change, nil for a new one.
  ///   - all: the replies that there are, whose identities are taken.
  init(_ known: Reponse?, among all: [Reponse], world: World, openedBy: Key?) {
    self.known = known
    identities = Set(all.map(\.id))
    let fields = Reponse.Field.allCases.map(\.written).joined(separator: " ")
    form = Form(
      title: known.map { "Changer « \($0.title) »" } ?? "Nouvelle réponse type",
      rules: [
        known == nil
          ? "Elle sera offerte à toute l'équipe d'Aatiko."
          : "Les réponses déjà envoyées gardent l'ancienne version.",
        "Champs, remplis à l'envoi : \(fields)",
      ],
      fields: [
        FormField(
          id: "titre", label: "Titre", kind: .text(limit: 80),
          initial: known.map { .text($0.title) }),
        FormField(
          id: "route", label: "Orientation",
          kind: .choice(
            SignalementRoute.allCases.filter { $0 != .doublon }
              .map { FormChoice(code: $0.rawValue, label: $0.label) }),
          initial: .choice((known?.route ?? .reponse).rawValue)),
        FormField(
          id: "texte", label: "Texte", kind: .note, initial: known.map { .text($0.body) },
          check: { SignalementDraft.linted($0.text("texte") ?? "") }),
      ], today: world.today, openedBy: openedBy)
  }

  /// Does what a key asks.
  mutating func handle(_ key: Key) -> Outcome {
    error = nil
    switch form.handle(key) {
    case .submit(let values):
      do throws(Refusal) {
        let reponse = reponse(from: values)
        try reponse.check()
        return .ready(reponse)
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

  private func reponse(from values: FormValues) -> Reponse {
    let title = values.text("titre") ?? ""
    let route = values.choice("route").flatMap(SignalementRoute.init(rawValue:)) ?? .reponse
    return Reponse(
      id: known?.id ?? identity(of: title), version: (known?.version ?? 0) + 1, title: title,
      route: route, body: NURMask.mask(values.text("texte") ?? "").text)
  }

  /// A short word made of the title that no other reply has.
  private func identity(of title: String) -> String {
    let words = title.folded.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    let short = String(words.joined(separator: "-").prefix(30))
    let base = short.isEmpty ? "reponse" : short
    var (identity, number) = (base, 2)
    while identities.contains(identity) {
      identity = "\(base)-\(number)"
      number += 1
    }
    return identity
  }

  mutating func paste(_ text: String) { _ = form.paste(text) }

  /// Takes the text back from the operator's editor.
  mutating func takeEdited(_ text: String) { form.setNote(text, field: "texte") }

  /// Shows why the store refused it.
  mutating func show(_ refusal: Refusal) { error = refusal.sentence }

  func draw(on surface: inout Surface, in rect: Rect) {
    let columns = min(96, rect.width)
    let width = columns - 4
    let rows = form.lines(width: width, form.values).lines.count
    var below = Paragraph.wrap(form.values.text("texte") ?? "", width: width)
      .map { StyledLine($0) }
    below = Array(below.prefix(max(0, rect.height - rows - 6)))
    below += (error.map { Paragraph.wrap("✗ \($0)", width: width) } ?? [])
      .map { StyledLine($0, .error) }
    let box = rect.centered(
      Size(columns: columns, rows: min(max(8, rows + 4 + below.count), rect.height)))
    surface.fill(box)
    let inside = surface.drawBox(box, title: form.title, .title).inset(columns: 1, rows: 0)
    let (place, bottom) = inside.splitBottom(below.count + 1)
    form.draw(into: &surface, in: place)
    surface.draw(below, in: bottom.splitTop(1).rest)
  }
}
