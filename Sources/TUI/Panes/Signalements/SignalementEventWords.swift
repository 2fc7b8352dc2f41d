import Domain

/// What happened to a signalement, in words.
struct SignalementEventWords {
  let names: Directory

  /// The event in a few words: « répondu au bailleur ».
  func sentence(of event: SignalementEvent) -> String {
    switch event {
    case .received(let reception): "reçu par \(reception.channel.label)"
    case .categorised(let category): "catégorie : \(category.label)"
    case .assigned(let person): "pris en charge par \(names.name(of: person) ?? "un autre poste")"
    case .released: "relâché"
    case .answered: "répondu au bailleur"
    case .actimageAsked(let reason, _): "demandé à Actimage (\(reason.label))"
    case .correctionAsked(let request, _):
      "correction demandée : logement \(request.logement), colonne \(request.column)"
    case .bailleurAsked: "confié au bailleur pour investigation"
    case .sentBack: "renvoyé au bailleur"
    case .sentToModeration: "transmis à la modération"
    case .markedDuplicate(let link): "marqué comme doublon de \(link.number)"
    case .unmarkedDuplicate: "désolidarisé du doublon"
    case .bailleurAnswered(_, let isQuestion):
      isQuestion ? "précision demandée à Aatiko" : "réponse du bailleur"
    case .aatikoAsked: "demandé à Aatiko"
    case .ticketOpened(_, let number): "ticket Redmine \(number) créé"
    case .ticketFollowed(_, let status, let isClosed, _):
      "ticket « \(status) »" + (isClosed ? ", clos chez Actimage" : "")
    case .correctionFound: "correction constatée dans un import"
    case .resolved: "résolu"
    case .explained(let motive, _): "inéligibilité expliquée : \(motive.label)"
    case .closed(let outcome): "clos, \(outcome.label)"
    case .reopened: "rouvert"
    case .noteAdded(_, let isInternal): isInternal ? "note interne" : "note"
    case .actUndone: "acte annulé"
    case .textsErased: "textes effacés"
    }
  }

  /// Who did it, and whose name it was done in.
  func author(of recorded: Recorded<SignalementEvent>) -> String {
    let signature = recorded.signature
    let house = names.name(of: signature.organisation)
    let person = names.name(of: signature.operatorID).map { "\($0) (\(house))" } ?? house
    guard let acting = signature.onBehalf?.organisation else { return person }
    return "\(person), au nom de \(names.name(of: acting))"
  }
}

extension String {
  /// With a capital letter, to begin a sentence.
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
