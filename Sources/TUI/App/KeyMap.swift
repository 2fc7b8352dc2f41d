/// A part of the screen in which a key has a meaning.
enum Place: UInt64, CaseIterable, Hashable, Sendable {
  case anywhere, accueil, queues, list, detail, page, chart, due, columns, vues, report
  case groups, seances, sync, conflict, accounts, erasures, mails, mail, tickets, ticket
  case patrimoines, patrimoine, stock
  case signalements, signalement, reponses
  case annonces, annonce
  case rules, simulation, alerts, alert
  case rappels, rappel
  case conformites, conformite, figure
  case journal, statistics, review

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
    case .sync: "Base partagée"
    case .conflict: "Conflit"
    case .accounts: "Comptes"
    case .erasures: "Données personnelles"
    case .mails: "Envois"
    case .mail: "Courriel"
    case .tickets: "Tickets"
    case .ticket: "Ticket"
    case .patrimoines: "Patrimoine"
    case .patrimoine: "Patrimoine d'un bailleur"
    case .stock: "Lignes et logements"
    case .signalements: "Signalements"
    case .signalement: "Signalement"
    case .reponses: "Réponses types"
    case .annonces: "Modération"
    case .annonce: "Annonce"
    case .rules: "Règlement"
    case .simulation: "Simulation"
    case .alerts: "Alertes"
    case .alert: "Courriel d'alerte"
    case .rappels: "Rappels à la charte"
    case .rappel: "Rappel"
    case .conformites: "Conformité"
    case .conformite: "Conformité d'un bailleur"
    case .figure: "Dossiers d'un chiffre"
    case .journal: "Journal"
    case .statistics: "Statistiques"
    case .review: "Revue de la semaine"
    }
  }
}

/// Some of the places, as one word: the keys are looked up in it at each key and each frame.
struct PlaceSet: ExpressibleByArrayLiteral, Equatable, Sendable {
  private var bits: UInt64

  init(arrayLiteral places: Place...) { self.init(places) }

  /// The set of these places.
  init(_ places: some Sequence<Place>) {
    bits = places.reduce(0) { $0 | Self.bit($1) }
  }

  private init(bits: UInt64) { self.bits = bits }

  func contains(_ place: Place) -> Bool { bits & Self.bit(place) != 0 }

  func isDisjoint(with other: PlaceSet) -> Bool { bits & other.bits == 0 }

  func subtracting(_ other: PlaceSet) -> PlaceSet { PlaceSet(bits: bits & ~other.bits) }

  private static func bit(_ place: Place) -> UInt64 { 1 << place.rawValue }
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
  let places: PlaceSet

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
    var anywhere: UIAction?
    var begins = false
    for binding in bindings {
      let isHere = binding.places.contains(place)
      guard isHere || binding.places.contains(.anywhere) else { continue }
      for keys in binding.keys {
        if keys == strokes {
          // What a place says of a key goes before what is said of it everywhere.
          if isHere { return .action(binding.action) }
          anywhere = anywhere ?? binding.action
        }
        begins = begins || (keys.count > strokes.count && keys.starts(with: strokes))
      }
    }
    return anywhere.map { .action($0) } ?? (begins ? .prefix : .none)
  }

  /// The bindings that work in a place, its own first.
  func bindings(in place: Place) -> [Binding] {
    bindings.filter { $0.places.contains(place) }
      + bindings.filter { !$0.places.contains(place) && $0.places.contains(.anywhere) }
  }

  /// The footer of a place: the first key of each binding that has a hint.
  ///
  /// - Parameter words: what actions are called for this operator here, in the place of their
  ///   hints; an empty word leaves the action out.
  func hints(in place: Place, saying words: [UIAction: String] = [:]) -> [KeyHint] {
    bindings(in: place).compactMap { binding in
      let word = words[binding.action] ?? binding.hint
      guard let hint = word, !hint.isEmpty, let keys = binding.keys.first else { return nil }
      // Help, the palette and the way back stay the longest: from them all else can be found. So
      // does the filter, which nobody finds by chance.
      let stays = [.help, .palette, .back, .filter].contains(binding.action)
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
