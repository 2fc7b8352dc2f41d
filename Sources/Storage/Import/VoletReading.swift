import Domain

extension RecordReader<ImportColumn> {
  /// Reads the columns of one volet; nil when what a volet cannot do without is missing or wrong.
  mutating func volet(_ name: VoletName) -> VoletDraft? {
    let hasSiret = required(.volet(.siret, name), "Indiquez les 14 chiffres du bailleur du volet.")
    let siret = hasSiret == nil ? nil : parse(.volet(.siret, name), as: SIRET.self)
    let bailleur = text(.volet(.bailleur, name), atMost: 100)
    let logement = logement(name)
    let locataire = required(.volet(.locataire, name), "Indiquez le nom du locataire en place.")
    var contacts: [ContactKind: ContactDraft] = [:]
    for kind in ContactKind.allCases { contacts[kind] = contact(kind, of: name) }
    var steps = VoletSteps()
    readInstruction(of: name, into: &steps)
    readCommission(of: name, into: &steps)
    readMove(of: name, into: &steps)
    guard let siret, let logement, let locataire else { return nil }
    return VoletDraft(
      name: name, siret: siret, bailleur: bailleur, logement: logement, locataire: locataire,
      contacts: contacts, steps: steps)
  }

  private mutating func logement(_ name: VoletName) -> Logement? {
    let reference = reference(
      .volet(.logement, name), "Indiquez la référence du logement chez son bailleur.")
    let hasSize = required(.volet(.typologie, name), "Indiquez la typologie : T1, T1bis, T2…")
    let typologie =
      hasSize == nil
      ? nil
      : choice(.volet(.typologie, name), among: Typologie.allCases.map { ($0.rawValue, $0) })
    let commune = required(.volet(.commune, name), "Indiquez le nom de la commune.")
    let hasCode = required(.volet(.insee, name), "Indiquez le code INSEE de la commune.")
    let insee = hasCode == nil ? nil : inseeCode(.volet(.insee, name))
    guard let reference, let typologie, let commune, let insee else { return nil }
    return Logement(reference: reference, typologie: typologie, insee: insee, commune: commune)
  }

  private mutating func inseeCode(_ column: ImportColumn) -> InseeCode? {
    guard let code = parse(column, as: InseeCode.self) else { return nil }
    if code.isInIleDeFrance { return code }
    refuse(
      column, "Ce code INSEE n'est pas d'Île-de-France.",
      remedy: "Indiquez une commune de 75, 77, 78 ou 91 à 95.")
    return nil
  }

  private mutating func contact(_ kind: ContactKind, of name: VoletName) -> ContactDraft? {
    let isFirst = kind == .contact1
    let nameColumn = ImportColumn.volet(isFirst ? .contact1Name : .contact2Name, name)
    let emailColumn = ImportColumn.volet(isFirst ? .contact1Email : .contact2Email, name)
    let agent = text(nameColumn, atMost: 100)
    if agent != nil, record.values[emailColumn] == nil {
      refuse(
        emailColumn, "L'adresse du \(kind.label) manque.",
        remedy: "Les agents se reconnaissent à leur adresse : indiquez-la, ou videz le nom.")
    }
    return parse(emailColumn, as: EmailAddress.self).map { ContactDraft(name: agent, email: $0) }
  }

  private mutating func readInstruction(of name: VoletName, into steps: inout VoletSteps) {
    let nurColumn = ImportColumn.volet(.nur, name)
    if let number = parse(nurColumn, as: NUR.self),
      let on = day(.volet(.nurOn, name), requiredBy: nurColumn)
    {
      steps.nur = (number, on)
    }
    steps.preInstructedOn = day(.volet(.preInstructedOn, name))
    steps.instructedOn = day(.volet(.instructedOn, name))
  }

  private mutating func readCommission(of name: VoletName, into steps: inout VoletSteps) {
    if let date = day(.volet(.caleolOn, name)) {
      let gap = motive(
        .volet(.gapMotive, name), words: .volet(.gapWords, name), for: .scheduleCaleol)
      steps.caleol = (date, day(.volet(.caleolSetOn, name)), gap)
    }
    guard let value = decision(of: name) else { return }
    // Without its own day, a decision is taken as entered on the day of the session.
    let isDated = record.values[.volet(.decidedOn, name)] != nil || steps.caleol == nil
    let on =
      isDated
      ? day(.volet(.decidedOn, name), requiredBy: .volet(.decision, name)) : steps.caleol?.date
    guard let on else { return }
    steps.decision = (value, on)
    steps.liftedOn = day(.volet(.liftedOn, name))
  }

  private mutating func decision(of name: VoletName) -> DecisionDraft? {
    let column = ImportColumn.volet(.decision, name)
    let words = DecisionWord.allCases.map { ($0.rawValue, $0) }
    guard let word = choice(column, among: words) else { return nil }
    switch word {
    case .attribution: return .attribution
    case .ranked: return rank(.volet(.decisionRank, name)).map(DecisionDraft.ranked)
    case .conditional:
      let hasPiece = required(.volet(.decisionPiece, name), "Indiquez la pièce attendue.")
      let piece =
        hasPiece == nil
        ? nil
        : choice(
          .volet(.decisionPiece, name), among: Piece.allCases.map { ($0.label, $0) },
          aliases: Piece.allCases.map { ($0.rawValue, $0) })
      let limit = day(.volet(.decisionLimit, name), requiredBy: column)
      guard let piece, let limit else { return nil }
      return .conditional(piece, limit: limit)
    case .nonAttribution, .irrecevable:
      let hasMotive = required(.volet(.decisionMotive, name), "Indiquez le code du motif.")
      guard hasMotive != nil,
        let motive = motive(
          .volet(.decisionMotive, name), words: .volet(.decisionWords, name), for: .enterDecision)
      else { return nil }
      return word == .irrecevable ? .irrecevable(motive) : .nonAttribution(motive)
    }
  }

  private mutating func rank(_ column: ImportColumn) -> Int? {
    guard let text = required(column, "Indiquez le rang du candidat.") else { return nil }
    if text.utf8.count <= 3, let rank = Int(text) { return rank }
    refuse(column, "Le rang n'est pas un nombre.", remedy: "Écrivez 1, 2, 3…")
    return nil
  }

  private mutating func readMove(of name: VoletName, into steps: inout VoletSteps) {
    steps.leaseSignedOn = day(.volet(.leaseSignedOn, name))
    if let on = day(.volet(.inventoriesOn, name)) {
      let gap = motive(
        .volet(.inventoriesMotive, name), words: .volet(.inventoriesWords, name),
        for: .recordInventory)
      steps.inventories = (on, gap)
    }
    steps.closedOn = day(.volet(.closedOn, name))
  }
}

/// The words of the column `decision`: the five decisions of CCH R441-3.
enum DecisionWord: String, CaseIterable {
  case attribution
  case ranked = "rang"
  case conditional = "condition"
  case nonAttribution = "non_attribution"
  case irrecevable = "irrecevabilite"
}

extension RecordReader<ImportColumn> {
  /// A motive of an act by its code, with its words in another column.
  mutating func motive(
    _ column: Column, words: Column, for act: DossierAct
  ) -> MotiveDraft? {
    let offered = Motive.offered(for: act)
    guard let text = text(column) else { return nil }
    let key = Column.key(text)
    let found = offered.first {
      Column.key($0.rawValue) == key || Column.key($0.label) == key
    }
    guard let found else {
      refuse(
        column, "Ce motif n'est pas de ceux de l'acte.",
        remedy: "Codes admis : "
          + offered.map { "\($0.rawValue) (\($0.label))" }.joined(separator: ", ") + ".")
      return nil
    }
    return MotiveDraft(motive: found, words: self.text(words, atMost: 1_000))
  }
}
