import Domain
import Storage

/// The answers that an act was made from, for the form that asks for them again.
///
/// A NUR is not among them: it is typed again, since reading one in clear is an act of its own.
struct ActPrefill {
  let command: DossierCommand
  /// The texts that the act brought, by subject.
  let texts: [SubjectID: String]
  let onBehalf: OnBehalf?

  /// The answers, by field of the act's form.
  var values: FormValues {
    var values = FormValues()
    let volets = command.target.volets
    values["volet"] =
      volets.count > 1 ? .choice(ActDraft.everyVolet) : volets.first.map { .choice($0.rawValue) }
    values["au_nom_de"] = text(onBehalf?.reason)
    fill(&values)
    return values
  }

  private func fill(_ values: inout FormValues) {
    switch command {
    case .create(let reference, let volets):
      values["reference"] = .text(reference)
      for volet in volets { fill(volet, &values) }
    case .correctNUR(_, _, let reason, let restarts):
      fill(reason, &values)
      values["relance_delai"] = .flag(restarts)
    case .requestPiece(_, let piece), .receivePiece(_, let piece):
      values["piece"] = .choice(piece.rawValue)
    case .refusePreInstruction(_, let reason), .refuseInstruction(_, let reason),
      .refuseOffer(_, let reason), .withdraw(_, let reason), .cancel(let reason),
      .lapse(_, let reason), .reopen(let reason), .undo(_, let reason),
      .erasePersonalData(let reason):
      fill(reason, &values)
    case .scheduleCaleol(_, let date, let held, let gap):
      values["date"] = .day(date)
      values["seance_tenue"] = .flag(held)
      fill(gap: gap, &values)
    case .postponeCaleol(_, let date, let reason, let gap):
      values["date"] = date.map { .day($0) }
      fill(reason, &values)
      fill(gap: gap, &values)
    case .enterDecision(_, let decision, let session, let gap):
      fill(decision, &values)
      values["seance"] = session.map { .day($0) }
      fill(gap: gap, &values)
    case .liftCondition(_, let day): values["date"] = .day(day)
    case .failCondition(_, let day, let reason):
      values["date"] = .day(day)
      fill(reason, &values)
    default: fillMove(&values)
    }
  }

  private func fillMove(_ values: inout FormValues) {
    switch command {
    case .prepare(_, let step): values["etape"] = .choice(step.rawValue)
    case .setPeriod(_, let from, let to):
      values["du"] = .day(from)
      values["au"] = .day(to)
    case .proposeMove(_, let date), .scheduleLease(_, let date), .signLease(_, let date):
      values["date"] = .day(date)
    case .changeMove(_, let date, let reason):
      values["date"] = .day(date)
      fill(reason, &values)
    case .recordInventory(_, let inventories, let day, let gap):
      let only = inventories.count == 1 ? inventories.first : nil
      values["etat_des_lieux"] = .choice(only?.rawValue ?? "tous")
      values["date"] = .day(day)
      fill(gap: gap, &values)
    default: fillCourse(&values)
    }
  }

  private func fillCourse(_ values: inout FormValues) {
    switch command {
    case .addNote(let note, let visibility):
      values["note"] = text(note)
      values["visibilite"] = .choice(visibility.rawValue)
    case .remind(_, let contact, let message):
      values["contact"] = .choice("\(contact.rawValue)")
      values["message"] = text(message)
    case .seeAlert(let alert, _): values["alerte"] = .choice(alert.rawValue)
    case .silenceAlert(let alert, _, let until, let reason):
      values["alerte"] = .choice(alert.rawValue)
      values["jusqu_au"] = .day(until)
      fill(reason, &values)
    case .assignContact(_, let contact, let person):
      values["contact"] = .choice("\(contact.rawValue)")
      values["agent"] = .choice(person.text)
    default: break
    }
  }

  private func fill(_ reason: Reason, _ values: inout FormValues) {
    values["motif"] = .choice(reason.motive.rawValue)
    values["note"] = text(reason.note)
  }

  private func fill(gap reason: Reason?, _ values: inout FormValues) {
    values["motif_ecart"] = reason.map { .choice($0.motive.rawValue) }
    values["note_ecart"] = text(reason?.note)
  }

  private func fill(_ decision: CaleolDecision, _ values: inout FormValues) {
    switch decision {
    case .attribution: values["decision"] = .choice("a")
    case .ranked(let rank):
      values["decision"] = .choice("b")
      values["rang"] = .number(rank)
    case .conditional(let piece, let limit):
      values["decision"] = .choice("c")
      values["piece"] = .choice(piece.rawValue)
      values["date_limite"] = .day(limit)
    case .nonAttribution(let reason):
      values["decision"] = .choice("d")
      fill(reason, &values)
    case .irrecevable(let reason):
      values["decision"] = .choice("e")
      fill(reason, &values)
    }
  }

  private func fill(_ volet: NewVolet, _ values: inout FormValues) {
    let side = volet.name.rawValue
    values["bailleur_\(side)"] = .choice(volet.bailleur.text)
    values["logement_\(side)"] = .text(volet.logement.reference)
    values["typologie_\(side)"] = .choice(volet.logement.typologie.rawValue)
    values["code_insee_\(side)"] = .text(volet.logement.insee.text)
    values["commune_\(side)"] = .text(volet.logement.commune)
    values["locataire_\(side)"] = text(volet.locataire)
    values["contact1_\(side)"] = volet.contact1.map { .choice($0.text) }
    values["contact2_\(side)"] = volet.contact2.map { .choice($0.text) }
  }

  private func text(_ subject: SubjectID?) -> FormValue? {
    subject.flatMap { texts[$0] }.map { .text($0) }
  }
}

extension [FormField] {
  /// The fields with these answers proposed in the place of their own.
  func proposing(_ values: FormValues) -> [FormField] {
    map { field in
      guard let value = values[field.id] else { return field }
      var field = field
      field.initial = value
      return field
    }
  }
}
