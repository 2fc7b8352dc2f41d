extension Reponse {
  /// The replies that come with the program, until Aatiko writes its own.
  public static let provided: [Reponse] = [
    Reponse(
      id: "etat-dossier", version: 0, title: "Où en est le dossier", route: .reponse,
      body: """
        Bonjour,
        Votre locataire {locataire} nous a écrit le {date_reception} (signalement {numero}) au \
        sujet de son dossier {dossier}. Ce dossier est {etat_dossier}. Vous \
        pouvez le lui indiquer.
        Cordialement, {facilitateur}
        """),
    Reponse(
      id: "mode-emploi", version: 0, title: "Mode d'emploi de la plateforme", route: .reponse,
      body: """
        Bonjour,
        Signalement {numero} : la démarche que cherche votre locataire {locataire} est décrite \
        dans la rubrique « Questions fréquentes » de la plateforme. Merci de lui transmettre \
        cette réponse.
        Cordialement, {facilitateur}
        """),
    Reponse(
      id: "correction", version: 0, title: "Correction du fichier patrimoine", route: .correction,
      body: """
        Bonjour,
        D'après le signalement {numero}, le logement {logement} est décrit autrement qu'il \
        n'est dans votre fichier patrimoine du {fichier}. Merci de corriger la valeur indiquée \
        dans votre prochain fichier : le signalement sera clos quand elle y sera.
        Cordialement, {facilitateur}
        """),
    Reponse(
      id: "investigation", version: 0, title: "Message à préciser", route: .investigation,
      body: """
        Bonjour,
        Le signalement {numero} de votre locataire {locataire} ne nous permet pas de comprendre \
        la difficulté. Pourriez-vous la préciser avec elle ou lui, puis nous répondre ici ?
        Cordialement, {facilitateur}
        """),
    Reponse(
      id: "renvoi", version: 0, title: "Renvoi vers votre bailleur", route: .renvoi,
      body: """
        Bonjour,
        {locataire} nous a écrit le {date_reception} (signalement {numero}) sans être inscrit sur \
        la plateforme. Vous êtes son contact privilégié : merci de lui répondre.
        Cordialement, {facilitateur}
        """),
    Reponse(
      id: "actimage", version: 0, title: "Dysfonctionnement de la plateforme", route: .actimage,
      body: """
        Signalement {numero}, reçu le {date_reception}.
        Étapes :
        Attendu :
        Constaté :
        """),
    Reponse(
      id: "reponse-actimage", version: 0, title: "Réponse d'Actimage", route: .reponse,
      body: """
        Bonjour,
        Signalement {numero} : Actimage a traité le ticket {ticket}. Votre locataire {locataire} \
        peut essayer à nouveau ; s'il reste une difficulté, merci de nous répondre ici.
        Cordialement, {facilitateur}
        """),
    Reponse(
      id: "moderation", version: 0, title: "Annonce transmise à la modération", route: .moderation,
      body: """
        Bonjour,
        L'annonce {annonce}, objet du signalement {numero}, est transmise à la modération.
        Cordialement, {facilitateur}
        """),
  ]
}
