/// A canned reply, in one of its versions.
public struct Reponse: Codable, Equatable, Sendable {
  /// Its identity, a short word.
  public var id: String
  /// Its version, from 1; 0 for those that come with the program.
  public var version: Int
  /// What operators choose it by.
  public var title: String
  /// The route that it goes with.
  public var route: SignalementRoute
  /// Its text, with fields between braces.
  public var body: String

  /// A canned reply.
  public init(id: String, version: Int, title: String, route: SignalementRoute, body: String) {
    self.id = id
    self.version = version
    self.title = title
    self.route = route
    self.body = body
  }

  /// The version, as the acts that use it name it.
  public var used: ReponseVersion { ReponseVersion(id: id, version: version) }

  /// The fields that a text may hold between braces.
  public enum Field: String, CaseIterable, Sendable {
    case numero, locataire, bailleur, logement, annonce, dossier, fichier, ticket, facilitateur
    case etatDossier = "etat_dossier"
    case dateReception = "date_reception"

    /// What stands there, for who writes a reply.
    public var label: String {
      switch self {
      case .numero: "numéro du signalement"
      case .locataire: "nom du locataire"
      case .bailleur: "nom du bailleur"
      case .logement: "référence du logement"
      case .annonce: "numéro de l'annonce"
      case .dossier: "référence du dossier"
      case .etatDossier: "où en est le dossier"
      case .fichier: "date du dernier fichier patrimoine accepté"
      case .ticket: "numéro du ticket Redmine"
      case .facilitateur: "votre nom"
      case .dateReception: "date de réception du signalement"
      }
    }
  }

  /// The longest text, in bytes.
  static let longestBody = 6_000
  /// The longest title, in characters.
  static let longestTitle = 80

  /// Refuses a reply that nobody could use.
  public func check() throws(Refusal) {
    guard !title.isEmpty, title.count <= Self.longestTitle else {
      throw Refusal("Donnez un titre de \(Self.longestTitle) caractères au plus.", field: "titre")
    }
    guard !id.isEmpty, id.utf8.count <= 40 else {
      throw Refusal("Cette réponse n'a pas d'identité.", field: "titre")
    }
    guard !body.isEmpty, body.utf8.count <= Self.longestBody else {
      throw Refusal(
        "Écrivez un texte de \(Self.longestBody) octets au plus.", field: "texte")
    }
    for name in Self.names(in: body) where Field(rawValue: name) == nil {
      let nearest = NearestWord.to(name, among: Field.allCases.map(\.rawValue))
      throw Refusal(
        "« {\(name)} » n'est pas un champ.", field: "texte",
        remedy: nearest.map { "Vouliez-vous dire {\($0)} ?" }
          ?? "Champs : " + Field.allCases.map { "{\($0.rawValue)}" }.joined(separator: ", ") + ".")
    }
  }

  /// The text with its fields filled; those of which nothing is known stay, to be seen.
  ///
  /// - Returns: the text, and the fields that are still to be filled by hand.
  public func filled(with values: [Field: String]) -> (text: String, missing: [Field]) {
    var (text, missing): (String, [Field]) = ("", [])
    for piece in Self.pieces(of: body) {
      switch piece {
      case .words(let words): text += words
      case .field(let name):
        if let field = Field(rawValue: name), let value = values[field], !value.isEmpty {
          text += value
        } else {
          text += "{\(name)}"
          if let field = Field(rawValue: name), !missing.contains(field) { missing.append(field) }
        }
      }
    }
    return (text, missing)
  }

  private enum Piece {
    case words(Substring)
    case field(String)
  }

  private static func names(in body: String) -> [String] {
    pieces(of: body).compactMap { if case .field(let name) = $0 { name } else { nil } }
  }

  /// A text cut at its fields; a brace that is never closed is a brace.
  private static func pieces(of body: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = body[...]
    while let open = rest.firstIndex(of: "{"),
      let close = rest[open...].firstIndex(of: "}")
    {
      pieces.append(.words(rest[..<open]))
      pieces.append(.field(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    return pieces + [.words(rest)]
  }
}
