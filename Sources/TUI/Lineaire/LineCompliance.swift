import Domain
import Storage

/// Compliance line by line: the bailleurs with their breaches, the figures of one, the dossiers
/// behind a figure.
extension LineDialogue {
  /// How many bailleurs or dossiers are told at once.
  private static let lines = 10

  /// Tells the bailleurs, those with most breaches first, until the operator goes back.
  func compliance() throws {
    var first = 0
    var period: CompliancePeriod?
    while true {
      let world = try world()
      guard world.actor.seesCompliance else {
        say(world.actor.noCompliance.sentence)
        return
      }
      let shown =
        period ?? CompliancePeriod(lastMonths: 12, endingWith: CivilMonth(of: world.today))
      let board = try effects.board(shown)
      let rows = board.table.lines.sorted {
        ($1.total.late, $0.bailleur ?? "") < ($0.total.late, $1.bailleur ?? "")
      }
      if first >= rows.count { first = max(0, first - Self.lines) }
      tell(board, rows, from: first, world)
      let typed = try choice("Quel bailleur ?")
      switch typed {
      case "retour", "r":
        guard effects.session.seesDossiers else { throw Jump.end }
        return
      case "suite", "s": first += Self.lines
      case "precedents", "p": first = max(0, first - Self.lines)
      case "previsions": try outlook(world)
      case "rappels": tell(board.repeated, world)
      case _ where typed.hasPrefix("periode"):
        do {
          period = try CompliancePeriod(typed: String(typed.dropFirst("periode".count)))
          first = 0
        } catch { say(error.sentence) }
      default:
        guard let number = Int(typed), rows.indices.contains(number - 1) else {
          say("« \(typed) » n'est ni un numéro de la liste ni un mot connu. « aide » les dit.")
          continue
        }
        try figures(of: rows[number - 1], shown)
      }
    }
  }

  private func tell(
    _ board: ComplianceBoard, _ rows: [ComplianceLine], from first: Int, _ world: World
  ) {
    let words = ComplianceWords(world)
    let table = board.table
    say("Conformité, \(table.period.french) : \(rows.count.french("bailleur")).")
    if let whole = table.whole { say("Ensemble : \(words.figure(whole.total, of: nil)).") }
    if let medians = table.medians {
      say("Médiane des bailleurs : \(ComplianceWords.percent(medians.total)).")
    }
    let repeated = Set(board.repeated.map(\.bailleur))
    let shown = rows.dropFirst(first).prefix(Self.lines)
    for (index, line) in zip(shown.indices, shown) {
      let again = line.bailleur.map(repeated.contains) ?? false
      say(
        "\(index + 1). \(words.name(line.bailleur)), \(words.figure(line.total, of: nil)), "
          + "\(line.lateDossiers.french("dossier")) en retard"
          + (again ? ", manquements répétés." : "."))
    }
    if first + shown.count < rows.count { say("Il y en a d'autres : « suite ».") }
  }

  private func tell(_ repeated: [RepeatedBreach], _ world: World) {
    let words = ComplianceWords(world)
    if repeated.isEmpty { say("Aucun bailleur ne manque aux règles de manière répétée.") }
    for proposal in repeated {
      say(
        "\(words.name(proposal.bailleur)) : "
          + "\(words.criteria(proposal).joined(separator: ", ")).")
    }
  }

  private func outlook(_ world: World) throws {
    let outlook = try effects.outlook()
    let words = ComplianceWords(world)
    say(words.backtest(outlook.backtest))
    if outlook.contacts.isEmpty { say("Rien ne tombe à échéance dans les sept jours.") }
    for acts in outlook.contacts {
      guard let first = acts.first else { continue }
      let person = world.directory.name(of: first.person) ?? "non désigné"
      say(
        "\(words.name(first.bailleur)), \(first.contact.label), \(person) : "
          + "\(acts.count.french("acte")), le premier le \(first.due.french).")
    }
  }

  /// Tells the figures of a bailleur, then the dossiers behind the one chosen.
  private func figures(of line: ComplianceLine, _ period: CompliancePeriod) throws {
    let words = ComplianceWords(try world())
    let indicators = Indicator.ofDossiers
    while true {
      say("\(words.name(line.bailleur)), \(period.french) :")
      for (index, indicator) in indicators.enumerated() {
        say("\(index + 1). \(indicator.label) : \(words.figure(line[indicator], of: indicator)).")
      }
      for indicator in [Indicator.patrimoine, .answers] {
        say("\(indicator.label) : \(words.figure(line[indicator], of: indicator)).")
      }
      let typed = try choice("Quels dossiers ?")
      if ["retour", "r"].contains(typed) { return }
      guard let number = Int(typed), indicators.indices.contains(number - 1) else {
        say("« \(typed) » n'est pas un numéro de la liste. « retour » revient aux bailleurs.")
        continue
      }
      let indicator = indicators[number - 1]
      try cases(
        ComplianceQuestion(
          bailleur: line.bailleur,
          subject: .duties(indicator, brokenOnly: line[indicator].late > 0), period: period))
    }
  }

  private func cases(_ question: ComplianceQuestion) throws {
    let found = try effects.store.complianceCases(question, for: effects.session)
    let words = ComplianceWords(try world())
    say("\(found.total.french("dossier")) :")
    for item in found.cases.prefix(3 * Self.lines) {
      let told = item.evidence.course.map(words.course) ?? item.row.statusLabel
      say("\(item.row.reference), \(told).")
    }
    if found.total > 3 * Self.lines {
      say("Les \(3 * Self.lines) premiers sont dits ; une période plus courte montre les autres.")
    }
    say("La référence d'un dossier l'ouvre.")
  }
}
