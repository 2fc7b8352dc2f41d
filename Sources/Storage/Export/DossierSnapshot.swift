import Domain

/// Makes the exported form of a dossier on a day.
struct DossierSnapshot {
  let detail: DossierDetail
  let session: Session
  let directory: Directory
  let reglement: Reglement
  let day: Day
  /// The dossier as it was known on that day.
  private let dossier: Dossier

  /// The dossier as the events recorded until that day give it; nil when it did not exist yet.
  init?(_ detail: DossierDetail, for session: Session, in store: Store, on day: Day) {
    self.detail = detail
    self.session = session
    directory = store.directory
    reglement = store.reglement
    self.day = day
    let known = detail.dossier.known(on: day)
    guard known.createdOn != nil else { return nil }
    dossier = known
  }

  var exported: ExportedDossier {
    ExportedDossier(
      reference: dossier.reference, statut: dossier.status.rawValue, etape: dossier.status.label,
      phrase: dossier.headline(on: day, under: reglement, names: directory),
      creeLe: dossier.createdOn ?? day, closLe: dossier.closing?.day,
      closMotif: dossier.closing?.reason?.motive.rawValue, volets: dossier.volets.map(volet),
      demenagement: dossier.move.map {
        ExportedMove(
          date: $0.date, proposePar: $0.proposedBy.rawValue, proposeLe: $0.proposedOn,
          convenuLe: $0.agreedOn)
      },
      ecartCaleolJours: dossier.caleolGap(under: reglement)?.days, horloges: clocks,
      doiventAgir: duties, alertes: alerts, manquements: breaches,
      obligations: obligations)
  }

  private func volet(_ volet: Volet) -> ExportedVolet {
    let bailleur = directory.organisations[volet.bailleur]
    let namesTenants = session.actor.standing(to: .exportNames, of: volet.bailleur) >= .act
    return ExportedVolet(
      volet: volet.name.rawValue, bailleur: directory.name(of: volet.bailleur),
      siret: bailleur?.siret?.text, logement: volet.logement.reference,
      typologie: volet.logement.typologie.rawValue, commune: volet.logement.commune,
      insee: volet.logement.insee.text,
      locataire: namesTenants ? detail.texts[volet.locataire] : nil,
      contact1: directory.name(of: volet.contacts[.contact1]),
      contact2: directory.name(of: volet.contacts[.contact2]),
      etape: dossier.status(of: volet).label,
      nur: volet.nur.flatMap { detail.texts[$0.value.subject] }, nurLe: volet.nur?.day,
      preInstructionLe: volet.preValidatedOn, instructionLe: volet.instructedOn,
      caleolLe: volet.caleol?.date, caleolReports: volet.caleolPostponements,
      decision: volet.decision?.value.label, decisionLe: volet.decision?.day,
      effectiveLe: volet.effectiveOn, bailSigneLe: volet.leaseSignedOn,
      etatsDesLieux: Dictionary(
        uniqueKeysWithValues: volet.inventories.map { ($0.key.rawValue, $0.value) }),
      closLe: volet.closedOn)
  }

  private var clocks: [ExportedClock] {
    dossier.deadlines(under: reglement).map { deadline in
      ExportedClock(
        horloge: deadline.clock.rawValue, libelle: deadline.clock.label,
        volet: deadline.volet.rawValue, indicative: deadline.clock.isIndicative,
        depart: deadline.start, echeance: deadline.due, arret: deadline.stoppedOn,
        retardJours: deadline.daysLate(on: day), regle: deadline.judgedBy?.rule.rawValue,
        valeur: deadline.judgedBy?.value)
    }
  }

  private var duties: [ExportedDuty] {
    dossier.blockers(under: reglement).compactMap { blocker in
      guard let volet = dossier[blocker.volet] else { return nil }
      return ExportedDuty(
        volet: blocker.volet.rawValue, bailleur: directory.name(of: volet.bailleur),
        contact: blocker.contact.label, agent: directory.name(of: volet.contacts[blocker.contact]),
        acte: blocker.duty.infinitive, depuis: blocker.since, echeance: blocker.due)
    }
  }

  private var alerts: [ExportedAlert] {
    dossier.alerts(under: reglement).filter { $0.firstOn <= day }.map { alert in
      ExportedAlert(
        alerte: alert.code.rawValue, volet: alert.volet.rawValue, contact: alert.contact.label,
        pourAction: alert.isForAction, depuis: alert.firstOn,
        suspendueJusquAu: alert.silencedUntil.flatMap { $0 >= day ? $0 : nil })
    }
  }

  private var breaches: [ExportedBreach] {
    dossier.breaches(on: day, under: reglement).map { breach in
      ExportedBreach(
        regle: breach.rule.rule.rawValue, valeur: breach.rule.value, volet: breach.volet.rawValue,
        bailleur: directory.name(of: breach.bailleur), depuis: breach.since,
        mesure: breach.measure, enCours: breach.isOngoing)
    }
  }

  private var obligations: [ExportedObligation] {
    dossier.obligations(under: reglement).map { obligation in
      let course = obligation.course
      return ExportedObligation(
        indicateur: obligation.indicator.rawValue, regle: obligation.rule.rule.rawValue,
        valeur: obligation.rule.value, volet: obligation.volet.rawValue,
        bailleur: directory.name(of: obligation.bailleur), depart: course.start,
        echeance: course.due, fin: course.isRunning(on: day) ? nil : course.end,
        issue: course.isRunning(on: day) ? "en_cours" : course.ending.code,
        ecartJours: course.distance, imputee: course.distance.map { _ in course.isBroken },
        attend: DutyCourse.Waits.each.filter { course.waits.contains($0) }.map(\.code))
    }
  }
}
