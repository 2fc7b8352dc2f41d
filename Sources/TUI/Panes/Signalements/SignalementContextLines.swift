import Domain
import Storage

/// What is known beside a signalement: its bailleur's file, its logement, its dossiers, the other
/// signalements.
extension SignalementDetailLines {
  /// The rows of the context, wrapped to a width.
  func context(_ width: Int) -> [StyledLine] {
    (facts + file + homeLines + dossierLines + requestLines + others).flatMap {
      $0.wrapped(to: width)
    }
  }

  private func line(_ label: String, _ text: String, _ style: Style = .normal) -> FlowLine {
    FlowLine([Span("\(label) : ", .label), Span(text, style)], indent: 2)
  }

  private var facts: [FlowLine] {
    guard let reception = detail.signalement.reception else { return [] }
    var lines = [
      FlowLine(), line("Bailleur", world.directory.name(of: reception.bailleur), .title),
      line("Objet", detail.signalement.category.label),
    ]
    if let tenant = detail.tenant {
      lines.append(line("Référence locataire", tenant))
    }
    if reception.nature != .bailleur {
      lines.append(
        line(
          "Auteur", reception.isRegistered ? "inscrit sur la plateforme" : "non inscrit",
          reception.isRegistered ? .normal : .warning))
    }
    if let annonce = reception.annonce { lines.append(line("Annonce", annonce)) }
    return lines
  }

  private var file: [FlowLine] {
    guard let patrimoine = detail.surroundings.patrimoine else { return [] }
    let status = patrimoine.status(on: world.today)
    let age = patrimoine.age(on: world.today).map { ", accepté il y a \($0) j" } ?? ""
    return [line("Patrimoine", status.cell.text + age, status.cell.style)]
  }

  private var homeLines: [FlowLine] {
    guard let home = detail.signalement.reception?.logement else { return [] }
    guard let card = detail.surroundings.logement else {
      let why = detail.surroundings.hasStock ? "absent du fichier" : "fichier absent de ce poste"
      return [line("Logement", "\(home) (\(why))", detail.surroundings.hasStock ? .warning : .dim)]
    }
    let shown: [PatrimoineColumn] = [
      .typologie, .surface, .floor, .street, .commune, .rent, .lift, .eligible,
    ]
    let values = shown.compactMap { column in
      card.values[column].map { "\(column.name) \($0)" }
    }
    return [line("Logement", "\(home) · " + values.joined(separator: ", "))]
  }

  private var dossierLines: [FlowLine] {
    detail.surroundings.dossiers.map { line("Dossier", "\($0.reference), \($0.status.label)") }
  }

  /// The correction asked, and the ticket.
  private var requestLines: [FlowLine] {
    let signalement = detail.signalement
    var lines: [FlowLine] = []
    if let request = signalement.correction {
      let expected = detail.texts[request.expected] ?? "non lisible ici"
      lines.append(
        line(
          "Correction", "logement \(request.logement), \(request.column), attendu « \(expected) »"))
    }
    if let ticket = signalement.ticket {
      let status = ticket.status.map { ", « \($0) »" } ?? ""
      lines.append(
        line("Ticket Redmine", "\(ticket.number)\(status)" + (ticket.isClosed ? ", clos" : "")))
    } else if signalement.status == .chezActimage {
      lines.append(line("Ticket Redmine", "à créer", .waiting))
    }
    return lines
  }

  private var others: [FlowLine] {
    let tenant = detail.surroundings.sameTenant
    let known = Set(tenant.map(\.stream))
    let similar = detail.surroundings.similar.filter { !known.contains($0.stream) }
    return list("Du même locataire", tenant) + list("Semblables, ouverts", similar)
  }

  private func list(_ title: String, _ summaries: [SignalementSummary]) -> [FlowLine] {
    guard !summaries.isEmpty else { return [] }
    let shown = summaries.prefix(Self.shownOthers).map { summary in
      FlowLine(
        "  \(summary.number) · \(summary.reception.day.frenchShort) · \(summary.short), "
          + summary.status.label, summary.status.isOver ? .dim : .normal, indent: 4)
    }
    let more = summaries.count - shown.count
    let title = "\(title) · \(summaries.count)"
    return [FlowLine(), FlowLine(title, .label)] + shown
      + (more > 0 ? [FlowLine("  et \(more.french("autre"))", .dim)] : [])
  }

  private static let shownOthers = 5
}
