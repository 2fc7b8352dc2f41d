extension SharedError {
  /// An error of the shared file as its users are told: what happened, why, what to do.
  init(of error: any Error, at path: String) {
    switch error {
    case let shared as SharedError: self = shared
    case let storage as StorageError: self.init(storage, at: path)
    default:
      self.init(
        .other, "La base partagée (\(path)) n'a pas répondu comme prévu. Réessayez.",
        detail: "\(type(of: error))")
    }
  }

  /// The file is not there.
  init(absent path: String) {
    self.init(
      .notInstalled,
      "Il n'y a pas de base partagée à cette adresse (\(path)). Vérifiez l'adresse, "
        + "ou demandez à votre administrateur de créer la base.")
  }

  /// The system keeps this account out.
  init(closed path: String) {
    self.init(
      .refusedLogin,
      "Votre compte Unix n'a pas accès au fichier de la base partagée (\(path)). "
        + "Demandez à votre administrateur de l'ajouter au groupe de ce dossier.")
  }

  /// Locks do not hold where it is.
  init(onNetwork path: String, _ name: String) {
    self.init(
      .setting,
      "La base partagée (\(path)) est sur un disque du réseau (\(name)), où plusieurs postes "
        + "l'abîmeraient. Placez-la sur un disque de la machine, ou utilisez PostgreSQL.")
  }

  /// The file is there already.
  init(present path: String) {
    self.init(
      .setting,
      "Il y a déjà un fichier à cette adresse (\(path)). Il n'a pas été touché : choisissez-en une "
        + "autre, ou ouvrez la base qui s'y trouve.")
  }

  /// The login may not do that.
  init(denied french: String) { self.init(.denied, french) }

  private init(_ error: StorageError, at path: String) {
    let place = "La base partagée (\(path))"
    let (kind, french): (Kind, String) =
      switch error.kind {
      case .busy, .locked:
        (.deadline, "\(place) est occupée par un autre poste. Réessayez dans un instant.")
      case .full:
        (
          .cannotWrite,
          "Le disque de la base partagée (\(path)) est plein. Vos actes attendent sur ce poste ; "
            + "prévenez votre administrateur."
        )
      case .readOnly, .cannotOpen:
        (
          .cannotWrite,
          "\(place) ou son dossier n'autorise que la lecture. Vos actes attendent sur ce poste ; "
            + "demandez à votre administrateur le droit d'y écrire."
        )
      case .notADatabase, .foreign:
        (
          .notInstalled,
          "Ce fichier (\(path)) n'est pas une base partagée d'habiter. Il n'a pas été touché : "
            + "vérifiez l'adresse."
        )
      case .older(0, _):
        (
          .notInstalled,
          "Ce fichier (\(path)) est vide : la base partagée n'y est pas encore installée."
        )
      case .newer(let found, let known):
        (
          .newer,
          "\(place) vient d'une version plus récente d'habiter (format \(found), connu ici : "
            + "\(known)). Elle n'a pas été touchée. Installez la dernière version d'habiter."
        )
      case .older(let found, let known):
        (
          .older,
          "\(place) est à l'ancien format (\(found), attendu : \(known)). "
            + "Un administrateur la met à jour par « habiter serveur mettre-a-jour »."
        )
      case .io:
        (.unreachable, "Le disque de la base partagée (\(path)) ne répond pas. Réessayez.")
      case .corrupt, .typeMismatch, .unreadable, .constraint, .stale, .erased:
        (
          .damaged,
          "\(place) est abîmée. N'effacez rien : gardez une copie du fichier et prévenez votre "
            + "administrateur ; « habiter verifier » dit ce qui est touché."
        )
      case .misuse, .other:
        (.other, "\(place) n'a pas répondu comme prévu. Réessayez.")
      }
    self.init(kind, french, detail: error.description)
  }
}
