import Domain
import Testing

/// T23 to T29: what may happen at any step.
@Suite("Ends, notes, reminders and assignments follow T23 to T29")
struct CourseTransitionTests {
  static let day0 = Day.of("2025-03-24")
  static let project = Reason(.changementDeProjet)
  static let litigation = Reason(.litige)
  static let congeGiven = Reason(.congeDuLocataire)
  static let note = SubjectID("note")

  static let withdrawal: [TransitionCase] = [
    .allows(
      "contact 1 at the start", .withdraw(volet: .a, reason: project), by: Cast.c1A, at: .created,
      on: 0, giving: [.withdrawn(volet: .a, reason: project)]),
    .allows(
      "contact 2 before the first lease", .withdraw(volet: .b, reason: project), by: Cast.c2B,
      at: .dated, on: 40, giving: [.withdrawn(volet: .b, reason: project)]),
    .allows(
      "Aatiko in its own name", .withdraw(volet: .b, reason: project), by: Cast.facilitator,
      at: .instructed, on: 15, giving: [.withdrawn(volet: .b, reason: project)]),
    .refuses(
      "once a lease is signed", .withdraw(volet: .b, reason: project), by: Cast.c2B, at: .dated,
      on: 51, after: [(.signLease(volet: .a, on: day0 + 50), 50, Cast.c2A)],
      "Un bail est signé : le désistement n'est plus possible."),
    .refuses(
      "with a motive of another act", .withdraw(volet: .a, reason: litigation), by: Cast.c1A,
      at: .created, on: 0, "Ce motif ne convient pas à cet acte.", field: "motif"),
    .refuses(
      "the pilote", .withdraw(volet: .a, reason: project), by: Cast.pilA, at: .created, on: 0,
      "Vous êtes pilote : le désistement revient au contact 1 ou au contact 2."),
    .refuses(
      "twice", .withdraw(volet: .a, reason: project), by: Cast.c1A, at: .created, on: 1,
      after: [(.withdraw(volet: .a, reason: project), 0, Cast.c1A)],
      "Le dossier est clos depuis le 24/03/2025."),
  ]

  static let cancelling: [TransitionCase] = [
    .allows(
      "Aatiko, even after a lease", .cancel(reason: litigation), by: Cast.superAdmin, at: .leased,
      on: 55, giving: [.cancelled(reason: litigation)]),
    .allows(
      "a facilitator in a bailleur's name", .cancel(reason: litigation), by: Cast.facilitator,
      at: .leased, on: 55, onBehalf: Cast.bailleurB, giving: [.cancelled(reason: litigation)]),
    .refuses(
      "a facilitator in its own name", .cancel(reason: litigation), by: Cast.facilitator,
      at: .leased, on: 55, "Cet acte revient à Bailleur A.", field: "au_nom_de"),
    .refuses(
      "a bailleur", .cancel(reason: litigation), by: Cast.admA, at: .leased, on: 55,
      "Vous êtes administrateur : l'annulation revient à : super administrateur (Aatiko), "
        + "facilitateur (Aatiko)."),
    .refuses(
      "the GIE, which reads only", .cancel(reason: litigation), by: Cast.gie, at: .leased, on: 55,
      "Vous êtes coordination du GIE : l'annulation revient à : super administrateur (Aatiko), "
        + "facilitateur (Aatiko)."),
  ]

  static let lapsing: [TransitionCase] = [
    .allows(
      "contact 1", .lapse(volet: .a, reason: congeGiven), by: Cast.c1A, at: .decided, on: 30,
      giving: [.lapsed(volet: .a, reason: congeGiven)]),
    .allows(
      "Aatiko in the bailleur's name", .lapse(volet: .a, reason: congeGiven), by: Cast.superAdmin,
      at: .decided, on: 30, onBehalf: Cast.bailleurA,
      giving: [.lapsed(volet: .a, reason: congeGiven)]),
    .refuses(
      "contact 2", .lapse(volet: .a, reason: congeGiven), by: Cast.c2A, at: .decided, on: 30,
      "Vous êtes contact 2 : la caducité revient au contact 1."),
    .refuses(
      "with a motive of another act", .lapse(volet: .a, reason: project), by: Cast.c1A,
      at: .decided, on: 30, "Ce motif ne convient pas à cet acte.", field: "motif"),
  ]

  static let noting: [TransitionCase] =
    [Cast.c1A, Cast.c2B, Cast.admA, Cast.pilA, Cast.superAdmin, Cast.facilitator, Cast.gie].map {
      .allows(
        "\($0.roles.map(\.label).joined()) sees the dossier",
        .addNote(note: note, visibility: .shared), by: $0, at: .instructed, on: 13,
        giving: [.noteAdded(note: note, visibility: .shared)])
    } + [
      .allows(
        "after the end", .addNote(note: note, visibility: .internal_), by: Cast.c1A, at: .closed,
        on: 70, giving: [.noteAdded(note: note, visibility: .internal_)]),
      .refuses(
        "the référent informatique does not see it", .addNote(note: note, visibility: .shared),
        by: Cast.infA, at: .instructed, on: 13,
        "Vous êtes référent informatique : la note revient à : super administrateur (Aatiko), "
          + "facilitateur (Aatiko), coordination du GIE, pilote, administrateur, contact 1, "
          + "contact 2."),
      .refuses(
        "another bailleur does not see it", .addNote(note: note, visibility: .shared),
        by: Cast.c1C, at: .instructed, on: 13,
        "Ce dossier est celui de Bailleur A et de Bailleur B : la note leur revient."),
    ]

  static let silence = DossierCommand.silenceAlert(
    alert: .al1, volet: .a, until: day0 + 36, reason: Reason(.attendLocataire))

  static let reminding: [TransitionCase] = [
    .allows(
      "one bailleur reminds the other",
      .remind(volet: .b, contact: .contact1, message: nil), by: Cast.c1A, at: .nurs, on: 9,
      giving: [.reminded(volet: .b, contact: .contact1, message: nil)]),
    .allows(
      "an alert is issued on its day",
      .issueAlert(alert: .al1, volet: .a, contact: .contact1), by: Cast.facilitator, at: .nurs,
      on: 22, giving: [.alertIssued(alert: .al1, volet: .a, contact: .contact1)]),
    .refuses(
      "and not the day before",
      .issueAlert(alert: .al1, volet: .a, contact: .contact1), by: Cast.facilitator, at: .nurs,
      on: 21, "L'alerte AL-1 n'est pas à émettre aujourd'hui."),
    .refuses(
      "nor to another contact",
      .issueAlert(alert: .al1, volet: .a, contact: .contact2), by: Cast.facilitator, at: .nurs,
      on: 22, "L'alerte AL-1 n'est pas à émettre aujourd'hui."),
    .refuses(
      "nor twice the same day",
      .issueAlert(alert: .al1, volet: .a, contact: .contact1), by: Cast.facilitator, at: .nurs,
      on: 22,
      after: [(.issueAlert(alert: .al1, volet: .a, contact: .contact1), 22, Cast.facilitator)],
      "L'alerte AL-1 n'est pas à émettre aujourd'hui."),
    .allows(
      "it is seen", .seeAlert(alert: .al1, volet: .a), by: Cast.c1A, at: .nurs, on: 22,
      giving: [.alertSeen(alert: .al1, volet: .a)]),
    .refuses(
      "not by whom it is not sent to", .seeAlert(alert: .al1, volet: .a), by: Cast.c2A, at: .nurs,
      on: 22, "Aucune alerte en cours ne vous est adressée sur ce volet."),
    .allows(
      "it is silenced 14 days", silence, by: Cast.c1A, at: .nurs, on: 22,
      giving: [
        .alertSilenced(
          alert: .al1, volet: .a, until: day0 + 36, reason: Reason(.attendLocataire))
      ]),
    .refuses(
      "and not 15",
      .silenceAlert(
        alert: .al1, volet: .a, until: day0 + 37, reason: Reason(.attendLocataire)),
      by: Cast.c1A, at: .nurs, on: 22,
      "Une alerte se suspend 14 jours au plus, jusqu'au 29/04/2025.", field: "jusqu_au"),
    .refuses(
      "nor until today",
      .silenceAlert(
        alert: .al1, volet: .a, until: day0 + 22, reason: Reason(.attendLocataire)),
      by: Cast.c1A, at: .nurs, on: 22, "Choisissez un jour à venir.", field: "jusqu_au"),
    .refuses(
      "before it is due", silence, by: Cast.c1A, at: .nurs, on: 21,
      "Aucune alerte en cours ne vous est adressée sur ce volet."),
    .refuses(
      "another alert than the one under way",
      .silenceAlert(
        alert: .al3, volet: .a, until: day0 + 30, reason: Reason(.attendLocataire)),
      by: Cast.c1A, at: .nurs, on: 22, "L'alerte AL-3 n'est pas en cours pour vous.",
      field: "alerte"),
    .refuses(
      "by the pilote", silence, by: Cast.pilA, at: .nurs, on: 22,
      "Vous êtes pilote : la suspension de l'alerte revient à : super administrateur (Aatiko), "
        + "facilitateur (Aatiko), administrateur, contact 1, contact 2."),
  ]

  static func assign(_ person: Operator, _ contact: ContactKind = .contact1) -> DossierCommand {
    .assignContact(volet: .a, contact: contact, to: person.id)
  }

  static let assigning: [TransitionCase] = [
    .allows(
      "the pilote gives it to the administrator", assign(Cast.admA), by: Cast.pilA, at: .created,
      on: 0, giving: [.contactAssigned(volet: .a, contact: .contact1, to: Cast.admA.id)]),
    .allows(
      "Aatiko too", assign(Cast.admA), by: Cast.facilitator, at: .created, on: 0,
      giving: [.contactAssigned(volet: .a, contact: .contact1, to: Cast.admA.id)]),
    .refuses(
      "an agent of another bailleur", assign(Cast.c1B), by: Cast.pilA, at: .created, on: 0,
      "Cette personne n'est pas un agent du bailleur.", field: "agent"),
    .refuses(
      "an agent of the other contact", assign(Cast.c2A), by: Cast.pilA, at: .created, on: 0,
      "D. Durand n'est pas contact 1.", field: "agent"),
    .refuses(
      "who has it already", assign(Cast.c1A), by: Cast.pilA, at: .created, on: 0,
      "C. Martin est déjà contact 1 de ce volet.", field: "agent"),
    .refuses(
      "an agent may not", assign(Cast.admA), by: Cast.c1A, at: .created, on: 0,
      "Vous êtes contact 1 : l'affectation revient à : super administrateur (Aatiko), "
        + "facilitateur (Aatiko), pilote, administrateur."),
  ]

  static let refused = DossierCommand.enterDecision(
    volet: .b, decision: .nonAttribution(reason: Reason(.tailleDuMenage)), session: nil,
    gapReason: nil)
  static let split: [TransitionCase.Step] = [
    (.attribute(.a), 24, Cast.c1A), (refused, 25, Cast.c1B),
  ]

  static let informing: [TransitionCase] = [
    .allows(
      "contact 2 of the side that had attributed", .informTenant(volet: .a), by: Cast.c2A,
      at: .scheduled, on: 26, after: split, giving: [.tenantInformed(volet: .a)]),
    .refuses(
      "not twice", .informTenant(volet: .a), by: Cast.c2A, at: .scheduled, on: 27,
      after: split + [(.informTenant(volet: .a), 26, Cast.c2A)],
      "Le locataire est informé depuis le 19/04/2025."),
    .refuses(
      "not the side that refused", .informTenant(volet: .b), by: Cast.c2B, at: .scheduled, on: 26,
      after: split, "Aucune attribution de ce volet n'est restée sans effet."),
    .refuses(
      "not while the dossier goes on", .informTenant(volet: .a), by: Cast.c2A, at: .scheduled,
      on: 25, after: [split[0]], "Aucune attribution de ce volet n'est restée sans effet."),
    .refuses(
      "not by contact 1", .informTenant(volet: .a), by: Cast.c1A, at: .scheduled, on: 26,
      after: split, "Vous êtes contact 1 : l'information du locataire revient au contact 2."),
  ]

  @Test("A lost attribution is told to its tenant (§2.6)", arguments: informing)
  func informingTable(_ line: TransitionCase) { line.check() }

  @Test("T23 désistement", arguments: withdrawal)
  func withdrawalTable(_ line: TransitionCase) { line.check() }

  @Test("T24 cancellation", arguments: cancelling)
  func cancellingTable(_ line: TransitionCase) { line.check() }

  @Test("T25 lapse", arguments: lapsing)
  func lapsingTable(_ line: TransitionCase) { line.check() }

  @Test("T27 notes", arguments: noting)
  func notingTable(_ line: TransitionCase) { line.check() }

  @Test("T28 reminders and alerts", arguments: reminding)
  func remindingTable(_ line: TransitionCase) { line.check() }

  @Test("T29 assignment", arguments: assigning)
  func assigningTable(_ line: TransitionCase) { line.check() }
}
