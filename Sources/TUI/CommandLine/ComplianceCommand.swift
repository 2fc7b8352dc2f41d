import Domain
import Storage

/// `habiter conformite`: the board of compliance over a period, as text, JSON or CSV.
enum ComplianceCommand {
  static let spec = CommandSpec(
    words: ["conformite"],
    summary: "Dit comment chaque bailleur tient les délais : nombre, manquements, taux, médiane.",
    details: [
      "Sur douze mois, ou du premier au dernier mois donnés. Une obligation compte au mois où",
      "elle a été tenue, ou à celui de son échéance quand elle est passée. Un bailleur voit ses",
      "chiffres et la médiane ; Aatiko et le GIE les voient tous. Le code de sortie est 4 avec",
      "--code quand un bailleur manque aux règles de manière répétée (R-REP). Les clés sont",
      "décrites dans docs/commandes.md, le calcul dans docs/export.md.",
    ],
    options: [
      OptionSpec(name: "--du", value: "AAAA-MM", help: "le premier mois (par défaut : un an)"),
      OptionSpec(name: "--au", value: "AAAA-MM", help: "le dernier mois (par défaut : celui-ci)"),
      OptionSpec(
        name: "--bailleur", value: "NOM", help: "celui d'un bailleur : son nom, ou son début"),
      OptionSpec(name: "--json", help: "en JSON"), OptionSpec(name: "--csv", help: "en CSV"),
      OptionSpec(name: "--code", help: "sort avec le code 4 s'il y a un manquement répété"),
    ] + StoreChoice.options,
    examples: [
      "habiter conformite", "habiter conformite --du 2026-01 --au 2026-03 --csv",
      "habiter conformite --json --code",
    ]
  ) { arguments, shell in
    if arguments.has("--json"), arguments.has("--csv") {
      throw UsageError("Choisissez --json ou --csv.", in: arguments.command)
    }
    let (store, session) = try StoreChoice.open(
      arguments, shell, for: .reading, profile: .coordinateur)
    let period = try period(arguments, today: session.today)
    let board = try StoreEffects(store: store, session: session).board(period)
    let wanted = try arguments.options["--bailleur"].map {
      Set(try BailleurNames.meant(by: $0, in: store.directory))
    }
    let told = ToldCompliance(board, of: wanted, in: store, on: session.today)
    if arguments.has("--json") {
      shell.out(try JSONLine.text(of: told))
    } else if arguments.has("--csv") {
      shell.write(told.csv)
    } else {
      told.lines.forEach(shell.out)
    }
    return arguments.has("--code") && !told.rappelsProposes.isEmpty ? .found : .success
  }

  private static func period(
    _ arguments: ParsedArguments, today: Day
  ) throws -> CompliancePeriod {
    func month(_ name: String) throws -> CivilMonth? {
      guard let text = arguments.options[name] else { return nil }
      do throws(Refusal) {
        return try CivilMonth(typed: text)
      } catch {
        throw UsageError("\(name) : \(error.sentence)", in: arguments.command)
      }
    }
    let last = try month("--au") ?? CivilMonth(of: today)
    let first = try month("--du") ?? last - 11
    guard first <= last else {
      throw UsageError("--du vient après --au.", in: arguments.command)
    }
    let period = CompliancePeriod(first, last)
    guard period.months <= CompliancePeriod.mostMonths else {
      throw UsageError("Une période est de dix ans au plus.", in: arguments.command)
    }
    return period
  }
}

/// The board as it leaves the program (`docs/commandes.md`).
struct ToldCompliance: Encodable {
  let du: String
  let au: String
  let jour: Day
  let bailleurs: [Line]
  let ensemble: Line?
  let medianes: [String: Int]?
  let rappelsProposes: [Proposal]

  /// A bailleur, or all.
  struct Line: Encodable {
    let bailleur: String?
    let indicateurs: [String: Figure]
    let total: Figure
    let dossiersOuverts: Int
    let dossiersEnRetard: Int
    let dossiersDeLaPeriode: Int
    let alertes: Int
    let pourCentDossiersPourMille: Int?
    let enAttente: Int
    let attendLocataire: Int
    let attendReservataire: Int
    let attendAutreBailleur: Int
  }

  /// A figure.
  struct Figure: Encodable {
    let nombre: Int
    let manquements: Int
    let pourMille: Int?
    let mediane: Int?
    let tendance: [Month]

    init(_ figure: ComplianceFigure) {
      nombre = figure.count
      manquements = figure.late
      pourMille = figure.permille
      mediane = figure.median
      tendance = figure.trend.map { Month(nombre: $0.count, manquements: $0.late) }
    }
  }

  /// A month of a trend.
  struct Month: Encodable {
    let nombre: Int
    let manquements: Int
  }

  /// A bailleur whose breaches are repeated.
  struct Proposal: Encodable {
    let bailleur: String
    let constats: [String]
    let manquements: [Fact]
    let moisManques: [CivilMonth]
  }

  /// A breach of the evidence.
  struct Fact: Encodable {
    let dossier: String
    let regle: String
    let valeur: Int
    let ligneDuSchema: Int?
    let volet: String
    let depuis: Day
    let mesure: Int
    let enCours: Bool
  }

  private enum CodingKeys: String, CodingKey {
    case du, au, jour, bailleurs, ensemble, medianes, rappelsProposes
  }

  private let table: ComplianceTable
  private let repeated: [RepeatedBreach]
  private let words: ComplianceWords

  init(
    _ board: ComplianceBoard, of wanted: Set<OrganisationID>?, in store: Store, on today: Day
  ) {
    let words = ComplianceWords(names: store.directory, today: today)
    var table = board.table
    table.lines = table.lines.filter { line in
      wanted.map { set in line.bailleur.map(set.contains) ?? false } ?? true
    }.sorted { ($1.total.late, words.name($0.bailleur)) < ($0.total.late, words.name($1.bailleur)) }
    self.table = table
    self.words = words
    repeated = board.repeated.filter { wanted?.contains($0.bailleur) ?? true }
    du = table.period.first.iso
    au = table.period.last.iso
    jour = table.day
    bailleurs = table.lines.map { Line($0, words) }
    ensemble = wanted == nil ? table.whole.map { Line($0, words) } : nil
    medianes = table.medians.map { medians in
      Dictionary(
        uniqueKeysWithValues: Indicator.allCases.compactMap { indicator in
          medians[indicator].map { (indicator.rawValue, $0) }
        } + (medians.total.map { [("total", $0)] } ?? []))
    }
    rappelsProposes = repeated.map { proposal in
      Proposal(
        bailleur: words.name(proposal.bailleur), constats: words.criteria(proposal),
        manquements: proposal.breaches.map(Fact.init), moisManques: proposal.missedMonths)
    }
  }
}

extension ToldCompliance.Line {
  fileprivate init(_ line: ComplianceLine, _ words: ComplianceWords) {
    bailleur = line.bailleur.map { words.name($0) }
    indicateurs = Dictionary(
      uniqueKeysWithValues: Indicator.allCases.map {
        ($0.rawValue, ToldCompliance.Figure(line[$0]))
      })
    total = ToldCompliance.Figure(line.total)
    dossiersOuverts = line.openDossiers
    dossiersEnRetard = line.lateDossiers
    dossiersDeLaPeriode = line.activeDossiers
    alertes = line.openAlerts
    pourCentDossiersPourMille = line.breachesPerHundred
    enAttente = line.waiting
    attendLocataire = line.waits(for: .tenant)
    attendReservataire = line.waits(for: .reservataire)
    attendAutreBailleur = line.waits(for: .otherBailleur)
  }
}

extension ToldCompliance.Fact {
  fileprivate init(_ fact: BreachFact) {
    dossier = fact.reference
    regle = fact.rule.rule.code
    valeur = fact.rule.value
    ligneDuSchema = fact.rule.rule.schemeLine
    volet = fact.volet.rawValue
    depuis = fact.since
    mesure = fact.measure
    enCours = fact.isOngoing
  }
}

/// The board as text and as a table for spreadsheets.
extension ToldCompliance {
  /// A line for each bailleur and indicator.
  var csv: String {
    let header = [
      "bailleur", "indicateur", "regle", "nombre", "manquements", "pour_mille", "mediane_jours",
      "mediane_bailleurs_pour_mille",
    ]
    let all = table.lines + [ensemble == nil ? nil : table.whole].compactMap(\.self)
    return CSVWriting.line(header)
      + all.flatMap { line in
        Indicator.allCases.map { indicator in
          let figure = line[indicator]
          return CSVWriting.line([
            words.name(line.bailleur), indicator.rawValue, indicator.rule.code,
            String(figure.count), String(figure.late), figure.permille.map(String.init) ?? "",
            figure.median.map(String.init) ?? "",
            table.medians?[indicator].map(String.init) ?? "",
          ])
        }
      }.joined()
  }

  /// Sentences.
  var lines: [String] {
    var lines = ["Conformité, \(table.period.french), au \(table.day.french)"]
    if ensemble != nil, let whole = table.whole {
      lines.append("Ensemble : \(words.figure(whole.total, of: nil))")
    }
    if let medians = table.medians {
      lines.append("Médiane des bailleurs : \(ComplianceWords.percent(medians.total))")
    }
    for line in table.lines {
      lines.append("")
      lines.append("\(words.name(line.bailleur)) : \(words.figure(line.total, of: nil))")
      for indicator in Indicator.allCases where line[indicator].count > 0 {
        lines.append("  \(indicator.label) : \(words.figure(line[indicator], of: indicator))")
      }
      lines.append(
        "  \(line.openDossiers.french("dossier ouvert", "dossiers ouverts")), "
          + "\(line.lateDossiers.french) en retard, "
          + "\(line.openAlerts.french("alerte en cours", "alertes en cours"))")
    }
    guard !repeated.isEmpty else { return lines }
    lines += ["", "Rappels proposés"]
    lines += repeated.map {
      "  \(words.name($0.bailleur)) : \(words.criteria($0).joined(separator: " ; "))"
    }
    return lines
  }
}
