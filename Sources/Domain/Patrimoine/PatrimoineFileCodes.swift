/// The codes of the file, of its structure and of its whole.
extension PatrimoineCodeDefinition {
  /// PAT-F01 to PAT-F10.
  static let file: [PatrimoineCodeDefinition] = [
    .init(
      "PAT-F01", .blocking, "Fichier vide ou illisible.",
      do: "Exportez-le de nouveau au format CSV UTF-8, et ouvrez-le pour le vérifier."),
    .init(
      "PAT-F02", .blocking,
      "Nom de fichier non conforme (attendu PATRIMOINE_SIREN_AAAAMMJJ_NNN.csv).",
      do: "Renommez le fichier : votre SIREN, le jour de l'envoi, le numéro d'envoi du jour.",
      expected: "un nom comme PATRIMOINE_999000011_20260302_001.csv"),
    .init(
      "PAT-F03", .blocking, "Le SIREN du nom de fichier n'est pas celui de votre organisme.",
      do: "Vérifiez que c'est bien votre fichier, puis renommez-le avec votre SIREN."),
    .init(
      "PAT-F04", .warning, "Encodage non UTF-8 détecté (Windows-1252), converti.",
      do: "Enregistrez de préférence en CSV UTF-8, et vérifiez les accents."),
    .init(
      "PAT-F05", .blocking, "Séparateur « , » détecté ; le point-virgule est attendu.",
      do: "Exportez de nouveau en choisissant le point-virgule comme séparateur."),
    .init(
      "PAT-F06", .blocking,
      "Octets invalides à la ligne n : le fichier semble tronqué ou mélange deux encodages.",
      do: "Exportez de nouveau tout le fichier en CSV UTF-8, et attendez la fin de la copie."),
    .init(
      "PAT-F07", .information, "Fichier identique au précédent import du JJ/MM.",
      do: "Rien, si votre parc n'a pas changé ; sinon vérifiez le fichier envoyé."),
    .init(
      "PAT-F08", .blocking, "Date du nom de fichier dans le futur.",
      do: "Mettez dans le nom le jour de l'envoi.",
      expected: "un jour passé, ou celui d'aujourd'hui"),
    .init(
      "PAT-F09", .blocking, "Fichier plus ancien que le dernier importé (du JJ/MM/AAAA).",
      do: "Envoyez l'extraction la plus récente.",
      expected: "un jour qui ne précède pas celui du dernier fichier importé"),
    .init(
      "PAT-F10", .blocking,
      "Plus de 5 % de lignes en erreur (n sur N) : import annulé, l'état précédent est conservé.",
      do: "Corrigez d'abord le code le plus fréquent du rapport : une colonne est sans doute "
        + "mal remplie partout."),
  ]

  /// PAT-S01 to PAT-S06.
  static let structure: [PatrimoineCodeDefinition] = [
    .init(
      "PAT-S01", .blocking, "Ligne d'en-tête absente.",
      do: "Mettez en première ligne les noms des colonnes : « habiter patrimoine modele --vide »."
    ),
    .init(
      "PAT-S02", .blocking, "Colonne obligatoire absente : « contact1_email ».",
      do: "Ajoutez la colonne à l'en-tête et à chaque ligne."),
    .init(
      "PAT-S03", .blocking, "Colonne en double : « … ».", do: "Gardez-en une seule."),
    .init(
      "PAT-S04", .information,
      "Colonne inconnue ignorée : « … » (vouliez-vous dire « ref_logement » ?).",
      do: "Corrigez son nom si elle est attendue, ôtez-la sinon."),
    .init(
      "PAT-S05", .error, "Nombre de champs incorrect : 47 lus, 49 attendus.",
      do: "Mettez entre guillemets un texte qui contient un point-virgule ; complétez la ligne "
        + "si elle est coupée."),
    .init(
      "PAT-S06", .error, "Guillemet non fermé.",
      do: "Fermez le guillemet ; dans un texte, un guillemet s'écrit en double (\"\").",
      expected: "un guillemet fermant avant la fin de la ligne"),
  ]

  /// PAT-C01 and PAT-T01 to PAT-T07.
  static let whole: [PatrimoineCodeDefinition] = [
    .init(
      "PAT-C01", .warning, "Tous les logements ont le même contact 1 et 2 : confirmez.",
      do: "Indiquez pour chaque logement les agents qui suivent ses dossiers, ou confirmez."),
    .init(
      "PAT-T01", .blocking,
      "12,4 % des logements disparaissent par rapport au mois précédent.",
      do: "Envoyez le fichier complet ; si ces logements sont vraiment sortis, faites-le "
        + "confirmer."),
    .init(
      "PAT-T02", .warning, "Logement retiré avec un dossier d'échange ouvert (n° …).",
      do: "Remettez le logement, ou faites connaître l'issue du dossier."),
    .init(
      "PAT-T03", .warning, "Logement retiré avec une annonce en ligne : annonce suspendue.",
      do: "Remettez le logement s'il a été retiré par erreur."),
    .init(
      "PAT-T04", .warning, "Changement de typologie (T2 → T4) pour un logement existant.",
      do: "Vérifiez que la référence n'a pas été donnée à un autre logement."),
    .init(
      "PAT-T05", .information,
      "Nouveau locataire pour la référence … (échange n° … réalisé).",
      do: "Rien : l'échange est réalisé."),
    .init(
      "PAT-T06", .warning, "Contact 1 modifié : n dossiers ouverts changent de destinataire.",
      do: "Vérifiez que le nouveau contact 1 reprend bien ces dossiers."),
    .init(
      "PAT-T07", .warning, "Nombre de logements : +25 % par rapport au mois précédent.",
      do: "Vérifiez que les logements ajoutés sont bien les vôtres."),
  ]
}
