extension PostgresError {
  /// What happened, why, and what to do, in French, for the operator.
  public var french: String {
    "\(what)\(place.map { " (\($0))" } ?? ""). \(why) \(remedy)"
  }

  private var what: String {
    switch kind {
    case .libraryMissing, .invalidAddress, .secretInAddress, .unknownHost, .unreachable,
      .passwordMissing, .openPasswordFile, .refusedLogin, .tlsFailed, .unknownDatabase,
      .tooManyConnections:
      "La base partagée n'a pas pu être ouverte"
    case .deadline, .lost, .readOnly, .shutdown, .stopped:
      "L'échange avec la base partagée est interrompu"
    case .denied, .serialization, .lockTimeout, .diskFull, .undefined, .raised:
      "La base partagée n'a pas enregistré l'opération"
    case .typeMismatch, .misuse, .other: "L'échange avec la base partagée a échoué"
    }
  }

  private var why: String {
    switch kind {
    case .libraryMissing: "Il manque à ce poste de quoi parler à PostgreSQL."
    case .invalidAddress:
      "Son adresse ne peut pas être lue\(message.isEmpty ? "" : " (libpq : \(message))")."
    case .secretInAddress(let keyword):
      "Son adresse contient un mot de passe (\(keyword)), qui ne doit pas y être écrit."
    case .unknownHost: "Le nom de son serveur est inconnu sur ce réseau."
    case .unreachable: "Son serveur ne répond pas à cette adresse."
    case .deadline: "Le serveur n'a pas répondu à temps."
    case .stopped: "Le programme se ferme."
    case .lost: "La connexion a été coupée."
    case .passwordMissing: "Le serveur demande un mot de passe et aucun n'a été trouvé ici."
    case .openPasswordFile(let path):
      "Le fichier des mots de passe \(path) peut être lu par d'autres, ou n'est pas un fichier."
    case .refusedLogin: "Le serveur refuse cet identifiant ou son mot de passe."
    case .tlsFailed(let fault): Self.why(fault)
    case .unknownDatabase: "Le serveur n'a pas de base de ce nom."
    case .denied: "Votre identifiant n'en a pas le droit."
    case .serialization: "Une autre opération est passée au même moment."
    case .lockTimeout: "Une autre opération occupe la base."
    case .readOnly: "Ce serveur ne prend pas d'écriture : c'est un serveur de secours."
    case .shutdown: "Le serveur s'arrête, redémarre ou a fermé la connexion."
    case .diskFull: "Le disque du serveur est plein."
    case .tooManyConnections: "Le serveur a atteint son nombre de connexions."
    case .undefined: "Ce n'est pas une base d'habiter, ou elle n'est pas à jour."
    case .raised: "Elle répond : \(message)."
    case .typeMismatch: "Une donnée reçue n'a pas le type attendu."
    case .misuse: "Le programme a fait une erreur : \(message)."
    case .other: "Elle répond : \(message)\(state.map { " (\($0))" } ?? "")."
    }
  }

  private static func why(_ fault: TLSFault) -> String {
    switch fault {
    case .wrongName: "Le certificat du serveur est celui d'un autre nom."
    case .wrongAuthority:
      "Le certificat du serveur n'est pas signé par l'autorité attendue, ou il est périmé."
    case .noAuthority:
      "Le certificat de l'autorité, qui permet de reconnaître le serveur, manque ou est illisible."
    case .notOffered: "Le serveur n'offre pas de connexion chiffrée."
    case .other: "La connexion chiffrée n'a pas pu s'établir."
    }
  }

  private var remedy: String {
    switch kind {
    case .libraryMissing: "Installez le paquet Debian libpq5 (apt install libpq5)."
    case .invalidAddress:
      "Corrigez-la ; par exemple : postgresql://identifiant@serveur.exemple.fr/base."
    case .secretInAddress:
      "Retirez-le de l'adresse et placez-le dans le fichier ~/.pgpass (droits 0600)."
    case .unknownHost: "Vérifiez l'adresse et le réseau ; vos actes restent enregistrés ici."
    case .unreachable, .deadline, .lost, .shutdown, .tooManyConnections:
      "Vos actes restent enregistrés ici ; l'échange reprendra de lui-même."
    case .stopped: "Il reprendra à la prochaine ouverture."
    case .passwordMissing:
      "Ajoutez-y une ligne dans le fichier ~/.pgpass (serveur:port:base:identifiant:mot de passe), "
        + "avec les droits 0600."
    case .openPasswordFile(let path): "Rendez-le privé (chmod 600 \(path)), puis recommencez."
    case .refusedLogin:
      "Vérifiez l'identifiant de l'adresse et le fichier ~/.pgpass, ou demandez à votre "
        + "administrateur."
    case .tlsFailed(let fault): Self.remedy(fault)
    case .unknownDatabase: "Vérifiez le nom de la base dans l'adresse."
    case .denied: "Demandez ce droit à votre administrateur ; le reste de l'échange continue."
    case .serialization, .lockTimeout: "Elle sera tentée de nouveau."
    case .readOnly: "L'échange reprendra dès qu'un serveur prendra les écritures."
    case .diskFull:
      "Prévenez votre administrateur ; vos actes restent enregistrés ici en attendant."
    case .undefined: "Demandez à votre administrateur de préparer la base ou de la mettre à jour."
    case .raised, .typeMismatch, .misuse, .other:
      "Si cela se reproduit, transmettez ce message à votre administrateur."
    }
  }

  private static func remedy(_ fault: TLSFault) -> String {
    switch fault {
    case .wrongName:
      "Écrivez dans l'adresse le nom exact du serveur ; s'il y est, prévenez votre "
        + "administrateur : rien n'a été envoyé."
    case .wrongAuthority:
      "Vérifiez le fichier de l'autorité (sslrootcert) avec votre administrateur : "
        + "rien n'a été envoyé."
    case .noAuthority:
      "Placez-le dans ~/.postgresql/root.crt, ou indiquez-le dans l'adresse (sslrootcert)."
    case .notOffered:
      "Demandez à votre administrateur de l'activer : rien n'a été envoyé en clair."
    case .other: "Transmettez ce message à votre administrateur."
    }
  }
}
