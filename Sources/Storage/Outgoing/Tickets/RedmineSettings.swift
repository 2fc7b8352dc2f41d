import Domain
import Glibc

/// Where the tickets of this desk go, and as what.
public struct RedmineSettings: Equatable, Sendable {
  /// Redmine's address, nil while nobody has said it.
  public var base: RedmineAddress?
  /// The file that holds the key of Redmine's API.
  public var keyFile: String?
  /// The project's identifier there.
  public var project: String?
  /// The tracker (« suivi »), the priority and the category, by the reason of a ticket; none for
  /// what the project does by itself.
  public var tracker = RedmineChoice()
  /// The priority.
  public var priority = RedmineChoice()
  /// The category.
  public var category = RedmineChoice()
  /// The number of the custom field that holds the marker, nil when there is none.
  public var markerField: Int?
  /// The curl to be used.
  public var curl = "curl"
  /// How often tickets are read back, in minutes.
  public var minutes = 10

  /// Nothing set.
  public init() {}

  /// Whether there is a Redmine at all.
  public var isSet: Bool { base != nil }

  /// Why nothing can be asked as things are set, nil when something can.
  public var problem: Refusal? {
    func missing(_ what: String, _ line: String) -> Refusal {
      Refusal(
        "\(what) : les tickets attendent.",
        remedy: "Écrivez « \(line) » dans la configuration (habiter config).")
    }
    if base == nil {
      return missing("Aucun Redmine n'est réglé", "redmine = https://redmine.exemple.fr")
    }
    if keyFile == nil {
      return missing("La clé de Redmine n'est pas réglée", "redmine-clé = /chemin/du/fichier")
    }
    if project == nil {
      return missing("Le projet de Redmine n'est pas réglé", "redmine-projet = identifiant")
    }
    return nil
  }

  /// Looks whether tickets could leave: what is set is whole, and the key is safe where it is.
  ///
  /// - Throws: `Refusal` when not; nothing set at all is no mistake.
  public func check() throws(Refusal) {
    guard isSet else { return }
    if let problem { throw problem }
    _ = try keyFile.map { file throws(Refusal) in try RedmineKey(file: file) }
  }

  /// A project's identifier.
  ///
  /// - Throws: `Refusal` when Redmine gives no project such a name.
  public static func project(parsing text: String) throws(Refusal) -> String {
    let isKnown = { (byte: UInt8) in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
    guard !text.isEmpty, text.utf8.count <= 100, text.utf8.allSatisfy(isKnown) else {
      throw Refusal(
        "« \(text.strippedOfControls.prefix(40)) » n'est pas l'identifiant d'un projet.",
        remedy: "C'est le mot de son adresse : « …/projects/IDENTIFIANT ».")
    }
    return text
  }

  /// A number that Redmine gave to something.
  ///
  /// - Throws: `Refusal` when it is none.
  public static func number(parsing text: some StringProtocol) throws(Refusal) -> Int {
    guard let number = Int(text), (1...1_000_000_000).contains(number) else {
      throw Refusal(
        "« \(String(text).strippedOfControls.prefix(40)) » n'est pas un numéro de Redmine.")
    }
    return number
  }

  /// A path, absolute or from the home folder.
  ///
  /// - Throws: `Refusal` when it is relative: the program is started from anywhere.
  public static func path(parsing text: String, home: String?) throws(Refusal) -> String {
    if text.hasPrefix("/") { return text }
    guard text.hasPrefix("~/"), let home else {
      throw Refusal(
        "« \(text.strippedOfControls.prefix(60)) » n'est pas un chemin entier.",
        remedy: "Un chemin commence par / ou par ~/.")
    }
    return home + text.dropFirst()
  }
}

/// The address under which Redmine answers: `https://redmine.exemple.fr/suivi`.
public struct RedmineAddress: Equatable, Sendable {
  /// The address, without a slash at its end.
  public let text: String
  /// Whether it is this machine.
  let isLocal: Bool

  /// Reads an address.
  ///
  /// - Throws: `Refusal` when it is none, names an account, or would send the key in the clear.
  public init(parsing typed: String) throws(Refusal) {
    var text = typed
    while text.hasSuffix("/") { text.removeLast() }
    let scheme = ["https://", "http://"].first { text.hasPrefix($0) }
    guard let scheme, text.utf8.allSatisfy(Self.isPlain), !text.contains("@") else {
      throw Refusal(
        "« \(typed.strippedOfControls.prefix(60)) » n'est pas l'adresse d'un Redmine.",
        remedy: "Écrivez « https://redmine.exemple.fr », sans nom ni mot de passe.")
    }
    let host = text.dropFirst(scheme.count).prefix { $0 != "/" }
    let name = host.hasPrefix("[") ? host.prefix { $0 != "]" } + "]" : host.prefix { $0 != ":" }
    guard !name.isEmpty, name != "[]" else {
      throw Refusal("« \(text) » ne nomme pas de serveur.")
    }
    isLocal = ["127.0.0.1", "localhost", "[::1]"].contains(name)
    guard isLocal || scheme == "https://" else {
      throw Refusal(
        "« \(text) » n'est pas chiffrée : la clé y passerait en clair.",
        remedy: "Écrivez-la avec https://.")
    }
    self.text = text
  }

  /// Whether it begins with https.
  var isSecure: Bool { text.hasPrefix("https://") }

  /// The page of a ticket.
  public func page(of number: Int) -> String { "\(text)/issues/\(number)" }

  /// Letters, digits and the few signs of a host and a path.
  private static func isPlain(_ byte: UInt8) -> Bool {
    MailEncoding.isLetterOrDigit(byte) || ":/.-_~[]@%+".utf8.contains(byte)
  }
}

/// A number that a ticket gets, by its reason.
public struct RedmineChoice: Equatable, Sendable {
  private var numbers: [TicketReason: Int] = [:]
  private var others: Int?

  /// No number for any reason.
  public init() {}

  /// Reads « 4 », or « technique:4, dysfonctionnement:5, 6 »: a number alone is for the others.
  ///
  /// - Throws: `Refusal` when something in it is neither.
  public init(parsing text: String) throws(Refusal) {
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let halves = part.split(separator: ":", omittingEmptySubsequences: false).map { half in
        half.split(separator: " ").joined(separator: " ")
      }
      let number = try RedmineSettings.number(parsing: halves.last ?? "")
      guard halves.count > 1 else {
        others = number
        continue
      }
      guard halves.count == 2, let reason = Self.words[halves[0].folded] else {
        let known = Self.words.keys.sorted().joined(separator: ", ")
        throw Refusal(
          "« \(halves[0].strippedOfControls.prefix(40)) » n'est pas un motif de ticket.",
          remedy: "Motifs : \(known).")
      }
      numbers[reason] = number
    }
  }

  /// The reasons as the configuration names them.
  private static let words: [String: TicketReason] = [
    "technique": .technique, "dysfonctionnement": .dysfonctionnement, "non-testable": .nonTestable,
  ]

  /// The number for a reason, nil to let Redmine choose.
  public func number(for reason: TicketReason) -> Int? { numbers[reason] ?? others }
}
