import Domain
import Storage

/// `habiter rgpd …`: the personal data that are to be erased, an access request answered, an
/// erasure.
enum RgpdCommand {
  static let specs = [list, access, erase, eraseDue]

  private static let list = CommandSpec(
    words: ["rgpd", "lister"],
    summary: "Liste les dossiers dont les données personnelles sont à effacer.",
    details: [
      "Ceux dont la durée de conservation est écoulée (règle \(Rule.pseudonymisation.code)),",
      "les plus anciens d'abord, parmi ceux que vous pouvez faire effacer.",
    ],
    options: [
      StoreChoice.dayOption, OptionSpec(name: "--json", help: "en JSON, un objet sur une ligne"),
      OptionSpec(name: "--code", help: "sort avec le code 4 s'il y a au moins un dossier"),
    ] + StoreChoice.options,
    examples: ["habiter rgpd lister", "habiter rgpd lister --au 31/12/2026 --code --json"]
  ) { arguments, shell in
    let (store, opened) = try StoreChoice.open(
      arguments, shell, for: .reading, profile: .superadmin)
    let session = try StoreChoice.onDayAsked(opened, arguments, shell)
    let rows = try due(in: store, session)
    let world = try StoreEffects(store: store, session: session).world(keyMap: .standard)
    let listed = rows.map { ErasableDossier($0, in: world) }
    if arguments.has("--json") {
      shell.out(try JSONLine.text(of: ErasableList(au: session.today, dossiers: listed)))
    } else {
      for dossier in listed { shell.out(dossier.line) }
      if listed.isEmpty { shell.report("Aucun dossier n'a passé la durée de conservation.") }
    }
    return arguments.has("--code") && !listed.isEmpty ? .found : .success
  }

  private static let access = CommandSpec(
    words: ["rgpd", "exporter"],
    summary: "Écrit ce qui est détenu d'un foyer d'un dossier (droit d'accès, article 15).",
    details: [
      "Deux fichiers, un texte et un JSON, lisibles par vous seul (mode 0600).",
      "Ni le dossier de l'autre foyer, ni ce que vous ne pouvez pas lire n'y sont.",
      "Le NUR y est en clair si vous pouvez le voir : sa consultation est journalisée.",
    ],
    argument: "RÉFÉRENCE",
    options: [
      OptionSpec(
        name: "--foyer", value: "VOLET",
        help: "le foyer, par le volet du logement qu'il quitte : A ou B",
        choices: VoletName.allCases.map(\.rawValue)),
      OptionSpec(
        name: "--sortie", value: "NOM",
        help: "où écrire, sans .txt ni .json (par défaut acces-RÉFÉRENCE-FOYER, ici)"),
    ] + StoreChoice.options,
    examples: [
      "habiter rgpd exporter D-2026-0412 --foyer A",
      "habiter rgpd exporter D-2026-0412 --foyer B --sortie /tmp/demande-17",
    ]
  ) { arguments, shell in
    let volets = VoletName.allCases.map { ($0.rawValue, $0) }
    guard let household = try arguments.choice("--foyer", among: volets) else {
      throw UsageError("Dites le foyer par --foyer A ou --foyer B.", in: arguments.command)
    }
    let (store, session) = try StoreChoice.open(
      arguments, shell, for: .writing, profile: .superadmin)
    let detail = try ShowCommand.found(arguments.argument ?? "", in: store, session)
    let effects = StoreEffects(store: store, session: session)
    let file = try effects.accessFile(
      of: household, in: detail.stream, try effects.world(keyMap: .standard))
    let path = arguments.options["--sortie"] ?? AccessFile.name(file.reference, household)
    try file.write(to: path)
    shell.out("Écrit : \(path.strippedOfControls).txt et .json.")
    shell.report("Relisez le texte avant de le remettre : une note peut citer un tiers.")
    return .success
  }

  private static let erase = CommandSpec(
    words: ["rgpd", "effacer"],
    summary: "Efface les données personnelles d'un dossier clos. C'est sans retour.",
    details: [
      "Noms, NUR, pièces, notes et motifs typés disparaissent d'ici et, à leur prochain échange,",
      "de la base partagée et de tous les postes. Étapes, dates et motifs de la liste restent.",
      "Motifs : " + motives.map { "\($0.word) (\($0.value.label))" }.joined(separator: ", ") + ".",
    ],
    argument: "RÉFÉRENCE",
    options: [
      OptionSpec(
        name: "--motif", value: "MOTIF", help: motives.map(\.word).joined(separator: ", "),
        choices: motives.map(\.word)),
      OptionSpec(
        name: "--confirmer", value: "RÉFÉRENCE", help: "la référence, une seconde fois"),
      OptionSpec(name: "--essai", help: "dit si l'effacement serait accepté, sans rien effacer"),
      OptionSpec(name: "--json", help: "le résultat en JSON, sur une ligne"),
    ] + StoreChoice.options,
    examples: [
      "habiter rgpd effacer D-2026-0412 --motif demande --essai",
      "habiter rgpd effacer D-2026-0412 --motif demande --confirmer D-2026-0412",
    ]
  ) { arguments, shell in
    guard let motive = try arguments.choice("--motif", among: motives) else {
      throw UsageError(
        "Dites le motif : \(motives.map(\.word).joined(separator: ", ")).", in: arguments.command)
    }
    let isTrial = arguments.has("--essai")
    let (store, session) = try StoreChoice.open(
      arguments, shell, for: isTrial ? .reading : .writing, profile: .superadmin)
    let detail = try ShowCommand.found(arguments.argument ?? "", in: store, session)
    let reference = detail.dossier.reference
    guard isTrial || arguments.options["--confirmer"]?.folded == reference.folded else {
      throw UsageError(
        "Un effacement est sans retour : confirmez-le par --confirmer \(reference).",
        in: arguments.command)
    }
    let act = Act(
      stream: detail.stream, command: .erasePersonalData(reason: Reason(motive)))
    _ = try isTrial ? store.trial(act, as: session) : store.perform(act, as: session)
    try tell([ErasedDossier(reference: reference, refus: nil)], isTrial, arguments, shell)
    if !isTrial { try tellWhen(store, shell) }
    return .success
  }

  private static let eraseDue = CommandSpec(
    words: ["rgpd", "effacer-echus"],
    summary: "Efface les données de tous les dossiers que liste « habiter rgpd lister ».",
    details: [
      "Un par un : un refus n'en retient aucun autre. Sort avec le code 1 s'il y en a un.",
      "Sans --confirmer, la commande dit combien de dossiers sont concernés et n'efface rien.",
    ],
    options: [
      OptionSpec(
        name: "--confirmer", value: "NOMBRE", help: "combien de dossiers seront effacés"),
      OptionSpec(name: "--json", help: "le résultat en JSON, sur une ligne"),
    ] + StoreChoice.options,
    examples: ["habiter rgpd effacer-echus", "habiter rgpd effacer-echus --confirmer 12"]
  ) { arguments, shell in
    let isTrial = !arguments.has("--confirmer")
    let (store, session) = try StoreChoice.open(
      arguments, shell, for: isTrial ? .reading : .writing, profile: .superadmin)
    let rows = try due(in: store, session)
    guard isTrial || arguments.options["--confirmer"] == String(rows.count) else {
      throw Refusal(
        "\(rows.count) dossiers sont à effacer, et non \(arguments.options["--confirmer"] ?? "").",
        remedy: "Listez-les par « habiter rgpd lister », puis confirmez leur nombre.")
    }
    let command = DossierCommand.erasePersonalData(reason: Reason(.dureeEcoulee))
    let results = try store.erasingTogether {
      try rows.map { row in
        let act = Act(stream: row.stream, command: command)
        do {
          _ = try isTrial ? store.trial(act, as: session) : store.perform(act, as: session)
          return ErasedDossier(reference: row.reference, refus: nil)
        } catch let refusal as Refusal {
          return ErasedDossier(reference: row.reference, refus: refusal.sentence)
        }
      }
    }
    try tell(results, isTrial, arguments, shell)
    if !isTrial { try tellWhen(store, shell) }
    return results.contains { $0.refus != nil } ? .refused : .success
  }

  private static let motives: [(word: String, value: Motive)] = [
    ("echu", .dureeEcoulee), ("demande", .demandeEffacement), ("a-tort", .donneesATort),
  ]

  private static func due(in store: Store, _ session: Session) throws -> [DossierRow] {
    guard SharedRights.erases(session.actor, streamOf: [session.actor.organisation]) else {
      throw Refusal(
        "L'effacement des données personnelles revient à Aatiko et, pour les dossiers dont leur "
          + "organisme a les deux volets, aux administrateurs des bailleurs.")
    }
    return try store.dossiers.erasable(by: session.actor, on: session.today)
  }

  /// What follows a shared database is emptied once it has the act.
  private static func tellWhen(_ store: Store, _ shell: Shell) throws {
    guard try store.sharedAddress() != nil else { return }
    shell.report("L'effacement se fait, ici et partout, par l'échange : habiter sync.")
  }

  private static func tell(
    _ results: [ErasedDossier], _ isTrial: Bool, _ arguments: ParsedArguments, _ shell: Shell
  ) throws {
    if arguments.has("--json") {
      shell.out(try JSONLine.text(of: ErasedList(essai: isTrial, dossiers: results)))
    } else {
      for result in results {
        let verb = isTrial ? "serait effacé" : "données personnelles effacées"
        shell.out(CellText.sanitized("\(result.reference) : \(result.refus ?? verb)"))
      }
    }
    if isTrial { shell.report("Essai : rien n'a été effacé.") }
  }
}

/// The dossiers to be erased, as scripts read them.
private struct ErasableList: Encodable {
  let au: Day
  let dossiers: [ErasableDossier]
}

/// A dossier to be erased, as scripts read it.
private struct ErasableDossier: Encodable {
  let reference: String
  let closLe: Day?
  let aEffacerLe: Day?
  let etape: String
  let bailleurs: [String]

  init(_ row: DossierRow, in world: World) {
    reference = row.reference
    closLe = row.closedOn
    aEffacerLe = row.eraseFrom
    etape = row.statusLabel
    bailleurs = row.bailleurs.map { world.directory.name(of: $0) }
  }

  /// « D-2026-0412  clos le 25/05/2025, à effacer depuis le 25/05/2026 · réalisé · Bailleur A … ».
  var line: String {
    CellText.sanitized(
      "\(reference)  clos le \(closLe?.french ?? "?"), à effacer depuis le "
        + "\(aEffacerLe?.french ?? "?") · \(etape) · \(bailleurs.joined(separator: " ⇄ "))")
  }
}

/// What became of erasures, as scripts read it.
private struct ErasedList: Encodable {
  let essai: Bool
  let dossiers: [ErasedDossier]
}

/// What became of one erasure.
private struct ErasedDossier: Encodable {
  let reference: String
  /// Why it was refused; absent when it was done.
  let refus: String?
}
