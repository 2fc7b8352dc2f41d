import Domain

/// The fields of an act answered by text: from a script's arguments, or line by line.
extension FormField {
  /// The answer that a text gives, nil for an empty one.
  ///
  /// - Throws: `Refusal` for what the field cannot hold.
  func read(_ text: String, today: Day) throws(Refusal) -> FormValue? {
    if text.allSatisfy(\.isWhitespace) { return nil }
    switch kind {
    case .choice(let choices): return .choice(try Self.choice(text, among: choices, of: id).code)
    case .yesNo:
      switch text.folded {
      case "oui", "o": return .flag(true)
      case "non", "n": return .flag(false)
      default: throw Refusal("Répondez par oui ou non.", field: id)
      }
    case .note: return .text(text.strippedOfControls(keepingNewlines: true))
    case .text, .date, .integer:
      var blank = self
      blank.initial = nil
      var state = FieldState(blank, today: today)
      _ = state.paste(text)
      if case .text(let limit) = kind, text.count > limit {
        throw Refusal("\(limit) caractères au plus.", field: id)
      }
      do {
        return try state.answer.get()
      } catch {
        throw Refusal(error.message, field: id, remedy: error.remedy)
      }
    }
  }

  /// The choice of that code or name, or the only one that begins so, or that holds it.
  private static func choice(
    _ text: String, among choices: [FormChoice], of field: String
  ) throws(Refusal) -> FormChoice {
    let typed = text.folded
    let readings: [(FormChoice) -> Bool] = [
      { $0.code.folded == typed }, { $0.label.folded == typed },
      { $0.code.folded.hasPrefix(typed) || $0.label.folded.hasPrefix(typed) },
      { $0.label.folded.contains(typed) },
    ]
    for reading in readings {
      let found = choices.filter(reading)
      if found.count == 1 { return found[0] }
      guard found.isEmpty else {
        let named = found.prefix(shownChoices).map(\.label).joined(separator: ", ")
        throw Refusal(
          "« \(text.strippedOfControls) » convient à plusieurs : \(named).", field: field)
      }
    }
    let known = choices.prefix(shownChoices).map(\.code).joined(separator: ", ")
    let more = choices.count > shownChoices ? " …" : "."
    throw Refusal(
      "« \(text.strippedOfControls) » n'est pas dans la liste.", field: field,
      remedy: known.isEmpty ? nil : "Valeurs : \(known)\(more)")
  }

  /// The proposed answer as it would be typed, nil without one.
  var proposal: String? {
    initial.map { value in
      switch value {
      case .text(let text): text
      case .day(let day): day.french
      case .choice(let code): code
      case .flag(let flag): flag ? "oui" : "non"
      case .number(let number): String(number)
      }
    }
  }

  /// What may be typed, in a few words.
  var expected: String {
    switch kind {
    case .text(let limit): "texte, \(limit) caractères au plus"
    case .note: "texte"
    case .date: "date : JJ/MM/AAAA, +8, demain, lundi"
    case .yesNo: "oui ou non"
    case .integer(let range): "nombre de \(range.lowerBound) à \(range.upperBound)"
    case .choice(let choices) where choices.count > Self.shownChoices:
      "une des \(choices.count) valeurs, par son code ou par ce qui la distingue"
    case .choice(let choices):
      "au choix : "
        + choices.map { $0.code == $0.label ? $0.code : "\($0.code) (\($0.label))" }
        .joined(separator: ", ")
    }
  }

  /// The choices too many to stand in one line, each as its own.
  var listedChoices: [String] {
    guard case .choice(let choices) = kind, choices.count > Self.shownChoices else { return [] }
    return choices.map { "\($0.code) (\($0.label))" }
  }

  /// How many choices a sentence names.
  private static let shownChoices = 8
}
