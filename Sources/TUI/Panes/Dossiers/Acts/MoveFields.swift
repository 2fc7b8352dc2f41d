import Domain
import Storage

/// The fields of the acts that follow the attribution by both commissions.
struct MoveFields {
  private let base: ActFields
  private var draft: ActDraft { base.draft }
  private var today: Day { draft.world.today }
  private var move: MovingDate? { draft.dossier.move }

  init(_ base: ActFields) {
    self.base = base
  }

  var fields: [FormField] {
    switch draft.kind {
    case .prepare: [step]
    case .setPeriod: [base.date("du", "Du"), base.date("au", "Au")]
    case .proposeMove: [movingDate("Date proposée")]
    case .changeMove: [movingDate("Nouvelle date"), base.motive, base.note]
    case .scheduleLease: [lease("Signature prévue le", initial: move?.date)]
    case .signLease: [lease("Bail signé le", initial: today)]
    default: inventories
    }
  }

  private var step: FormField {
    let left = Preparation.allCases.filter { base.volet?.preparations[$0] == nil }
    return base.field(
      "etape", "Étape", .choice(left.map { FormChoice(code: $0.rawValue, label: $0.label) }),
      initial: left.first.map { .choice($0.rawValue) })
  }

  /// A moving date; outside the days on which both tenants can move, it warns and does not refuse.
  private func movingDate(_ label: String) -> FormField {
    let common = draft.dossier.commonPeriod
    let draft = draft
    return FormField(
      id: "date", label: label,
      kind: .date(DateHints(marks: marks, window: common)),
      help: common == nil ? "12/06, +8, lundi ; ↑ ↓ changent le jour." : "Période commune montrée.",
      initial: (common?.lowerBound).map { .day(max($0, today)) },
      check: { values in
        if let finding = draft.finding(for: "date", values) { return finding }
        guard let common, let day = values.day("date"), !common.contains(day) else { return nil }
        return .warning("En dehors de la période des locataires.")
      })
  }

  private var marks: [DateHints.Mark] {
    move.map { [DateHints.Mark(day: $0.date, label: "date actuelle")] } ?? []
  }

  /// A lease signed after the move warns: the candidate would enter without one.
  private func lease(_ label: String, initial: Day?) -> FormField {
    let move = move
    let draft = draft
    return FormField(
      id: "date", label: label, kind: .date(DateHints(marks: marks)),
      help: "À la signature, radiez la demande au SNE (CCH R441-2-8).",
      initial: initial.map { .day($0) },
      check: { values in
        if let finding = draft.finding(for: "date", values) { return finding }
        guard let move, let day = values.day("date"), day > move.date else { return nil }
        return .warning("Après le déménagement du \(move.date.frenchShort).")
      })
  }

  private var inventories: [FormField] {
    let left = Inventory.allCases.filter { base.volet?.inventories[$0] == nil }
    var choices = left.map { FormChoice(code: $0.rawValue, label: $0.label) }
    if left.count > 1 {
      choices.insert(FormChoice(code: "tous", label: "sortie et entrée"), at: 0)
    }
    return [
      base.field(
        "etat_des_lieux", "État des lieux", .choice(choices),
        initial: choices.first.map { .choice($0.code) }),
      base.date(
        "date", "Fait le", initial: move.map { min($0.date, today) },
        hints: DateHints(marks: marks),
        help: "Les états des lieux des deux logements ont lieu le même jour (R-EDL).",
        alsoNamed: "motif_ecart"),
      base.field(
        "motif_ecart", "Motif si autre jour",
        .choice(ActFields.choices(of: .recordInventory)), isRequired: false, alsoNamed: "note"),
      base.field("note_ecart", "Précision", .text(limit: 300), isRequired: false),
    ]
  }
}
