import Domain
import Storage

/// The rules and the alerts of today, told line by line.
extension LineDialogue {
  /// Tells every rule with its value of today.
  func rules() throws {
    let world = try world()
    for rule in Rule.allCases {
      let version = world.reglement.value(of: rule, on: world.today)
      let coming = world.reglement.history(of: rule).first { $0.effectiveFrom > world.today }
      let next = coming.map { ", puis \($0.french) le \($0.effectiveFrom.french)" } ?? ""
      say("\(rule.code), \(rule.label) : \(version.french)\(next), \(rule.source).")
    }
  }

  /// Tells who is to be told what today; they are sent by « habiter alertes ».
  func alerts() throws {
    let answers: [Message]
    do {
      answers = try effects.answer(AlertsRequest.list, .standard)
    } catch let refusal as Refusal {
      return say(refusal.sentence)
    }
    guard case .alertsLoaded(let file) = answers.first else { return }
    if file.alerts.drafts.isEmpty { say("Aucune alerte n'est à envoyer aujourd'hui.") }
    for draft in file.alerts.drafts {
      say("\(draft.text.name), \(draft.text.subject).")
      for item in draft.text.items { say("\(item.reference) \(item.headline)") }
    }
    if file.held > 0 { say("\(file.held.french("courriel")) en attente de la base partagée.") }
    if !file.alerts.drafts.isEmpty { say("« habiter alertes » les envoie.") }
  }

  /// Tells what breaches would be under another value.
  func simulate(_ text: String) throws {
    do {
      let (indicator, value) = try RuleSimulation.parse(text)
      let simulation = try effects.store.simulation(
        of: indicator, value: value, for: effects.session)
      let names = try world().directory
      for line in simulation.lines {
        let name = line.bailleur.map { names.name(of: $0) } ?? "Ensemble"
        say("\(name) : \(line.now.late) manquements, \(line.then.late) avec \(value).")
      }
    } catch let refusal as Refusal {
      say(refusal.sentence)
    }
  }
}
