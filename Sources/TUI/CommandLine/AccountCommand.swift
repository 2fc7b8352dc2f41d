import Domain
import Storage

/// `habiter compte …`: the accounts of the shared database, for scripts.
enum AccountCommand {
  static let specs = [list, create, change, close, reopen, password]

  private static let list = CommandSpec(
    words: ["compte", "lister"], summary: "Liste les comptes que vous tenez.",
    details: [
      "Ceux de tous les organismes pour Aatiko, ceux de son bailleur pour un administrateur."
    ],
    options: [
      OptionSpec(name: "--json", help: "en JSON, un objet sur une ligne"), SharedChoice.option,
    ],
    examples: ["habiter compte lister", "habiter compte lister --json"]
  ) { arguments, shell in
    let desk = try AccountShell(arguments, shell)
    defer { desk.base.close() }
    try desk.tell(isJSON: arguments.has("--json"))
    return .success
  }

  private static let create = CommandSpec(
    words: ["compte", "creer"], summary: "Crée un compte de la base partagée.",
    details: [
      "LOGIN est le compte Unix de la personne (base dans un fichier), ou son nom sur le serveur.",
      "Aatiko crée les administrateurs des bailleurs ; ceux-ci créent leurs agents.",
    ],
    argument: "LOGIN",
    options: [
      OptionSpec(name: "--nom", value: "NOM", help: "le nom de la personne, entre guillemets"),
      roles, bailleur,
      OptionSpec(
        name: "--raison-sociale", value: "NOM",
        help: "le nom du bailleur, s'il n'est pas encore dans la base partagée"),
      email, passwordOption, SharedChoice.option,
    ],
    examples: [
      "habiter compte creer l.petit --nom \"L. Petit\" --role contact1,contact2",
      "habiter compte creer g.laurent --nom \"G. Laurent\" --role administrateur "
        + "--bailleur 99900001100018 --raison-sociale \"Bailleur A\"",
    ]
  ) { arguments, shell in
    guard let name = arguments.options["--nom"], let login = arguments.argument,
      arguments.has("--role")
    else { throw UsageError("Indiquez au moins --nom et --role.", in: arguments.command) }
    let desk = try AccountShell(arguments, shell)
    defer { desk.base.close() }
    try desk.create(login, named: name, roles: Set(try held(arguments)))
    return .success
  }

  private static let change = CommandSpec(
    words: ["compte", "modifier"], summary: "Change le nom, les rôles ou l'adresse d'un compte.",
    details: ["--role donne tous les rôles : ceux qui n'y sont pas sont retirés."],
    argument: "LOGIN",
    options: [
      OptionSpec(name: "--nom", value: "NOM", help: "le nom de la personne, entre guillemets"),
      roles, bailleur, email, SharedChoice.option,
    ],
    examples: ["habiter compte modifier l.petit --role contact1"]
  ) { arguments, shell in
    let changes = ["--nom", "--role", "--bailleur", "--courriel"]
    guard let login = arguments.argument, changes.contains(where: arguments.has) else {
      throw UsageError(
        "Dites ce qui change : \(changes.joined(separator: ", ")).",
        in: arguments.command)
    }
    let desk = try AccountShell(arguments, shell)
    defer { desk.base.close() }
    try desk.change(login, roles: arguments.has("--role") ? Set(try held(arguments)) : nil)
    return .success
  }

  private static let close = CommandSpec(
    words: ["compte", "fermer"], summary: "Ferme un compte, dès sa prochaine connexion.",
    details: ["Ses actes restent, son nom aussi ; « habiter compte rouvrir » le rouvre."],
    argument: "LOGIN", options: [SharedChoice.option], examples: ["habiter compte fermer l.petit"]
  ) { arguments, shell in try setDisabled(true, arguments, shell) }

  private static let reopen = CommandSpec(
    words: ["compte", "rouvrir"], summary: "Rouvre un compte fermé.", argument: "LOGIN",
    options: [SharedChoice.option], examples: ["habiter compte rouvrir l.petit"]
  ) { arguments, shell in try setDisabled(false, arguments, shell) }

  private static let password = CommandSpec(
    words: ["compte", "mot-de-passe"],
    summary: "Change votre mot de passe sur le serveur, ou celui d'un compte que vous tenez.",
    details: [
      "Il est demandé deux fois, ou lu sur l'entrée standard ; il ne quitte jamais ce poste.",
      "Sans LOGIN, c'est le vôtre.",
    ],
    argument: "LOGIN", isArgumentOptional: true, options: [SharedChoice.option],
    examples: ["habiter compte mot-de-passe", "habiter compte mot-de-passe l.petit"]
  ) { arguments, shell in
    let desk = try AccountShell(arguments, shell)
    defer { desk.base.close() }
    try desk.changePassword(of: arguments.argument)
    return .success
  }

  private static let passwordOption = OptionSpec(
    name: "--mot-de-passe",
    help: "sur un serveur : le demande ; sans elle, la personne entre par un autre moyen")

  private static let roles = OptionSpec(
    name: "--role", value: "RÔLES",
    help: "un ou plusieurs, séparés par des virgules : "
      + RoleWords.words.map(\.word).joined(separator: ", "),
    choices: RoleWords.words.map(\.word))
  private static let bailleur = OptionSpec(
    name: "--bailleur", value: "SIRET", help: "le bailleur, par ses 14 chiffres ; le vôtre à défaut"
  )
  private static let email = OptionSpec(
    name: "--courriel", value: "ADRESSE", help: "l'adresse professionnelle")

  private static func held(_ arguments: ParsedArguments) throws(UsageError) -> [Role] {
    try arguments.choices("--role", among: RoleWords.words)
  }

  private static func setDisabled(
    _ isDisabled: Bool, _ arguments: ParsedArguments, _ shell: Shell
  ) throws -> ExitCode {
    let desk = try AccountShell(arguments, shell)
    defer { desk.base.close() }
    try desk.setDisabled(isDisabled, arguments.argument ?? "")
    return .success
  }
}
