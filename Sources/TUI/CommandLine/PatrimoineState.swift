import Domain
import Storage

/// `habiter patrimoine etat|confirmer|abandonner`: where the patrimoines stand, and what becomes of
/// an import that waits.
enum PatrimoineState {
  static let specs = [state, confirm, drop]

  private static let state = CommandSpec(
    words: ["patrimoine", "etat"],
    summary: "Dit où en est le patrimoine de chaque bailleur que vous suivez.",
    details: [
      "Une ligne par bailleur : état du mois, dernier import accepté, logements, erreurs."
    ],
    options: [
      PatrimoineDesk.bailleurOption,
      OptionSpec(name: "--json", help: "un objet JSON par ligne"),
    ],
    examples: ["habiter patrimoine etat", "habiter patrimoine etat --json"]
  ) { arguments, shell in
    let store = try shell.realStore(for: .work)
    let session = Session(
      actor: try OpenCommand.operatorAtWork(in: store), clock: shell.clock)
    let siret = try arguments.parsed("--bailleur", as: SIRET.self)
    let found = try store.patrimoines(for: session).filter { summary in
      siret == nil || store.directory.organisations[summary.bailleur]?.siret == siret
    }
    for summary in found.sorted(by: { $0.status(on: session.today) < $1.status(on: session.today) })
    {
      let told = ToldPatrimoine(summary, in: store, on: session.today)
      shell.out(arguments.has("--json") ? try JSONLine.text(of: told) : told.french)
    }
    if found.isEmpty, !arguments.has("--json") {
      shell.out("Aucun patrimoine n'est encore enregistré ici.")
    }
    return .success
  }

  private static let confirm = CommandSpec(
    words: ["patrimoine", "confirmer"],
    summary: "Accepte l'import qui attend une confirmation : il devient le patrimoine.",
    options: [PatrimoineDesk.bailleurOption, PatrimoineDesk.motiveOption],
    examples: ["habiter patrimoine confirmer"]
  ) { arguments, shell in
    let id = try settle(arguments, shell) { .confirmImport(import: $0) }
    shell.out("Import confirmé : c'est le patrimoine actuel (\(id)).")
    return .success
  }

  private static let drop = CommandSpec(
    words: ["patrimoine", "abandonner"],
    summary: "Renonce à l'import qui attend une confirmation : le patrimoine ne change pas.",
    options: [PatrimoineDesk.bailleurOption, PatrimoineDesk.motiveOption],
    examples: ["habiter patrimoine abandonner"]
  ) { arguments, shell in
    let id = try settle(arguments, shell) { .dropImport(import: $0) }
    shell.out("Import abandonné : le patrimoine ne change pas (\(id)).")
    return .success
  }

  private static func settle(
    _ arguments: ParsedArguments, _ shell: Shell, _ command: (CommandID) -> PatrimoineCommand
  ) throws -> CommandID {
    let desk = try PatrimoineDesk(arguments, shell, for: .writing)
    let (store, session, bailleur) = try desk.whole()
    let (onBehalf, secrets) = try desk.onBehalf(arguments)
    guard let held = try store.patrimoine(of: bailleur, for: session).held else {
      throw Refusal("Aucun import n'attend de confirmation.")
    }
    try store.perform(
      PatrimoineOrder(bailleur, command(held.id), secrets: secrets, onBehalf: onBehalf),
      as: session, at: session.clock())
    return held.id
  }
}

/// A patrimoine as it leaves the program (`docs/commandes.md`).
struct ToldPatrimoine: Encodable {
  let bailleur: String
  let siret: String?
  let etat: String
  let accepteLe: Day?
  let ageJours: Int?
  let logements: Int
  let dernierEssai: Day?
  let dernierVerdict: String?
  let lignes: Int?
  let rejetees: Int?
  let etapes: Int
  let prochaineEtape: String?

  init(_ summary: PatrimoineSummary, in store: Store, on today: Day) {
    bailleur = store.directory.name(of: summary.bailleur)
    siret = store.directory.organisations[summary.bailleur]?.siret?.text
    etat = summary.status(on: today).label
    accepteLe = summary.acceptedOn
    ageJours = summary.age(on: today)
    logements = summary.logements
    dernierEssai = summary.last?.day
    dernierVerdict = summary.last?.verdict.french
    lignes = summary.last?.facts.lines
    rejetees = summary.last?.facts.rejected
    etapes = summary.stepsDone
    prochaineEtape = summary.nextStep?.label
  }

  /// One line for people.
  var french: String {
    var parts = ["\(etat)  \(bailleur)"]
    if let accepteLe, let ageJours {
      let days = ageJours > 1 ? "\(ageJours) jours" : "\(ageJours) jour"
      parts.append(
        "\(logements.frenchGrouped) logements, fichier accepté le \(accepteLe.french) (\(days))")
    }
    if let dernierEssai, let dernierVerdict, let lignes, let rejetees {
      parts.append(
        "dernier envoi le \(dernierEssai.french) : \(dernierVerdict), "
          + "\(rejetees.frenchGrouped) ligne\(rejetees > 1 ? "s rejetées" : " rejetée") sur "
          + lignes.frenchGrouped)
    }
    parts.append("intégration \(etapes)/\(PatrimoineStep.allCases.count)")
    return parts.joined(separator: " · ")
  }
}
