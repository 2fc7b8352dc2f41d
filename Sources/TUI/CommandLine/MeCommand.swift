import Domain
import Storage

/// `habiter moi`: shows or says who works here, until accounts come from the server.
enum MeCommand {
  static let spec = CommandSpec(
    words: ["moi"], summary: "Montre, ou dit, qui travaille sur ce poste.",
    details: [
      "Sans option, montre qui vous êtes. Avec --nom et --role, le retient.",
      "Le nom et l'adresse vous font reconnaître parmi les contacts des dossiers.",
    ],
    options: [
      OptionSpec(name: "--nom", value: "NOM", help: "votre nom, entre guillemets"),
      OptionSpec(
        name: "--role", value: "RÔLES",
        help: "un ou plusieurs, séparés par des virgules : "
          + roles.map(\.word).joined(separator: ", "), choices: roles.map(\.word)),
      OptionSpec(name: "--bailleur", value: "SIRET", help: "votre bailleur, par ses 14 chiffres"),
      OptionSpec(
        name: "--raison-sociale", value: "NOM", help: "le nom du bailleur, s'il est nouveau ici"),
      OptionSpec(name: "--courriel", value: "ADRESSE", help: "votre adresse professionnelle"),
    ],
    examples: [
      "habiter moi",
      "habiter moi --nom \"C. Martin\" --role contact1,contact2 --bailleur 99900001100018 "
        + "--raison-sociale \"Bailleur A\"",
      "habiter moi --nom \"A. Petit\" --role coordinateur",
    ]
  ) { arguments, shell in
    let isAsked = arguments.options.isEmpty
    let store = try shell.realStore(for: isAsked ? .work : .writing)
    if isAsked {
      show(try OpenCommand.operatorAtWork(in: store), in: store, shell)
      return .success
    }
    let held = try arguments.choices("--role", among: roles)
    guard let name = arguments.options["--nom"]?.strippedOfControls,
      name.contains(where: { $0 != " " }), !held.isEmpty
    else {
      throw UsageError("Indiquez au moins --nom et --role.", in: arguments.command)
    }
    let me = try store.setMe(
      name: name, roles: Set(held),
      siret: try arguments.parsed("--bailleur", as: SIRET.self),
      bailleurName: arguments.options["--raison-sociale"]?.strippedOfControls,
      email: try arguments.parsed("--courriel", as: EmailAddress.self))
    show(me, in: store, shell)
    return .success
  }

  /// The roles of those who work on dossiers or on the patrimoine.
  static let roles = RoleWords.words.filter { _, role in
    ![.aorif, .partenaire].contains(role)
  }

  private static func show(_ me: Operator, in store: Store, _ shell: Shell) {
    let roles = me.roles.sorted().map(\.label).joined(separator: ", ")
    shell.out("\(me.name) · \(roles) · \(store.directory.name(of: me.organisation))")
  }
}
