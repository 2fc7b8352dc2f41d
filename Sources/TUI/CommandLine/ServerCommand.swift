import Domain
import Storage

/// `habiter serveur …`: what an administrator does with the shared database itself.
enum ServerCommand {
  static let specs = [installation, upgrade, verification]

  private static let addressName = "ADRESSE"

  private static let installation = CommandSpec(
    words: ["serveur", "installer"],
    summary: "Prépare une base partagée, avec son premier compte.",
    details: [
      "L'adresse : sqlite:/chemin/bourse.sqlite, postgresql://…, service=… ; sans elle, le fichier",
      "que les comptes de cette machine partagent, \(SharedAddress.standardFile).",
      "Le premier compte est celui d'un super administrateur d'Aatiko, qui crée les autres.",
      "PostgreSQL : la base existe, et la commande est lancée par un superutilisateur du serveur.",
      "Ce qui est déjà fait n'est pas refait.",
    ],
    argument: addressName, isArgumentOptional: true,
    options: [
      OptionSpec(name: "--nom", value: "NOM", help: "la personne du premier compte"),
      OptionSpec(name: "--courriel", value: "ADRESSE", help: "son adresse professionnelle"),
      OptionSpec(
        name: "--compte", value: "COMPTE",
        help: "son identifiant sur le serveur, ou son compte Unix (par défaut, pour un fichier : "
          + "le vôtre)"),
      OptionSpec(
        name: "--mot-de-passe",
        help: "PostgreSQL : demande le mot de passe du compte (sinon : peer ou certificat)"),
      OptionSpec(
        name: "--groupe", value: "GROUPE",
        help: "fichier : le groupe Unix dont les comptes y travaillent (par défaut : le vôtre)"),
    ],
    examples: [
      "habiter serveur installer \"host=/var/run/postgresql dbname=bourse\" "
        + "--compte a.petit --nom \"A. Petit\" --mot-de-passe",
      "habiter serveur installer sqlite:/var/lib/habiter/bourse.sqlite --nom \"A. Petit\" "
        + "--groupe bourse",
    ]
  ) { arguments, shell in
    try told { try install(arguments, shell) }
  }

  private static let upgrade = CommandSpec(
    words: ["serveur", "mettre-a-jour"],
    summary: "Met une base partagée au format et aux droits de cette version.",
    details: ["Les postes plus anciens continuent de lire ; refusé si la base est plus récente."],
    argument: addressName, isArgumentOptional: true,
    examples: ["habiter serveur mettre-a-jour service=bourse-admin"]
  ) { arguments, shell in
    try told {
      guard let server = try server(arguments) else {
        try SharedSQLite.upgrade(at: try file(arguments))
        shell.out("Le fichier est au format de cette version.")
        return .success
      }
      let base = try ServerInstallation(at: server)
      defer { base.close() }
      let (before, after) = (try base.upgrade(), try base.schema())
      shell.out(
        before == after
          ? "La base était au format \(after) ; ses droits sont ceux de cette version."
          : "La base est passée du format \(before) au format \(after).")
      return .success
    }
  }

  private static let verification = CommandSpec(
    words: ["serveur", "verifier"],
    summary: "Vérifie une base partagée : réglages, droits, journaux recalculés.",
    details: [
      "Rien n'est changé. Le rapport ne contient ni nom ni NUR. Code de sortie 4 quand quelque",
      "chose ne va pas.",
    ],
    argument: addressName, isArgumentOptional: true,
    examples: ["habiter serveur verifier service=bourse-admin"]
  ) { arguments, shell in
    try told {
      func progress(_ events: Int64) { shell.progress("\(events) événements…") }
      let findings: SharedFindings
      if let server = try server(arguments) {
        let base = try ServerInstallation(at: server)
        defer { base.close() }
        findings = try base.verify(progress: progress)
      } else {
        findings = try SharedSQLite.verify(at: try file(arguments), progress: progress)
      }
      shell.endProgress()
      findings.faults.forEach(shell.out)
      shell.out(
        "\(findings.audiences) audience(s), \(findings.events) événement(s) relus : "
          + (findings.faults.isEmpty ? "tout va bien." : "des points sont à voir."))
      return findings.faults.isEmpty ? .success : .found
    }
  }

  private static func install(_ arguments: ParsedArguments, _ shell: Shell) throws -> ExitCode {
    let server = try server(arguments)
    guard let name = arguments.options["--nom"]?.strippedOfControls,
      name.contains(where: { $0 != " " })
    else {
      throw UsageError("Indiquez --nom, la personne du premier compte.", in: arguments.command)
    }
    guard let login = arguments.options["--compte"] ?? (server == nil ? UnixAccount.name : nil)
    else {
      throw UsageError("Indiquez --compte, son identifiant sur le serveur.", in: arguments.command)
    }
    let aatiko = Organisation(id: "aatiko", name: "Aatiko", kind: .aatiko)
    var identifiers = Identifiers()
    let first = Account(
      login: login,
      person: SharedPerson(
        person: Operator(
          id: OperatorID("agent-\(identifiers.subject())"), name: name, organisation: aatiko.id,
          roles: [.aatikoSuperAdministrator]),
        email: try arguments.parsed("--courriel", as: EmailAddress.self)?.text))
    guard let server else {
      try SharedSQLite.install(
        at: try file(arguments), first: first, of: aatiko,
        group: try arguments.options["--groupe"].map(UnixGroup.number))
      shell.out("La base partagée est prête. Premier compte : \(login).")
      return .success
    }
    let base = try ServerInstallation(at: server)
    defer { base.close() }
    let password = arguments.has("--mot-de-passe") ? try Passwords.new(shell) : nil
    let isNew = try base.install(first: first, of: aatiko, password: password)
    shell.out(
      isNew
        ? "La base partagée est prête. Premier compte : \(login)."
        : "La base partagée était déjà prête, avec ses comptes : rien n'a été changé.")
    return .success
  }

  private static func server(_ arguments: ParsedArguments) throws(SharedError) -> PostgresAddress? {
    try address(arguments).server
  }

  private static func file(_ arguments: ParsedArguments) throws(SharedError) -> String {
    try address(arguments).file ?? SharedAddress.standardFile
  }

  /// Without one, the file that all accounts of this machine share.
  private static func address(
    _ arguments: ParsedArguments
  ) throws(SharedError) -> SharedAddress {
    guard let asked = arguments.argument else { return .standard }
    return try SharedAddress(asked)
  }

  /// A refusal of the shared database is one of the command.
  private static func told(_ body: () throws -> ExitCode) throws -> ExitCode {
    do {
      return try body()
    } catch let error as SharedError where !error.isPassing {
      throw Refusal(error.french)
    } catch let error as SharedError {
      throw Refusal(
        error.french, remedy: "Puis recommencez : ce qui est déjà fait n'est pas refait.")
    }
  }
}
