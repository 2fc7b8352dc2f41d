/// When the personal data of a dossier go, and what then becomes of it (`domaine.md` §5.9).
///
/// Names, NUR, pieces and what people typed are erased. Bailleurs, days, motives, typologies and
/// communes stay: they are in the events, which never change, so that statistics are whole.
public struct Erasure: Equatable, Sendable {
  /// Why, from the list.
  public let reason: Reason
  /// The day.
  public let day: Day
}

extension Dossier {
  /// The day from which the personal data are to be erased, by the règlement in force at the
  /// closing; nil while the dossier is open, and once they are erased.
  public func erasureDue(under reglement: Reglement) -> Day? {
    guard let closing, erasure == nil else { return nil }
    return closing.day.after(
      months: reglement.value(of: .pseudonymisation, on: closing.day).value)
  }

  /// Whether the person may have what names the household of some volet written out: an access
  /// request (article 15) is answered by who may export names of one of the dossier's bailleurs.
  ///
  /// - Throws: to whom it belongs.
  public func checkAccessExport(by person: Operator) throws(Refusal) {
    for volet in volets where person.standing(to: .exportNames, of: volet.bailleur) >= .act {
      return
    }
    try person.authorise(.exportNames, of: volets.first?.bailleur)
  }

  /// Only what is settled is erased: an open dossier needs to know whom it is about.
  func checkClosedForErasure() throws(Refusal) {
    guard closing == nil else { return }
    throw Refusal(
      "Le dossier est ouvert : ses données personnelles servent encore.",
      remedy: "Faites-le clore ou annuler d'abord.")
  }

  /// Nothing happens any more to a dossier whose personal data are erased.
  func checkNotErased(for act: DossierAct) throws(Refusal) {
    guard let erasure else { return }
    let fact =
      "Les données personnelles de ce dossier sont effacées depuis le "
      + "\(erasure.day.french)"
    switch act {
    case .erasePersonalData: throw Refusal("\(fact).")
    case .undo: throw Refusal("\(fact) : un effacement ne s'annule pas.")
    default: throw Refusal("\(fact) : plus aucun acte n'y est possible.")
    }
  }

  /// The reason must be one of the list, without words, and true when it says that time is up.
  func checkErasure(_ reason: Reason, in context: Context) throws(Refusal) {
    try check(reason, for: .erasePersonalData)
    guard reason.note == nil else {
      throw Refusal(
        "Le motif d'un effacement se choisit dans la liste, sans texte.", field: "note")
    }
    guard reason.motive == .dureeEcoulee, let due = erasureDue(under: context.reglement),
      context.today < due
    else { return }
    throw Refusal(
      "La durée de conservation court jusqu'au \((due - 1).french).", field: "motif",
      remedy: "Avant ce jour, seule une demande de la personne ou une erreur justifie d'effacer.")
  }
}

extension Day {
  /// The same day of the month so many months later; the last day of a month that is shorter.
  func after(months: Int) -> Day {
    let month = CivilMonth(of: self) + months
    return min(month.first + (day - 1), month.last)
  }
}
