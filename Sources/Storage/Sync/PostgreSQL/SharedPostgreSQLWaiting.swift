import Domain
import Glibc

extension SharedPostgreSQL {
  private static let channel = "habiter"

  /// Waits until a connection says that an audience has changed (LISTEN, NOTIFY).
  ///
  /// It says so by a word of the audience's own, which only its readers can place: who shares a
  /// journal with whom is not for all who may listen.
  public func wait(seconds: Double, wake: Int32) throws(SharedError) -> Hint {
    // One that is asked for later than the heads were may have been missed.
    guard isListening || !listen() else { return .changed(nil) }
    let end = ContinuousClock.now + .seconds(seconds > 0 ? min(seconds, 86_400) : 0)
    while true {
      let heard: [PostgresNotification]
      do {
        heard = try connection.notifications(wake: wake, until: end)
      } catch {
        throw SharedError(error)
      }
      if heard.isEmpty { return Self.isReadable(wake) ? .woken : .timeout }
      if let hint = hint(of: heard.filter { $0.channel == Self.channel }.map(\.payload)) {
        return hint
      }
      if Self.isReadable(wake) { return .woken }
      if ContinuousClock.now >= end { return .timeout }
    }
  }

  /// Asks to be told, once; where that is not to be had, everything works by the look every now and
  /// then.
  ///
  /// - Returns: whether this is from now on, and not before.
  @discardableResult
  func listen() -> Bool {
    guard !isListening else { return false }
    do {
      try connection.query("LISTEN \(Self.channel)", until: .now + .seconds(10))
      isListening = true
    } catch {
      return false
    }
    return true
  }

  /// Tells the others, by a statement of its own: inside another one it would keep all writers of
  /// the database waiting for each other. Whether it arrives changes nothing.
  func wakeOthers(_ word: String) {
    do {
      try connection.query(
        "SELECT pg_notify($1, $2)", [.text(Self.channel), .text(word)], until: .now + .seconds(10))
      if isListening { echoes[word, default: 0] += 1 }
    } catch {
      return
    }
  }

  /// Notes by which word an audience is woken.
  func note(_ scope: ScopeID, wokenBy word: String) {
    audiences[word] = scope
    strangers.remove(word)
  }

  /// What some words tell, nil when they are none of the login's affair.
  private func hint(of words: [String]) -> Hint? {
    var scopes: Set<ScopeID> = []
    var isAny = false
    for word in words {
      if let count = echoes[word] {
        echoes[word] = count > 1 ? count - 1 : nil
      } else if let scope = audiences[word] {
        scopes.insert(scope)
      } else if !strangers.contains(word) {
        // A new audience, or one that is not the login's: the heads will tell.
        isAny = true
        if !word.isEmpty { strangers.insert(word) }
      }
    }
    if isAny { return .changed(nil) }
    return scopes.isEmpty ? nil : .changed(scopes.sorted())
  }

  private static func isReadable(_ descriptor: Int32) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, 0) > 0
  }
}
