import Domain
import Storage

/// Reads the configuration line by line; every line is either understood whole or told.
struct SettingsReader {
  private var settings = Settings()
  private var changes: [KeyChange] = []
  /// The operator's home folder, where a path may begin.
  private let home: String?
  /// The line on which each setting was given.
  private var given: [String: Int] = [:]

  /// The settings of a text.
  static func read(_ text: String, home: String? = nil) -> Settings {
    var reader = SettingsReader(home: home)
    let content = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
    let lines = content.split(omittingEmptySubsequences: false) { $0.isNewline }
    for (index, line) in lines.enumerated() {
      do {
        try reader.take(trimmed(line), at: index + 1)
      } catch {
        let message = [error.message, error.remedy].compactMap(\.self).joined(separator: " ")
        reader.settings.problems.append(.init(line: index + 1, message: message))
      }
    }
    return reader.finished
  }

  private init(home: String?) { self.home = home }

  private var finished: Settings {
    var result = settings
    let (keyMap, clashes) = KeyMap.standard.applying(changes)
    result.keyMap = keyMap
    result.problems += clashes.map { .init(line: $0.line, message: $0.message) }
    result.problems.sort { ($0.line ?? 0) < ($1.line ?? 0) }
    return result
  }

  private mutating func take(_ line: String, at number: Int) throws(Refusal) {
    guard !line.isEmpty, !line.hasPrefix("#") else { return }
    guard let equal = line.firstIndex(of: "=") else {
      throw Refusal("il manque « = ».", remedy: "Une ligne s'écrit « réglage = valeur ».")
    }
    let name = Self.trimmed(line[..<equal])
    let value = Self.trimmed(line[line.index(after: equal)...])
    let words = name.folded.split { $0 == " " || $0 == "\t" }.map(String.init)
    let key = words.joined(separator: " ")
    switch words.first {
    case "theme" where words.count == 1: settings.theme = try Self.theme(value)
    case "souris" where words.count == 1: settings.mouse = try Self.yesOrNo(value)
    case "expediteur" where words.count == 1: settings.mail.from = try Self.mailbox(value)
    case "repondre-a" where words.count == 1: settings.mail.replyTo = try Self.mailbox(value)
    case "envoi" where words.count == 1:
      settings.mail.command = try MailSettings.command(parsing: value)
    case "photos" where words.count == 1: settings.photos.folder = try Self.folder(value)
    case "visionneuse" where words.count == 1:
      settings.photos.viewer = try Self.viewer(value)
    case "touche" where words.count == 2:
      changes.append(try Self.change(words[1], value, at: number))
    default:
      guard let setting = RedmineSetting(rawValue: key) else {
        throw Refusal(
          "« \(Self.shown(name)) » n'est pas un réglage.\(Self.near(key, Self.names))",
          remedy: "Réglages : thème, souris, expéditeur, répondre-à, envoi, photos, "
            + "visionneuse, redmine, redmine-…, touche NOM.")
      }
      try setting.set(value, in: &settings.redmine, home: home)
    }
    if let earlier = given[key] {
      if words.count == 2 { changes.removeLast() }
      throw Refusal("« \(Self.shown(name)) » est déjà réglé ligne \(earlier).")
    }
    given[key] = number
  }

  /// The settings that have one word.
  private static let names =
    ["theme", "souris", "expediteur", "repondre-a", "envoi", "photos", "visionneuse"]
    + RedmineSetting.allCases.map(\.rawValue)

  private static func viewer(_ value: String) throws(Refusal) -> [String] {
    do {
      return try MailSettings.command(parsing: value)
    } catch {
      throw Refusal(
        "« \(shown(value)) » n'est pas une commande.",
        remedy: "Écrivez le programme et ses options : visionneuse = xdg-open")
    }
  }

  private static func folder(_ value: String) throws(Refusal) -> String {
    let path = FilePath.expanded(value)
    guard path.hasPrefix("/") else {
      throw Refusal(
        "« \(shown(value)) » n'est pas un chemin complet.",
        remedy: "Écrivez le dossier depuis la racine : photos = /srv/habiter/photos")
    }
    return path
  }

  private static func mailbox(_ value: String) throws(Refusal) -> Mailbox {
    do {
      return try Mailbox(parsing: value)
    } catch {
      throw Refusal(
        "« \(shown(value)) » n'est pas une adresse.",
        remedy: "Écrivez « Nom <adresse> », ou l'adresse seule.")
    }
  }

  /// The theme of that name.
  ///
  /// - Throws: `Refusal` that lists them.
  static func theme(_ name: String) throws(Refusal) -> Theme {
    if let theme = Theme.named(name.folded) { return theme }
    throw Refusal(
      "« \(shown(name)) » n'est pas un thème.\(near(name, Theme.all.map(\.name)))",
      remedy: "Thèmes : \(Theme.names).")
  }

  private static func yesOrNo(_ value: String) throws(Refusal) -> Bool {
    switch value.folded {
    case "oui": return true
    case "non": return false
    default: throw Refusal("« \(shown(value)) » n'est ni oui ni non.")
    }
  }

  private static func change(
    _ target: String, _ value: String, at line: Int
  ) throws(Refusal) -> KeyChange {
    let halves = target.split(separator: ".", maxSplits: 1).map(String.init)
    let name = halves.last ?? ""
    let bindings = KeyMap.standard.bindings.filter { $0.action.name == name }
    guard let action = bindings.first?.action else {
      let known = KeyMap.standard.bindings.map(\.action.name)
      throw Refusal(
        "« \(shown(name)) » n'est pas une action.\(near(name, known))",
        remedy: "« habiter config --exemple » les montre toutes.")
    }
    var place: Place?
    if halves.count == 2 {
      let places = Place.allCases.filter { place in bindings.contains { $0.places.contains(place) }
      }
      place = places.first { $0.name == halves[0] }
      if place == nil {
        throw Refusal(
          "« \(name) » n'a pas de touche dans « \(shown(halves[0])) ».",
          remedy: "Elle en a ici : \(places.map(\.name).joined(separator: ", ")).")
      }
    }
    let keys = try keys(value)
    if keys.isEmpty, action.needsKey {
      throw Refusal("« \(name) » garde au moins une touche : sans elle on ne trouve plus rien.")
    }
    return KeyChange(line: line, place: place, action: action, keys: keys)
  }

  /// `A, Ctrl-T, g g`: keys between commas, strokes of a sequence between spaces.
  private static func keys(_ value: String) throws(Refusal) -> [[Key]] {
    if value.folded == "aucune" { return [] }
    var keys: [[Key]] = []
    for part in value.split(separator: ",", omittingEmptySubsequences: false) {
      var strokes: [Key] = []
      for word in part.split(whereSeparator: { $0 == " " || $0 == "\t" }) {
        strokes.append(try Key(spelled: String(word)))
      }
      guard !strokes.isEmpty else {
        throw Refusal(
          "il manque une touche.", remedy: "Écrivez « aucune » pour n'en laisser aucune.")
      }
      keys.append(strokes)
    }
    return keys
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
    var rest = Array(text.drop(while: isBlank))
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    return String(rest)
  }

  private static func near(_ word: String, _ words: [String]) -> String {
    NearestWord.to(word, among: words).map { " Vouliez-vous dire « \($0) » ?" } ?? ""
  }

  private static func shown(_ text: String) -> String {
    String(text.strippedOfControls.prefix(40))
  }
}
