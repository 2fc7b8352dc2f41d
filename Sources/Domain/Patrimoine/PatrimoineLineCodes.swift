/// The codes of a line: who, which logement, which lease, where.
extension PatrimoineCodeDefinition {
  /// PAT-L01 to PAT-L24.
  static let line: [PatrimoineCodeDefinition] = [
    .init(
      "PAT-L01", .error, "SIRET invalide (clé de contrôle).",
      do: "Recopiez-le depuis l'avis de situation au répertoire SIRENE."),
    .init(
      "PAT-L02", .error, "SIRET différent de celui de l'organisme.",
      do: "Ôtez les logements d'un autre organisme, ou corrigez le SIRET."),
    .init(
      "PAT-L03", .error, "Référence logement absente.",
      do: "Donnez la référence du logement dans votre système, celle des avis d'échéance."),
    .init(
      "PAT-L04", .error, "Référence logement en double (déjà vue ligne n).",
      do: "Gardez une seule ligne par logement.", expected: "une seule ligne par logement"),
    .init(
      "PAT-L05", .error, "Référence logement altérée par le tableur (« 1,23E+10 »).",
      do: "Exportez sans passer par un tableur, ou mettez la colonne au format Texte.",
      expected: "la référence telle que dans votre système"),
    .init(
      "PAT-L06", .warning,
      "Zéros de tête probablement perdus (longueur 7, habituellement 8).",
      do: "Mettez la colonne au format Texte avant l'export.",
      expected: "une référence de la longueur habituelle"),
    .init(
      "PAT-L07", .error, "Référence locataire absente pour un logement loué.",
      do: "Donnez la référence du locataire : sans elle, il ne peut pas s'inscrire."),
    .init(
      "PAT-L08", .error, "Référence locataire rattachée à plusieurs logements (lignes n, m).",
      do: "Rattachez chaque locataire à un seul logement.",
      expected: "un seul logement par référence locataire"),
    .init(
      "PAT-L09", .warning,
      "Référence locataire renseignée alors que le logement n'est pas loué.",
      do: "Videz la référence, ou corrigez l'occupation.",
      expected: "vide, sauf pour un logement LOUE"),
    .init(
      "PAT-L10", .error, "Identifiant RPLS : 10 caractères attendus.",
      do: "Recopiez l'identifiant du répertoire, ou laissez la case vide."),
    .init(
      "PAT-L11", .warning, "Identifiant RPLS en double.",
      do: "Vérifiez les deux lignes : un identifiant désigne un seul logement.",
      expected: "un identifiant par logement"),
    .init(
      "PAT-L12", .error, "Occupation inconnue.", do: "Choisissez une des valeurs de la liste."),
    .init(
      "PAT-L13", .error, "Date de bail invalide (31/02/2020).",
      do: "Écrivez un jour qui existe, année d'abord : 2020-02-29."),
    .init(
      "PAT-L14", .error, "Date de bail dans le futur.",
      do: "Donnez la date du bail en cours ; laissez VACANT un logement pas encore loué."),
    .init(
      "PAT-L15", .warning, "Date de bail antérieure à la construction.",
      do: "Vérifiez la date du bail et l'année de construction.",
      expected: "un bail qui ne précède pas la construction"),
    .init(
      "PAT-L16", .error, "Éligibilité : O ou N attendu.",
      do: "Écrivez O si le logement peut être échangé, N sinon."),
    .init(
      "PAT-L17", .error, "Logement non éligible sans motif.",
      do: "Donnez le motif : le locataire doit savoir pourquoi il ne peut pas échanger."),
    .init(
      "PAT-L18", .warning, "Type de bail exclu (LOI1948) mais logement déclaré éligible.",
      do: "Déclarez le logement non éligible, avec son motif, ou corrigez le bail.",
      expected: "N, avec un motif, pour ce type de bail"),
    .init(
      "PAT-L19", .warning, "Motif renseigné alors que le logement est éligible.",
      do: "Videz le motif, ou déclarez le logement non éligible.",
      expected: "vide pour un logement éligible"),
    .init(
      "PAT-L20", .error, "Code INSEE inconnu.",
      do: "Donnez le code INSEE de la commune, qui n'est pas le code postal."),
    .init(
      "PAT-L21", .error, "Code INSEE hors Île-de-France.",
      do: "Ôtez les logements situés hors d'Île-de-France.",
      expected: "une commune de 75, 77, 78 ou 91 à 95"),
    .init(
      "PAT-L22", .warning,
      "Paris : indiquez l'arrondissement (75101 à 75120) et non 75056.",
      do: "Pour le 13e arrondissement, écrivez 75113.", expected: "de 75101 à 75120"),
    .init(
      "PAT-L23", .warning, "Code postal et code INSEE de départements différents.",
      do: "Vérifiez les deux codes.", expected: "deux codes du même département"),
    .init(
      "PAT-L24", .warning, "Libellé de commune différent du référentiel.",
      do: "Vérifiez le code INSEE : c'est lui qui compte."),
  ]

  /// PAT-L25 to PAT-L46.
  static let content: [PatrimoineCodeDefinition] = [
    .init(
      "PAT-L25", .error, "Surface hors bornes (9 à 400 m²).",
      do: "Donnez la surface habitable en m²."),
    .init(
      "PAT-L26", .warning, "Surface inhabituelle pour un T4 (32 m²).",
      do: "Vérifiez la surface et la typologie."),
    .init(
      "PAT-L27", .error, "Nombre de pièces invalide.",
      do: "Comptez les pièces principales, sans cuisine ni salle d'eau."),
    .init(
      "PAT-L28", .error, "Typologie incohérente avec le nombre de pièces (T3 / 5 pièces).",
      do: "Corrigez l'une ou l'autre."),
    .init(
      "PAT-L29", .error, "Financement inconnu.", do: "Choisissez une des valeurs de la liste."),
    .init(
      "PAT-L30", .warning, "Plafond PLI pour un financement PLAI.",
      do: "Vérifiez le plafond : c'est lui qui dit qui peut prendre le logement."),
    .init(
      "PAT-L31", .error, "Loyer non numérique.",
      do: "Écrivez un montant mensuel en euros, sans signe €."),
    .init(
      "PAT-L32", .warning, "Loyer au m² inhabituel (2,1 €/m²).",
      do: "Vérifiez que le montant est mensuel et hors charges."),
    .init(
      "PAT-L33", .error, "Contingent : valeur de 1 à 7 attendue.",
      do: "Reprenez le code du RPLS."),
    .init(
      "PAT-L34", .warning, "Réservataire absent de la liste du GIE.",
      do: "Reprenez le libellé de la liste des réservataires du GIE.",
      expected: "un libellé de la liste du GIE"),
    .init(
      "PAT-L35", .warning,
      "Réservataire non partie prenante : logement éligible à confirmer.",
      do: "Confirmez l'accord du réservataire, ou déclarez le logement non éligible (RESERV).",
      expected: "un réservataire partie prenante du dispositif"),
    .init("PAT-L36", .error, "Valeur O/N attendue.", do: "Écrivez O, N, ou rien."),
    .init(
      "PAT-L37", .error, "DPE : lettre de A à G attendue.",
      do: "Reprenez la lettre du diagnostic, ou laissez la case vide."),
    .init(
      "PAT-L38", .information, "Valeur de substitution « 9999 » considérée comme vide.",
      do: "Laissez la case vide quand la valeur n'est pas connue."),
    .init(
      "PAT-L39", .error, "Valeur absente ou non admise dans cette colonne.",
      do: "Corrigez la valeur d'après la description de la colonne."),
    .init(
      "PAT-L40", .error, "Contact 1 (avant la CAL) absent.",
      do: "Donnez le nom et l'adresse de l'agent qui suit le dossier avant la CAL."),
    .init(
      "PAT-L41", .error, "Contact 2 (après la CAL) absent.",
      do: "Donnez le nom et l'adresse de l'agent qui suit le dossier après la CAL."),
    .init(
      "PAT-L42", .error, "Adresse électronique du contact invalide.",
      do: "Corrigez l'adresse : les demandes des locataires lui sont envoyées."),
    .init(
      "PAT-L43", .warning, "Contact sans compte agent sur la plateforme.",
      do: "Faites créer son compte par votre administrateur.",
      expected: "l'adresse d'un agent qui a un compte"),
    .init(
      "PAT-L44", .warning, "Domaine de messagerie inhabituel pour l'organisme.",
      do: "Vérifiez que l'adresse est bien celle d'un de vos agents."),
    .init(
      "PAT-L45", .information, "Téléphone reformaté.",
      do: "Écrivez de préférence les téléphones en 10 chiffres, les dates en AAAA-MM-JJ."),
    .init(
      "PAT-L46", .warning, "Caractères de contrôle ou formule (« =… ») neutralisés.",
      do: "Ôtez ces caractères de votre système.",
      expected: "un texte sans caractère de contrôle, qui ne commence pas comme une formule"),
  ]
}
