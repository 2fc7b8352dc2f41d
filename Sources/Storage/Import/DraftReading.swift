import Domain

/// A record read, or everything that is wrong with it.
enum DraftReading {
  case draft(DossierDraft, warnings: [ImportMessage])
  case refused([ImportMessage])

  /// Reads every column of a record, so that one report names all its mistakes.
  init(_ record: SourceRecord<ImportColumn>) {
    var reader = RecordReader(record)
    let draft = reader.dossier()
    guard let draft, reader.problems.isEmpty else {
      self = .refused(reader.problems)
      return
    }
    let warnings = reader.unused.map {
      record.message(
        .warning, $0, "Valeur ignorée : rien sur la ligne ne l'emploie.",
        remedy: "Complétez l'acte auquel elle se rapporte, ou videz-la.")
    }
    self = .draft(draft, warnings: warnings)
  }
}

extension RecordReader<ImportColumn> {
  fileprivate mutating func dossier() -> DossierDraft? {
    let reference = reference(
      .dossier(.reference), "Donnez à chaque dossier la référence qu'il a dans l'autre outil.")
    let hasDay = required(.dossier(.createdOn), "Indiquez le jour de la création du dossier.")
    let createdOn = hasDay == nil ? nil : day(.dossier(.createdOn))
    let volets = VoletName.allCases.map { volet($0) }
    let move = move()
    let ending = ending()
    var note: NoteDraft?
    if let text = text(.dossier(.note), atMost: 10_000) {
      note = NoteDraft(text: text, on: day(.dossier(.noteOn)))
    }
    guard let reference, let createdOn else { return nil }
    return DossierDraft(
      reference: reference, createdOn: createdOn, volets: volets.compactMap(\.self), move: move,
      ending: ending, note: note)
  }

  private mutating func move() -> MoveDraft? {
    guard let date = day(.dossier(.moveOn)) else { return nil }
    let agreedOn = day(.dossier(.moveAgreedOn))
    let sides = VoletName.allCases.map { ($0.rawValue, $0) }
    let proposedBy = choice(.dossier(.moveProposedBy), among: sides)
    let proposedOn = day(.dossier(.moveProposedOn)) ?? agreedOn
    guard let proposedOn else {
      _ = day(.dossier(.moveProposedOn), requiredBy: .dossier(.moveOn))
      return nil
    }
    return MoveDraft(
      date: date, proposedBy: proposedBy ?? .a, proposedOn: proposedOn, agreedOn: agreedOn)
  }

  private mutating func ending() -> EndingDraft? {
    let words = ImportOutcome.allCases.map { ($0.rawValue, $0) }
    guard let outcome = choice(.dossier(.outcome), among: words) else { return nil }
    var ending = EndingDraft(outcome: outcome)
    guard let act = outcome.act else {
      ending.on = day(.dossier(.endedOn))
      return ending
    }
    ending.on = day(.dossier(.endedOn), requiredBy: .dossier(.outcome))
    if act.traits.reach == .volet {
      let volet = required(
        .dossier(.endedVolet), "Indiquez A ou B : le volet sur lequel l'échange a pris fin.")
      if volet != nil {
        ending.volet = choice(
          .dossier(.endedVolet), among: VoletName.allCases.map { ($0.rawValue, $0) })
      }
    }
    let motive = required(.dossier(.endedMotive), "Indiquez le code du motif.")
    if motive != nil {
      ending.motive = self.motive(
        .dossier(.endedMotive), words: .dossier(.endedWords), for: act)
    }
    return ending
  }
}
