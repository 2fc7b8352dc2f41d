/// A part of the screen in which a key has a meaning.
enum Place: CaseIterable, Hashable, Sendable {
  case anywhere, accueil, queues, list, detail, page, chart, due, columns, vues, report
  case groups, seances

  /// The heading under which the help shows the keys of the place.
  var heading: String {
    switch self {
    case .anywhere: "Partout"
    case .accueil: "Accueil"
    case .queues: "Files"
    case .list: "Liste"
    case .detail: "Dossier"
    case .page: "Pages du dossier"
    case .chart: "Barres d'Accueil"
    case .due: "Échéances"
    case .columns: "Colonnes"
    case .vues: "Vues"
    case .report: "Compte rendu"
    case .groups: "Commissions"
    case .seances: "Séances"
    }
  }
}

/// One thing that can be asked for, and the keys that ask for it.
struct Binding: Sendable {
  /// What it asks for.
  let action: UIAction
  /// The keys, each a sequence of one or more strokes.
  let keys: [[Key]]
  /// Its word in the footer, or nil when the footer does not show it.
  let hint: String?
  /// Its sentence in the help.
  let help: String
  /// Where it works.
  let places: Set<Place>

  /// Its keys as the operator reads them, a dash when there is none.
  var keysText: String {
    keys.isEmpty ? "–" : keys.map(KeyMap.name(of:)).joined(separator: ", ")
  }
}

/// The one table of the keys: the bindings, the footer, the help and the guide come from it.
struct KeyMap: Sendable {
  /// The bindings, in the order in which footer and help show them.
  var bindings: [Binding]

  /// What a stroke means.
  enum Match: Equatable {
    case action(UIAction)
    /// The beginning of a longer sequence.
    case prefix
    case none
  }

  /// What the strokes so far mean in a place.
  func match(_ strokes: [Key], in place: Place) -> Match {
    let here = bindings(in: place)
    for binding in here where binding.keys.contains(strokes) { return .action(binding.action) }
    let begins = here.contains { binding in
      binding.keys.contains {
        $0.count > strokes.count && Array($0.prefix(strokes.count)) == strokes
      }
    }
    return begins ? .prefix : .none
  }

  /// The bindings that work in a place, its own first.
  func bindings(in place: Place) -> [Binding] {
    bindings.filter { $0.places.contains(place) }
      + bindings.filter { !$0.places.contains(place) && $0.places.contains(.anywhere) }
  }

  /// The footer of a place: the first key of each binding that has a hint.
  func hints(in place: Place) -> [KeyHint] {
    bindings(in: place).compactMap { binding in
      guard let hint = binding.hint, let keys = binding.keys.first else { return nil }
      // Help, the palette and the way back stay the longest: from them all else can be found.
      let stays = [.help, .palette, .back].contains(binding.action)
      return KeyHint(key: Self.name(of: keys), label: hint, priority: stays ? 1 : 0)
    }
  }

  /// The first key of an action, as the operator reads it.
  func keyName(of action: UIAction) -> String? {
    bindings.first { $0.action == action && !$0.keys.isEmpty }?.keys.first.map(Self.name(of:))
  }

  /// A sequence as the operator reads it: « g g », « Entrée », « Ctrl-L ».
  static func name(of keys: [Key]) -> String {
    keys.map(name(of:)).joined(separator: " ")
  }

  /// A key as the operator reads it.
  static func name(of key: Key) -> String {
    switch key {
    case .character(" "): "espace"
    case .character(let character): String(character)
    case .ctrl(let character): "Ctrl-" + character.uppercased()
    case .alt(let character): "Alt-\(character)"
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .wordLeft: "Ctrl-←"
    case .wordRight: "Ctrl-→"
    case .pageUp: "PgPréc"
    case .pageDown: "PgSuiv"
    case .home: "Début"
    case .end: "Fin"
    case .enter: "Entrée"
    case .escape: "Échap"
    case .tab: "Tab"
    case .backTab: "Maj-Tab"
    case .backspace: "Retour"
    case .delete: "Suppr"
    case .insert: "Inser"
    case .function(let number): "F\(number)"
    }
  }
}
