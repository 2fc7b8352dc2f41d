import Domain
import Testing

/// T10 to T13: sessions of the commissions, decisions, conditions.
struct CommissionTransitionTests {
  static let day0 = Day.of("2025-03-24")
  static let calendar = Reason(.calendrierCommission)
  static let postponed = Reason(.ajournement)

  static func schedule(
    _ volet: VoletName, _ offset: Int, held: Bool = false, _ reason: Reason? = nil
  ) -> DossierCommand {
    .scheduleCaleol(volet: volet, date: day0 + offset, held: held, gapReason: reason)
  }

  static func postpone(
    _ volet: VoletName, _ offset: Int?, _ reason: Reason = postponed, gap: Reason? = nil
  ) -> DossierCommand {
    .postponeCaleol(
      volet: volet, date: offset.map { day0 + $0 }, reason: reason, gapReason: gap)
  }

  static func decide(
    _ volet: VoletName, _ decision: CaleolDecision, session: Int? = nil
  ) -> DossierCommand {
    .enterDecision(
      volet: volet, decision: decision, session: session.map { day0 + $0 }, gapReason: nil)
  }

  static func scheduled(
    _ volet: VoletName, _ offset: Int, _ reason: Reason? = nil
  ) -> DossierEvent {
    .caleolScheduled(volet: volet, date: day0 + offset, gapReason: reason)
  }

  static let scheduling: [TransitionCase] = [
    .allows(
      "contact 1, before the end of the instruction", schedule(.a, 20), by: Cast.c1A,
      at: .preInstructed, on: 4, giving: [scheduled(.a, 20)]),
    .allows(
      "exactly 8 days from the other", schedule(.b, 28), by: Cast.c1B, at: .instructed, on: 13,
      after: [(schedule(.a, 20), 13, Cast.c1A)], giving: [scheduled(.b, 28)]),
    .allows(
      "9 days from the other, with a reason", schedule(.b, 29, calendar), by: Cast.c1B,
      at: .instructed, on: 13, after: [(schedule(.a, 20), 13, Cast.c1A)],
      giving: [scheduled(.b, 29, calendar)]),
    .allows(
      "a session held in the past", schedule(.a, 11, held: true), by: Cast.c1A, at: .instructed,
      on: 13, giving: [scheduled(.a, 11)]),
    .refuses(
      "9 days from the other, without a reason", schedule(.b, 29), by: Cast.c1B, at: .instructed,
      on: 13, after: [(schedule(.a, 20), 13, Cast.c1A)],
      "Écart de 9 jours avec la CALEOL du 13/04 (8 maximum, règle R-CAL).",
      field: "motif_ecart"),
    .refuses(
      "with a motive of one's own and no words",
      schedule(.b, 29, Reason(.autreEcart)), by: Cast.c1B, at: .instructed, on: 13,
      after: [(schedule(.a, 20), 13, Cast.c1A)], "Précisez le motif.", field: "note"),
    .refuses(
      "a past day not held", schedule(.a, 11), by: Cast.c1A, at: .instructed, on: 13,
      "Le 04/04/2025 est passé.", field: "date"),
    .refuses(
      "a coming day held", schedule(.a, 20, held: true), by: Cast.c1A, at: .instructed, on: 13,
      "Une séance à venir n'a pas pu être tenue.", field: "seance_tenue"),
    .refuses(
      "contact 2 has the decision only", schedule(.a, 20), by: Cast.c2A, at: .instructed, on: 13,
      "Vous êtes contact 2 : la date de CALEOL revient au contact 1."),
    .refuses(
      "before the instruction", schedule(.a, 20), by: Cast.c1A, at: .nurs, on: 3,
      "La pré-instruction du volet A n'est pas validée."),
    .refuses(
      "twice", schedule(.a, 21), by: Cast.c1A, at: .scheduled, on: 14,
      "La CALEOL est déjà fixée au 13/04/2025."),
  ]

  static let postponing: [TransitionCase] = [
    .allows(
      "an ajournement without a new date", postpone(.a, nil), by: Cast.c1A, at: .scheduled, on: 20,
      giving: [.caleolPostponed(volet: .a, date: nil, reason: postponed, gapReason: nil)]),
    .allows(
      "to another day", postpone(.a, 27), by: Cast.c1A, at: .scheduled, on: 20,
      giving: [
        .caleolPostponed(volet: .a, date: day0 + 27, reason: postponed, gapReason: nil)
      ]),
    .refuses(
      "too far from the other", postpone(.a, 33), by: Cast.c1A, at: .scheduled, on: 20,
      "Écart de 9 jours avec la CALEOL du 17/04 (8 maximum, règle R-CAL).", field: "motif_ecart"),
    .refuses(
      "without a motive of the list", postpone(.a, 27, Reason(.erreurDeSaisie)), by: Cast.c1A,
      at: .scheduled, on: 20, "Ce motif ne convient pas à cet acte.", field: "motif"),
    .refuses(
      "to the past", postpone(.a, 19), by: Cast.c1A, at: .scheduled, on: 20,
      "Le 12/04/2025 est passé.", field: "date"),
    .refuses(
      "without a date before", postpone(.a, 27), by: Cast.c1A, at: .instructed, on: 20,
      "Aucune date de CALEOL n'est fixée sur ce volet."),
    .refuses(
      "after the decision", postpone(.a, 27), by: Cast.c1A, at: .decided, on: 25,
      "La décision de ce volet est saisie depuis le 13/04/2025."),
    .refuses(
      "contact 2", postpone(.a, 27), by: Cast.c2A, at: .scheduled, on: 20,
      "Vous êtes contact 2 : le report de la CALEOL revient au contact 1."),
  ]

  static let condition = CaleolDecision.conditional(piece: .avisImposition, limit: day0 + 40)
  static let notAttributed = CaleolDecision.nonAttribution(reason: Reason(.ressources))
  static let irrecevable = CaleolDecision.irrecevable(reason: Reason(.conditionsAcces))

  static let deciding: [TransitionCase] = [
    .allows(
      "a) attribution, by contact 1", decide(.a, .attribution), by: Cast.c1A, at: .scheduled,
      on: 20, giving: [.decisionEntered(volet: .a, decision: .attribution)]),
    .allows(
      "by contact 2, who has the decision", decide(.a, .attribution), by: Cast.c2A, at: .scheduled,
      on: 20, giving: [.decisionEntered(volet: .a, decision: .attribution)]),
    .allows(
      "b) by rank", decide(.a, .ranked(rank: 2)), by: Cast.c1A, at: .scheduled, on: 20,
      giving: [.decisionEntered(volet: .a, decision: .ranked(rank: 2))]),
    .allows(
      "c) under condition", decide(.a, condition), by: Cast.c1A, at: .scheduled, on: 20,
      giving: [.decisionEntered(volet: .a, decision: condition)]),
    .allows(
      "d) no attribution", decide(.a, notAttributed), by: Cast.c1A, at: .scheduled, on: 20,
      giving: [.decisionEntered(volet: .a, decision: notAttributed)]),
    .allows(
      "e) not admissible", decide(.a, irrecevable), by: Cast.c1A, at: .scheduled, on: 20,
      giving: [.decisionEntered(volet: .a, decision: irrecevable)]),
    .allows(
      "with the session when none was dated", decide(.a, .attribution, session: 18), by: Cast.c1A,
      at: .instructed, on: 20,
      giving: [scheduled(.a, 18), .decisionEntered(volet: .a, decision: .attribution)]),
    .refuses(
      "without any session", decide(.a, .attribution), by: Cast.c1A, at: .instructed, on: 20,
      "La date de la CALEOL n'est pas saisie.", field: "seance"),
    .refuses(
      "before the session", decide(.a, .attribution), by: Cast.c1A, at: .scheduled, on: 19,
      "La CALEOL a lieu le 13/04/2025 : la décision se saisit à partir de ce jour."),
    .refuses(
      "before the instruction", decide(.a, .attribution, session: 4), by: Cast.c1A,
      at: .preInstructed, on: 5, "L'instruction de ce volet n'est pas validée."),
    .refuses(
      "rank zero", decide(.a, .ranked(rank: 0)), by: Cast.c1A, at: .scheduled, on: 20,
      "Le rang est un nombre à partir de 1.", field: "rang"),
    .refuses(
      "a condition due before the session",
      decide(.a, .conditional(piece: .identite, limit: day0 + 19)), by: Cast.c1A, at: .scheduled,
      on: 20, "La date limite précède la CALEOL du 13/04/2025.", field: "date_limite"),
    .refuses(
      "no attribution without a motive of the list",
      decide(.a, .nonAttribution(reason: Reason(.litige))), by: Cast.c1A, at: .scheduled, on: 20,
      "Ce motif ne convient pas à cet acte.", field: "motif"),
    .refuses(
      "twice", decide(.a, .attribution), by: Cast.c1A, at: .decided, on: 25,
      "La décision de ce volet est saisie depuis le 13/04/2025."),
    .refuses(
      "the référent informatique", decide(.a, .attribution), by: Cast.infA, at: .scheduled, on: 20,
      "Vous êtes référent informatique : la décision de la CALEOL revient au contact 1 ou au "
        + "contact 2."),
  ]

  static let underCondition: [TransitionCase.Step] = [(decide(.a, condition), 20, Cast.c1A)]
  static let failing = DossierCommand.failCondition(
    volet: .a, on: day0 + 41, reason: Reason(.conditionNonLevee))

  static let lifting: [TransitionCase] = [
    .allows(
      "contact 2 lifts the condition", .liftCondition(volet: .a, on: day0 + 30), by: Cast.c2A,
      at: .scheduled, on: 31, after: underCondition,
      giving: [.conditionLifted(volet: .a, on: day0 + 30)]),
    .allows(
      "the rank is reached", .liftCondition(volet: .a, on: day0 + 30), by: Cast.c1A,
      at: .scheduled, on: 30, after: [(decide(.a, .ranked(rank: 2)), 20, Cast.c1A)],
      giving: [.conditionLifted(volet: .a, on: day0 + 30)]),
    .allows(
      "the condition fails", failing, by: Cast.c1A, at: .scheduled, on: 41, after: underCondition,
      giving: [
        .conditionFailed(volet: .a, on: day0 + 41, reason: Reason(.conditionNonLevee))
      ]),
    .refuses(
      "lifted in the future", .liftCondition(volet: .a, on: day0 + 32), by: Cast.c1A,
      at: .scheduled, on: 31, after: underCondition, "Le 25/04/2025 est à venir.", field: "date"),
    .refuses(
      "lifted before the session", .liftCondition(volet: .a, on: day0 + 19), by: Cast.c1A,
      at: .scheduled, on: 31, after: underCondition,
      "Le 12/04/2025 précède la CALEOL du 13/04/2025.", field: "date"),
    .refuses(
      "nothing to lift", .liftCondition(volet: .a, on: day0 + 20), by: Cast.c1A, at: .decided,
      on: 25, "Aucune condition n'est en attente sur ce volet."),
    .refuses(
      "lifted twice", .liftCondition(volet: .a, on: day0 + 30), by: Cast.c1A, at: .scheduled,
      on: 31,
      after: underCondition + [(.liftCondition(volet: .a, on: day0 + 30), 30, Cast.c1A)],
      "Aucune condition n'est en attente sur ce volet."),
    .refuses(
      "a rank does not fail", failing, by: Cast.c1A, at: .scheduled, on: 41,
      after: [(decide(.a, .ranked(rank: 2)), 20, Cast.c1A)],
      "Aucune condition suspensive n'est en attente sur ce volet."),
    .refuses(
      "the other bailleur", .liftCondition(volet: .a, on: day0 + 30), by: Cast.c1B,
      at: .scheduled, on: 31, after: underCondition,
      "Ce volet est celui de Bailleur A : la levée de la condition lui revient."),
  ]

  @Test("T10 session dated", arguments: scheduling)
  func schedulingTable(_ line: TransitionCase) { line.check() }

  @Test("T11 session postponed", arguments: postponing)
  func postponingTable(_ line: TransitionCase) { line.check() }

  @Test("T12 the five decisions", arguments: deciding)
  func decidingTable(_ line: TransitionCase) { line.check() }

  @Test("T13 condition lifted or not", arguments: lifting)
  func liftingTable(_ line: TransitionCase) { line.check() }
}
