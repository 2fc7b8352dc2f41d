import Domain

@testable import Storage

/// The faults that the simulation must find (`sync.md` §5): each put in at one place of a desk, or
/// before the shared database, so that the product holds no switch for them.
///
/// « Withdrawn, then accepted late » needs a course of its own, which chance gives too seldom:
/// `SyncTests` has it.
enum InjectedBug: String, CaseIterable, Sendable {
  case cursorBeforeEvents
  case ownEventsHidden
  case ownActKept
  case acknowledgementIsFinal
  case noForkCheck
  case resetOnMismatch
  case refusedActDropped
  case staleEventsReplayed
  case laterActFirst
  case serverRenumbers
  case clockReadAgain
  case claimsNotDeclared
  case eventSkipped
}

/// A shared database between which and a desk a fault may sit.
final class FaultyDatabase {
  private let database: SharedSQLite
  private let person: Operator
  private let bug: InjectedBug?

  init(_ database: SharedSQLite, of person: Operator, _ bug: InjectedBug?) {
    self.database = database
    self.person = person
    self.bug = bug
  }

  func answer(_ request: SharedRequest) throws(SharedError) -> SharedAnswer {
    let answer = try database.answer(faulty(request), wake: -1)
    guard case .page(var page) = answer, case .pull(_, let after, _) = request else {
      return answer
    }
    switch bug {
    case .ownEventsHidden:
      page.entries.removeAll { $0.event.envelope.operatorID == person.id }
    case .eventSkipped where after > 0 && after.isMultiple(of: 3):
      page.entries = Array(page.entries.dropFirst())
    default: break
    }
    return .page(page)
  }

  private func faulty(_ request: SharedRequest) -> SharedRequest {
    guard case .append(var batch) = request else { return request }
    switch bug {
    case .serverRenumbers:
      var added: [StreamID: Int] = [:]
      for index in batch.submissions.indices {
        let stream = batch.submissions[index].stream
        let present =
          (try? database.connection.scalar(
            "SELECT version FROM stream WHERE stream = ?", [stream], as: Int.self)) ?? nil
        batch.submissions[index].version = (present ?? 0) + added[stream, default: 0]
        added[stream, default: 0] += batch.submissions[index].events.count
      }
    case .claimsNotDeclared:
      for index in batch.submissions.indices { batch.submissions[index].claims.take = [] }
    case .laterActFirst:
      // The second act on a stream goes in the place of the first.
      guard
        let first = batch.submissions.firstIndex(where: { one in
          batch.submissions.contains { $0.stream == one.stream && $0.version > one.version }
        })
      else { break }
      let passed = batch.submissions.remove(at: first)
      for index in batch.submissions.indices[first...]
      where batch.submissions[index].stream == passed.stream {
        batch.submissions[index].version -= passed.events.count
      }
    default: break
    }
    return .append(batch)
  }
}
