import Domain
import Storage

/// « Pourquoi ne peut-il pas s'inscrire ? » : the references that somebody types, and what the
/// bailleur's file says of them.
struct DiagnosisForm {
  /// What became of a key.
  enum Outcome {
    case waiting, left
    /// The references changed: ask again.
    case asked
  }

  private let bailleur: OrganisationID
  private let title: String
  private var form: Form
  private var diagnosis: InscriptionDiagnosis?
  private var error: String?

  /// - Parameter detail: the signalement of the person; nil when it is not known here.
  init?(_ detail: SignalementDetail, in world: World) {
    guard let reception = detail.signalement.reception else { return nil }
    bailleur = reception.bailleur
    title = "Pourquoi ne peut-il pas s'inscrire ? · \(world.directory.name(of: bailleur))"
    form = Form(
      title: title, rules: ["D'après le dernier fichier patrimoine que ce poste a."],
      fields: [
        FormField(
          id: "locataire", label: "Référence locataire", kind: .text(limit: 40),
          help: "Telle qu'elle a été tapée sur la plateforme.", isRequired: false,
          initial: detail.tenant.map { .text($0) }),
        FormField(
          id: "logement", label: "Logement", kind: .text(limit: 40), isRequired: false,
          initial: reception.logement.map { .text($0) }),
      ], today: world.today, openedBy: nil)
  }

  /// What to ask for the references as they stand.
  var question: SignalementRequest {
    .diagnose(
      bailleur, tenant: form.values.text("locataire") ?? "",
      logement: form.values.text("logement") ?? "")
  }

  /// Does what a key asks.
  mutating func handle(_ key: Key) -> Outcome {
    switch form.handle(key) {
    case .submit:
      (diagnosis, error) = (nil, nil)
      return .asked
    case .cancel: return .left
    case .editNote, .refused, .changed, .ignored: return .waiting
    }
  }

  mutating func paste(_ text: String) { _ = form.paste(text) }

  mutating func take(_ found: InscriptionDiagnosis) { diagnosis = found }

  /// Shows why the store refused to look.
  mutating func show(_ refusal: Refusal) { error = refusal.sentence }

  func draw(on surface: inout Surface, in rect: Rect) {
    let columns = min(96, rect.width)
    let width = columns - 4
    let rows = form.lines(width: width, form.values).lines.count
    let below = lines(width)
    let box = rect.centered(
      Size(columns: columns, rows: min(max(8, rows + 4 + below.count), rect.height)))
    surface.fill(box)
    let inside = surface.drawBox(box, title: title, .title).inset(columns: 1, rows: 0)
    let (place, bottom) = inside.splitBottom(below.count + 1)
    form.draw(into: &surface, in: place)
    surface.draw(below, in: bottom.splitTop(1).rest)
  }

  private func lines(_ width: Int) -> [StyledLine] {
    if let error {
      return Paragraph.wrap("✗ \(error)", width: width).map { StyledLine($0, .error) }
    }
    guard let diagnosis else { return [StyledLine("Lecture…", .dim)] }
    return diagnosis.causes.flatMap { cause -> [StyledLine] in
      let motive = cause.motive.map { " [\($0.label)]" } ?? ""
      let what = FlowLine([Span("• \(cause.message)"), Span(motive, .label)], indent: 2)
      let remedy = cause.remedy.map { FlowLine("  \($0)", .dim, indent: 2) }
      return [what, remedy].compactMap(\.self).flatMap { $0.wrapped(to: width) }
    }
  }
}
