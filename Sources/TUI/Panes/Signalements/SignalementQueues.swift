import Domain
import Storage

extension World {
  /// Whether the operator follows any signalement.
  var seesSignalements: Bool { SignalementScope(of: actor) != .none }

  /// Whether the operator routes signalements.
  var routesSignalements: Bool { actor.reads(.reponses, of: actor.organisation) }

  /// The bailleur whose signalements the operator sees, nil for those who see them all.
  var signalementBailleur: OrganisationID? {
    if case .bailleur(let own) = SignalementScope(of: actor) { own } else { nil }
  }

  /// The queues in the order in which they are shown: what the operator has to do comes first.
  var signalementQueues: [SignalementQueue] {
    let all = SignalementQueue.allCases
    guard signalementBailleur != nil else {
      return actor.roles.contains(.actimage)
        ? [.chezActimage] + all.filter { $0 != .chezActimage } : all
    }
    let first: [SignalementQueue] = [.chezBailleur, .aMoi]
    return first + all.filter { !first.contains($0) }
  }

  /// How many signalements wait for the operator.
  func signalementsToDo(_ counts: [SignalementQueue: Int]) -> Int {
    let queues: [SignalementQueue] =
      if signalementBailleur != nil {
        [.chezBailleur]
      } else if routesSignalements {
        [.aTrier, .rouverts, .reponses]
      } else if actor.roles.contains(.actimage) { [.chezActimage] } else { [] }
    return queues.reduce(0) { $0 + (counts[$1] ?? 0) }
  }

  /// What is told to those who read no signalement.
  var noSignalement: String {
    let roles = actor.roles.sorted().map(\.label).joined(separator: ", ")
    let isOfBailleur = actor.roles.contains(where: \.isOfBailleur)
    let readers = Role.allCases.filter { role in
      let person = Operator(
        id: actor.id, name: actor.name, organisation: actor.organisation, roles: [role])
      return person.reads(.signalement, of: actor.organisation)
        && (!isOfBailleur || role.isOfBailleur)
    }.map(\.label).joined(separator: ", ")
    return "Vous êtes \(roles.isEmpty ? "sans rôle" : roles). Les signalements"
      + (isOfBailleur ? " de votre organisme" : "") + " sont ouverts à : \(readers)."
  }
}

extension SignalementQueue {
  /// Its name as this operator reads it: what Aatiko sent is what a bailleur has to answer.
  func label(in world: World) -> String {
    guard world.signalementBailleur != nil else { return label }
    return switch self {
    case .aTrier: "Chez Aatiko"
    case .chezBailleur: "À répondre"
    case .reponses: "Réponses envoyées"
    default: label
    }
  }

  /// Whether what stands there waits for the operator.
  func isToDo(in world: World) -> Bool { world.signalementsToDo([self: 1]) > 0 }

  /// What the list says when nothing stands there.
  func emptyMessage(in world: World) -> String {
    switch self {
    case .aTrier where world.routesSignalements: "Rien à trier."
    case .chezBailleur where world.signalementBailleur != nil:
      "Aatiko n'attend aucune réponse de vous."
    case .aMoi: "Vous n'avez rien pris en charge : t prend le signalement choisi."
    default: "Aucun signalement dans cette file."
    }
  }

  /// Whether its signalements may stand in several states, which a column then tells.
  var isMixed: Bool {
    switch self {
    case .aTrier, .rouverts, .chezActimage: false
    case .aMoi, .chezBailleur, .reponses, .clos: true
    }
  }
}
