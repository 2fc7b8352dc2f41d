import Domain
import Testing

/// T14 to T22: offer, preparation, moving date, leases, inventories, closing.
struct MoveTransitionTests {
  static let day0 = Day.of("2025-03-24")
  static let both: [Inventory] = [.exit, .entry]

  static func propose(_ volet: VoletName, _ offset: Int) -> DossierCommand {
    .proposeMove(volet: volet, date: day0 + offset)
  }

  static func record(
    _ volet: VoletName, _ inventories: [Inventory], _ offset: Int, _ reason: Reason? = nil
  ) -> DossierCommand {
    .recordInventory(volet: volet, inventories: inventories, on: day0 + offset, gapReason: reason)
  }

  static let refusedOffer = Reason(.offreRefusee)
  static let notBoth = "Le dossier n'est pas attribué par les deux CAL."

  static let offers: [TransitionCase] = [
    .allows(
      "contact 2 records the acceptance", .acceptOffer(volet: .a), by: Cast.c2A, at: .decided,
      on: 25, giving: [.offerAccepted(volet: .a)]),
    .allows(
      "or the refusal", .refuseOffer(volet: .a, reason: refusedOffer), by: Cast.c2A, at: .decided,
      on: 25, giving: [.offerRefused(volet: .a, reason: refusedOffer)]),
    .refuses(
      "twice", .acceptOffer(volet: .a), by: Cast.c2A, at: .decided, on: 26,
      after: [(.acceptOffer(volet: .a), 25, Cast.c2A)],
      "Aucune offre n'attend de réponse sur ce volet."),
    .refuses(
      "before the attribution", .acceptOffer(volet: .a), by: Cast.c2A, at: .scheduled, on: 15,
      "Aucune offre n'attend de réponse sur ce volet."),
    .refuses(
      "once the date is agreed", .refuseOffer(volet: .a, reason: refusedOffer), by: Cast.c2A,
      at: .dated, on: 30, "Aucune offre n'attend de réponse sur ce volet."),
    .refuses(
      "contact 1", .acceptOffer(volet: .a), by: Cast.c1A, at: .decided, on: 25,
      "Vous êtes contact 1 : la réponse à l'offre revient au contact 2."),
  ]

  static let preparing: [TransitionCase] = [
    .allows(
      "contact 2", .prepare(volet: .a, step: .diagnosticsLaunched), by: Cast.c2A, at: .decided,
      on: 25, giving: [.prepared(volet: .a, step: .diagnosticsLaunched)]),
    .refuses(
      "twice", .prepare(volet: .a, step: .diagnosticsLaunched), by: Cast.c2A, at: .decided, on: 26,
      after: [(.prepare(volet: .a, step: .diagnosticsLaunched), 25, Cast.c2A)],
      "Déjà noté le 18/04/2025.", field: "etape"),
    .refuses(
      "before both attributions", .prepare(volet: .a, step: .documentsReady), by: Cast.c2A,
      at: .scheduled, on: 15, notBoth),
    .refuses(
      "contact 1", .prepare(volet: .a, step: .documentsReady), by: Cast.c1A, at: .decided, on: 25,
      "Vous êtes contact 1 : la préparation du logement revient au contact 2."),
    .allows(
      "T16 the tenant's days, at any open step",
      .setPeriod(volet: .a, from: day0 + 50, to: day0 + 70), by: Cast.c2A, at: .created, on: 0,
      giving: [.periodSet(volet: .a, from: day0 + 50, to: day0 + 70)]),
    .allows(
      "T16 by Aatiko in the bailleur's name",
      .setPeriod(volet: .a, from: day0 + 50, to: day0 + 70), by: Cast.facilitator, at: .instructed,
      on: 13, onBehalf: Cast.bailleurA,
      giving: [.periodSet(volet: .a, from: day0 + 50, to: day0 + 70)]),
    .refuses(
      "T16 days in the wrong order", .setPeriod(volet: .a, from: day0 + 70, to: day0 + 50),
      by: Cast.c2A, at: .decided, on: 25, "La fin précède le début.", field: "au"),
  ]

  static let proposing: [TransitionCase] = [
    .allows(
      "contact 2", propose(.a, 60), by: Cast.c2A, at: .decided, on: 26,
      giving: [.moveProposed(volet: .a, date: day0 + 60)]),
    .allows(
      "the other answers with another date", propose(.b, 65), by: Cast.c2B, at: .decided, on: 27,
      after: [(propose(.a, 60), 26, Cast.c2A)],
      giving: [.moveProposed(volet: .b, date: day0 + 65)]),
    .allows(
      "the same date on both sides is an agreement", propose(.b, 60), by: Cast.c2B, at: .decided,
      on: 27, after: [(propose(.a, 60), 26, Cast.c2A)],
      giving: [.moveAccepted(volet: .b, date: day0 + 60)]),
    .refuses(
      "one's own date again", propose(.a, 60), by: Cast.c2A, at: .decided, on: 27,
      after: [(propose(.a, 60), 26, Cast.c2A)], "C'est la date déjà proposée.", field: "date"),
    .refuses(
      "in the past", propose(.a, 25), by: Cast.c2A, at: .decided, on: 26,
      "Le 18/04/2025 est passé.", field: "date"),
    .refuses(
      "before both attributions", propose(.a, 60), by: Cast.c2A, at: .scheduled, on: 21,
      after: [(.attribute(.a), 20, Cast.c1A)], notBoth),
    .refuses(
      "once a date is agreed", propose(.a, 65), by: Cast.c2A, at: .dated, on: 30,
      "La date du 23/05/2025 est convenue."),
    .refuses(
      "contact 1", propose(.a, 60), by: Cast.c1A, at: .decided, on: 26,
      "Vous êtes contact 1 : la date de déménagement revient au contact 2."),
  ]

  static let accepting: [TransitionCase] = [
    .allows(
      "contact 2 of the other", .acceptMove(volet: .b), by: Cast.c2B, at: .decided, on: 27,
      after: [(propose(.a, 60), 26, Cast.c2A)],
      giving: [.moveAccepted(volet: .b, date: day0 + 60)]),
    .refuses(
      "one's own proposal", .acceptMove(volet: .a), by: Cast.c2A, at: .decided, on: 27,
      after: [(propose(.a, 60), 26, Cast.c2A)],
      "Vous avez déjà accepté la date du 23/05/2025."),
    .refuses(
      "without a proposal", .acceptMove(volet: .b), by: Cast.c2B, at: .decided, on: 27,
      "Aucune date de déménagement n'est proposée."),
    .refuses(
      "for the other", .acceptMove(volet: .b), by: Cast.c2A, at: .decided, on: 27,
      after: [(propose(.a, 60), 26, Cast.c2A)],
      "Ce volet est celui de Bailleur B : la date de déménagement lui revient."),
  ]

  static let works = Reason(.travaux)

  static let changing: [TransitionCase] = [
    .allows(
      "contact 2 with a motive", .changeMove(volet: .b, date: day0 + 70, reason: works),
      by: Cast.c2B, at: .dated, on: 40,
      giving: [.moveChanged(volet: .b, date: day0 + 70, reason: works)]),
    .allows(
      "after the date has passed", .changeMove(volet: .b, date: day0 + 70, reason: works),
      by: Cast.c2B, at: .leased, on: 65,
      giving: [.moveChanged(volet: .b, date: day0 + 70, reason: works)]),
    .refuses(
      "the same date", .changeMove(volet: .b, date: day0 + 60, reason: works), by: Cast.c2B,
      at: .dated, on: 40, "C'est la date déjà convenue.", field: "date"),
    .refuses(
      "a motive of another act",
      .changeMove(volet: .b, date: day0 + 70, reason: Reason(.ajournement)), by: Cast.c2B,
      at: .dated, on: 40, "Ce motif ne convient pas à cet acte.", field: "motif"),
    .refuses(
      "before an agreement", .changeMove(volet: .a, date: day0 + 70, reason: works), by: Cast.c2A,
      at: .decided, on: 27, after: [(propose(.a, 60), 26, Cast.c2A)],
      "Aucune date n'est convenue."),
    .refuses(
      "once the other has recorded its inventories",
      .changeMove(volet: .b, date: day0 + 70, reason: works), by: Cast.c2B, at: .leased, on: 60,
      after: [(record(.a, both, 60), 60, Cast.c2A)],
      "Les états des lieux du 23/05/2025 sont saisis."),
    .refuses(
      "contact 1", .changeMove(volet: .a, date: day0 + 70, reason: works), by: Cast.c1A,
      at: .dated, on: 40, "Vous êtes contact 1 : la date de déménagement revient au contact 2."),
  ]

  static let leasing: [TransitionCase] = [
    .allows(
      "the signature is fixed", .scheduleLease(volet: .a, date: day0 + 50), by: Cast.c2A,
      at: .decided, on: 30, giving: [.leaseScheduled(volet: .a, date: day0 + 50)]),
    .allows(
      "the lease is signed", .signLease(volet: .a, on: day0 + 50), by: Cast.admA, at: .dated,
      on: 51, giving: [.leaseSigned(volet: .a, on: day0 + 50)]),
    .refuses(
      "signed in the future", .signLease(volet: .a, on: day0 + 52), by: Cast.c2A, at: .dated,
      on: 51, "Le 15/05/2025 est à venir.", field: "date"),
    .refuses(
      "signed twice", .signLease(volet: .a, on: day0 + 51), by: Cast.c2A, at: .leased, on: 51,
      "Le bail est signé depuis le 13/05/2025."),
    .refuses(
      "before both attributions", .signLease(volet: .a, on: day0 + 20), by: Cast.c2A,
      at: .scheduled, on: 21, notBoth),
    .refuses(
      "contact 1", .signLease(volet: .a, on: day0 + 50), by: Cast.c1A, at: .dated, on: 51,
      "Vous êtes contact 1 : le bail revient au contact 2."),
  ]

  @Test("T14 answer to the offer", arguments: offers)
  func offersTable(_ line: TransitionCase) { line.check() }

  @Test("T15 and T16 preparation and the tenants' days", arguments: preparing)
  func preparingTable(_ line: TransitionCase) { line.check() }

  @Test("T17 moving date proposed", arguments: proposing)
  func proposingTable(_ line: TransitionCase) { line.check() }

  @Test("T18 moving date accepted", arguments: accepting)
  func acceptingTable(_ line: TransitionCase) { line.check() }

  @Test("T19 moving date changed", arguments: changing)
  func changingTable(_ line: TransitionCase) { line.check() }

  @Test("T20 leases", arguments: leasing)
  func leasingTable(_ line: TransitionCase) { line.check() }
}

/// T21 and T22: the inventories and the closing.
struct ClosingTransitionTests {
  typealias Move = MoveTransitionTests
  static let day0 = Move.day0
  static let repairs = Reason(.etatDuLogement)

  static func recorded(
    _ volet: VoletName, _ inventory: Inventory, _ offset: Int, _ reason: Reason? = nil
  ) -> DossierEvent {
    .inventoryRecorded(
      volet: volet, inventory: inventory, on: day0 + offset, gapReason: reason)
  }

  static let inventories: [TransitionCase] = [
    .allows(
      "both at once", Move.record(.a, Move.both, 60), by: Cast.c2A, at: .leased, on: 60,
      giving: [recorded(.a, .exit, 60), recorded(.a, .entry, 60)]),
    .allows(
      "on another day than the others, with a reason",
      Move.record(.b, [.exit], 61, repairs), by: Cast.c2B, at: .leased, on: 61,
      after: [(Move.record(.a, Move.both, 60), 60, Cast.c2A)],
      giving: [recorded(.b, .exit, 61, repairs)]),
    .refuses(
      "on another day, without a reason", Move.record(.b, [.exit], 61), by: Cast.c2B, at: .leased,
      on: 61, after: [(Move.record(.a, Move.both, 60), 60, Cast.c2A)],
      "Les états des lieux doivent avoir lieu le même jour (un autre est du 23/05, règle R-EDL).",
      field: "motif_ecart"),
    .refuses(
      "none chosen", Move.record(.a, [], 60), by: Cast.c2A, at: .leased, on: 60,
      "Choisissez l'état des lieux.", field: "etat_des_lieux"),
    .refuses(
      "one named twice", Move.record(.a, [.exit, .exit], 60), by: Cast.c2A, at: .leased, on: 60,
      "Un état des lieux est nommé deux fois.", field: "etat_des_lieux"),
    .refuses(
      "the same one again", Move.record(.a, [.exit], 60), by: Cast.c2A, at: .leased, on: 60,
      after: [(Move.record(.a, [.exit], 60), 60, Cast.c2A)],
      "L'état des lieux de sortie est déjà saisi.", field: "etat_des_lieux"),
    .refuses(
      "when both are there", Move.record(.a, [.exit], 60), by: Cast.c2A, at: .inventoried, on: 61,
      "Les états des lieux de ce volet sont saisis."),
    .refuses(
      "in the future", Move.record(.a, Move.both, 60), by: Cast.c2A, at: .leased, on: 59,
      "Le 23/05/2025 est à venir.", field: "date"),
    .refuses(
      "nobody moves before every lease is signed", Move.record(.a, Move.both, 60), by: Cast.c2A,
      at: .dated, on: 60, after: [(.signLease(volet: .a, on: day0 + 50), 50, Cast.c2A)],
      "Le bail du volet B n'est pas signé."),
    .refuses(
      "without an agreed date", Move.record(.a, Move.both, 60), by: Cast.c2A, at: .decided, on: 60,
      "Aucune date de déménagement n'est convenue."),
    .refuses(
      "contact 1", Move.record(.a, Move.both, 60), by: Cast.c1A, at: .leased, on: 60,
      "Vous êtes contact 1 : la saisie des états des lieux revient au contact 2."),
  ]

  static let closing: [TransitionCase] = [
    .allows(
      "contact 2", .closeVolet(volet: .a), by: Cast.c2A, at: .inventoried, on: 61,
      giving: [.voletClosed(volet: .a)]),
    .allows(
      "Aatiko in the bailleur's name", .closeVolet(volet: .b), by: Cast.facilitator,
      at: .inventoried, on: 61, onBehalf: Cast.bailleurB, giving: [.voletClosed(volet: .b)]),
    .refuses(
      "twice", .closeVolet(volet: .a), by: Cast.c2A, at: .inventoried, on: 62,
      after: [(.closeVolet(volet: .a), 61, Cast.c2A)], "Ce volet est clos depuis le 24/05/2025."),
    .refuses(
      "an inventory is missing", .closeVolet(volet: .a), by: Cast.c2A, at: .leased, on: 60,
      after: [
        (Move.record(.a, Move.both, 60), 60, Cast.c2A),
        (Move.record(.b, [.exit], 60), 60, Cast.c2B),
      ], "Il manque 1 état des lieux."),
    .refuses(
      "all are missing", .closeVolet(volet: .a), by: Cast.c2A, at: .leased, on: 60,
      "Il manque 4 états des lieux."),
    .refuses(
      "contact 1", .closeVolet(volet: .a), by: Cast.c1A, at: .inventoried, on: 61,
      "Vous êtes contact 1 : la clôture du volet revient au contact 2."),
  ]

  @Test("T21 inventories", arguments: inventories)
  func inventoriesTable(_ line: TransitionCase) { line.check() }

  @Test("T22 closing", arguments: closing)
  func closingTable(_ line: TransitionCase) { line.check() }
}
