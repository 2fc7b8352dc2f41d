/// Facts as a letter and a screen tell them: under each rule with its value and its source, a line
/// for each.
public struct RappelFactLines: Sendable {
  private let constat: RappelConstat

  /// The lines of these facts.
  public init(facts: [RappelFact]) {
    constat = RappelConstat(criteria: [], facts: facts)
  }

  /// The lines, in paragraphs of 72 columns.
  public var lines: [String] {
    constat.byRule.flatMap { rule, facts in
      [""] + PlainParagraph.lines(Self.heading(of: rule, facts))
        + facts.flatMap { PlainParagraph.lines($0.french, first: "  - ", indent: "    ") }
    }
  }

  /// « Pré-instruction, depuis la saisie du second NUR : 7 jours (schéma de fonctionnement, ligne
  /// 290) ».
  public static func heading(of rule: Rule, _ facts: [RappelFact]) -> String {
    let versions = facts.map(\.rule).reduce(into: [RuleVersion]()) { found, version in
      if !found.contains(version) { found.append(version) }
    }
    let values = versions.sorted { $0.effectiveFrom < $1.effectiveFrom }.map(\.french)
    let source = rule.schemeLine.map { " (schéma de fonctionnement, ligne \($0))" } ?? ""
    return "\(rule.label) : \(values.joined(separator: ", puis "))\(source)"
  }
}

extension RappelFact {
  /// The fact in words, without its rule: « D-2026-0412, volet A : échéance du 31/03/2026 dépassée
  /// de 12 jours, toujours en attente ».
  public var french: String {
    guard let dossier else { return what }
    let volet = volet.map { ", volet \($0.rawValue)" } ?? ""
    return "\(dossier)\(volet) : \(what)"
  }

  private var what: String {
    switch rule.rule {
    case .caleolGap:
      return "\(measure.french("jour")) entre les deux CALEOL, date saisie le \(since.french)"
    case .inventories:
      return "\(measure.french("jour")) entre les états des lieux, relevé le \(since.french)"
    case .patrimoineImports:
      return "fichier \((CivilMonth(of: since) - 1).frenchOf) non reçu"
    default:
      return "échéance du \((since - 1).french) dépassée de \(measure.french("jour"))"
        + (isOngoing ? ", toujours en attente" : "")
    }
  }
}
