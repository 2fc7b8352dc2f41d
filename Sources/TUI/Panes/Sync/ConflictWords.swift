import Domain
import Storage

/// An act that did not hold, told: what it did, what was done meanwhile and by whom, why it does
/// not hold, where the dossier is now.
struct ConflictWords {
  let item: ConflictCase
  let world: World

  private var conflict: Conflict { item.conflict }

  /// What a person has done about it, by a sign, words and a colour.
  static func state(of conflict: Conflict) -> (sign: String, text: String, style: Style) {
    switch conflict.state {
    case .open: ("!", "à régler", .warning)
    case .kept: ("~", "pour plus tard", .soon)
    case .redone: ("✓", "refait", .done)
    case .dropped: ("–", "abandonné", .dim)
    case .done where conflict.cause.judge == .same: ("✓", "déjà fait par un autre", .done)
    case .done: ("✓", "arrivé malgré tout", .done)
    }
  }

  /// All of it, a paragraph each.
  var lines: [FlowLine] {
    let parts = [outcome, own, meanwhile, why, present].filter { !$0.isEmpty }
    return Array(parts.joined(separator: [FlowLine()]))
  }

  /// How it was settled, nothing while it is not.
  private var outcome: [FlowLine] {
    let state = Self.state(of: conflict)
    guard !conflict.isUnsettled else {
      return conflict.state == .kept
        ? [FlowLine("\(state.sign) Laissé pour plus tard.", state.style)] : []
    }
    var text = "\(state.sign) Réglé : \(state.text)"
    if conflict.state == .dropped, let note = conflict.note { text += ", motif : \(note)" }
    return [FlowLine(text + ".", state.style, indent: 2)]
  }

  private var own: [FlowLine] {
    let isMine = conflict.act.operatorID == world.actor.id
    let name = world.directory.name(of: conflict.act.operatorID) ?? conflict.act.operatorID.text
    let title = isMine ? "Ce que vous aviez fait" : "Ce que \(name) avait fait"
    let imports =
      conflict.act.shownPatrimoine.map {
        FlowLine(PatrimoineEventWords(names: world.directory).brief(of: $0), indent: 2)
      }
      + conflict.act.shownAnnonce.map {
        FlowLine(AnnonceEventWords(names: world.directory).brief(of: $0), indent: 2)
      }
    guard imports.isEmpty else { return [FlowLine(title, .label)] + imports }
    guard !conflict.shown.isEmpty else {
      return [
        FlowLine(title, .label),
        FlowLine("Un acte d'une autre version du programme, qui ne se lit pas ici.", indent: 2),
      ]
    }
    var dossier = dossier
    let signature = Signature(
      operatorID: conflict.act.operatorID, organisation: conflict.act.organisation,
      role: conflict.act.role, onBehalf: conflict.act.onBehalf, moment: conflict.act.issuedAt)
    let events = conflict.shown.map {
      Recorded($0, command: conflict.act.command, signature: signature)
    }
    // A dossier that was never created is known from the act alone.
    if dossier == .empty { for event in events { dossier.apply(event) } }
    let detail = DossierDetail(
      stream: conflict.act.stream, dossier: dossier, texts: item.texts)
    let history = HistoryLines(detail: detail, world: world)
    return [FlowLine(title, .label)] + events.flatMap(history.lines(of:)) + created(dossier)
  }

  /// The logements of a creation, of which nothing else tells.
  private func created(_ dossier: Dossier) -> [FlowLine] {
    guard conflict.command?.target.act == .create else { return [] }
    return dossier.volets.map { volet in
      let tenant = item.texts[volet.locataire].map { ", \($0)" } ?? ""
      return FlowLine(
        "                  volet \(volet.name.rawValue) : "
          + "\(world.directory.name(of: volet.bailleur)), \(volet.logement.reference), "
          + "\(volet.logement.summary)\(tenant)", .dim, indent: 18)
    }
  }

  /// The acts that came in meanwhile, those that the operator may read.
  private var meanwhile: [FlowLine] {
    let since = Set(conflict.cause.since)
    guard !since.isEmpty else { return [] }
    let known = dossier.history.filter { since.contains($0.command) }
    let detail = item.detail ?? DossierDetail(stream: conflict.act.stream, dossier: dossier)
    let history = HistoryLines(detail: detail, world: world)
    let hidden = since.subtracting(known.map(\.command)).count
    let more =
      hidden == 0
      ? [] : [FlowLine("\(SyncWords.acts(hidden)) que vous n'avez pas à lire", .dim, indent: 2)]
    return [FlowLine("Ce qui a été fait entre-temps", .label)]
      + known.flatMap(history.lines(of:)) + more
  }

  private var why: [FlowLine] {
    let title =
      switch conflict.cause.judge {
      case .rules: "Pourquoi l'acte ne tient plus"
      case .claim: "Pourquoi l'acte ne tient pas"
      case .server: "Pourquoi la base partagée l'a refusé"
      case .same: "Pourquoi il n'y a rien à faire"
      }
    let message =
      conflict.cause.judge == .same
      ? "Quelqu'un d'autre avait fait le même acte : il n'est compté qu'une fois."
      : [conflict.cause.message, conflict.cause.remedy].compactMap(\.self).joined(separator: " ")
    return [FlowLine(title, .label), FlowLine(message, indent: 2)]
  }

  private var present: [FlowLine] {
    guard let dossier = item.detail?.dossier, dossier.createdOn != nil else { return [] }
    let headline = dossier.headline(
      on: world.today, under: world.reglement, names: world.directory)
    return [
      FlowLine("Où en est le dossier : \(dossier.status.label)", .label),
      FlowLine(headline, indent: 2),
    ]
  }

  private var dossier: Dossier { item.detail?.dossier ?? .empty }
}
