extension StorageError {
  /// What happened, why, and what to do, in French, for the operator.
  public var french: String {
    "\(what)\(place). \(why) \(remedy)"
  }

  private var place: String {
    path.map { " (\($0))" } ?? ""
  }

  private var what: String {
    switch kind {
    case .locked: "Ces données sont déjà ouvertes"
    case .notADatabase, .newer, .older, .foreign, .cannotOpen:
      "Les données n'ont pas pu être ouvertes"
    case .corrupt: "Les données enregistrées sont abîmées"
    case .typeMismatch: "Une donnée enregistrée n'a pas pu être lue"
    case .unreadable: "Ce dossier ne peut pas être lu ici"
    case .busy, .full, .readOnly, .constraint, .stale, .erased, .io, .misuse, .other:
      "L'opération n'a pas eu lieu"
    }
  }

  private var why: String {
    switch kind {
    case .busy: "Un autre programme utilise ces données en ce moment."
    case .locked(let holder):
      holder.map { "Un autre habiter y travaille (processus \($0))." }
        ?? "Un autre habiter y travaille."
    case .full: "Le disque est plein."
    case .readOnly: "Le fichier ou son dossier n'autorise que la lecture."
    case .corrupt: "Le disque ou une copie incomplète en est souvent la cause."
    case .notADatabase: "Ce fichier n'est pas une base de données d'habiter, ou n'en est plus une."
    case .newer(let found, let known):
      "Elles viennent d'une version plus récente d'habiter (format \(found), connu ici : \(known))."
    case .older(let found, let known):
      "Elles sont à l'ancien format (\(found), attendu : \(known)), "
        + "et la lecture seule ne peut pas les mettre à jour."
    case .unreadable(let event):
      "Il contient un acte que cette version d'habiter ne connaît pas (\(event))."
    case .foreign: "Ce fichier appartient à un autre programme."
    case .constraint: "Une règle de la base de données la refuse."
    case .stale: "La fiche a changé depuis que vous l'avez ouverte."
    case .erased: "Cette donnée personnelle a été effacée définitivement."
    case .typeMismatch: "Son type n'est pas celui attendu."
    case .cannotOpen: "Le fichier est absent ou son accès est refusé : \(message)."
    case .io: "Le disque n'a pas répondu correctement : \(message)."
    case .misuse: "Le programme a fait une erreur : \(message)."
    case .other: "La base de données répond : \(message)."
    }
  }

  private var remedy: String {
    switch kind {
    case .busy: "Réessayez dans un instant."
    case .locked: "Fermez-le, puis recommencez."
    case .full:
      "Libérez de la place, puis recommencez ; ce qui était déjà enregistré est intact."
    case .readOnly: "Rendez-le accessible en écriture, puis recommencez."
    case .corrupt:
      "N'effacez rien : gardez une copie du dossier et prévenez votre administrateur. "
        + "« habiter verifier » dit ce qui est touché ; « habiter restaurer » remet une "
        + "sauvegarde, ou reprend tout de la base partagée (--partagee)."
    case .notADatabase:
      "Il n'a pas été touché. Si ce sont vos données, abîmées, « habiter restaurer » remet une "
        + "sauvegarde, ou reprend tout de la base partagée (--partagee). Sinon, déplacez-le."
    case .foreign:
      "Il n'a pas été touché. Déplacez-le, ou indiquez un autre dossier par XDG_DATA_HOME."
    case .newer: "Elles n'ont pas été touchées. Installez la dernière version d'habiter."
    case .unreadable:
      "Il n'a pas été touché, et les autres restent utilisables. "
        + "Installez la dernière version d'habiter."
    case .older: "Ouvrez-les une fois normalement."
    case .stale: "Relisez-la, puis recommencez."
    case .erased: "Saisissez-la de nouveau sur une autre fiche si vous y êtes autorisé."
    case .cannotOpen: "Vérifiez le dossier et ses droits."
    case .io: "Vérifiez le disque, puis recommencez."
    case .constraint, .typeMismatch, .misuse, .other:
      "Recommencez ; si cela se reproduit, transmettez ce message à votre administrateur."
    }
  }
}
