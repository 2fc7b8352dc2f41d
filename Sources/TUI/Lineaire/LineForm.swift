import Domain
import Storage

/// The form of an act, a question after the other.
extension LineDialogue {
  /// The operator gives the act up.
  struct Abandoned: Error {}

  /// Asks the questions of an act, says what it would do, and records it once that is confirmed.
  ///
  /// - Parameter proposed: the answers proposed in the place of the dossier's.
  /// - Returns: nil when the operator gave it up.
  /// - Throws: `Refusal` about the whole act, `StorageError`, `Jump.end`.
  func fill(_ draft: ActDraft, proposing proposed: FormValues = FormValues()) throws -> Receipt? {
    say("\(draft.kind.traits.label).")
    draft.rules.forEach(say)
    if let undone = draft.undone { say("Acte à annuler : \(undone).") }
    let fields = ActFields(draft).fields.proposing(proposed)
    var values = FormValues()
    do {
      for (index, field) in fields.enumerated() {
        try ask(field, "\(index + 1) sur \(fields.count)", draft.world.today, &values)
      }
      while true {
        do {
          return try confirm(draft, values)
        } catch let refusal as Refusal {
          guard let field = fields.first(where: { $0.id == refusal.field }) else { throw refusal }
          say("Refusé. \(refusal.sentence)")
          try ask(field, "à revoir", draft.world.today, &values)
        }
      }
    } catch is Abandoned {
      say("Acte abandonné : rien n'a été enregistré.")
      return nil
    }
  }

  private func confirm(_ draft: ActDraft, _ values: FormValues) throws -> Receipt {
    let act = try draft.act(from: values).get()
    draft.effect(of: values).map(\.text).forEach(say)
    while true {
      switch try answer("Enregistrer ? oui ou non.").folded {
      case "oui", "o": break
      case "non", "n": throw Abandoned()
      default: continue
      }
      let receipt = try effects.store.perform(act, as: effects.session)
      effects.sync?.localAct()
      let words = EventWords(names: draft.world.directory, dossier: draft.dossier)
      for event in receipt.events {
        say("Enregistré. \(receipt.reference) : \(words.sentence(of: event)).")
      }
      return receipt
    }
  }

  /// The answer to a question of a form.
  ///
  /// - Throws: `Abandoned`, `Jump.end`.
  func answer(_ prompt: String) throws -> String {
    let typed = try line(prompt)
    if typed.folded == "abandonner" { throw Abandoned() }
    return typed
  }

  /// Asks a question until its answer is understood.
  func ask(
    _ field: FormField, _ place: String, _ today: Day, _ values: inout FormValues
  ) throws {
    tell(field, place)
    while true {
      let typed = try answer(field.isRequired ? "Réponse ?" : "Réponse ? (facultatif)")
      do throws(Refusal) {
        values[field.id] = try field.heard(typed, today: today)
        if field.isRequired, values[field.id] == nil {
          throw Refusal("Une réponse est attendue : \(field.expected).")
        }
      } catch {
        say(error.sentence)
        continue
      }
      if let finding = values[field.id] == nil ? nil : field.check(values) {
        say("Attention : \(finding.message)")
      }
      return
    }
  }

  private func tell(_ field: FormField, _ place: String) {
    say("Question \(place). \(field.label).")
    if !field.help.isEmpty { say(field.help) }
    if case .choice(let choices) = field.kind {
      for (index, choice) in choices.enumerated() {
        let code = choice.shownCode.isEmpty ? "" : " (\(choice.shownCode))"
        say("\(index + 1). \(choice.label)\(code)")
      }
    } else {
      say("Attendu : \(field.expected).")
    }
    if let proposal = field.proposal { say("Proposé, par Entrée seule : \(field.told(proposal)).") }
  }
}

extension FormField {
  /// What an answer means where the proposal was told: an empty one takes it, a dash takes none,
  /// and a number is that of a choice.
  fileprivate func heard(_ typed: String, today: Day) throws(Refusal) -> FormValue? {
    if typed.allSatisfy(\.isWhitespace) { return initial }
    if typed == "-" { return nil }
    if case .choice(let choices) = kind, let number = Int(typed),
      choices.indices.contains(number - 1)
    {
      return .choice(choices[number - 1].code)
    }
    return try read(typed, today: today)
  }

  /// A proposal as it is told: the name of a choice.
  fileprivate func told(_ proposal: String) -> String {
    guard case .choice(let choices) = kind else { return proposal }
    return choices.first { $0.code == proposal }?.label ?? proposal
  }
}

extension ActDraft {
  /// The act that an undo takes back, in words.
  fileprivate var undone: String? {
    guard let undoing, let taken = dossier.history.first(where: { $0.command == undoing }) else {
      return nil
    }
    return EventWords(names: world.directory, dossier: dossier).sentence(of: taken.event)
  }
}
