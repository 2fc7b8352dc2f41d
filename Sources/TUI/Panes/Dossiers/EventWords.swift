import Domain

/// An event as one French sentence.
struct EventWords {
  let names: Directory
  let dossier: Dossier

  /// « Pré-instruction validée (volet A, Bailleur A) ».
  func sentence(of event: DossierEvent) -> String {
    guard let volet = event.volet.flatMap({ dossier[$0] }) else { return words(event) }
    return "\(words(event)) (volet \(volet.name.rawValue), \(names.name(of: volet.bailleur)))"
  }

  /// « Pré-instruction validée, volet A », for a list that names no bailleur.
  func brief(of event: DossierEvent) -> String {
    event.volet.map { "\(words(event)), volet \($0.rawValue)" } ?? words(event)
  }

  private func words(_ event: DossierEvent) -> String {
    switch event {
    case .created(let reference, _): "Dossier \(reference) créé"
    case .nurEntered: "NUR saisi"
    case .nurCorrected(_, _, _, let restarts):
      restarts ? "NUR remplacé, le délai repart" : "NUR corrigé"
    case .preInstructionValidated: "Pré-instruction validée"
    case .preInstructionRefused: "Refus en pré-instruction"
    case .pieceRequested(_, let piece): "Pièce demandée : \(piece.label)"
    case .pieceReceived(_, let piece): "Pièce reçue : \(piece.label)"
    case .actUndone: "Acte annulé"
    case .instructionValidated: "Instruction validée"
    case .instructionRefused: "Refus en instruction"
    case .caleolScheduled(_, let date, _): "CALEOL fixée au \(date.french)"
    case .caleolPostponed(_, .some(let date), _, _): "CALEOL reportée au \(date.french)"
    case .caleolPostponed: "CALEOL reportée, sans nouvelle date"
    case .decisionEntered(_, let decision): "Décision : \(decision.label)"
    case .conditionLifted(_, let on): "Condition levée le \(on.french)"
    case .conditionFailed(_, let on, _): "Condition non levée au \(on.french)"
    default: laterWords(event)
    }
  }

  private func laterWords(_ event: DossierEvent) -> String {
    switch event {
    case .offerAccepted: "Offre acceptée par le locataire"
    case .offerRefused: "Offre refusée par le locataire"
    case .prepared(_, let step): step.label.prefix(1).uppercased() + step.label.dropFirst()
    case .periodSet(_, let from, let to):
      "Période du locataire : du \(from.french) au \(to.french)"
    case .moveProposed(_, let date): "Déménagement proposé le \(date.french)"
    case .moveAccepted(_, let date): "Déménagement accepté le \(date.french)"
    case .moveChanged(_, let date, _): "Déménagement déplacé au \(date.french)"
    case .leaseScheduled(_, let date): "Signature du bail prévue le \(date.french)"
    case .leaseSigned(_, let on): "Bail signé le \(on.french)"
    case .inventoryRecorded(_, let inventory, let on, _):
      inventory.label.prefix(1).uppercased() + inventory.label.dropFirst() + " le \(on.french)"
    case .voletClosed: "Volet clos"
    default: courseWords(event)
    }
  }

  private func courseWords(_ event: DossierEvent) -> String {
    switch event {
    case .withdrawn: "Désistement"
    case .cancelled: "Dossier annulé"
    case .lapsed: "Dossier caduc"
    case .reopened: "Dossier rouvert"
    case .noteAdded(_, .internal_): "Note interne"
    case .noteAdded: "Note"
    case .reminded(_, let contact, _): "Relance du \(contact.label)"
    case .alertIssued(let alert, _, let contact):
      "Alerte \(alert.rawValue) au \(contact.label)"
    case .alertSeen(let alert, _): "Alerte \(alert.rawValue) vue"
    case .alertSilenced(let alert, _, let until, _):
      "Alerte \(alert.rawValue) suspendue jusqu'au \(until.french)"
    case .contactAssigned(_, let contact, let person):
      "Nouveau \(contact.label) : \(names.name(of: person) ?? person.text)"
    case .nurRevealed: "NUR consulté en clair"
    case .personalDataErased: "Données personnelles effacées"
    case .logementLeft: "Logement sorti du fichier patrimoine"
    case .logementReturned: "Logement de nouveau dans le fichier patrimoine"
    case .tenantInformed: "Locataire informé que l'attribution est sans effet"
    default: event.kind
    }
  }
}
