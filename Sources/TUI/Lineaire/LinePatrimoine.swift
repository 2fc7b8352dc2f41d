import Domain
import Storage

/// The patrimoines line by line: the bailleurs, and the account of one.
extension LineDialogue {
  /// How many bailleurs are told at once.
  private static let bailleurs = 10

  /// Tells the bailleurs, those that ask for most first, until the operator goes back.
  func patrimoines() throws {
    var first = 0
    while true {
      let world = try world()
      guard world.seesPatrimoines else {
        say(world.noPatrimoine)
        return
      }
      let rows = try patrimoineRows(world)
      if first >= rows.count { first = max(0, first - Self.bailleurs) }
      tell(rows, from: first, world)
      let typed = try choice("Quel bailleur ?")
      switch typed {
      case "retour", "r":
        // Who sees no dossier has nowhere else to go back to.
        guard effects.session.seesDossiers else { throw Jump.end }
        return
      case "suite", "s": first += Self.bailleurs
      case "precedents", "p": first = max(0, first - Self.bailleurs)
      default:
        guard let number = Int(typed), rows.indices.contains(number - 1) else {
          say("« \(typed) » n'est ni un numéro de la liste ni un mot connu. « aide » les dit.")
          continue
        }
        let file = try effects.patrimoineFile(of: rows[number - 1].id)
        SpokenPatrimoine(file: file, world: world).sentences.forEach(say)
      }
    }
  }

  private func patrimoineRows(_ world: World) throws -> [PatrimoineRow] {
    let summaries = try effects.store.patrimoines(for: effects.session)
    let known = Dictionary(summaries.map { ($0.bailleur, $0) }, uniquingKeysWith: { $1 })
    let rows = world.patrimoineBailleurs.map {
      PatrimoineRow(bailleur: $0, summary: known[$0.id])
    }
    return PatrimoineRow.sorted(rows, on: world.today)
  }

  private func tell(_ rows: [PatrimoineRow], from first: Int, _ world: World) {
    let shown = rows.dropFirst(first).prefix(Self.bailleurs)
    say("Patrimoine : \(rows.count.french("bailleur")), \(first + 1) à \(first + shown.count).")
    for (index, row) in zip(shown.indices, shown) {
      let status = row.summary?.held == nil ? row.status(on: world.today).label : "À CONFIRMER"
      var words = "\(index + 1). \(row.bailleur.name), \(status.lowercased())"
      if let summary = row.summary, let day = summary.acceptedOn {
        words += ", accepté le \(day.french), \(summary.logements.french("logement"))"
      }
      if let rejected = row.summary?.last?.facts.rejected, rejected > 0 {
        words += ", \(rejected.french("ligne rejetée", "lignes rejetées"))"
      }
      say(words + ".")
    }
    if first + shown.count < rows.count { say("Il y en a d'autres : « suite ».") }
  }
}

/// The account of a bailleur's patrimoine told in sentences.
struct SpokenPatrimoine {
  let file: PatrimoineFile
  let world: World

  private var patrimoine: Patrimoine { file.patrimoine }

  /// The sentences, in order.
  var sentences: [String] {
    if let fault = file.fault { return [fault] }
    let headline = PatrimoineHeadline(
      patrimoine, of: file.bailleur, on: world.today, names: world.directory)
    return ["\(world.directory.name(of: file.bailleur)).", headline.text] + errors + steps
      + attempts + reminders
  }

  private var errors: [String] {
    (patrimoine.summary?.blockingCodes ?? []).map { count in
      let tenants =
        count.tenants > 0
        ? ", \(count.tenants.french("locataire bloqué", "locataires bloqués"))" : ""
      let todo = count.known.map { ". À faire : \($0.definition.remedy)" } ?? "."
      return "Erreur \(count.code), \(count.known?.subject ?? "code inconnu ici"), "
        + "\(count.times)\(tenants)\(todo)"
    }
  }

  private var steps: [String] {
    PatrimoineStep.allCases.map { step in
      let state = patrimoine.day(of: step).map { "faite le \($0.french)" } ?? "pas encore faite"
      return "Étape \(step.number), \(step.label), \(step.owner.label) : \(state)."
    }
  }

  private var attempts: [String] {
    patrimoine.imports.reversed().prefix(12).map { attempt in
      let facts = attempt.facts
      let changes =
        facts.verdict.hasStock ? " ; \(PatrimoineDetailRows.changes(of: facts))" : ""
      return "Envoi reçu le \(attempt.day.french), \(PatrimoineEventWords.file(facts)) : "
        + "\(attempt.outcome), \(facts.lines.french("ligne")), "
        + "\(facts.rejected.french("rejetée"))\(changes)."
    }
  }

  private var reminders: [String] {
    patrimoine.reminders.reversed().compactMap { recorded in
      guard case .reminded(_, let about, _) = recorded.event else { return nil }
      let name = world.directory.name(of: recorded.signature.operatorID) ?? "un inconnu"
      return "Relance du \(recorded.day.french) par \(name) : \(about.label)."
    }
  }
}
