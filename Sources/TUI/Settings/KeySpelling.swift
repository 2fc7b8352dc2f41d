import Domain

extension Key {
  /// The keys that have a name, as the configuration file writes them; the first name of a key is
  /// the one that the program shows.
  private static let named: [(names: [String], key: Key)] = [
    (["espace"], .character(" ")), (["virgule"], .character(",")),
    (["↑", "haut"], .up), (["↓", "bas"], .down), (["←", "gauche"], .left),
    (["→", "droite"], .right), (["Ctrl-←", "Ctrl-gauche"], .wordLeft),
    (["Ctrl-→", "Ctrl-droite"], .wordRight), (["PgPréc"], .pageUp), (["PgSuiv"], .pageDown),
    (["Début"], .home), (["Fin"], .end), (["Entrée"], .enter), (["Échap"], .escape),
    (["Tab"], .tab), (["Maj-Tab"], .backTab), (["Retour"], .backspace), (["Suppr"], .delete),
    (["Inser"], .insert),
  ]

  /// What terminals send for another key of the keyboard.
  private static let taken: [Character: String] = [
    "h": "Retour", "i": "Tab", "j": "Entrée", "m": "Entrée",
  ]

  /// A key from its name: a character as it is, « Ctrl-L », « Alt-x », « F5 », « Entrée ».
  ///
  /// - Throws: `Refusal` when no key has that name, or when a terminal cannot tell it.
  init(spelled name: String) throws(Refusal) {
    if name.count == 1, let only = name.first, name == name.strippedOfControls {
      self = Self.named.first { $0.names.contains(name) }?.key ?? .character(only)
      return
    }
    let folded = name.folded
    if let known = Self.named.first(where: { $0.names.contains { $0.folded == folded } }) {
      self = known.key
      return
    }
    if folded.hasPrefix("f"), let number = Int(folded.dropFirst()), (1...12).contains(number) {
      self = .function(number)
      return
    }
    if folded.hasPrefix("ctrl-"), folded.count == 6, let letter = folded.last,
      ("a"..."z").contains(letter)
    {
      if let other = Self.taken[letter] {
        throw Refusal("Un terminal ne distingue pas Ctrl-\(letter.uppercased()) de « \(other) ».")
      }
      self = .ctrl(letter)
      return
    }
    if folded.hasPrefix("alt-"), name.count == 5, let letter = name.last {
      self = .alt(letter)
      return
    }
    throw Refusal(
      "« \(name.strippedOfControls.prefix(40)) » n'est pas une touche.",
      remedy: "Écrivez-la comme l'aide : une lettre, Ctrl-L, Alt-x, F5, Entrée, espace.")
  }
}
