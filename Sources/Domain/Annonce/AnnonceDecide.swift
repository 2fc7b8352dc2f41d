extension Annonce {
  /// What the command brings about, or why it may not be: rights first, then the state, then the
  /// arguments.
  public func decide(
    _ command: AnnonceCommand, in context: Context
  ) throws(Refusal) -> Decision<AnnonceEvent> {
    if case .publish(let number, let bailleur, let version) = command {
      return try publish(version, of: number, bailleur, in: context)
    }
    let bailleur = try begun()
    let role = try authorise(command.act, of: bailleur, in: context)
    return Decision(role: role, events: [try event(for: command, as: role, in: context)])
  }

  /// Whether the operator may do the act, and if not, why.
  public func availability(of act: AnnonceAct, in context: Context) -> Availability {
    do throws(Refusal) {
      let bailleur = try begun()
      let role = try authorise(act, of: bailleur, in: context)
      switch act {
      case .report, .moderate: try checkOnline()
      case .reverse:
        if standing.isEmpty { throw Refusal("Aucune décision n'est à lever sur cette annonce.") }
      case .undo: _ = try lastUndoable(in: context)
      case .publish, .withdraw: break
      }
      return .open(as: role)
    } catch {
      return .closed(error)
    }
  }

  func authorise(
    _ act: AnnonceAct, of bailleur: OrganisationID, in context: Context
  ) throws(Refusal) -> Role {
    let isOwn = context.actor.organisation == bailleur
    let roles = context.actor.roles.sorted()
    if context.onBehalf != nil {
      throw Refusal("La modération ne se fait au nom de personne.", field: "au_nom_de")
    }
    if let role = roles.first(where: { act.standing(of: $0, own: isOwn) == .act }) { return role }
    if !isOwn, roles.contains(where: { act.standing(of: $0, own: true) == .act }) {
      throw Refusal(
        "Cette annonce est celle d'un locataire d'un autre bailleur.",
        remedy: "Signalez-la à Aatiko.")
    }
    let entitled = Role.allCases.filter { act.standing(of: $0, own: true) == .act }
    let mine = roles.isEmpty ? "sans rôle" : roles.map(\.label).joined(separator: ", ")
    throw Refusal(
      "Vous êtes \(mine) : \(act.object) revient à : "
        + entitled.map(\.label).joined(separator: ", ") + ".")
  }

  private func begun() throws(Refusal) -> OrganisationID {
    guard let bailleur else { throw Refusal("Cette annonce n'est pas connue ici.") }
    return bailleur
  }

  private func checkOnline() throws(Refusal) {
    guard let withdrawnOn else { return }
    throw Refusal("Cette annonce a quitté la plateforme le \(withdrawnOn.french).")
  }

  private func event(
    for command: AnnonceCommand, as role: Role, in context: Context
  ) throws(Refusal) -> AnnonceEvent {
    switch command {
    case .publish(let number, let bailleur, let version):
      return .published(annonce: number, bailleur: bailleur, version: version)
    case .withdraw(let day):
      try checkOnline()
      if let current, day < current.publishedOn {
        throw Refusal(
          "L'annonce a été publiée le \(current.publishedOn.french).", field: "retiree_le",
          remedy: "Datez le retrait de ce jour ou d'un jour suivant.")
      }
      try checkPast(day, "retiree_le", in: context)
      return .withdrawn(on: day)
    case .report(let report): return .reported(report: try checked(report, as: role, in: context))
    case .decide(let decision): return .decided(decision: try checked(decision, as: role))
    case .reverse(let command, let motive, let note):
      guard decisions.contains(where: { $0.command == command }) else {
        throw Refusal("Cette décision n'est pas de cette annonce.", field: "decision")
      }
      guard !lifted.contains(command) else { throw Refusal("Cette décision est déjà levée.") }
      return .reversed(decision: command, motive: motive, note: note)
    case .undo(let command):
      guard try lastUndoable(in: context).command == command else {
        throw Refusal("Cet acte n'est plus le dernier de cette annonce.")
      }
      return .undone(command: command)
    }
  }

  private func checkPast(_ day: Day, _ field: String, in context: Context) throws(Refusal) {
    guard day <= context.today else {
      throw Refusal("Cette date est à venir.", field: field, remedy: "Corrigez la date.")
    }
  }

  // MARK: Versions

  private func publish(
    _ version: AnnonceVersion, of number: String, _ bailleur: OrganisationID, in context: Context
  ) throws(Refusal) -> Decision<AnnonceEvent> {
    guard self.bailleur == nil || (self.bailleur == bailleur && self.number == number) else {
      throw Refusal("Cette annonce est celle d'un autre bailleur.", field: "bailleur")
    }
    guard context.directory.organisations[bailleur]?.kind == .bailleur else {
      throw Refusal(
        "\(context.directory.name(of: bailleur)) n'est pas un bailleur.", field: "bailleur")
    }
    let role = try authorise(.publish, of: bailleur, in: context)
    try check(version, in: context)
    guard current != nil else {
      return Decision(
        role: role,
        events: [.published(annonce: number, bailleur: bailleur, version: version)])
    }
    return Decision(role: role, events: [.changed(version: version)])
  }

  private func check(_ version: AnnonceVersion, in context: Context) throws(Refusal) {
    guard version.number > 0 else {
      throw Refusal("Les versions se comptent à partir de 1.", field: "version")
    }
    try checkPast(version.publishedOn, "publiee_le", in: context)
    guard version.photos.count <= AnnonceVersion.photoRanks.upperBound else {
      throw Refusal(
        "Une annonce porte au plus \(AnnonceVersion.photoRanks.upperBound) photos.",
        field: "photos")
    }
    guard let current else { return }
    if let known = self.version(version.number) {
      throw known.isSame(as: version)
        ? Refusal("Cette version est déjà connue.", field: "version")
        : Refusal(
          "La version \(version.number) est déjà connue, avec un autre contenu.",
          field: "version", remedy: "Un contenu modifié porte un nouveau numéro de version.")
    }
    guard version.number > current.number else {
      throw Refusal(
        "La version \(version.number) est plus ancienne que la version \(current.number), déjà "
          + "connue.", field: "version")
    }
    guard version.publishedOn >= current.publishedOn else {
      throw Refusal(
        "La version précédente est du \(current.publishedOn.french).", field: "publiee_le",
        remedy: "Une version est publiée après celle qu'elle remplace.")
    }
  }

  // MARK: Reports and decisions

  private func checked(
    _ report: AnnonceReport, as role: Role, in context: Context
  ) throws(Refusal) -> AnnonceReport {
    try checkOnline()
    guard let seen = version(report.version) else {
      throw Refusal("La version \(report.version) n'est pas connue.", field: "version")
    }
    try check(report.part, in: seen)
    try checkPast(report.day, "signalee_le", in: context)
    if let number = report.number, reports.contains(where: { $0.report.number == number }) {
      throw Refusal("Ce signalement est déjà connu.", field: "signalement")
    }
    var report = report
    if report.source != .platform || !role.isOfAatiko {
      report.source = role.isOfAatiko ? .aatiko : .bailleur
    }
    return report
  }

  private func check(_ part: AnnoncePart, in version: AnnonceVersion) throws(Refusal) {
    guard case .photo(let rank) = part, rank > version.photos.count || rank < 1 else { return }
    let count = version.photos.count
    throw Refusal(
      count == 0
        ? "Cette annonce n'a pas de photo."
        : "Cette annonce a \(count.french("photo")), pas de photo \(rank).", field: "photo")
  }

  private func checked(
    _ decision: AnnonceDecision, as role: Role
  ) throws(Refusal) -> AnnonceDecision {
    try checkOnline()
    guard let current, decision.version == current.number else {
      throw Refusal(
        "L'annonce a changé : une version \(current?.number ?? 0) est en ligne.",
        remedy: "Relisez-la avant de décider.")
    }
    guard decision.motives.isEmpty == (decision.ruling == .conforme) else {
      throw decision.motives.isEmpty
        ? Refusal(
          "Le motif manque.", field: "motif", remedy: "Choisissez-en un dans la liste.")
        : Refusal("Une annonce conforme n'a pas de motif.", field: "motif")
    }
    if case .masked(let part) = decision.ruling { try check(part, in: current) }
    try checkNew(decision)
    var decision = decision
    decision.motives = Set(decision.motives).sorted()
    if !openReports.isEmpty {
      decision.origin = .report
    } else if !role.isOfAatiko || decision.origin == .report {
      decision.origin = .initiative
    }
    return decision
  }

  /// The same again adds nothing, and what holds on this very version is lifted before the
  /// annonce can conform.
  private func checkNew(_ decision: AnnonceDecision) throws(Refusal) {
    let holding = effective.filter { $0.decision.version == decision.version }.map(\.decision)
    guard decision.ruling != .conforme else {
      // It answers a report whatever else holds: the rest conforms.
      guard openReports.isEmpty, let last = holding.last else { return }
      if last.ruling == .conforme {
        throw Refusal("Cette version est déjà vérifiée : conforme.")
      }
      throw Refusal(
        "Une décision tient sur cette version : \(last.ruling.french).",
        remedy: "Levez-la d'abord, avec un motif.")
    }
    let latest = holding.lastIndex { $0.ruling == .conforme }.map { $0 + 1 } ?? 0
    guard !holding[latest...].contains(where: { $0.ruling == decision.ruling }) else {
      throw Refusal("C'est déjà décidé : \(decision.ruling.french).")
    }
  }

  // MARK: Undo

  /// The operator's last act on the annonce, when nobody has done anything since.
  ///
  /// - Throws: why there is none.
  public func lastUndoable(in context: Context) throws(Refusal) -> Recorded<AnnonceEvent> {
    let last = history.last { recorded in
      switch recorded.event {
      case .reported, .decided, .reversed: !undone.contains(recorded.command)
      case .published, .changed, .withdrawn, .undone: false
      }
    }
    guard let last else { throw Refusal("Aucun acte n'est à annuler sur cette annonce.") }
    guard last.signature.operatorID == context.actor.id else {
      let author = context.directory.name(of: last.signature.operatorID) ?? "un autre modérateur"
      throw Refusal(
        "Le dernier acte sur cette annonce est de \(author).",
        remedy: "Une décision se lève avec un motif.")
    }
    let hours = context.reglement.value(of: .undo, on: context.today).value
    guard context.now.seconds - last.signature.moment.seconds <= Int64(hours) * 3600 else {
      throw Refusal(
        "Cet acte date de plus de \(hours) heures.",
        remedy: "Une décision se lève avec un motif.")
    }
    return last
  }
}
