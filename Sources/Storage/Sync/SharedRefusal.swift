/// Why a shared database refuses what is no act, in one wording for the file and the server.
enum SharedRefusal {
  static let reading = "Ces dossiers ne sont pas de ceux que vous pouvez lire."
  static let erasing =
    "L'effacement de ces données revient à Aatiko, ou à l'administrateur du bailleur "
    + "qui est seul à les lire."
  static let accountForm = "Le compte, le nom ou l'adresse n'est pas valable."
  static let anothersLogin =
    "Ce compte est celui d'une autre personne, que l'historique nomme. Choisissez un autre compte."
  static let ownAccount =
    "Votre propre compte est à modifier par quelqu'un d'autre qui en a le droit."
  static let unknownOrganisation = "Cet organisme n'est pas encore dans la base partagée."
  static let accountRights = "Ce compte, ou ce rôle, n'est pas de ceux que vous gérez."
  static let noPasswords =
    "Un fichier partagé n'a pas de mot de passe : les comptes sont ceux de la machine."
  static let firstAccount = "Le premier compte est celui d'un super administrateur d'Aatiko."
  static let organisationRights = "Les organismes sont créés et modifiés par Aatiko."
  static let organisationForm = "Le nom ou l'identifiant de l'organisme n'est pas valable."
  static let organisationKind =
    "Un organisme ne change pas de nature : ses comptes en dépendent."

  static func secondLogin(_ login: String) -> String {
    "Cette personne a déjà le compte « \(login) »."
  }
}
