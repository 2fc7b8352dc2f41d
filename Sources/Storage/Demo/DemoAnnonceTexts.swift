import Domain

/// What the tenants of the demonstration write in their annonces, and what moderators answer.
enum DemoAnnonceTexts {
  private static let beginnings = [
    "Bel appartement lumineux", "Grand logement familial", "Appartement calme sur cour",
    "Logement refait récemment", "Appartement traversant", "Logement avec balcon",
  ]

  private static let sentences = [
    "Au troisième étage avec ascenseur, près des écoles et du marché.",
    "Cuisine séparée, salle de bains avec fenêtre, cave saine.",
    "Nous cherchons plus grand, la famille s'agrandit.",
    "Les enfants sont partis, un logement plus petit nous irait.",
    "Voisins tranquilles, gardien présent toute la semaine.",
    "Le tramway est à cinq minutes à pied.",
    "Chauffage collectif, charges raisonnables.",
    "Recherche en petite couronne, idéalement près d'une gare.",
    "Rez-de-chaussée accessible en fauteuil.",
    "Double vitrage, exposition sud-est, vue dégagée.",
    "Parking en sous-sol, à louer séparément au bailleur.",
    "Libre dès que l'échange est accepté des deux côtés.",
  ]

  /// Texts that no screen may be broken by.
  private static let hostile = [
    "Échange 🎉🏠👨‍👩‍👧‍👦 urgent 👍🏽, e\u{301}tage 3, 日本語",
    "\u{202E}شقة جميلة للتبادل\u{202C} près du parc, \u{2066}דירה יפה\u{2069}",
    "\u{1B}[2J\u{1B}[31mAppartement\u{1B}[0m\u{1B}]0;titre\u{7} à échanger\u{8}\u{8}\r\nsuite",
  ]

  static func title(of place: String, using random: inout DemoRandom) -> String {
    "\(random.pick(beginnings)), \(place)"
  }

  /// A few sentences; now and then ten thousand characters, or what a screen must survive.
  static func text(_ number: Int, using random: inout DemoRandom) -> String {
    var text = (0..<random.int(in: 2...5)).map { _ in random.pick(sentences) }
      .joined(separator: " ")
    if number % 97 == 5 { text += "\n" + hostile[number / 97 % hostile.count] }
    if number % 1_000 == 7 {
      while text.count < 9_900 { text += " " + random.pick(sentences) }
    }
    return text
  }

  static let corrections = [
    "Merci de retirer votre numéro de téléphone du texte : les échanges passent par la messagerie.",
    "La photo 2 montre une personne : merci de la remplacer.",
    "La typologie annoncée n'est pas celle du bail : merci de la corriger.",
    "Merci de retirer la mention d'un dédommagement, qui n'est pas permise.",
  ]

  static let reports = [
    "On lit un numéro de téléphone.", "On reconnaît quelqu'un sur la photo.",
    "Il demande de l'argent pour l'échange.", "La photo n'est pas celle du logement.",
    "Déjà vue sous un autre numéro.", "Propos déplacés envers les voisins.",
  ]
}
