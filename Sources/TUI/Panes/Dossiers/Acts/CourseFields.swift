import Domain
import Storage

/// The fields of what may happen at any step: notes, reminders, alerts, assignments.
struct CourseFields {
  private let base: ActFields
  private var draft: ActDraft { base.draft }
  private var world: World { draft.world }

  init(_ base: ActFields) {
    self.base = base
  }

  var fields: [FormField] {
    switch draft.kind {
    case .addNote: [note, visibility]
    case .remind:
      [
        contact,
        base.field(
          "message", "Message", .text(limit: 300), isRequired: false,
          help: "Joint à la relance ; sans donnée sensible."),
      ]
    case .seeAlert: [alert]
    case .silenceAlert: [alert, until, base.motive, base.note]
    case .assignContact: [contact, agent]
    case .erasePersonalData: [base.motive(initial: erasureMotive), confirmation]
    default: []
    }
  }

  /// The note, read by the linter as it is typed: it warns, and masks the NUR when it is recorded.
  private var note: FormField {
    FormField(
      id: "note", label: "Note", kind: .note,
      help: "Des faits utiles au dossier, jamais d'appréciation ; un NUR y sera masqué.",
      check: { values in
        let report = NoteLinter().check(values.text("note") ?? "")
        if let warning = report.warnings.first { return .warning(warning.message) }
        return report.maskedNURs > 0 ? .warning("Le NUR sera masqué.") : nil
      })
  }

  private var visibility: FormField {
    base.field(
      "visibilite", "Lue par",
      .choice([
        FormChoice(code: NoteVisibility.internal_.rawValue, label: "mon organisme seul"),
        FormChoice(code: NoteVisibility.shared.rawValue, label: "tous ceux qui voient le dossier"),
      ]), initial: .choice(NoteVisibility.internal_.rawValue))
  }

  /// Time that is up is the reason proposed.
  private var erasureMotive: Motive? {
    let due = draft.dossier.erasureDue(under: world.reglement)
    return due.map { $0 <= world.today } == true ? .dureeEcoulee : nil
  }

  private var confirmation: FormField {
    base.field(
      "confirmation", "Confirmation", .text(limit: 40),
      help: "Tapez la référence \(draft.dossier.reference) : ce qui est effacé ne revient pas.")
  }

  private var contact: FormField {
    let kinds = ContactKind.allCases.map { FormChoice(code: "\($0.rawValue)", label: $0.label) }
    let awaited = draft.dossier.blockers(under: world.reglement)
      .first { draft.volets.contains($0.volet) }?.contact
    return base.field(
      "contact", "Contact", .choice(kinds),
      initial: .choice("\((awaited ?? .contact1).rawValue)"))
  }

  private var alert: FormField {
    let active = draft.dossier.alerts(under: world.reglement)
      .filter { $0.firstOn <= world.today && draft.volets.contains($0.volet) }
    let codes = AlertCode.allCases.filter { code in active.contains { $0.code == code } }
    return base.field(
      "alerte", "Alerte",
      .choice(codes.map { FormChoice(code: $0.rawValue, label: $0.rawValue) }),
      initial: codes.first.map { .choice($0.rawValue) })
  }

  private var until: FormField {
    let longest = world.reglement.value(of: .alertSilence, on: world.today).value
    return base.date(
      "jusqu_au", "Jusqu'au", initial: world.today + 7,
      help: "\(longest) jours au plus ; le retard reste compté.")
  }

  private var agent: FormField {
    let bailleurs = Set(draft.volets.compactMap { draft.dossier[$0]?.bailleur })
    let agents = world.directory.operators.values
      .filter { bailleurs.contains($0.organisation) }
      .filter { person in
        person.roles.contains { [.contact1, .contact2, .administrateur].contains($0) }
      }
      .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    return base.field(
      "agent", "Agent",
      .choice(
        agents.map { person in
          let roles = person.roles.sorted().map(\.label).joined(separator: ", ")
          return FormChoice(code: person.id.text, label: "\(person.name) (\(roles))")
        }))
  }
}
