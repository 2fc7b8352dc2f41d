import Domain
import Testing

/// T04 to T09 but T07: pre-instruction, pieces, instruction.
struct InstructionTransitionTests {
  static let validatesA = DossierCommand.validatePreInstruction(volets: [.a])
  static let instructsA = DossierCommand.validateInstruction(volets: [.a])
  static let conge = Reason(.congeDonne)

  static let preValidation: [TransitionCase] = [
    .allows(
      "contact 1", validatesA, by: Cast.c1A, at: .nurs, on: 2,
      giving: [.preInstructionValidated(volet: .a)]),
    .allows(
      "the administrator", validatesA, by: Cast.admA, at: .nurs, on: 2,
      giving: [.preInstructionValidated(volet: .a)]),
    .allows(
      "Aatiko in the bailleur's name", validatesA, by: Cast.superAdmin, at: .nurs, on: 2,
      onBehalf: Cast.bailleurA, giving: [.preInstructionValidated(volet: .a)]),
    .allows(
      "both volets at once when one bailleur has them",
      .validatePreInstruction(volets: [.a, .b]), by: Cast.c1A, at: .nurs, on: 2,
      sameBailleur: true,
      giving: [.preInstructionValidated(volet: .a), .preInstructionValidated(volet: .b)]),
    .refuses(
      "both volets at once otherwise", .validatePreInstruction(volets: [.a, .b]), by: Cast.c1A,
      at: .nurs, on: 2, "Ce volet est celui de Bailleur B : la pré-instruction lui revient."),
    .refuses(
      "no volet", .validatePreInstruction(volets: []), by: Cast.c1A, at: .nurs, on: 2,
      "Choisissez un volet.", field: "volet"),
    .refuses(
      "one volet twice", .validatePreInstruction(volets: [.a, .a]), by: Cast.c1A, at: .nurs, on: 2,
      "Un volet est nommé deux fois.", field: "volet"),
    .refuses(
      "Aatiko in its own name", validatesA, by: Cast.superAdmin, at: .nurs, on: 2,
      "Cet acte revient à Bailleur A.", field: "au_nom_de"),
    .refuses(
      "Aatiko in the other bailleur's name", validatesA, by: Cast.superAdmin, at: .nurs, on: 2,
      onBehalf: Cast.bailleurB, "Bailleur B n'est pas concerné par cet acte.",
      field: "au_nom_de"),
    .refuses(
      "a bailleur in the other's name", validatesA, by: Cast.c1B, at: .nurs, on: 2,
      onBehalf: Cast.bailleurA, "Seul Aatiko agit au nom d'un bailleur.", field: "au_nom_de"),
    .refuses(
      "contact 2", validatesA, by: Cast.c2A, at: .nurs, on: 2,
      "Vous êtes contact 2 : la pré-instruction revient au contact 1."),
    .refuses(
      "the pilote", validatesA, by: Cast.pilA, at: .nurs, on: 2,
      "Vous êtes pilote : la pré-instruction revient au contact 1."),
    .refuses(
      "twice", validatesA, by: Cast.c1A, at: .preInstructed, on: 4,
      "La pré-instruction de ce volet est validée depuis le 26/03/2025."),
    .refuses(
      "before the NUR", validatesA, by: Cast.c1A, at: .created, on: 0,
      "Il manque le NUR du volet A."),
  ]

  static let preRefusal: [TransitionCase] = [
    .allows(
      "contact 1, with a motive", .refusePreInstruction(volet: .a, reason: conge), by: Cast.c1A,
      at: .nurs, on: 2, giving: [.preInstructionRefused(volet: .a, reason: conge)]),
    .refuses(
      "with a motive of another act",
      .refusePreInstruction(volet: .a, reason: Reason(.sansReponse)), by: Cast.c1A, at: .nurs,
      on: 2, "Ce motif ne convient pas à cet acte.", field: "motif"),
    .refuses(
      "contact 2", .refusePreInstruction(volet: .a, reason: conge), by: Cast.c2A, at: .nurs, on: 2,
      "Vous êtes contact 2 : la pré-instruction revient au contact 1."),
    .refuses(
      "after the validation", .refusePreInstruction(volet: .a, reason: conge), by: Cast.c1A,
      at: .preInstructed, on: 4,
      "La pré-instruction de ce volet est validée depuis le 26/03/2025."),
    .refuses(
      "twice", .refusePreInstruction(volet: .a, reason: conge), by: Cast.c1A, at: .nurs, on: 3,
      after: [(.refusePreInstruction(volet: .a, reason: conge), 2, Cast.c1A)],
      "Le dossier est clos depuis le 26/03/2025."),
  ]

  static let pieces: [TransitionCase] = [
    .allows(
      "contact 1 asks for a piece", .requestPiece(volet: .a, piece: .identite), by: Cast.c1A,
      at: .nurs, on: 1, giving: [.pieceRequested(volet: .a, piece: .identite)]),
    .allows(
      "and receives it", .receivePiece(volet: .a, piece: .identite), by: Cast.c1A, at: .nurs,
      on: 2, after: [(.requestPiece(volet: .a, piece: .identite), 1, Cast.c1A)],
      giving: [.pieceReceived(volet: .a, piece: .identite)]),
    .refuses(
      "the same piece twice", .requestPiece(volet: .a, piece: .identite), by: Cast.c1A, at: .nurs,
      on: 2, after: [(.requestPiece(volet: .a, piece: .identite), 1, Cast.c1A)],
      "Cette pièce est déjà demandée.", field: "piece"),
    .refuses(
      "a piece nobody asked for", .receivePiece(volet: .a, piece: .quittances), by: Cast.c1A,
      at: .nurs, on: 2, after: [(.requestPiece(volet: .a, piece: .identite), 1, Cast.c1A)],
      "Cette pièce n'est pas attendue.", field: "piece"),
    .refuses(
      "none is awaited", .receivePiece(volet: .a, piece: .identite), by: Cast.c1A, at: .nurs,
      on: 2, "Aucune pièce n'est attendue sur ce volet."),
    .refuses(
      "after the decision", .requestPiece(volet: .a, piece: .identite), by: Cast.c1A, at: .decided,
      on: 25, "La décision de la CALEOL est déjà saisie."),
    .refuses(
      "contact 2", .requestPiece(volet: .a, piece: .identite), by: Cast.c2A, at: .nurs, on: 1,
      "Vous êtes contact 2 : la demande de pièce revient au contact 1."),
  ]

  static let validation: [TransitionCase] = [
    .allows(
      "contact 1", instructsA, by: Cast.c1A, at: .preInstructed, on: 10,
      giving: [.instructionValidated(volet: .a)]),
    .allows(
      "both volets at once when one bailleur has them", .validateInstruction(volets: [.a, .b]),
      by: Cast.admA, at: .preInstructed, on: 10, sameBailleur: true,
      giving: [.instructionValidated(volet: .a), .instructionValidated(volet: .b)]),
    .refuses(
      "before the other's pre-instruction", instructsA, by: Cast.c1A, at: .nurs, on: 3,
      after: [(validatesA, 2, Cast.c1A)], "La pré-instruction du volet B n'est pas validée."),
    .refuses(
      "before the NUR", instructsA, by: Cast.c1A, at: .created, on: 3,
      "Il manque le NUR du volet A."),
    .refuses(
      "twice", instructsA, by: Cast.c1A, at: .instructed, on: 13,
      "L'instruction de ce volet est validée depuis le 03/04/2025."),
    .refuses(
      "contact 2", instructsA, by: Cast.c2A, at: .preInstructed, on: 10,
      "Vous êtes contact 2 : l'instruction revient au contact 1."),
  ]

  static let refusal: [TransitionCase] = [
    .allows(
      "contact 1, with a motive", .refuseInstruction(volet: .b, reason: conge), by: Cast.c1B,
      at: .preInstructed, on: 10, giving: [.instructionRefused(volet: .b, reason: conge)]),
    .refuses(
      "before the pre-instruction", .refuseInstruction(volet: .b, reason: conge), by: Cast.c1B,
      at: .nurs, on: 3, "La pré-instruction du volet A n'est pas validée."),
    .refuses(
      "after the validation", .refuseInstruction(volet: .b, reason: conge), by: Cast.c1B,
      at: .instructed, on: 13, "L'instruction de ce volet est validée depuis le 05/04/2025."),
    .refuses(
      "the other bailleur", .refuseInstruction(volet: .b, reason: conge), by: Cast.c1A,
      at: .preInstructed, on: 10,
      "Ce volet est celui de Bailleur B : l'instruction lui revient."),
  ]

  @Test("T04 pre-instruction validated", arguments: preValidation)
  func preValidationTable(_ line: TransitionCase) { line.check() }

  @Test("T05 pre-instruction refused", arguments: preRefusal)
  func preRefusalTable(_ line: TransitionCase) { line.check() }

  @Test("T06 pieces asked for and received", arguments: pieces)
  func piecesTable(_ line: TransitionCase) { line.check() }

  @Test("T08 instruction validated", arguments: validation)
  func validationTable(_ line: TransitionCase) { line.check() }

  @Test("T09 instruction refused", arguments: refusal)
  func refusalTable(_ line: TransitionCase) { line.check() }
}
