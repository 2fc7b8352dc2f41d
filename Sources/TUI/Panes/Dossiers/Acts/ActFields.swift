import Domain
import Storage

/// The fields of an act's form, with the answers that the dossier proposes.
struct ActFields {
  let draft: ActDraft

  init(_ draft: ActDraft) {
    self.draft = draft
  }

  /// The fields, in the order in which they are filled.
  var fields: [FormField] { common + own + last }

  private var today: Day { draft.world.today }
  private var dossier: Dossier { draft.dossier }

  /// Which volet, when several are open, and why another bailleur is acted for.
  private var common: [FormField] {
    var fields: [FormField] = []
    if draft.volets.count > 1 {
      var choices = draft.volets.compactMap { name in
        dossier[name].map { volet in
          FormChoice(
            code: name.rawValue,
            label: "volet \(name.rawValue) · \(draft.world.directory.name(of: volet.bailleur))")
        }
      }
      let canBoth =
        dossier.isSameBailleur
        && (draft.kind == .validatePreInstruction || draft.kind == .validateInstruction)
      if canBoth {
        choices.insert(FormChoice(code: ActDraft.everyVolet, label: "tous les volets"), at: 0)
      }
      fields.append(
        field(
          "volet", "Volet", .choice(choices), initial: choices.first.map { .choice($0.code) }))
    }
    if draft.isOnBehalf {
      let name = draft.onBehalf.map { draft.world.directory.name(of: $0) } ?? "du premier bailleur"
      fields.append(
        field(
          "au_nom_de", "Au nom du bailleur", .text(),
          help: "Vous agissez au nom de \(name) : dites pourquoi, ce sera journalisé."))
    }
    return fields
  }

  private var own: [FormField] {
    switch draft.kind {
    case .create: CreationFields(self).fields
    case .enterNUR: [nur]
    case .correctNUR: [nur, motive] + restart
    case .requestPiece: [piece(Piece.allCases)]
    case .receivePiece: [piece(awaitedPieces)]
    case .refusePreInstruction, .refuseInstruction, .refuseOffer, .withdraw, .cancel, .lapse,
      .reopen:
      [motive, note]
    case .scheduleCaleol, .postponeCaleol, .enterDecision, .liftCondition, .failCondition:
      CommissionFields(self).fields
    case .prepare, .setPeriod, .proposeMove, .changeMove, .scheduleLease, .signLease,
      .recordInventory:
      MoveFields(self).fields
    default: CourseFields(self).fields
    }
  }

  /// An undo proposes its reason: `u` then Enter is enough.
  private var last: [FormField] {
    guard draft.kind == .undo else { return [] }
    return [motive(initial: .erreurDeSaisie)]
  }

  private var nur: FormField {
    let today = today
    let draft = draft
    return FormField(
      id: "nur", label: "NUR", kind: .text(limit: 24),
      help: "18 positions : 13 chiffres puis 5 chiffres ou lettres ; les espaces sont ignorés.",
      check: { values in
        if let finding = draft.finding(for: "nur", values) { return finding }
        let parsed = values.text("nur").flatMap { try? NUR(parsing: $0) }
        return parsed?.warnings(today: today).first.map { .warning($0) }
      })
  }

  private var restart: [FormField] {
    guard draft.world.actor.roles.contains(.aatikoSuperAdministrator) else { return [] }
    return [
      field(
        "relance_delai", "Le délai repart", .yesNo, initial: .flag(false),
        help: "Oui seulement si un numéro invalide est remplacé, sur décision d'Aatiko.")
    ]
  }

  private var awaitedPieces: [Piece] {
    draft.volets.compactMap { dossier[$0] }.flatMap { $0.awaitedPieces.map(\.value) }
  }
}

extension ActFields {
  /// A field whose value is put to the domain as it is typed.
  func field(
    _ id: String, _ label: String, _ kind: FormField.Kind, isRequired: Bool = true,
    initial: FormValue? = nil, help: String = "", alsoNamed other: String? = nil
  ) -> FormField {
    let draft = draft
    return FormField(
      id: id, label: label, kind: kind, help: help, isRequired: isRequired, initial: initial,
      check: { values in
        if let finding = draft.finding(for: id, values) { return finding }
        // A refusal about a field left empty stands at the one that made it needed.
        guard let other, values[other] == nil else { return nil }
        return draft.finding(for: other, values)
      })
  }

  /// The reason, from the list of the act.
  var motive: FormField { motive(initial: nil) }

  func motive(initial: Motive?, isRequired: Bool = true) -> FormField {
    field(
      "motif", "Motif", .choice(Self.choices(of: draft.kind)), isRequired: isRequired,
      initial: initial.map { .choice($0.rawValue) }, alsoNamed: "note")
  }

  /// The operator's own words, needed when the motive is « autre ».
  var note: FormField {
    field("note", "Précision", .text(limit: 300), isRequired: false)
  }

  func piece(_ pieces: [Piece]) -> FormField {
    field(
      "piece", "Pièce", .choice(pieces.map { FormChoice(code: $0.rawValue, label: $0.label) }),
      initial: pieces.count == 1 ? pieces.first.map { .choice($0.rawValue) } : nil)
  }

  func date(
    _ id: String, _ label: String, initial: Day? = nil, isRequired: Bool = true,
    hints: DateHints = DateHints(), help: String = "", alsoNamed other: String? = nil
  ) -> FormField {
    field(
      id, label, .date(hints), isRequired: isRequired, initial: initial.map { .day($0) },
      help: help, alsoNamed: other)
  }

  static func choices(of act: DossierAct) -> [FormChoice] {
    Motive.offered(for: act).map { FormChoice(code: $0.rawValue, label: $0.label) }
  }

  /// The volet meant by default: the only one open, or the first.
  var volet: Volet? { draft.volets.first.flatMap { draft.dossier[$0] } }
}
