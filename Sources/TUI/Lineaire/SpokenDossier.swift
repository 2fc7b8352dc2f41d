import Domain
import Storage

/// A dossier told in sentences: who must move and by when, then each volet, then the rest.
struct SpokenDossier {
  let detail: DossierDetail
  let world: World

  private var dossier: Dossier { detail.dossier }

  /// The sentences, in order.
  var sentences: [String] {
    let headline = dossier.headline(
      on: world.today, under: world.reglement, names: world.directory)
    return ["\(dossier.reference), \(dossier.status.label).", headline] + duties + gap
      + dossier.volets.flatMap(sentences(of:)) + rest
  }

  /// What is awaited of each side: the act, the person, since when, until when.
  private var duties: [String] {
    dossier.blockers(under: world.reglement).compactMap { blocker in
      guard let volet = dossier[blocker.volet] else { return nil }
      let agent = world.directory.name(of: volet.contacts[blocker.contact]) ?? "non désigné"
      let whose = "\(world.directory.name(of: volet.bailleur)), \(blocker.contact.label), \(agent)"
      var text = "Attendu du volet \(volet.name.rawValue), \(whose) : \(blocker.duty.infinitive)"
      let isToCome = blocker.since > world.today
      text += (isToCome ? ", à partir du " : ", depuis le ") + blocker.since.french
      guard let due = blocker.due else { return text + ", sans échéance." }
      let left = due - world.today
      text += ", au plus tard le \(due.french)"
      if left < 0 { return text + ", en retard de \(-left) jour\(left < -1 ? "s" : "")." }
      return text + (left == 0 ? ", aujourd'hui." : ", dans \(left) jour\(left > 1 ? "s" : "").")
    }
  }

  private func sentences(of volet: Volet) -> [String] {
    let bailleur = world.directory.name(of: volet.bailleur)
    let candidate = detail.texts[volet.candidat] ?? "non communiqué"
    let steps = VoletSteps(dossier: dossier, volet: volet, world: world).steps
      .map { "\($0.label) : \(state(of: $0))" }.joined(separator: "\u{a0}; ")
    let contacts = ContactKind.allCases.map { contact in
      "\(contact.label) : \(world.directory.name(of: volet.contacts[contact]) ?? "non désigné")"
    }
    return [
      "Volet \(volet.name.rawValue), \(bailleur) : logement \(volet.logement.summary), "
        + "référence \(volet.logement.reference) ; candidat : \(candidate).",
      "Étapes du volet \(volet.name.rawValue) : \(steps).",
      "Contacts du volet \(volet.name.rawValue) : \(contacts.joined(separator: "\u{a0}; ")).",
    ]
  }

  /// « fait le 14/11 », « en retard, due le 21/11 », « pas encore ».
  private func state(of step: VoletSteps.Step) -> String {
    let text = step.text.replacing("due ", with: "due le ")
    switch step.sign {
    case "✓": return text.isEmpty ? "fait" : "fait le \(text)"
    case "!": return "en retard, \(text)"
    case "~": return "bientôt, \(text)"
    case "·": return text.isEmpty ? "en attente" : text
    default: return text.isEmpty ? "pas encore" : "pas encore, \(text)"
    }
  }

  private var gap: [String] {
    screen.gapLine.map { [$0.spans.map(\.text).joined()] } ?? []
  }

  /// What the screen says of the dossier.
  private var screen: DossierDetailLines { DossierDetailLines(detail: detail, world: world) }

  /// Delays, alerts, breaches, notes and move: the lines of the screen, each a sentence.
  private var rest: [String] {
    screen.sections.flatMap { title, lines in
      lines.map { line in
        "\(title), \(line.spans.map(\.text).joined().drop { $0 == " " })"
      }
    }
  }
}
