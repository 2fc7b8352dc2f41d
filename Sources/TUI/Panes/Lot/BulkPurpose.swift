import Domain
import Storage

/// What an act on several dossiers is for.
enum BulkPurpose: Equatable {
  case acting
  /// The acts of a step are taken back.
  case takingBack(OwnStep)
  /// Those of a step that was taken back are done again.
  case redoing(OwnStep)

  /// What stands before the act's name in titles.
  var prefix: String {
    switch self {
    case .acting: ""
    case .takingBack: "Annulation · "
    case .redoing: "Refaire · "
    }
  }

  /// Said when it is possible for none of the dossiers.
  var noneSentence: String {
    switch self {
    case .acting: "Aucun des dossiers marqués ne peut recevoir cet acte."
    case .takingBack: "Aucun de ces actes ne peut plus être annulé."
    case .redoing: "Aucun de ces actes ne peut être refait."
    }
  }
}

/// The form that takes a step of several acts back: which they are, and why.
struct StepForm {
  let step: OwnStep
  /// The dossier of the first of them.
  let detail: DossierDetail
  let world: World

  func form(openedBy: Key?) -> Form {
    let draft = ActDraft(
      act: .undo, volets: [], onBehalf: nil, detail: detail, world: world,
      undoing: step.acts.first?.command)
    return Form(
      title: "Annuler un acte groupé · \(step.acts.count) dossiers", rules: rules,
      fields: ActFields(draft).fields, today: world.today, openedBy: openedBy)
  }

  private var rules: [String] {
    guard let first = step.acts.first else { return [] }
    let named = step.acts.prefix(6).map(\.reference).joined(separator: ", ")
    let rest = step.acts.count > 6 ? " et \(step.acts.count - 6) autres" : ""
    let act = "« \(first.kind.traits.label) », le \(first.moment.frenchTime)"
    return [
      "Acte à annuler : \(act), sur \(named)\(rest).",
      "Entrée montre d'abord ce qui sera annulé de chacun.",
    ]
  }
}
