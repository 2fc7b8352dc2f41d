/// What the people of the demonstration write.
enum DemoTexts {
  static let notes = [
    "Locataire joint par téléphone, d'accord pour une visite la semaine prochaine.",
    "Visite faite, le logement convient.",
    "Le gardien a les clés. Prévenir la veille.",
    "Attestation d'assurance à réclamer avant la signature.",
    "Le réservataire a donné son accord par courriel.",
    "Message laissé sur le répondeur ; rappeler jeudi.",
    "Dossier complet, rien à signaler.",
    "La cave n'est pas comprise dans l'échange.",
    "Diagnostics commandés auprès du prestataire habituel.",
    "Le locataire préfère un déménagement en fin de mois.\nÀ confirmer avec l'autre bailleur.",
    "Ascenseur en travaux jusqu'au 15 : prévoir le monte-meubles.",
    "Place de parking à restituer le jour de la sortie.",
    "Échange attendu depuis longtemps par les deux familles.",
    "Vu avec la collègue de l'agence : nous gardons cette date.",
  ]

  static let messages = [
    "Bonjour, où en êtes-vous ? Merci.",
    "La commission approche : pouvez-vous valider de votre côté ?",
    "Nous attendons votre réponse pour prévenir le locataire.",
    "Relance : le délai est dépassé.",
  ]

  static let reasons = [
    "Précisé par téléphone.", "Vu avec la direction.", "Courrier reçu ce jour.",
    "Confirmé par le locataire.",
  ]

  static let onBehalf = [
    "Agent absent, demande du bailleur par courriel.", "Panne informatique chez le bailleur.",
    "À la demande de l'administrateur, sans accès ce jour.",
  ]

  /// Notes that no screen may be broken by; the vault keeps them without their control characters.
  static let hostile = [
    "Anticonstitutionnellementintergouvernementalisationsadministrativesdécentralisées"
      + "etdéconcentréesdesorganismesd'habitationàloyermodéréfranciliensetassociés",
    "Accord des deux familles 🎉👨‍👩‍👧‍👦🇫🇷 👍🏽 e\u{301}tage 3, 日本語の表札",
    "Nom sur la boîte : \u{202E}محمد البنّاء\u{202C} (à droite), \u{2066}דלת שמאל\u{2069}",
    "\u{1B}[2J\u{1B}[31mROUGE\u{1B}[0m\u{1B}]0;titre\u{7} \u{9B}5A\u{8}\u{8}fin\r\nsuite\u{0}",
  ]
}
