import Domain
import Storage

/// What a file gave, as it is read once it is done: the verdict, what changes, what follows for the
/// dossiers, then the codes with their first lines.
struct ImportReportPage {
  let result: ImportResult
  let title: String
  private(set) var rows: [StyledLine] = []
  var viewport = ListViewport()
  private var width = 0

  /// The findings of a code that are shown here; the others are behind the code.
  private static let shown = 5

  init(_ result: ImportResult, in world: World) {
    self.result = result
    let what = result.job.isTrial ? "Essai, rien n'est enregistré" : "Import"
    title = "\(what) · \(world.directory.name(of: result.job.bailleur)) · \(result.job.name)"
  }

  mutating func fit(_ room: Size) {
    viewport.setHeight(max(1, room.rows))
    guard room.columns != width else { return }
    width = room.columns
    rows = lines.flatMap { $0.wrapped(to: room.columns - 3) }.map { line in
      var line = line
      line.spans.insert(Span("  "), at: 0)
      return line
    }
    viewport.setCount(rows.count)
  }

  private var lines: [FlowLine] { summary + dossiers + codes }

  private var summary: [FlowLine] {
    let style: Style =
      switch result.verdict {
      case .refused: .error
      case .held: .soon
      case .accepted: .done
      case .acceptedWithRejects: .warning
      }
    var lines = [FlowLine(result.report.verdict, style)]
    guard result.verdict.hasStock else {
      return lines + [FlowLine("Le patrimoine en place reste ce qu'il était.")]
    }
    let counts = result.counts
    lines.append(
      FlowLine(
        "Logements : \(counts.before.french) avant, \(counts.logements.french) "
          + (result.job.isTrial ? "avec ce fichier" : "maintenant")
          + " ; +\(counts.added.french("nouveau", "nouveaux")), "
          + "\(counts.changed.french("modifié")), −\(counts.removed.french("retiré"))."))
    if result.verdict == .held {
      lines.append(
        FlowLine(
          "Trop de logements disparaissent : "
            + (result.job.isTrial
              ? "un import attendrait une confirmation."
              : "l'import attend, v le confirme, x l'abandonne."),
          .soon))
    }
    return lines
  }

  private var dossiers: [FlowLine] {
    guard let effects = result.effects, !effects.isEmpty else { return [] }
    let parts: [(String, [String])] = [
      ("Contact changé d'après le fichier", effects.reassigned),
      ("Logement absent du fichier, dossier ouvert", effects.gone),
      ("Contact du fichier sans compte, ou hors de vos droits", effects.unassigned),
      ("Signalement clos, sa correction est dans le fichier", effects.corrected),
    ]
    return [FlowLine(), FlowLine("Dossiers", .label)]
      + parts.filter { !$0.1.isEmpty }.map { title, references in
        FlowLine("\(title) : \(Self.list(references))", indent: 4)
      }
  }

  /// The first references, each once: a dossier may have both its volets there.
  private static func list(_ references: [String]) -> String {
    let all = Set(references).sorted()
    let others = all.count - named
    let list = all.prefix(named).joined(separator: ", ")
    return others > 0 ? "\(list) et \(others.french("autre"))" : list
  }

  private static let named = 10

  private var codes: [FlowLine] {
    let findings = result.report.findings
    return findings.codes.flatMap { code -> [FlowLine] in
      let style: Style =
        switch code.severity {
        case .blocking, .error: .error
        case .warning: .warning
        case .information: .dim
        }
      let first = findings.first(code).prefix(Self.shown)
      let others = findings.count(code) - first.count
      let tenants = findings.tenants(code)
      let blocked =
        tenants > 0 ? " · \(tenants.french("locataire bloqué", "locataires bloqués"))" : ""
      return [
        FlowLine(),
        FlowLine([
          Span("\(code.label) \(code.severity.label)", style),
          Span(" × \(findings.count(code).french)\(blocked) · \(code.subject)", .label),
        ]),
      ] + first.map { FlowLine("  \($0.french.glued)", indent: 4) }
        + (others > 0
          ? [
            FlowLine(
              "  … et \(others.french("autre"))"
                + (result.job.isTrial ? "" : " : Entrée sur le code, dans le compte du bailleur."),
              .dim)
          ] : [])
    }
  }

  func draw(on surface: inout Surface, in rect: Rect) {
    surface.drawBox(rect, title: title, .title)
    let inside = rect.inset()
    surface.draw(rows[viewport.visible], in: inside)
    surface.drawScrollIndicator(
      Rect(column: rect.maxColumn - 1, row: inside.row, width: 1, height: inside.height),
      first: viewport.first, visible: inside.height, total: rows.count)
  }
}
