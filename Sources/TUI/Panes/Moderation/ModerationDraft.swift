import Domain
import Storage

/// An act on an annonce being prepared: its fields, and what their values make.
struct ModerationDraft: Sendable {
  let edit: ModerationEdit
  let catalogue: ModerationCatalogue

  private static let part = "partie"
  private static let motive = "motif"
  private static let decision = "decision"
  static let words = "message"

  /// The fields, in the order in which they are filled.
  var fields: [FormField] {
    switch edit {
    case .correct:
      [motiveField, wordsField("Message", "Au locataire : ce qu'il doit corriger.")]
    case .mask:
      [partField(isReport: false), motiveField]
    case .suspend: [motiveField, wordsField("Message", "Au locataire, s'il y a lieu.")]
    case .report:
      [
        partField(isReport: true), motiveField,
        wordsField("Précision", "Ce que vous avez vu ; lue par les modérateurs."),
      ]
    case .lift: liftFields
    case .conforme, .photo, .next: []
    }
  }

  private var motiveField: FormField {
    FormField(
      id: Self.motive, label: "Motif",
      kind: .choice(
        AnnonceMotive.allCases.map {
          FormChoice(code: String($0.rawValue.dropFirst()), label: $0.label)
        }))
  }

  private func wordsField(_ label: String, _ help: String) -> FormField {
    FormField(
      id: Self.words, label: label, kind: .note, help: help, isRequired: false,
      check: { values in
        let report = NoteLinter().check(values.text(Self.words) ?? "")
        if let first = report.warnings.first { return .warning(first.message) }
        return report.maskedNURs > 0 ? .warning("Le NUR sera masqué.") : nil
      })
  }

  /// The photos by their numbers, then the words and the whole.
  private func partField(isReport: Bool) -> FormField {
    let annonce = catalogue.file.annonce
    let count = annonce.current?.photos.count ?? 0
    let masked = Set(annonce.maskedParts)
    let names = annonce.current.flatMap { catalogue.file.texts[$0.number]?.photos } ?? []
    let photos = (0..<count).filter { isReport || !masked.contains(.photo($0 + 1)) }.map { place in
      let name = names.indices.contains(place) ? " · \(CellText.sanitized(names[place]))" : ""
      return FormChoice(code: "\(place + 1)", label: "Photo \(place + 1)\(name)")
    }
    let others = [
      FormChoice(code: "t", label: "Texte (commentaire)"),
      FormChoice(code: "a", label: "Annonce entière"),
    ]
    return FormField(
      id: Self.part, label: isReport ? "Ce qui ne va pas" : "À masquer",
      kind: .choice(photos + others),
      initial: (photos.first ?? others[0]).code.choiceValue)
  }

  private var liftFields: [FormField] {
    let standing = catalogue.file.annonce.standing.reversed()
    let decisions = standing.enumerated().map { place, recorded in
      FormChoice(
        code: "\(place + 1)",
        label: "\(recorded.decision.ruling.french), le \(recorded.signature.day.french)")
    }
    return [
      FormField(
        id: Self.decision, label: "Décision", kind: .choice(decisions),
        initial: decisions.first?.code.choiceValue),
      FormField(
        id: Self.motive, label: "Motif",
        kind: .choice(
          AnnonceReversal.allCases.map {
            FormChoice(code: String($0.rawValue.dropFirst()), label: $0.label)
          })),
      wordsField("Précision", "Gardée avec la décision levée."),
    ]
  }

  /// What the values ask for, if the domain accepts it as far as this desk can tell.
  func request(from values: FormValues) throws(Refusal) -> ModerationRequest {
    var sealer = catalogue.world.sealer
    let text = values.text(Self.words).map { NoteLinter().check($0).text }
    let secret = text.map {
      sealer.seal($0, as: edit == .lift ? .reason : .note)
    }
    let (command, said) = try command(values, secret?.subject)
    let annonce = catalogue.file.annonce
    _ = try annonce.decide(command, in: catalogue.world.context())
    return .perform(
      AnnonceOrder(catalogue.file.stream, command, secrets: [secret].compactMap(\.self)),
      said: catalogue.said(said))
  }

  private func command(
    _ values: FormValues, _ note: SubjectID?
  ) throws(Refusal) -> (AnnonceCommand, said: String) {
    switch edit {
    case .correct:
      return (
        catalogue.command(.correction, motives: [try motive(values)], message: note),
        AnnonceRuling.correction.french
      )
    case .suspend:
      return (
        catalogue.command(.suspended, motives: [try motive(values)], message: note),
        AnnonceRuling.suspended.french
      )
    case .mask:
      let ruling = AnnonceRuling.masked(part: try part(values))
      return (catalogue.command(ruling, motives: [try motive(values)]), ruling.french)
    case .report:
      let part = try part(values)
      let report = AnnonceReport(
        version: catalogue.file.annonce.current?.number ?? 0, part: part,
        motive: try motive(values), source: .bailleur, day: catalogue.world.today, note: note)
      return (.report(report: report), "\(part.french), signalement enregistré")
    case .lift:
      let standing = Array(catalogue.file.annonce.standing.reversed())
      let place = values.choice(Self.decision).flatMap { Int($0) } ?? 0
      guard standing.indices.contains(place - 1) else {
        throw Refusal("Choisissez la décision.", field: Self.decision)
      }
      guard let code = values.choice(Self.motive),
        let motive = AnnonceReversal(rawValue: "L\(code)")
      else { throw Refusal("Choisissez un motif.", field: Self.motive) }
      let lifted = standing[place - 1]
      return (
        .reverse(decision: lifted.command, motive: motive, note: note),
        "décision levée (\(lifted.decision.ruling.french))"
      )
    case .conforme, .photo, .next: throw Refusal("Cet acte n'a pas de formulaire.")
    }
  }

  private func motive(_ values: FormValues) throws(Refusal) -> AnnonceMotive {
    guard let code = values.choice(Self.motive), let motive = AnnonceMotive(rawValue: "V\(code)")
    else { throw Refusal("Choisissez un motif.", field: Self.motive) }
    return motive
  }

  private func part(_ values: FormValues) throws(Refusal) -> AnnoncePart {
    switch values.choice(Self.part) {
    case "t": return .comment
    case "a": return .annonce
    case let code?:
      if let rank = Int(code) { return .photo(rank) }
    case nil: break
    }
    throw Refusal("Choisissez ce qui est en cause.", field: Self.part)
  }
}

extension String {
  fileprivate var choiceValue: FormValue { .choice(self) }
}
