import Domain

/// Why Redmine did not do what was asked, in the words an operator reads.
struct RedmineError: Error, Equatable {
  /// What it means for what was asked.
  enum Kind: Equatable {
    /// Something here is to be put right first: address, key, curl.
    case unavailable
    /// Redmine was not reached, or could not answer: nothing was done.
    case down
    /// Redmine may have done it: no clear answer came.
    case lost
    /// Redmine says no to this request.
    case refused
    /// Redmine has not what was asked for, or not for this account.
    case missing
  }

  let kind: Kind
  let words: String

  init(_ kind: Kind, _ words: String) {
    self.kind = kind
    self.words = words
  }
}

extension RedmineError {
  /// What curl's end means, nil when the server has answered.
  ///
  /// - Parameter answer: what came of the request.
  init?(endOf answer: CurlAnswer) {
    if let missing = answer.missing {
      self.init(.unavailable, "curl ne peut pas être lancé : « \(missing) ».")
      return
    }
    guard let code = answer.code, code != CurlAnswer.tooLong else {
      let isLong = answer.code != nil
      self.init(
        .lost,
        isLong ? "Redmine répond par un texte démesuré." : "Redmine n'a pas répondu à temps.")
      return
    }
    switch code {
    case 0: return nil
    case 1, 2, 3, 4, 26, 27:
      self.init(
        .unavailable, "curl ne peut pas faire la demande (code \(code))\(Self.said(answer))")
    case 5, 6: self.init(.down, "Le nom du serveur de Redmine est inconnu\(Self.said(answer))")
    case 7: self.init(.down, "Le serveur de Redmine ne répond pas\(Self.said(answer))")
    case 35, 58, 59, 66, 83, 91:
      self.init(.down, "La connexion chiffrée à Redmine échoue\(Self.said(answer))")
    case 51, 60, 77, 90:
      self.init(
        .unavailable, "Le certificat du serveur de Redmine n'est pas reconnu\(Self.said(answer))")
    case 28: self.init(.lost, "Redmine n'a pas répondu à temps.")
    default:
      self.init(.lost, "L'échange avec Redmine s'est rompu (code \(code))\(Self.said(answer))")
    }
  }

  /// What a status other than success means.
  ///
  /// - Parameter asked: what was asked, for the words: « le projet « x » ».
  init?(statusOf answer: CurlAnswer, asked: String) {
    switch answer.status {
    case 200..<300: return nil
    case 300..<400:
      // A query may hold what is nobody's business.
      let place = answer.redirect.prefix { $0 != "?" && $0 != "#" }
      self.init(
        .unavailable,
        "L'adresse de Redmine mène ailleurs\(Self.quoted(String(place))) : corrigez-la (réglage "
          + "redmine).")
    case 401:
      self.init(
        .unavailable,
        "Redmine ne reconnaît pas la clé : vérifiez le fichier du réglage redmine-clé.")
    case 403:
      self.init(
        .refused,
        "Redmine refuse \(asked) au compte de la clé : son rôle ne le permet pas, ou l'API REST "
          + "est désactivée.")
    case 404: self.init(.missing, "Redmine ne connaît pas \(asked).")
    case 422:
      self.init(.refused, "Redmine refuse \(asked)\(Self.quoted(Self.errors(in: answer.body))).")
    case 408, 425, 429, 500..<600:
      self.init(.down, "Le serveur de Redmine est en défaut (HTTP \(answer.status)).")
    default: self.init(.refused, "Redmine refuse \(asked) (HTTP \(answer.status)).")
    }
  }

  /// An answer that is not Redmine's.
  static func nonsense(_ body: String) -> RedmineError {
    let start = body.drop { $0.isWhitespace }
    return RedmineError(
      .lost,
      start.hasPrefix("<")
        ? "La réponse est une page, pas celle de l'API de Redmine : vérifiez l'adresse, et que "
          + "rien ne demande de se connecter devant."
        : "La réponse n'est pas celle de Redmine.")
  }

  /// What Redmine says is wrong, in the language of the key's account.
  private static func errors(in body: String) -> String {
    struct Errors: Decodable { var errors: [String] }
    let errors = (try? JSONTape(body).decode(Errors.self))?.errors ?? []
    return errors.prefix(5).joined(separator: ", ")
  }

  private static func said(_ answer: CurlAnswer) -> String { quoted(answer.words) + "." }

  private static func quoted(_ words: String) -> String {
    let clean = words.strippedOfControls
    return clean.isEmpty ? "" : " : « \(clean.prefix(longest)) »"
  }

  /// More of what a server says helps nobody.
  private static let longest = 300
}
