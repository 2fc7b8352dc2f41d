import Domain
import Testing

@testable import Storage
@testable import TUI

extension Desk {
  /// Loses the last act recorded here to somebody else's, and shows what came in.
  @discardableResult
  func loseLastAct(
    to theirs: DossierCommand? = nil, by person: Operator = DeskPeople.otherA,
    cause: Conflict.Cause? = nil
  ) throws -> CommandID {
    let lost = try store.loseLastAct(to: theirs, by: person, cause: cause)
    exchange { _ in }
    return lost
  }
}

extension Store {
  /// Does what an exchange does that finds the last act recorded here not to hold: somebody else's
  /// act is there first, then the act is decided again and put aside.
  ///
  /// - Parameters:
  ///   - theirs: what was done meanwhile; nil for a refusal that rests on nothing on the dossier.
  ///   - cause: why the act does not hold, nil for what the domain says.
  @discardableResult
  func loseLastAct(
    to theirs: DossierCommand? = nil, by person: Operator = DeskPeople.otherA,
    cause: Conflict.Cause? = nil
  ) throws -> CommandID {
    let now = DeskStore.moment(on: DeskStore.today) + 300
    let lost = try #require(try streams.outbox.all().last)
    try write {
      try streams.outbox.remove(lost.command)
      _ = try decideAgain(lost.stream, since: [], at: now)
    }
    let receipt = try theirs.map {
      try perform(Act(stream: lost.stream, command: $0), as: Session(actor: person) { now })
    }
    let command = try JSONText.decode(lost.arguments, as: DossierCommand.self)
    var found = cause
    if found == nil {
      do {
        let author = try #require(directory.operators[lost.operatorID])
        _ = try trial(
          Act(stream: lost.stream, command: command), as: Session(actor: author) { now })
        Issue.record("the act still holds: \(command)")
      } catch let refusal as Refusal {
        found = Conflict.Cause(
          judge: .rules, message: refusal.message, remedy: refusal.remedy,
          since: [receipt?.command].compactMap(\.self))
      }
    }
    let cause = try #require(found)
    try write { try ConflictTable(connection: writer).add(lost, cause, at: now) }
    return lost.command
  }
}
