/// The columns that describe the logement, its financing and its rent.
extension PatrimoineColumnDefinition {
  /// Columns 22 to 34.
  static let home: [PatrimoineColumnDefinition] = [
    .init(
      "type_construction", .always, "liste", PatrimoineConstruction.choices, example: "C",
      "Collectif ou individuel."),
    .init(
      "nb_pieces", .always, "nombre entier", "de 1 à 9", example: "3",
      "Le nombre de pièces principales.", .invalidRooms, .otherTypologie),
    .init(
      "typologie", .always, "liste", Typologie.choices + ", en accord avec nb_pieces",
      example: "T3", "La typologie.", .otherTypologie, .unusualSurface),
    .init(
      "surface_habitable", .always, "nombre décimal", "de 9 à 400 m², deux décimales au plus",
      example: "61,40", "La surface habitable, en m².", .surfaceOutOfBounds, .unusualSurface),
    .init(
      "annee_construction", .never, "nombre entier", "de 1800 à l'année en cours",
      example: "1974", "L'année d'achèvement.", .leaseBeforeConstruction),
    .init(
      "financement", .always, "liste", PatrimoineFinancing.choices, example: "PLUS",
      "Le financement initial.", .unknownFinancing, .otherCeiling),
    .init(
      "plafond_ressources", .always, "liste", PatrimoineCeiling.choices, example: "PLUS",
      "Le plafond de ressources qui s'applique au nouveau locataire.", .otherCeiling),
    .init(
      "conventionne", .never, "O/N", "O ou N", example: "O", "Si le logement est conventionné.",
      .invalidYesNo),
    .init(
      "loyer_actuel", .ifRented, "nombre décimal", "plus de 0 et 5000 € au plus, par mois",
      example: "412,35", "Le loyer principal, hors charges, par mois.",
      .invalidRent, .unusualRent),
    .init(
      "loyer_relocation", .never, "nombre décimal", "plus de 0 et 5000 € au plus, par mois",
      example: "455,00", "Le loyer que paierait le nouveau locataire, hors charges, par mois.",
      .invalidRent, .unusualRent),
    .init(
      "charges", .never, "nombre décimal", "de 0 à 2000 €, par mois", example: "120,00",
      "Les charges, par mois.", .invalidRent),
    .init(
      "contingent", .always, "chiffre", "de 1 à 7", example: "4", "Le contingent (RPLS).",
      .invalidContingent),
    .init(
      "reservataire", .ifReserved, "texte", "60 caractères au plus, un libellé du GIE",
      example: "Ville de Montreuil", "Le réservataire, d'après la liste du GIE.",
      .unknownReservataire, .undecidedReservataire, .neutralised),
  ]

  /// Columns 35 to 42.
  static let terms: [PatrimoineColumnDefinition] = [
    .init(
      "ascenseur", .never, "O/N", "O ou N", example: "O", "S'il y a un ascenseur.",
      .invalidYesNo),
    .init(
      "pmr", .never, "O/N", "O ou N", example: "N",
      "Si le logement est accessible aux personnes à mobilité réduite.", .invalidYesNo),
    .init(
      "balcon", .never, "O/N", "O ou N", example: "O", "S'il y a un balcon.", .invalidYesNo),
    .init(
      "parking", .never, "O/N", "O ou N", example: "N", "S'il y a une place de parking.",
      .invalidYesNo),
    .init(
      "chauffage", .never, "liste", PatrimoineHeating.choices, example: "COLL",
      "Le chauffage."),
    .init(
      "dpe_energie", .never, "lettre", "de A à G", example: "D",
      "La classe du diagnostic de performance énergétique.", .invalidDPE),
    .init(
      "dpe_ges", .never, "lettre", "de A à G", example: "C",
      "La classe du diagnostic d'émissions de gaz à effet de serre.", .invalidDPE),
    .init(
      "qpv", .never, "O/N", "O ou N", example: "N",
      "Si le logement est dans un quartier prioritaire de la politique de la ville.",
      .invalidYesNo),
  ]

  /// Columns 43 to 49.
  static let people: [PatrimoineColumnDefinition] =
    contact(1, "avant la CAL", .contact1Missing, "C. Martin", "c.martin@bailleur-a.example")
    + contact(2, "après la CAL", .contact2Missing, "L. Petit", "l.petit@bailleur-a.example") + [
      .init(
        "date_maj", .never, "date", "AAAA-MM-JJ (JJ/MM/AAAA admis), aujourd'hui au plus tard",
        example: "2026-02-27", "La dernière mise à jour de la fiche du logement.", .reformatted)
    ]

  private static func contact(
    _ number: Int, _ when: String, _ missing: PatrimoineCode, _ name: String, _ email: String
  ) -> [PatrimoineColumnDefinition] {
    [
      .init(
        "contact\(number)_nom", .always, "texte", "1 à 60 caractères", example: name,
        "L'agent qui suit les dossiers \(when) (contact \(number)).", missing, .neutralised),
      .init(
        "contact\(number)_email", .always, "adresse", "une adresse comme nom@bailleur.example",
        example: email, "L'adresse électronique du contact \(number).", missing, .invalidEmail,
        .contactWithoutAccount, .unusualDomain),
      .init(
        "contact\(number)_tel", .never, "chiffres", "10 chiffres",
        example: "01409900\(number)0", "Le téléphone du contact \(number).", .reformatted),
    ]
  }
}
