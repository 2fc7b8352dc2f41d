/// Idle prepared statements, the least recently used one leaving first.
///
/// A statement is taken out while it runs: the same SQL run inside its own loop gets another one.
/// They are few, and looked for from the latest on: texts compare faster than they hash.
struct StatementCache {
  /// The latest used comes last.
  private var idle: [Statement] = []
  private let capacity: Int

  init(capacity: Int) {
    self.capacity = capacity
  }

  mutating func take(_ sql: String) -> Statement? {
    idle.lastIndex { $0.sql == sql }.map { idle.remove(at: $0) }
  }

  mutating func giveBack(_ statement: Statement) {
    idle.append(statement)
    if idle.count > capacity { idle.removeFirst() }
  }

  mutating func removeAll() {
    idle.removeAll()
  }
}
