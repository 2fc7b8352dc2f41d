import Domain
import Storage

/// The fields of the form of an act on a signalement, with the answers that it proposes.
extension SignalementDraft {
  /// The fields, in the order in which they are filled.
  var fields: [FormField] { onBehalf + own }

  private var onBehalf: [FormField] {
    guard entry.isOnBehalf, let bailleur = signalement.reception?.bailleur else { return [] }
    return [
      FormField(
        id: Field.onBehalf, label: "Au nom du bailleur", kind: .text(),
        help: "Vous agissez au nom de \(world.directory.name(of: bailleur)) : dites pourquoi, "
          + "ce sera journalisé.")
    ]
  }

  private var own: [FormField] {
    switch edit {
    case .answer: replyField + [textField("Message", isRequired: true)]
    case .actimage: replyField + [reasonField, textField("Texte", isRequired: true), namesField]
    case .correction:
      correctionFields + replyField + [textField("Message", isRequired: false)]
    case .investigation, .sendBack, .moderation:
      replyField + [textField("Message", isRequired: false)]
    case .duplicate: originalFields
    case .reply: [textField("Réponse", isRequired: true)]
    case .question: [textField("Question", isRequired: true)]
    case .askAatiko: [textField("Demande", isRequired: true)]
    case .resolve, .reopen: [textField("Message", isRequired: false)]
    case .explain: [motiveField, textField("Explication", isRequired: false)]
    case .note: [textField("Note", isRequired: true), sharedField]
    case .category: [categoryField]
    case .close: [outcomeField]
    case .take, .release, .unlink: []
    }
  }

  /// What is to be known before.
  var rules: [String] {
    if isForSeveral {
      return ["Chacun est jugé à part ; un compte rendu dit ceux qui sont refusés, et pourquoi."]
    }
    return switch edit {
    case .actimage:
      [
        "Le texte ci-dessous est exactement ce qui part dans le ticket Redmine."
          + " Les NUR y sont toujours masqués."
      ]
    case .reply, .question:
      signalement.correction.map { request in
        let expected = detail.texts[request.expected].map { ", attendu « \($0) »" } ?? ""
        return ["Demandé : logement \(request.logement), colonne \(request.column)\(expected)."]
      } ?? []
    case .note: ["Tenez-vous aux faits utiles, jamais excessifs : la personne peut la demander."]
    default:
      proposal.map { ["\($0.reason)"] } ?? []
    }
  }

  private var replyField: [FormField] {
    let offered = replies
    guard !offered.isEmpty else { return [] }
    let none = FormChoice(code: "", label: "sans réponse type")
    return [
      FormField(
        id: Field.reply, label: "Réponse type",
        kind: .choice(offered.map { FormChoice(code: $0.id, label: $0.title) } + [none]),
        help: "En changer remplace le texte, tant que vous n'y avez pas touché.",
        isRequired: false, initial: .choice(proposedReply?.id ?? ""))
    ]
  }

  /// What is written, read by the linter as it is typed.
  private func textField(_ label: String, isRequired: Bool) -> FormField {
    let words = words(of: proposedReply)
    let isForSeveral = isForSeveral
    return FormField(
      id: Field.text, label: label, kind: .note,
      help: isForSeveral ? "Les champs entre accolades sont remplis pour chacun." : "",
      isRequired: isRequired, initial: words.isEmpty ? nil : .text(words),
      check: { values in
        guard let text = values.text(Field.text) else { return nil }
        if !isForSeveral, let open = Self.open(text) { return .error(open.message) }
        return Self.linted(text)
      })
  }

  /// What the linter says of a text that will be kept.
  static func linted(_ text: String) -> Finding? {
    let report = NoteLinter().check(text)
    if let first = report.warnings.first {
      let more = report.warnings.count - 1
      let rest = more > 0 ? " Et \(more.french("autre mot", "autres mots")) de ce genre." : ""
      return .warning(first.message + rest)
    }
    guard report.maskedNURs > 0 else { return nil }
    let masked = report.maskedNURs > 1 ? "seront masqués" : "sera masqué"
    return .warning("\(report.maskedNURs.french("NUR", "NUR")) \(masked).")
  }

  private var reasonField: FormField {
    FormField(
      id: Field.reason, label: "Motif",
      kind: .choice(
        TicketReason.allCases.map { FormChoice(code: $0.rawValue, label: $0.label) }),
      help: "Schéma, l. 248 : technique, dysfonctionnement, ou non testable par Aatiko.",
      initial: .choice((proposal?.ticketReason ?? .dysfonctionnement).rawValue))
  }

  private var namesField: FormField {
    FormField(
      id: Field.names, label: "Noms en clair", kind: .yesNo,
      help: "Nom, référence, courriels et téléphones partent aussi ; un NUR, jamais.",
      initial: .flag(false))
  }

  private var correctionFields: [FormField] {
    let draft = self
    let column = proposal?.column
    let home = signalement.reception?.logement
    let current = column.flatMap { detail.surroundings.logement?.values[$0] }
    let expected = column.flatMap { column in
      detail.message.flatMap {
        SignalementExpectation.value(of: column, in: $0, current: current)
      }
    }
    return [
      FormField(
        id: Field.logement, label: "Logement", kind: .text(limit: 40),
        help: "Sa référence dans le fichier du bailleur.", initial: home.map { .text($0) },
        check: { draft.finding(for: Field.logement, $0) }),
      FormField(
        id: Field.column, label: "Colonne",
        kind: .choice(
          PatrimoineColumn.allCases.map {
            FormChoice(code: $0.name, label: "\($0.name) · \($0.definition.meaning)")
          }), help: "Les premières lettres la trouvent.",
        initial: column.map { .choice($0.name) }),
      FormField(
        id: Field.expected, label: "Valeur attendue", kind: .text(),
        help: current.map { "Le fichier dit « \($0) »." } ?? "",
        initial: expected.map { .text($0) },
        check: { $0.text(Field.expected).flatMap(Self.linted) }),
    ]
  }

  /// The signalements of which this one may be a duplicate, the likeliest first.
  var originals: [(number: String, words: String)] {
    let link = proposal?.original
    let others = detail.surroundings.similar + detail.surroundings.sameTenant
    var seen: Set<StreamID> = [detail.stream]
    var found: [(number: String, words: String)] = []
    for summary in others.sorted(by: { $0.stream == link?.stream && $1.stream != link?.stream })
    where seen.insert(summary.stream).inserted && summary.original == nil {
      // A number such as the platform's is shown before the words already.
      let isShown = !FormChoice(code: summary.number, label: "").shownCode.isEmpty
      found.append(
        (
          summary.number,
          (isShown ? "" : "\(summary.number) · ")
            + "\(summary.reception.day.frenchShort) · \(summary.short), \(summary.status.label)"
        ))
    }
    return found
  }

  private var originalFields: [FormField] {
    let originals = originals
    let draft = self
    let number = FormField(
      id: Field.other, label: originals.isEmpty ? "Numéro" : "Autre numéro",
      kind: .text(limit: 40), help: "Celui de l'original, du même bailleur.",
      isRequired: originals.isEmpty, check: { draft.finding(for: Field.original, $0) })
    guard let first = originals.first else { return [number] }
    return [
      FormField(
        id: Field.original, label: "Doublon de",
        kind: .choice(originals.map { FormChoice(code: $0.number, label: $0.words) }),
        initial: .choice(first.number), check: { draft.finding(for: Field.original, $0) }),
      number,
    ]
  }

  private var motiveField: FormField {
    FormField(
      id: Field.reason, label: "Motif",
      kind: .choice(
        IneligibilityMotive.allCases.map { FormChoice(code: $0.rawValue, label: $0.label) }))
  }

  private var sharedField: FormField {
    FormField(
      id: Field.shared, label: "Lue du bailleur", kind: .yesNo,
      help: "Non : seul votre organisme la lit. Oui : tous ceux qui lisent le signalement.",
      initial: .flag(false))
  }

  private var categoryField: FormField {
    let draft = self
    return FormField(
      id: Field.category, label: "Catégorie",
      kind: .choice(
        SignalementCategory.allCases.map { FormChoice(code: $0.rawValue, label: $0.label) }),
      initial: .choice(signalement.category.rawValue),
      check: { draft.finding(for: Field.category, $0) })
  }

  private var outcomeField: FormField {
    FormField(
      id: Field.outcome, label: "Issue",
      kind: .choice(
        SignalementOutcome.allCases.map { FormChoice(code: $0.rawValue, label: $0.label) }),
      initial: .choice(SignalementOutcome.sansSuite.rawValue))
  }
}
