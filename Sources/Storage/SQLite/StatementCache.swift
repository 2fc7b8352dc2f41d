/// Prepared statements by SQL text, the least recently used one leaving first.
///
/// A statement is taken out while it runs: the same SQL run inside its own loop gets another one.
struct StatementCache {
  private var idle: [String: (statement: Statement, lastUse: Int)] = [:]
  private var clock = 0
  private let capacity: Int

  init(capacity: Int) {
    self.capacity = capacity
  }

  var count: Int { idle.count }

  mutating func take(_ sql: String) -> Statement? {
    idle.removeValue(forKey: sql)?.statement
  }

  mutating func giveBack(_ statement: Statement) {
    clock += 1
    idle[statement.sql] = (statement, clock)
    guard idle.count > capacity else { return }
    if let oldest = idle.min(by: { $0.value.lastUse < $1.value.lastUse }) {
      idle.removeValue(forKey: oldest.key)
    }
  }

  mutating func removeAll() {
    idle.removeAll()
  }
}
