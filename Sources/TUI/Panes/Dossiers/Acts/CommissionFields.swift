import Domain
import Storage

/// The fields of the acts of the commission: sessions, decisions, conditions.
struct CommissionFields {
  private let base: ActFields
  private var draft: ActDraft { base.draft }
  private var today: Day { draft.world.today }

  init(_ base: ActFields) {
    self.base = base
  }

  var fields: [FormField] {
    switch draft.kind {
    case .scheduleCaleol: [session] + [held] + gap
    case .postponeCaleol:
      [base.motive, base.note, postponedSession] + gap
    case .enterDecision: decision + askedSession
    case .liftCondition: [base.date("date", "Levée le", initial: today)]
    default: [base.date("date", "Constatée le", initial: today), base.motive, base.note]
    }
  }

  /// The other side's date and the days that keep the gap, shown on the calendar.
  private var hints: DateHints {
    let others = base.volet.map { draft.dossier.others(than: $0.name) } ?? []
    let marks = others.compactMap { volet in
      volet.caleol.map {
        DateHints.Mark(
          day: $0.date, label: "CALEOL de \(draft.world.directory.name(of: volet.bailleur))")
      }
    }
    let limit = draft.world.reglement.value(of: .caleolGap, on: today).value
    let first = marks.map(\.day).max().map { $0 - limit }
    let last = marks.map(\.day).min().map { $0 + limit }
    guard let first, let last, first <= last else { return DateHints(marks: marks) }
    return DateHints(marks: marks, window: first...last)
  }

  private var session: FormField {
    base.date(
      "date", "Date de la CALEOL", initial: hints.marks.first.map { max($0.day, today) },
      hints: hints, help: "12/06, +8, demain, lundi ; ↑ ↓ changent le jour.",
      alsoNamed: "motif_ecart")
  }

  private var postponedSession: FormField {
    base.date(
      "date", "Nouvelle date", isRequired: false, hints: hints,
      help: "Vide si elle n'est pas encore connue.", alsoNamed: "motif_ecart")
  }

  private var held: FormField {
    base.field(
      "seance_tenue", "Séance tenue", .yesNo, initial: .flag(false),
      help: "Oui pour saisir après coup une séance qui a déjà eu lieu.")
  }

  private var gap: [FormField] {
    let limit = draft.world.reglement.value(of: .caleolGap, on: today).value
    return [
      base.field(
        "motif_ecart", "Motif si écart > \(limit) j",
        .choice(ActFields.choices(of: .scheduleCaleol)), isRequired: false,
        help: "À choisir seulement quand les deux CALEOL sont à plus de \(limit) jours.",
        alsoNamed: "note"),
      base.field("note_ecart", "Précision", .text(limit: 300), isRequired: false),
    ]
  }

  private var decision: [FormField] {
    let choices = [
      FormChoice(code: "a", label: "attribution"),
      FormChoice(code: "b", label: "attribution à un rang"),
      FormChoice(code: "c", label: "attribution sous condition suspensive"),
      FormChoice(code: "d", label: "non-attribution (clôt le dossier)"),
      FormChoice(code: "e", label: "irrecevabilité (clôt le dossier)"),
    ]
    return [
      base.field(
        "decision", "Décision", .choice(choices),
        help: "a à e : les cinq décisions de l'article R441-3 du CCH.", alsoNamed: "piece"),
      base.field(
        "rang", "Rang (décision b)", .integer(1...99), isRequired: false,
        help: "Le rang 1 est effectif ; les suivants attendent."),
      base.field(
        "piece", "Pièce (décision c)",
        .choice(Piece.allCases.map { FormChoice(code: $0.rawValue, label: $0.label) }),
        isRequired: false, alsoNamed: "date_limite"),
      base.date(
        "date_limite", "Date limite (décision c)", isRequired: false,
        help: "Dernier jour pour fournir la pièce."),
      base.motive(initial: nil, isRequired: false), base.note,
    ]
  }

  /// The day of the session, asked only when it was never entered.
  private var askedSession: [FormField] {
    guard base.volet?.caleol == nil else { return [] }
    return [
      base.date(
        "seance", "CALEOL tenue le", hints: hints,
        help: "La date de la CALEOL n'a pas été saisie.", alsoNamed: "motif_ecart")
    ] + gap
  }
}
