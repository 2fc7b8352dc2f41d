import Domain
import Storage

/// An act on a rappel being prepared: its fields, and what their values make.
struct RappelDraft: Sendable {
  let edit: RappelEdit
  let catalogue: RappelCatalogue

  static let letter = "lettre"
  private static let words = "precision"
  private static let channel = "canal"
  private static let date = "date"
  private static let motive = "motif"
  private static let instance = "instance"
  private static let ending = "issue"

  private var world: World { catalogue.world }
  private var rappel: Rappel { catalogue.rappel }

  /// What the form is called.
  var title: String {
    guard edit == .letter, let level = rappel.nextLevel else { return edit.label }
    return level == .information ? "Rappel d'information" : "Rappel formel"
  }

  /// What is to be known before.
  var rules: [String] {
    switch edit {
    case .propose:
      [
        "Les faits sont figés au \(world.today.french) : ils ne changeront plus, quoi que "
          + "deviennent les dossiers. Le GIE décide ensuite d'écrire, ou d'écarter."
      ]
    case .letter:
      [
        recipients.isEmpty
          ? "Personne n'a d'adresse chez \(catalogue.bailleurName) : la lettre s'exporte."
          : "À : \(recipients.map(\.text).joined(separator: ", "))"
      ]
    case .dismiss: ["Le bailleur lit aussi le motif et la précision."]
    case .close: catalogue.followUp.map { [$0.french(on: world.today) + "."] } ?? []
    case .refer, .export: []
    }
  }

  /// The fields, in the order in which they are filled.
  var fields: [FormField] {
    switch edit {
    case .propose, .export: []
    case .letter: [channelField, dateField(help: "La date de la lettre."), letterField]
    case .dismiss:
      [
        choice(
          Self.motive, "Motif",
          RappelDismissal.allCases.map { (String($0.rawValue.dropFirst()), $0.label) }),
        wordsField("Ce qui a été dit, s'il y a lieu."),
      ]
    case .refer:
      [
        choice(
          Self.instance, "Instance",
          RappelInstance.allCases.enumerated().map { ("\($0.offset + 1)", $0.element.label) }),
        dateField(help: "Le jour de la séance."), wordsField("Pour l'ordre du jour."),
      ]
    case .close:
      [
        choice(Self.ending, "Issue", endings.map { ($0.code, $0.label) }),
        wordsField("Gardée avec le rappel."),
      ]
    }
  }

  private var recipients: [Mailbox] { catalogue.file?.recipients ?? [] }

  private var channelField: FormField {
    let mail = FormChoice(code: "c", label: "Par courriel, maintenant")
    let file = FormChoice(code: "f", label: "Par un autre moyen : fichiers .txt et .eml")
    let choices = recipients.isEmpty ? [file] : [mail, file]
    return FormField(
      id: Self.channel, label: "Envoi", kind: .choice(choices),
      help: "Dans les deux cas la lettre est gardée avec le rappel, et le suivi commence.",
      initial: .choice(choices[0].code))
  }

  private var letterField: FormField {
    FormField(
      id: Self.letter, label: "Lettre", kind: .note,
      help: "Ctrl-E l'ouvre dans votre éditeur ; elle part telle que vous la laissez.",
      initial: catalogue.letterText.map { .text($0.text) })
  }

  private func dateField(help: String) -> FormField {
    let draft = self
    return FormField(
      id: Self.date, label: "Date", kind: .date(), help: help, initial: .day(world.today),
      check: { draft.finding(for: Self.date, $0) })
  }

  private func wordsField(_ help: String) -> FormField {
    FormField(
      id: Self.words, label: "Précision", kind: .note, help: help, isRequired: false,
      check: { values in
        let report = NoteLinter().check(values.text(Self.words) ?? "")
        if let first = report.warnings.first { return .warning(first.message) }
        return report.maskedNURs > 0 ? .warning("Le NUR sera masqué.") : nil
      })
  }

  private func choice(
    _ id: String, _ label: String, _ choices: [(String, String)]
  ) -> FormField {
    let all = choices.map { FormChoice(code: $0.0, label: $0.1) }
    return FormField(
      id: id, label: label, kind: .choice(all), initial: all.first.map { .choice($0.code) })
  }

  /// What may end the rappel now: the return to conformity once the follow-up is over.
  private var endings: [(code: String, label: String, ending: RappelEnding)] {
    var endings: [RappelEnding] = []
    if let followUp = catalogue.followUp, followUp.isOver(on: world.today) {
      endings.append(
        .compliance(since: followUp.quietSince, breaches: followUp.later.count))
    }
    if rappel.stage == .instance { endings.append(.decision) }
    endings.append(.unfounded)
    return endings.enumerated().map { ("\($0.offset + 1)", $0.element.label, $0.element) }
  }

  /// What the domain says against the values, for the field it names.
  private func finding(for field: String, _ values: FormValues) -> Finding? {
    do throws(Refusal) {
      _ = try order(from: values)
      return nil
    } catch {
      return error.field == field ? .error(error.sentence) : nil
    }
  }

  /// What the values ask for, if the domain accepts it as far as this desk can tell.
  func request(from values: FormValues) throws(Refusal) -> RappelRequest {
    if case .finding(let finding) = catalogue.subject { return .propose(finding) }
    let (order, said) = try order(from: values)
    guard case .send(let level, _, _, .export) = order.command else {
      return .perform(order, said: said)
    }
    return .export(
      order.stream, level, order.secrets.first?.value ?? "", recording: order)
  }

  private func order(
    from values: FormValues
  ) throws(Refusal) -> (order: RappelOrder, said: String) {
    guard let file = catalogue.file else { throw Refusal("Aucun rappel n'est proposé.") }
    var sealer = world.sealer
    let text = edit == .letter ? values.text(Self.letter) : values.text(Self.words)
    let clean = text.map { edit == .letter ? $0 : NoteLinter().check($0).text }
    let secret = clean.map { sealer.seal($0, as: .note) }
    let (command, said) = try command(values, secret?.subject)
    _ = try file.rappel.decide(command, in: world.context())
    return (
      RappelOrder(file.stream, command, secrets: [secret].compactMap(\.self)),
      "\(file.reference) : \(said)"
    )
  }

  private func command(
    _ values: FormValues, _ note: SubjectID?
  ) throws(Refusal) -> (RappelCommand, said: String) {
    switch edit {
    case .letter: return try letter(values, note)
    case .dismiss:
      let code = values.choice(Self.motive).map { "E\($0)" }
      guard let motive = code.flatMap(RappelDismissal.init) else {
        throw Refusal("Choisissez un motif.", field: Self.motive)
      }
      return (.dismiss(motive: motive, note: note), "proposition écartée.")
    case .refer:
      let place = values.choice(Self.instance).flatMap { Int($0) } ?? 0
      guard RappelInstance.allCases.indices.contains(place - 1) else {
        throw Refusal("Choisissez une instance.", field: Self.instance)
      }
      let instance = RappelInstance.allCases[place - 1]
      let day = values.day(Self.date) ?? world.today
      return (
        .refer(instance: instance, on: day, note: note),
        "inscrit au \(instance.label) du \(day.french)."
      )
    case .close:
      guard let chosen = endings.first(where: { $0.code == values.choice(Self.ending) }) else {
        throw Refusal("Choisissez une issue.", field: Self.ending)
      }
      return (.close(ending: chosen.ending, note: note), "clos, \(chosen.label).")
    case .propose, .export: throw Refusal("Cet acte n'a pas de formulaire.")
    }
  }

  private func letter(
    _ values: FormValues, _ letter: SubjectID?
  ) throws(Refusal) -> (RappelCommand, said: String) {
    guard let letter, let level = rappel.nextLevel else {
      throw Refusal("La lettre est vide.", field: Self.letter)
    }
    let channel: RappelChannel = values.choice(Self.channel) == "c" ? .mail : .export
    let names = recipients.map(\.text).joined(separator: ", ")
    return (
      .send(
        level: level, on: values.day(Self.date) ?? world.today, letter: letter, channel: channel),
      "\(level.label) envoyé à \(names). :envois le montre."
    )
  }
}
