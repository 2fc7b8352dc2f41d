extension KeyMap {
  /// The keys as shipped. French keyboards come first: the digit row works without Shift, and no
  /// act sits behind AltGr (`ux.md`).
  static let standard = KeyMap(
    bindings: acts + signalements + moderation + patrimoines + compliance + reading + lists + days
      + sessions
      + exchange
      + accounts + erasures + mails + tickets + rules + alerts + rappels + journal + statistics
      + moving + general)

  private static let work: PlaceSet = [.accueil, .list, .detail]
  /// Where there is a dossier to look at.
  private static let looking: PlaceSet = [.accueil, .list, .detail, .page]
  /// The panes that have several regions.
  private static let regions: PlaceSet = [
    .queues, .list, .detail, .page, .patrimoines, .patrimoine, .signalements, .signalement,
    .annonces, .annonce, .conformites, .conformite,
  ]

  private static let acts: [Binding] = [
    one(.nextAct, "a", "agir", "Le prochain acte du dossier, formulaire prêt", work),
    Binding(
      action: .open, keys: [[.enter]], hint: "ouvrir",
      help: "Ouvrir le dossier, ou la file choisie", places: [.accueil, .list, .queues]),
    Binding(
      action: .open, keys: [[.enter]], hint: "ouvrir",
      help: "Ouvrir le dossier, ou les échéances de la barre",
      places: [.chart, .due, .report]),
    one(.actMenu, "m", "actes", "Tous les actes, et pourquoi certains sont fermés", work),
    one(.acts(.nur), "s", nil, "Saisir ou corriger le NUR", work),
    one(.acts(.validate), "v", nil, "Valider la pré-instruction ou l'instruction", work),
    one(.acts(.refuse), "r", nil, "Refuser en pré-instruction ou en instruction", work),
    one(.acts(.caleol), "c", nil, "Fixer ou reporter la CALEOL", work),
    one(.acts(.decision), "d", nil, "Saisir la décision, lever la condition", work),
    one(.acts(.move), "p", nil, "Date de déménagement : proposer, accepter, changer", work),
    one(.acts(.lease), "b", nil, "Noter le bail signé (date prévue : tous les actes)", work),
    one(.acts(.inventories), "e", nil, "États des lieux d'entrée et de sortie", work),
    one(.acts(.close), "x", nil, "Clore le volet", work),
    one(.acts(.note), "n", nil, "Ajouter une note", work),
    one(.acts(.remind), "R", nil, "Relancer un contact", work),
    one(
      .create, "+", nil, "Créer un dossier d'échange", [.accueil, .queues, .list, .detail]),
    one(.undo, "u", "annuler", "Annuler mon dernier acte (24 h) ; 50 de suite", work),
    Binding(
      action: .redo, keys: [[.ctrl("r")]], hint: nil, help: "Refaire ce qui vient d'être annulé",
      places: work),
  ]

  private static let reading: [Binding] = [
    one(.why, "h", "pourquoi", "Le calcul de chaque date et de chaque retard", looking),
    one(.timeline, "t", "frise", "Les étapes des volets face à leurs échéances", looking),
    one(.history, "H", nil, "Les événements du dossier, les derniers d'abord", looking),
    one(
      .filter, "/", "filtrer", "Filtrer la liste au fil de la frappe",
      [.list, .queues, .accounts, .patrimoines, .signalements, .annonces, .conformites]),
    one(
      .mark, " ", "marquer", "Marquer : les actes portent sur tous les marqués",
      [.list, .erasures]),
    one(.markAll, "*", nil, "Marquer toute la liste, ou la démarquer", [.list, .erasures]),
    one(.sort, "o", "trier", "Trier sur la colonne suivante", [.list]),
    one(.reverseSort, "O", nil, "Renverser le tri", [.list, .columns]),
    one(.columns, "C", nil, "Choisir les colonnes, leur ordre et leur largeur", [.list, .queues]),
    one(.vues, "V", "vues", "Les vues : file, filtre et tri gardés sous un nom", [.list, .queues]),
    one(
      .search, "f", "chercher", "Chercher partout : référence, nom, commune, bailleur",
      anywhere),
    one(.copy, "y", "copier", "Copier la référence (aussi par SSH)", looking),
    one(.revealNUR, "N", nil, "Montrer les NUR en clair (consultation journalisée)", work),
    one(.zoom, "z", "plein écran", "Une région prend tout l'écran, ou le rend", regions),
    Binding(
      action: .back, keys: [[.escape]], hint: "retour", help: "Revenir à la liste",
      places: [.detail, .page]),
    Binding(
      action: .back, keys: [[.escape]], hint: nil,
      help: "Revenir, fermer, effacer le filtre puis les marques",
      places: [.accueil, .queues, .list]),
  ]

  /// What looks at days rather than at one dossier.
  private static let days: [Binding] = [
    one(
      .seances, "S", nil, "Séances des commissions, à 8 jours au plus",
      [.accueil, .queues, .list, .detail]),
    one(.forecast, "P", nil, "Prévisions : ce qui devient en retard d'ici 7 jours", anywhere),
    Binding(
      action: .previousBar, keys: [[.left]], hint: nil, help: "Barre précédente",
      places: [.chart]),
    Binding(
      action: .nextBar, keys: [[.right]], hint: nil, help: "Barre suivante",
      places: [.chart]),
    one(.toggleWhose, "o", "moi, l'organisme", "Mes échéances, ou celles de l'organisme", [.chart]),
    Binding(
      action: .nextRegion, keys: [[.tab]], hint: nil,
      help: "De la liste aux barres des échéances, et retour", places: [.accueil, .chart]),
    Binding(
      action: .back, keys: [[.escape]], hint: "retour", help: "Quitter les barres, ou l'écran",
      places: [.chart, .due, .report]),
  ]

  private static let moving: [Binding] = [
    Binding(
      action: .up, keys: [[.up]], hint: nil, help: "Ligne précédente", places: [.anywhere]),
    Binding(
      action: .up, keys: [[.character("k")]], hint: nil, help: "Ligne d'avant, comme dans vi",
      places: PlaceSet(Place.allCases).subtracting([.anywhere, .annonces, .annonce])),
    Binding(
      action: .down, keys: [[.down], [.character("j")]], hint: nil, help: "Ligne suivante",
      places: [.anywhere]),
    Binding(
      action: .pageUp, keys: [[.pageUp]], hint: nil, help: "Page précédente", places: [.anywhere]),
    Binding(
      action: .pageDown, keys: [[.pageDown]], hint: nil, help: "Page suivante",
      places: [.anywhere]),
    Binding(
      action: .first, keys: [[.home], [.character("g"), .character("g")]], hint: nil,
      help: "Première ligne", places: [.anywhere]),
    Binding(
      action: .last, keys: [[.end], [.character("G")]], hint: nil, help: "Dernière ligne",
      places: [.anywhere]),
    Binding(
      action: .nextRegion, keys: [[.tab], [.right]], hint: nil, help: "Région suivante",
      places: regions),
    Binding(
      action: .previousRegion, keys: [[.backTab], [.left]], hint: nil,
      help: "Région précédente", places: regions),
  ]

  private static let general: [Binding] = [
    one(.palette, ":", "commande", "Commande : acte, écran, file, réglage ou dossier", anywhere),
    one(.help, "?", "aide", "Les touches d'ici ; on cherche en tapant", anywhere),
    // Alt and an arrow, as a browser has it, comes as the Ctrl of the same arrow.
    Binding(
      action: .earlier, keys: [[.character("<")], [.wordLeft]], hint: nil,
      help: "Revenir à l'endroit d'avant (aussi Alt-←)", places: anywhere),
    Binding(
      action: .later, keys: [[.character(">")], [.wordRight]], hint: nil,
      help: "Retourner à l'endroit d'après (aussi Alt-→)", places: anywhere),
    pane(1, "Accueil, « Ma journée »"),
    pane(2, "Dossiers"),
    pane(3, "Signalements : le tri, les réponses"),
    pane(4, "Modération : les annonces signalées et tirées"),
    pane(5, "Patrimoine : les fichiers des bailleurs"),
    pane(6, "Bailleurs : les comptes"),
    pane(7, "Conformité : les délais de chaque bailleur"),
    pane(9, "Statistiques pour les partenaires"),
    Binding(
      action: .redraw, keys: [[.ctrl("l")]], hint: nil, help: "Redessiner l'écran",
      places: anywhere),
    Binding(
      action: .suspend, keys: [[.ctrl("z")]], hint: nil, help: "Suspendre le programme",
      places: anywhere),
    Binding(
      action: .quit, keys: [[.character("q")], [.ctrl("c")]], hint: "quitter",
      help: "Quitter ; tout est déjà enregistré", places: anywhere),
  ]

  private static let anywhere: PlaceSet = [.anywhere]

  static func one(
    _ action: UIAction, _ key: Character, _ hint: String?, _ help: String, _ places: PlaceSet
  ) -> Binding {
    Binding(
      action: action, keys: [[.character(key)]], hint: hint, help: help, places: places)
  }

  /// A pane by its digit, by its function key, and by the key of that digit on a French keyboard.
  private static func pane(_ number: Int, _ help: String) -> Binding {
    var keys = digit(number)
    keys.insert([.function(number == 0 ? 10 : number)], at: 1)
    return Binding(
      action: .pane(number), keys: keys, hint: nil, help: help, places: anywhere)
  }

  /// A digit, and what a French keyboard gives on its key without Shift.
  static func digit(_ number: Int) -> [[Key]] {
    let azerty = "àÉ&é\"'(-è_ç".first { Key.azertyDigit($0) == number }
    return ([Character(String(number))] + (azerty.map { [$0] } ?? [])).map { [.character($0)] }
  }
}
