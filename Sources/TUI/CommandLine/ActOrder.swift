import Domain
import Storage

/// What was typed after `habiter agir`: which act, on which volet, with which answers.
struct ActOrder {
  /// The act, nil when none is named.
  let act: DossierAct?
  private let volet: VoletName?
  private let isForEveryVolet: Bool
  private let answers: [(field: String, text: String)]
  private let command: [String]

  /// What stands for the reference of a dossier to be created.
  static let newDossier = "nouveau"

  /// Reads the words.
  ///
  /// - Throws: `UsageError` for an act or an answer that has no such form, `Refusal` for a NUR
  ///   asked in clear.
  init(_ arguments: ParsedArguments) throws {
    command = arguments.command
    act = try arguments.following.first.map { try Self.act($0, in: arguments.command) }
    let codes = VoletName.allCases.map { ($0.rawValue, $0 as VoletName?) }
    let asked = try arguments.choice("--volet", among: codes + [(ActDraft.everyVolet, nil)])
    volet = asked ?? nil
    isForEveryVolet = asked != nil && volet == nil
    answers = try Self.answers(arguments.following.dropFirst(), in: arguments.command)
    let isNew = arguments.argument?.folded == Self.newDossier
    guard isNew == (act == .create) else {
      throw UsageError(
        "Un dossier se crée par « habiter agir \(Self.newDossier) \(DossierAct.create.word) … ».",
        in: command)
    }
    if act == nil, asked != nil || arguments.has("--champs") || arguments.has("--essai") {
      throw UsageError("Il manque l'acte. Sans option, la commande les liste.", in: command)
    }
  }

  private static func act(_ word: String, in command: [String]) throws -> DossierAct {
    let folded = word.folded
    if let act = DossierAct.written.first(where: { $0.word == folded }) { return act }
    if folded == DossierAct.revealNUR.word {
      throw Refusal(
        "Un NUR ne se lit en clair que dans le programme : un script en garderait la trace.",
        remedy: "Ouvrez le dossier, puis N : la consultation est journalisée à votre nom.")
    }
    let near = NearestWord.to(word, among: DossierAct.written.map(\.word))
    let hint = near.map { " Vouliez-vous dire « \($0) » ?" } ?? ""
    throw UsageError(
      "L'acte « \(word.strippedOfControls) » n'existe pas.\(hint) "
        + "Sans acte, la commande liste ceux du dossier.", in: command)
  }

  private static func answers(
    _ words: ArraySlice<String>, in command: [String]
  ) throws(UsageError) -> [(field: String, text: String)] {
    var answers: [(field: String, text: String)] = []
    for word in words {
      guard let equals = word.firstIndex(of: "="), equals > word.startIndex else {
        throw UsageError(
          "« \(word.strippedOfControls) » n'est pas de la forme CHAMP=VALEUR.", in: command)
      }
      let field = String(word[..<equals])
      guard !answers.contains(where: { $0.field == field }) else {
        throw UsageError("Le champ \(field.strippedOfControls) est donné deux fois.", in: command)
      }
      answers.append((field, String(word[word.index(after: equals)...])))
    }
    guard answers.count(where: { $0.text == "-" }) < 2 else {
      throw UsageError("L'entrée standard ne peut donner qu'un champ.", in: command)
    }
    return answers
  }
}

extension ActOrder {
  /// The act being prepared on a dossier.
  ///
  /// - Throws: the `Refusal` of the act when it is closed, `UsageError` when the volet is missing.
  func draft(of act: DossierAct, on detail: DossierDetail, _ world: World) throws -> ActDraft {
    if (volet != nil || isForEveryVolet), act.traits.reach != .volet {
      throw UsageError(
        "« \(act.word) » porte sur tout le dossier, sans --volet.", in: command)
    }
    if act == .undo {
      let last = try detail.dossier.lastUndoable(in: world.context())
      return ActDraft(
        act: act, volets: [], onBehalf: nil, detail: detail, world: world, undoing: last.command)
    }
    let catalogue = ActCatalogue(dossier: detail.dossier, world: world)
    let entry = volet.map { catalogue.entry(act, on: $0) } ?? catalogue.entry(act)
    if let refusal = entry.refusal { throw refusal }
    let draft = ActDraft(
      act: act, volets: entry.volets, onBehalf: entry.onBehalf, detail: detail, world: world)
    try checkVolet(of: draft)
    return draft
  }

  private func checkVolet(of draft: ActDraft) throws(UsageError) {
    guard volet == nil, draft.volets.count > 1 || isForEveryVolet else { return }
    let field = ActFields(draft).fields.first { $0.id == ActAnswers.volet }
    guard case .choice(let choices) = field?.kind else {
      let only = draft.volets.map(\.rawValue).joined()
      throw UsageError(
        "L'acte n'est possible que sur le volet \(only) : --volet \(only).", in: command)
    }
    if isForEveryVolet, choices.contains(where: { $0.code == ActDraft.everyVolet }) { return }
    let known = choices.map { "\($0.code) (\($0.label))" }.joined(separator: ", ")
    throw UsageError("Dites le volet par --volet : \(known).", in: command)
  }

  /// The code that answers the question of the volet, nil when the form does not ask it.
  func voletAnswer(_ draft: ActDraft) -> String? {
    isForEveryVolet && draft.volets.count > 1 ? ActDraft.everyVolet : nil
  }

  /// Puts the answers into the form.
  ///
  /// - Throws: `UsageError` for a field that the act does not have, cannot hold, or misses.
  func fill(_ form: inout ActAnswers, from shell: Shell) throws(UsageError) {
    for answer in answers {
      guard let field = form.field(answer.field) else { throw unknown(answer.field, form) }
      let text = answer.text == "-" ? Self.standardInput(for: field, shell) : answer.text
      do {
        try form.answer(field, text)
      } catch {
        let remedy = error.remedy.map { " \($0)" } ?? ""
        throw UsageError("\(field.id) : \(error.message)\(remedy)", in: command)
      }
    }
    let missing = form.missing
    guard missing.isEmpty else {
      let wanted = missing.map { "\n  \(CellText.sanitized($0.described))" }.joined()
      throw UsageError("Il manque :\(wanted)", in: command)
    }
  }

  private func unknown(_ name: String, _ form: ActAnswers) -> UsageError {
    let word = form.draft.kind.word
    if name == ActAnswers.volet {
      return UsageError("Le volet se dit par --volet.", in: command)
    }
    let known = form.fields.map(\.id)
    let near = NearestWord.to(name, among: known)
    let hint = near.map { " Vouliez-vous dire « \($0) » ?" } ?? ""
    let list = known.isEmpty ? "Il n'en a aucun." : "Champs : \(known.joined(separator: ", "))."
    return UsageError(
      "« \(word) » n'a pas de champ « \(name.strippedOfControls) ».\(hint) \(list)", in: command)
  }

  /// A line, or for a note everything that comes.
  private static func standardInput(for field: FormField, _ shell: Shell) -> String {
    guard field.kind == .note else { return shell.readLine() ?? "" }
    var lines: [String] = []
    while let line = shell.readLine() { lines.append(line) }
    return lines.joined(separator: "\n")
  }

  /// The act that the answers make; a refusal names its field.
  ///
  /// - Throws: `Refusal`.
  func act(of form: ActAnswers) throws(Refusal) -> Act {
    do {
      return try form.act.get()
    } catch {
      guard let field = error.field, form.field(field) != nil else { throw error }
      throw Refusal("\(field) : \(error.message)", field: field, remedy: error.remedy)
    }
  }
}
