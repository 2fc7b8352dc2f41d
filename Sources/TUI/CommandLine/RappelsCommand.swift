import Domain
import Storage

/// `habiter rappels`: the rappels à la charte.
enum RappelsCommand {
  static let spec = CommandSpec(
    words: ["rappels"],
    summary: "Liste les rappels à la charte : à proposer, à décider, en suivi, terminés.",
    details: [
      "Ceux que votre rôle lit, les ouverts d'abord. --code sort avec le code 4 si un bailleur est",
      "à proposer, si une proposition attend une décision ou si un suivi est terminé.",
    ],
    options: [
      OptionSpec(name: "--json", help: "en JSON, un objet sur une ligne"),
      OptionSpec(name: "--code", help: "sort avec le code 4 si quelque chose est à faire"),
      StoreChoice.dayOption,
    ] + StoreChoice.options,
    examples: ["habiter rappels", "habiter rappels --json --code"]
  ) { arguments, shell in
    let (store, opened) = try StoreChoice.open(
      arguments, shell, for: .reading, profile: .coordinateur)
    defer { store.close() }
    let session = try StoreChoice.onDayAsked(opened, arguments, shell)
    guard session.seesRappels else {
      throw Refusal("Les rappels à la charte sont lus par : \(RappelWords.readers).")
    }
    let listed = RappelList(
      findings: try store.rappelFindings(for: session), rows: try store.rappels(for: session),
      today: session.today, names: store.directory)
    if arguments.has("--json") {
      shell.out(try JSONLine.text(of: listed))
    } else {
      for line in listed.lines { shell.out(CellText.sanitized(line)) }
      if listed.lines.isEmpty { shell.report("Aucun manquement répété, aucun rappel.") }
    }
    return arguments.has("--code") && listed.asksForSomebody ? .found : .success
  }
}

/// The rappels, as scripts read them.
private struct RappelList: Encodable {
  let au: Day
  let aProposer: [Finding]
  let rappels: [Listed]

  /// Repeated breaches of which none was made.
  struct Finding: Encodable {
    let bailleur: String
    let criteres: [String]
    let faits: Int
  }

  /// A rappel.
  struct Listed: Encodable {
    let reference: String
    let bailleur: String
    let etape: String
    let proposeLe: Day
    let criteres: [String]
    let faits: Int
    let lettres: [Letter]
    let suiviDepuis: Day?
    let nouveaux: Int?
    let enCours: Int?
    let sansManquementDepuis: Day?
    let finDuSuivi: Day?
    let joursRestants: Int?
    let issue: String?
  }

  /// A letter that left.
  struct Letter: Encodable {
    let niveau: String
    let le: Day
  }

  init(findings: [RappelFinding], rows: [RappelRow], today: Day, names: Directory) {
    au = today
    aProposer = findings.map { finding in
      Finding(
        bailleur: names.name(of: finding.bailleur),
        criteres: finding.constat.criteria.map(\.french),
        faits: finding.constat.facts.count + finding.constat.more)
    }
    rappels = rows.map { Listed($0, on: today, names) }
  }

  /// Whether somebody has something to do.
  var asksForSomebody: Bool {
    !aProposer.isEmpty
      || rappels.contains { $0.etape == RappelStage.proposed.rawValue || $0.joursRestants == 0 }
  }

  /// A line for each.
  var lines: [String] {
    aProposer.map { finding in
      "À PROPOSER  \(finding.bailleur) : \(finding.criteres.joined(separator: " ; "))"
    } + rappels.map(\.line)
  }
}

extension RappelList.Listed {
  fileprivate init(_ row: RappelRow, on today: Day, _ names: Directory) {
    let (summary, followUp) = (row.summary, row.followUp)
    reference = summary.reference
    bailleur = names.name(of: summary.bailleur)
    etape = summary.stage.rawValue
    proposeLe = summary.proposedOn
    criteres = summary.criteria.map(\.french)
    faits = summary.facts
    lettres = summary.letters.map { RappelList.Letter(niveau: $0.level.rawValue, le: $0.day) }
    suiviDepuis = followUp?.start
    nouveaux = followUp?.later.count
    enCours = followUp?.ongoing.count
    sansManquementDepuis = followUp?.quietSince
    finDuSuivi = followUp?.endsOn
    joursRestants = followUp?.daysLeft(on: today)
    issue = summary.ending?.label
  }

  /// « R-261128-4F2A  rappel formel  Habitat des Coteaux : … ».
  fileprivate var line: String {
    let stage = RappelStage(rawValue: etape)?.label ?? etape
    let letters = lettres.last.map { ", dernière lettre le \($0.le.french)" } ?? ""
    let follow = joursRestants.map { ", reste \($0.french("jour"))" } ?? ""
    let end = issue.map { ", \($0)" } ?? ""
    return "\(reference)  \(stage)  \(bailleur) : \(faits.french("fait"))\(letters)\(follow)\(end)"
  }
}
