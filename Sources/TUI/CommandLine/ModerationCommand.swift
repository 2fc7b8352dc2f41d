import Domain
import Storage

/// `habiter moderation verifier|jauge`: what the moderation of a month chose and looked at.
enum ModerationCommand {
  static let specs = [verify, gauge, draw]

  private static let draw = CommandSpec(
    words: ["moderation", "tirer"],
    summary: "Tire le sel de ce mois et du suivant, s'ils manquent.",
    details: [
      "L'écran Modération le fait de lui-même quand Aatiko l'ouvre ; les sels restent secrets."
    ],
    options: StoreChoice.options,
    examples: ["habiter moderation tirer"]
  ) { arguments, shell in
    let (store, session) = try StoreChoice.open(
      arguments, shell, for: .writing, profile: .facilitateur)
    guard session.actor.roles.contains(where: Tirage.mayDraw) else {
      throw Refusal("Le sel du tirage revient à Aatiko.")
    }
    let months = try store.drawSalts(as: session)
    shell.out(
      months.isEmpty
        ? "Les sels de ce mois et du suivant sont déjà tirés."
        : "Sel tiré : \(months.map(\.french).joined(separator: ", ")).")
    return .success
  }

  private static let verify = CommandSpec(
    words: ["moderation", "verifier"],
    summary: "Refait le tirage d'un mois à partir de son sel, et dit qui a vérifié quoi.",
    details: [
      "Chacun des annonces tirées, son complément de fin de mois, et une empreinte de la liste :",
      "deux postes qui ont le même journal donnent la même. Pour Aatiko et le GIE.",
      "Code de sortie 4 quand une annonce tirée et encore en ligne n'a pas été vérifiée.",
    ],
    argument: "AAAA-MM",
    options: [
      OptionSpec(name: "--sel", help: "montre aussi le sel du mois, une fois le mois passé"),
      OptionSpec(name: "--json", help: "en JSON"), StoreChoice.dayOption,
    ] + StoreChoice.options,
    examples: [
      "habiter moderation verifier 2026-10", "habiter moderation verifier 2026-10 --json",
    ]
  ) { arguments, shell in
    let desk = try ModerationDesk(arguments, shell)
    let (month, drawn) = try desk.drawnMonth()
    if arguments.has("--json") {
      shell.out(try JSONLine.text(of: ToldDraw(month, drawn, in: desk)))
    } else {
      for line in DrawLines(month: month, draw: drawn, desk: desk).lines { shell.out(line) }
    }
    return desk.unverified(of: month).isEmpty ? .success : .found
  }

  private static let gauge = CommandSpec(
    words: ["moderation", "jauge"],
    summary: "Dit la part des annonces du mois vérifiée, au total et par bailleur.",
    details: [
      "Verte de 27 à 35 % ; les annonces signalées sont comptées à part. La part de",
      "non-conformité est donnée avec son intervalle à 95 % (Wilson).",
    ],
    argument: "AAAA-MM", isArgumentOptional: true,
    options: [
      OptionSpec(name: "--json", help: "en JSON"), StoreChoice.dayOption,
    ] + StoreChoice.options,
    examples: ["habiter moderation jauge", "habiter moderation jauge 2026-10 --json"]
  ) { arguments, shell in
    let desk = try ModerationDesk(arguments, shell)
    let month = try desk.month()
    let told = try ToldGauges(month, in: desk)
    if arguments.has("--json") {
      shell.out(try JSONLine.text(of: told))
    } else {
      for line in told.lines { shell.out(line) }
    }
    return .success
  }
}

/// What the commands of the moderation work on.
struct ModerationDesk {
  let store: Store
  let session: Session
  let asked: CivilMonth
  private let showsSalt: Bool

  init(_ arguments: ParsedArguments, _ shell: Shell) throws {
    let (store, opened) = try StoreChoice.open(
      arguments, shell, for: .reading, profile: .facilitateur)
    self.store = store
    session = try StoreChoice.onDayAsked(opened, arguments, shell)
    showsSalt = arguments.has("--sel")
    guard let text = arguments.argument else {
      asked = CivilMonth(of: session.today)
      return
    }
    guard let month = CivilMonth(iso: text) else {
      throw UsageError("Le mois s'écrit AAAA-MM, par exemple 2026-10.", in: arguments.command)
    }
    asked = month
  }

  /// The month asked for, as far as the operator may know it.
  func month() throws -> ModerationMonth {
    guard session.seesAnnonces else {
      throw Refusal("La modération est ouverte à : \(ModerationWords.readers).")
    }
    return try store.moderation(of: asked, for: session)
  }

  /// The month with its draw.
  func drawnMonth() throws -> (ModerationMonth, MonthDraw) {
    guard session.seesDraw else {
      throw Refusal("Le tirage n'est connu que d'Aatiko et du GIE, qui peut le vérifier.")
    }
    let month = try month()
    guard let draw = month.draw else {
      throw Refusal(
        "Le sel \(asked.frenchOf) n'est pas connu ici.",
        remedy: "Il arrive avec les échanges : habiter sync. Aatiko le tire à l'ouverture.")
    }
    return (month, draw)
  }

  /// What was drawn, is still on the platform and has been looked at by nobody.
  func unverified(of month: ModerationMonth) -> [DrawPick] {
    month.drawn.map(\.pick).filter { $0.verification == nil && $0.isOnline }
  }

  /// The salt, when it was asked for and tells nothing any more.
  func salt(of month: ModerationMonth) throws -> String? {
    guard showsSalt else { return nil }
    guard month.isOver else {
      throw Refusal("Le sel reste secret tant que le mois dure.")
    }
    return try store.drawSalt(of: month.month, for: session)?.hex
  }

  func name(of bailleur: OrganisationID) -> String {
    store.directory.name(of: bailleur).strippedOfControls
  }

  func name(of person: OperatorID) -> String {
    (store.directory.name(of: person) ?? person.text).strippedOfControls
  }
}

/// The verification of a draw as text.
struct DrawLines {
  let month: ModerationMonth
  let draw: MonthDraw
  let desk: ModerationDesk

  var lines: [String] {
    let causes = draw.causes.compactMap(\.self)
    let title =
      "Tirage \(month.month.frenchOf)"
      + (month.isOver ? "" : " – le mois dure encore, sans son complément")
    let verified = month.drawn.count { $0.pick.verification != nil }
    var lines = [
      title,
      "Base : \(draw.base.count.french("version publiée", "versions publiées")), "
        + "\(month.gauge().reported.french("signalée")) à part",
      "Tirées : \(draw.drawn.count.french) (taux \(draw.rules.share) % : "
        + "\(causes.count { $0 == .rate }.french), complément par bailleur : "
        + "\(causes.count { $0 == .bailleur }.french), complément du mois : "
        + "\(causes.count { $0 == .whole }.french), relâchées : \(draw.released.french))",
      "Vérifiées : \(verified.french)",
      "Empreinte de la liste : \(draw.digest)",
    ]
    if let salt = try? desk.salt(of: month) { lines.append("Sel : \(salt)") }
    lines += ["", "Par bailleur"]
    for bailleur in month.bailleurs {
      lines.append(
        "  \(desk.name(of: bailleur)) : \(ModerationWords.figures(month.gauge(of: bailleur)))")
    }
    lines += ["", "Annonces tirées"]
    lines += month.drawn.map { pick, cause in
      "  \(pick.annonce.strippedOfControls) v\(pick.version)  \(desk.name(of: pick.bailleur))  "
        + "\(cause.french)  \(state(of: pick))"
    }
    return lines
  }

  private func state(of pick: DrawPick) -> String {
    guard let seen = pick.verification else {
      return pick.isOnline ? "NON VÉRIFIÉE" : "plus en ligne, non vérifiée"
    }
    return "vérifiée le \(seen.day.french) par \(desk.name(of: seen.person))"
      + (pick.isNonConforme ? ", non conforme" : "")
  }
}

/// The verification of a draw as it leaves the program (`docs/commandes.md`).
struct ToldDraw: Encodable {
  let mois: String
  let clos: Bool
  let base: Int
  let signalees: Int
  let tirees: Int
  let complementBailleur: Int
  let complementMois: Int
  let relachees: Int
  let verifiees: Int
  let nonVerifiees: Int
  let empreinte: String
  let sel: String?
  let bailleurs: [ToldGauge]
  let annonces: [Item]

  struct Item: Encodable {
    let annonce: String
    let version: Int
    let bailleur: String
    let cause: String
    let enLigne: Bool
    let verifieeLe: Day?
    let verifieePar: String?
    let origine: String?
    let nonConforme: Bool
  }

  init(_ month: ModerationMonth, _ draw: MonthDraw, in desk: ModerationDesk) throws {
    let causes = draw.causes.compactMap(\.self)
    mois = month.month.iso
    clos = month.isOver
    base = draw.base.count
    signalees = month.gauge().reported
    tirees = draw.drawn.count
    complementBailleur = causes.count { $0 == .bailleur }
    complementMois = causes.count { $0 == .whole }
    relachees = draw.released
    verifiees = month.drawn.count { $0.pick.verification != nil }
    nonVerifiees = desk.unverified(of: month).count
    empreinte = draw.digest
    sel = try desk.salt(of: month)
    bailleurs = month.bailleurs.map { bailleur in
      ToldGauge(desk.name(of: bailleur), month.gauge(of: bailleur), desk)
    }
    annonces = month.drawn.map { pick, cause in
      Item(
        annonce: pick.annonce, version: pick.version, bailleur: desk.name(of: pick.bailleur),
        cause: cause.rawValue, enLigne: pick.isOnline, verifieeLe: pick.verification?.day,
        verifieePar: pick.verification.map { desk.name(of: $0.person) },
        origine: pick.verification?.origin.rawValue, nonConforme: pick.isNonConforme)
    }
  }
}

/// A gauge as it leaves the program.
struct ToldGauge: Encodable {
  let bailleur: String?
  let base: Int
  let tirees: Int
  let verifiees: Int
  let pourMille: Int?
  let niveau: String
  let nonConformes: Int
  let nonConformite: Double?
  let intervalleBas: Double?
  let intervalleHaut: Double?
  let signalees: Int

  init(_ name: String?, _ gauge: ModerationGauge, _ desk: ModerationDesk) {
    bailleur = name
    base = gauge.base
    tirees = gauge.drawn
    verifiees = gauge.verified
    pourMille = gauge.permille
    niveau = ModerationWords.level(
      gauge.level(desk.store.reglement, on: desk.session.today))
    nonConformes = gauge.nonConformes
    nonConformite = gauge.nonConformity?.rate
    intervalleBas = gauge.nonConformity?.low
    intervalleHaut = gauge.nonConformity?.high
    signalees = gauge.reported
  }
}

/// The gauges of a month, the whole and each bailleur.
struct ToldGauges: Encodable {
  let mois: String
  let total: ToldGauge
  let bailleurs: [ToldGauge]
  private let french: [String]

  private enum CodingKeys: String, CodingKey { case mois, total, bailleurs }

  init(_ month: ModerationMonth, in desk: ModerationDesk) throws {
    mois = month.month.iso
    total = ToldGauge(nil, month.gauge(), desk)
    bailleurs = month.bailleurs.map { bailleur in
      ToldGauge(desk.name(of: bailleur), month.gauge(of: bailleur), desk)
    }
    french =
      ["Modération \(month.month.frenchOf) : \(ModerationWords.figures(month.gauge()))"]
      + month.bailleurs.map { bailleur in
        "  \(desk.name(of: bailleur)) : \(ModerationWords.figures(month.gauge(of: bailleur)))"
      }
  }

  var lines: [String] { french }
}

/// The words of the moderation, on the screen and on the command line.
enum ModerationWords {
  /// The roles to which the moderation is open.
  static var readers: String {
    Permission.roles(reading: .moderate).map(\.label).joined(separator: ", ")
  }

  /// « 31,2 % vérifiées (148 sur 474), non-conformité 4,2 % (1,9 % à 9,0 %), 12 signalées à part ».
  static func figures(_ gauge: ModerationGauge) -> String {
    guard gauge.base > 0 else {
      return gauge.reported > 0
        ? "aucune annonce à vérifier, \(gauge.reported.french("signalée")) à part"
        : "aucune annonce à vérifier"
    }
    var text =
      "\(share(gauge)) vérifiées (\(gauge.verified.french) sur \(gauge.base.french))"
    if let interval = gauge.nonConformity { text += ", non-conformité \(interval.french)" }
    if gauge.reported > 0 { text += ", \(gauge.reported.french("signalée")) à part" }
    return text
  }

  /// « 31,2 % ».
  static func share(_ gauge: ModerationGauge) -> String {
    let permille = gauge.permille ?? 0
    return "\(permille / 10),\(permille % 10)\u{A0}%"
  }

  static func level(_ level: ModerationGauge.Level) -> String {
    switch level {
    case .green: "verte"
    case .amber: "orange"
    case .red: "rouge"
    case .over: "au-delà"
    case .none: "sans objet"
    }
  }
}
