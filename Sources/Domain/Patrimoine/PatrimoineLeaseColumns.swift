/// The columns that say whose logement it is, who lives there and where it stands.
extension PatrimoineColumnDefinition {
  /// Columns 1 to 9.
  static let lease: [PatrimoineColumnDefinition] = [
    .init(
      "siret_bailleur", .always, "chiffres", "les 14 chiffres de votre SIRET",
      example: "99900001100018", "L'organisme propriétaire, le même sur toutes les lignes.",
      .invalidSiret, .otherSiret),
    .init(
      "ref_logement", .always, "texte",
      "1 à 30 lettres sans accent, chiffres, espaces ou . _ / -, unique dans le fichier",
      example: "L-00012345",
      "La référence du logement dans votre système, celle que le locataire lit sur son avis "
        + "d'échéance.",
      .logementMissing, .logementTwice, .alteredReference, .lostZeros),
    .init(
      "ref_locataire", .ifRented, "texte",
      "1 à 30 lettres sans accent, chiffres, espaces ou . _ / -, un seul logement par référence",
      example: "000784512",
      "La référence du locataire. Aucune autre donnée personnelle n'est attendue.",
      .locataireMissing, .locataireTwice, .locataireUnexpected, .alteredReference, .lostZeros),
    .init(
      "id_rpls", .never, "texte", "10 lettres ou chiffres, unique dans le fichier",
      example: "1234567890", "L'identifiant du logement au répertoire RPLS.",
      .invalidRPLS, .rplsTwice),
    .init(
      "occupation", .always, "liste", PatrimoineOccupation.choices, example: "LOUE",
      "Le mode d'occupation (RPLS 1 à 5).", .unknownOccupation),
    .init(
      "date_effet_bail", .ifRented, "date",
      "AAAA-MM-JJ (JJ/MM/AAAA admis), de 1945 à aujourd'hui", example: "2019-07-01",
      "La date d'effet du bail en cours.",
      .invalidLeaseDate, .futureLease, .leaseBeforeConstruction, .reformatted),
    .init(
      "type_bail", .ifRented, "liste", PatrimoineLease.choices, example: "SOCIAL",
      "Le type du bail en cours.", .excludedLease),
    .init(
      "eligible", .always, "O/N", "O ou N", example: "O",
      "Si le logement peut être échangé.", .invalidEligibility, .excludedLease),
    .init(
      "motif_ineligibilite", .ifIneligible, "liste", PatrimoineMotive.choices, example: "",
      "Pourquoi le logement ne peut pas être échangé.", .motiveMissing, .motiveUnexpected),
  ]

  /// Columns 10 to 21.
  static let place: [PatrimoineColumnDefinition] = [
    .init(
      "num_voie", .never, "nombre entier", "de 0 à 9999", example: "12",
      "Le numéro dans la voie."),
    .init(
      "ind_rep", .never, "texte", "une lettre : B (bis), T (ter), Q (quater), ou A à Z",
      example: "B", "L'indice de répétition."),
    .init(
      "type_voie", .never, "texte", "20 caractères au plus : RUE, AV, BD, ALL, PL…",
      example: "RUE", "Le type de la voie.", .neutralised),
    .init(
      "nom_voie", .always, "texte", "1 à 60 caractères", example: "des Lilas",
      "Le nom de la voie.", .neutralised),
    .init(
      "complement", .never, "texte", "60 caractères au plus", example: "Résidence du Parc",
      "Le complément d'adresse.", .neutralised),
    .init(
      "code_postal", .always, "chiffres", "5 chiffres, en Île-de-France", example: "93100",
      "Le code postal.", .postcodeElsewhere),
    .init(
      "code_insee", .always, "chiffres",
      "5 chiffres : une commune d'Île-de-France, l'arrondissement à Paris", example: "93048",
      "Le code officiel de la commune (COG), qui n'est pas le code postal.",
      .unknownCommune, .outsideRegion, .wholeParis, .postcodeElsewhere),
    .init(
      "commune", .always, "texte", "1 à 60 caractères, le nom officiel", example: "Montreuil",
      "Le nom de la commune.", .otherCommuneName, .neutralised),
    .init(
      "batiment", .never, "texte", "20 caractères au plus", example: "C", "Le bâtiment.",
      .neutralised),
    .init(
      "escalier", .never, "texte", "20 caractères au plus", example: "2", "L'escalier.",
      .neutralised),
    .init(
      "etage", .never, "nombre entier", "de -3 à 60, ou RDC", example: "4",
      "L'étage ; RDC vaut 0."),
    .init(
      "num_appartement", .never, "texte", "20 caractères au plus", example: "142",
      "Le numéro de l'appartement.", .neutralised),
  ]
}
