import Domain
import Storage

/// Where a command of the patrimoine works: a store, somebody at work, a bailleur.
struct PatrimoineDesk {
  /// The store; nil where none is known yet, which is enough to check a file.
  let store: Store?
  /// Who works there.
  let session: Session?
  /// The bailleur whose patrimoine it is; nil when nobody said so.
  let bailleur: OrganisationID?
  private let siret: SIRET?
  private let today: Day

  /// The option that names the bailleur.
  static let bailleurOption = OptionSpec(
    name: "--bailleur", value: "SIRET", help: "le bailleur ; le vôtre si vous ne dites rien")
  /// The option that gives the reason of an act *au nom de*.
  static let motiveOption = OptionSpec(
    name: "--motif", value: "TEXTE",
    help: "pourquoi vous agissez au nom du bailleur (Aatiko, Actimage)")
  /// Opens the desk; to check a file, no store need be there.
  ///
  /// - Throws: `Refusal`, `StorageError`.
  init(_ arguments: ParsedArguments, _ shell: Shell, for purpose: StorePurpose) throws {
    siret = try arguments.parsed("--bailleur", as: SIRET.self)
    today = ParisTime.day(of: shell.clock())
    let known = try? shell.location(isDemo: false)
    guard purpose == .writing || known.map(shell.exists) == true else {
      (store, session, bailleur) = (nil, nil, nil)
      return
    }
    let store = try shell.realStore(for: purpose)
    let actor = try store.me()
    self.store = store
    session = actor.map { Session(actor: $0, clock: shell.clock) }
    bailleur = Self.bailleur(siret, of: actor, in: store)
    if let siret, bailleur == nil, purpose == .writing {
      throw Refusal(
        "Le SIRET \(siret.grouped) n'est pas celui d'un bailleur de l'annuaire.",
        field: "bailleur", remedy: "Vérifiez-le, ou créez d'abord le bailleur (pane 6).")
    }
  }

  private static func bailleur(
    _ siret: SIRET?, of actor: Operator?, in store: Store
  ) -> OrganisationID? {
    let organisations = store.directory.organisations
    if let siret {
      return organisations.values.first { $0.siret == siret && $0.kind == .bailleur }?.id
    }
    return actor.map(\.organisation).flatMap { organisations[$0]?.kind == .bailleur ? $0 : nil }
  }

  /// The store, the person at work and the bailleur, for an act.
  ///
  /// - Throws: `Refusal` that says what is missing.
  func whole() throws -> (store: Store, session: Session, bailleur: OrganisationID) {
    guard let store else { throw Refusal("Aucune donnée n'est encore sur ce poste.") }
    guard let session else {
      throw Refusal(
        "Le programme ne sait pas encore qui vous êtes.",
        remedy: "Dites-le une fois : habiter moi --nom \"G. Laurent\" --role referent-informatique "
          + "--bailleur 99900001100018 --raison-sociale \"Bailleur A\"")
    }
    guard let bailleur else {
      throw Refusal(
        "Le bailleur manque.", field: "bailleur",
        remedy: "Indiquez son SIRET : --bailleur 99900001100018.")
    }
    return (store, session, bailleur)
  }

  /// A file with what it is checked against here.
  ///
  /// - Throws: `StorageError`.
  func delivery(of path: String) throws -> PatrimoineDelivery {
    if let store, let session, let bailleur {
      return try store.delivery(of: path, from: bailleur, as: session)
    }
    func share(_ rule: Rule) -> Int { Reglement.default.value(of: rule, on: today).value }
    return PatrimoineDelivery(
      path: path,
      context: PatrimoineContext(
        today: today, sender: siret, errorShare: share(.patrimoineErrors)),
      current: nil, goneShare: share(.patrimoineGone))
  }

  /// The reason of an act *au nom de* the bailleur, sealed, when one was given.
  ///
  /// - Throws: `StorageError`.
  func onBehalf(_ arguments: ParsedArguments) throws -> (OnBehalf?, [Secret]) {
    guard let store, let bailleur, let text = arguments.options["--motif"] else { return (nil, []) }
    var sealer = try store.sealer()
    let secret = sealer.seal(text.strippedOfControls, as: .reason)
    return (OnBehalf(organisation: bailleur, reason: secret.subject), [secret])
  }
}
