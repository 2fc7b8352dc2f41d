extension SharedError {
  private static let whoHelps = "Adressez-vous à l'administrateur de votre bailleur, ou à Aatiko."

  /// What went wrong while connecting.
  init(connecting error: PostgresError) {
    switch error.kind {
    // The server knows the login, the base does not.
    case .denied: self.init(outside: error)
    case .refusedLogin, .passwordMissing:
      self.init(.refusedLogin, "\(error.french) \(Self.whoHelps)", detail: error.description)
    default: self.init(error)
    }
  }

  /// What went wrong while a function of the schema was called.
  init(calling error: PostgresError) {
    switch error.state {
    case "H0001":
      let isClosed = error.message == "account.closed"
      self.init(
        .refusedLogin,
        (isClosed
          ? "Votre accès à la base partagée est fermé. "
          : "Votre identifiant n'a pas d'accès à la base partagée. ") + Self.whoHelps,
        detail: error.description)
    case "H0003": self.init(denied: Self.refusal(error.message))
    // The functions are there and this login may call none of them.
    case "42501": self.init(outside: error)
    case "3F000":
      self.init(
        .notInstalled,
        "Cette base\(error.inPlace) n'est pas encore une base d'habiter. Un administrateur la "
          + "prépare par « habiter serveur installer ».",
        detail: error.description)
    case "42883", "42P01":
      self.init(
        .older,
        "La base partagée\(error.inPlace) est à un ancien format. Un administrateur la met à jour "
          + "par « habiter serveur mettre-a-jour ».",
        detail: error.description)
    default: self.init(error)
    }
  }

  private init(outside error: PostgresError) {
    self.init(
      .refusedLogin,
      "Votre identifiant n'a pas, ou n'a plus, d'accès à la base partagée\(error.inPlace). "
        + Self.whoHelps, detail: error.description)
  }

  /// A refusal of the schema's functions as the operator reads it.
  private static func refusal(_ word: String) -> String {
    let (name, rest) =
      word.firstIndex(of: " ").map { (word[..<$0], word[$0...].dropFirst()) }
      ?? (word[...], "")
    return switch name {
    case "scope.reading": SharedRefusal.reading
    case "scope.writing": Denial.scope.french
    case "call.form": Denial.form.french
    case "call.isolation": "Un acte s'écrit hors de toute autre transaction."
    case "subject.erasing": SharedRefusal.erasing
    case "account.form": SharedRefusal.accountForm
    case "account.other": SharedRefusal.anothersLogin
    case "account.twice": SharedRefusal.secondLogin(String(rest))
    case "account.own": SharedRefusal.ownAccount
    case "account.organisation": SharedRefusal.unknownOrganisation
    case "account.rights": SharedRefusal.accountRights
    case "account.reserved":
      "Ce nom est celui d'un autre rôle du serveur PostgreSQL. Choisissez un autre identifiant."
    case "account.foreign":
      "Cet identifiant a été créé par l'administrateur du serveur, qui gère seul son mot de passe."
    case "account.verifier": "Le mot de passe n'a pas été transmis sous la forme attendue."
    case "organisation.rights": SharedRefusal.organisationRights
    case "organisation.form": SharedRefusal.organisationForm
    case "organisation.kind": SharedRefusal.organisationKind
    default: "La base partagée refuse cet acte."
    }
  }
}

extension PostgresError {
  fileprivate var inPlace: String { place.map { " (\($0))" } ?? "" }
}
