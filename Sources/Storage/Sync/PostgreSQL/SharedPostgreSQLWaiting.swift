import Domain

extension SharedPostgreSQL {
  private static let channel = "habiter"

  /// Waits until a connection says that an audience has changed since the heads were last asked for
  /// (LISTEN, NOTIFY).
  ///
  /// It says so by a word of the audience's own, which only its readers can place: who shares a
  /// journal with whom is not for all who may listen.
  public func wait(seconds: Double, wake: Int32) throws(SharedError) -> Hint {
    // What was sent before this connection listened is lost.
    if try listen() { news = .changed(nil) }
    let end = ContinuousClock.now + .seconds(seconds > 0 ? min(seconds, 86_400) : 0)
    while true {
      if let news { return news }
      switch try heard(until: end, wake: wake) {
      case .heard(let words): take(words)
      case .woken: return .woken
      case .silence: return .timeout
      }
    }
  }

  private func heard(
    until end: ContinuousClock.Instant, wake: Int32
  ) throws(SharedError) -> PostgresNews {
    do {
      return try connection.news(wake: wake, until: end)
    } catch {
      throw SharedError(error)
    }
  }

  /// Asks to be told, once; where that is not to be had, everything works by the look every now and
  /// then.
  ///
  /// - Returns: whether this is from now on, and not before.
  /// - Throws: `SharedError` when the connection is lost.
  @discardableResult
  func listen() throws(SharedError) -> Bool {
    guard !isListening else { return false }
    do {
      try connection.query("LISTEN \(Self.channel)", until: .now + Self.patience)
      isListening = true
    } catch {
      if error.endsConnection { throw SharedError(error) }
      return false
    }
    return true
  }

  /// Tells the others, by a statement of its own: inside another one it would keep all writers of
  /// the database waiting for each other. Whether it arrives changes nothing.
  func wakeOthers(_ word: String) {
    do {
      try connection.query(
        "SELECT pg_notify($1, $2)", [.text(Self.channel), .text(word)],
        until: .now + Self.patience)
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

  /// Takes what was heard into the news, but for what this connection sent itself.
  private func take(_ heard: [PostgresNotification]) {
    for word in heard where word.channel == Self.channel {
      let word = word.payload
      if let count = echoes[word] {
        echoes[word] = count > 1 ? count - 1 : nil
      } else if let scope = audiences[word] {
        news = news?.adding(scope) ?? .changed([scope])
      } else if !strangers.contains(word) {
        // A new audience, or one that is not the login's: the heads will tell.
        news = .changed(nil)
        if !word.isEmpty { strangers.insert(word) }
      }
    }
  }
}

extension Hint {
  /// What is left of it once these audiences are looked at; a change of any is one until all are.
  func besides(_ looked: [ScopeID]) -> Hint? {
    guard case .changed(let scopes?) = self else { return self }
    let left = scopes.filter { !looked.contains($0) }
    return left.isEmpty ? nil : .changed(left)
  }

  fileprivate func adding(_ scope: ScopeID) -> Hint {
    guard case .changed(let scopes?) = self else { return self }
    return .changed(scopes.contains(scope) ? scopes : (scopes + [scope]).sorted())
  }
}
