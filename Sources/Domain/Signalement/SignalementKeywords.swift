/// The words by which a message tells what it is about: each list is shown to the operator as the
/// reason of a proposal, so it holds words that people write and nothing cleverer.
enum SignalementKeywords {
  /// What Actimage repairs: the platform itself.
  static let technical = [
    "erreur 500", "erreur 404", "erreur technique", "message d'erreur", "page blanche", "bug",
    "bogue", "ne charge pas", "ne se charge", "ne s'affiche", "ne fonctionne p", "plante", "bloqué",
    "écran noir", "lien ne marche", "bouton", "téléchargement impossible", "site inaccessible",
  ]
  /// What Actimage does for an account (scheme, line 252).
  static let account = [
    "mot de passe", "me connecter", "connexion impossible", "réinitialis", "code d'activation",
    "lien d'activation", "compte bloqué", "compte verrouillé", "identifiant oublié",
  ]
  /// What the moderation looks at.
  static let moderation = [
    "insult", "injur", "propos", "photo", "arnaque", "demande de l'argent", "contrepartie",
    "numéro de téléphone dans", "discrimin", "publicité", "fausse annonce", "menace",
  ]
  /// What the course of a dossier answers.
  static let dossier = [
    "mon dossier", "pas de nouvelle", "aucune réponse", "où en est", "quand", "délai", "commission",
    "échange accepté", "état des lieux", "déménag", "instruction",
  ]
  /// What stands in the patrimoine file, by its column.
  static let patrimoine: [(column: PatrimoineColumn, words: [String])] = [
    (.surface, ["surface", "superficie", "m2", "mètres carrés"]),
    (.rooms, ["nombre de pièces", "pièces", "chambre"]),
    (.typologie, ["typologie", "type de logement", "t2", "t3", "t4", "f2", "f3", "f4"]),
    (.floor, ["étage", "rez-de-chaussée"]),
    (.rent, ["loyer"]),
    (.charges, ["charges"]),
    (.lift, ["ascenseur"]),
    (.street, ["mon adresse", "adresse fausse", "adresse erronée", "nom de la rue"]),
    (.commune, ["commune", "ville est fausse"]),
    (.eligible, ["non éligible", "inéligible", "exclu"]),
    (.locataire, ["pas mon logement", "ancien locataire", "référence locataire"]),
    (.balcony, ["balcon", "terrasse"]),
    (.parking, ["parking", "stationnement"]),
    (.energy, ["dpe", "classe énergie"]),
  ]

  /// The words of a list that a message holds.
  ///
  /// - Parameters:
  ///   - list: the words, with their accents.
  ///   - folded: the message, without case or accents.
  static func found(_ list: [String], in folded: String) -> [String] {
    list.filter { word in
      let wanted = word.folded
      return folded.holds(wanted)
    }
  }
}

extension String {
  /// Whether a text holds another one from the beginning of a word on; both are folded.
  fileprivate func holds(_ wanted: String) -> Bool {
    let (text, word) = (Array(utf8), Array(wanted.utf8))
    guard !word.isEmpty, text.count >= word.count else { return false }
    for start in 0...(text.count - word.count) {
      guard start == 0 || !text[start - 1].isWordByte else { continue }
      if text[start] == word[0], text[start..<(start + word.count)].elementsEqual(word) {
        return true
      }
    }
    return false
  }
}

extension UInt8 {
  fileprivate var isWordByte: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) || self >= 0x80
  }
}
