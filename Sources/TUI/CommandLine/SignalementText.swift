import Domain
import Storage

/// A signalement as lines of text.
enum SignalementText {
  static func lines(
    of detail: SignalementDetail, in directory: Directory, on today: Day
  ) -> [String] {
    guard let reception = detail.signalement.reception else { return [] }
    var lines = heading(detail, reception, directory)
    lines += ["", "Message"]
    let message = detail.message ?? "(votre rôle ne lit pas ce texte, ou il a été effacé)"
    lines += message.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }
    if let proposal = detail.proposal {
      lines += [
        "", "Proposition : \(proposal.route.label) (\(proposal.certainty.label))",
        "  \(proposal.reason)",
      ]
    }
    lines += beside(detail.surroundings, on: today)
    lines += ["", "Historique"]
    for recorded in detail.signalement.history {
      let who =
        directory.name(of: recorded.signature.operatorID) ?? recorded.signature.operatorID.text
      lines.append("  \(recorded.day.french)  \(recorded.event.act.label) · \(who)")
      if case .received = recorded.event { continue }
      for text in texts(of: recorded.event, detail) { lines.append("    \(text)") }
    }
    return lines
  }

  private static func heading(
    _ detail: SignalementDetail, _ reception: SignalementReception, _ directory: Directory
  ) -> [String] {
    let signalement = detail.signalement
    let mover = signalement.status.mover.map { " · à \($0.label)" } ?? ""
    var lines = [
      "\(reception.number) · \(reception.nature.label) · \(signalement.status.label)\(mover)",
      "Bailleur : \(directory.name(of: reception.bailleur))",
      "Reçu le \(reception.day.french) par \(reception.channel.label)"
        + (reception.isRegistered ? "" : " · auteur non inscrit"),
      "Catégorie : \(signalement.category.label)",
    ]
    let facts = [
      ("Auteur", detail.author), ("Locataire", detail.tenant), ("Logement", reception.logement),
      ("Annonce", reception.annonce), ("Dossier", reception.dossier),
      ("Doublon de", signalement.original?.number),
      ("Ticket", signalement.ticket.map { "n° \($0.number) \($0.status ?? "")" }),
      ("Issue", signalement.outcome?.label),
      ("Pris en charge par", directory.name(of: signalement.holder)),
    ]
    lines += facts.compactMap { name, value in value.map { "\(name) : \($0)" } }
    return lines
  }

  private static func beside(_ beside: SignalementSurroundings, on today: Day) -> [String] {
    var lines: [String] = []
    if let patrimoine = beside.patrimoine {
      let age = patrimoine.age(on: today).map { ", il y a \($0) j" } ?? ""
      lines.append("Patrimoine : \(patrimoine.status(on: today).label.lowercased())\(age)")
    }
    lines += beside.dossiers.map { "Dossier \($0.reference) : \($0.status.label)" }
    if !beside.sameTenant.isEmpty {
      lines.append(
        "Même locataire : "
          + beside.sameTenant.map { "\($0.number) (\($0.status.label))" }
          .joined(separator: ", "))
    }
    if !beside.similar.isEmpty {
      lines.append("Semblables : " + beside.similar.map(\.number).joined(separator: ", "))
    }
    return lines.isEmpty ? [] : [""] + lines
  }

  private static func texts(of event: SignalementEvent, _ detail: SignalementDetail) -> [String] {
    var subjects = event.message.map { [$0.text] } ?? []
    switch event {
    case .noteAdded(let note, _): subjects.append(note)
    case .ticketFollowed(_, _, _, .some(let note)): subjects.append(note)
    case .correctionAsked(let request, _): subjects.append(request.expected)
    default: break
    }
    return subjects.compactMap { detail.texts[$0] }
      .flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
  }
}
