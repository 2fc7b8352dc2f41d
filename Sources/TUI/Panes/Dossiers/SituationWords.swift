import Domain
import Storage

extension DossierRowWords {
  /// What the column of the due day says by signs, in words: « en retard de 3 j, échéance 31/03 ».
  var situation: String {
    if let closed = row.closedOn { return "clos le \(closed.frenchShort)" }
    guard let urgent = row.urgent(on: world.today) else { return "rien n'est attendu" }
    if urgent.since > world.today { return "à venir, le \(urgent.since.frenchShort)" }
    guard let due = urgent.due else { return "sans échéance" }
    let left = due - world.today
    if urgent.isIndicative { return "échéance indicative \(due.frenchShort)" }
    switch left {
    case ..<0: return "en retard de \(-left) j, échéance \(due.frenchShort)"
    case 0: return "échéance proche, aujourd'hui"
    case 1...3: return "échéance proche, dans \(left) j, le \(due.frenchShort)"
    default: return "dans \(left) j, le \(due.frenchShort)"
    }
  }
}
