import Domain

/// What the shared database answers, until everything is fetched.
extension SyncMachine {
  mutating func take(_ answer: SharedAnswer) -> Effect {
    switch (phase, answer) {
    case (.greeting, .welcome(let welcome)):
      status.isConnected = true
      status.error = nil
      status.me = welcome.me
      status.serverTime = welcome.now
      status.needsUpdate = welcome.isTooRecent
      mayPush = !welcome.isTooRecent
      failures = 0
      phase = .adopting
      return .store(.greet(welcome))
    case (.fetchingDirectory, .directory(let directory)):
      phase = .takingDirectory
      return .store(.takeDirectory(directory))
    case (.looking(let isAll), .heads(let heads)):
      phase = .comparing
      return .store(.compare(heads, isAll: isAll))
    case (.pulling, .page(let page)): return take(page)
    case (.bisecting(let low, let high, _), .chain(let chain)):
      phase = .bisecting(low: low, high: high, theirs: chain)
      guard let journal = work.journals.first else { return unexpected() }
      return .store(.localChain(journal.scope, at: middle(low, high)))
    case (.fetchingTexts, .texts(let page)):
      guard let texts = work.texts.first, page.upTo >= texts.seq else { return unexpected() }
      phase = .takingTexts(hasMore: page.hasMore)
      work.texts[0].seq = page.upTo
      return .store(.takeTexts(texts.scope, page))
    case (.voiding(let withdrawals), .voided(let isOut)):
      guard let first = withdrawals.first else { return unexpected() }
      phase = .noting(Array(withdrawals.dropFirst()))
      return .store(.noteWithdrawn(first.command, isOut: isOut))
    case (.appending(let batch), .verdicts(let verdicts)): return take(verdicts, on: batch)
    case (.waiting, .hint(let hint)): return take(hint)
    default: return unexpected()
    }
  }

  /// Looks where audiences stand, all of them or some.
  mutating func look(at scopes: [ScopeID]?) -> Effect {
    phase = .looking(isAll: scopes == nil)
    return .ask(.heads(scopes))
  }

  /// Goes on with what is to be fetched, then with what was put off.
  mutating func fetch() -> Effect {
    if let gone = work.gone.first {
      phase = .forgetting
      return .store(.forget(gone))
    }
    // Texts come first in a store that is filled: rows are written once, with the names in them.
    let isFilling = work.events > sizes.deferring
    if let texts = work.texts.first, isFilling || work.journals.isEmpty {
      phase = .fetchingTexts
      return .ask(texts.request(sizes))
    }
    if let journal = work.journals.first {
      phase = .pulling
      return .ask(journal.request(sizes))
    }
    phase = .freshening
    return .store(.freshen(sizes.streams))
  }

  private mutating func take(_ page: EventPage) -> Effect {
    guard let journal = work.journals.first else { return unexpected() }
    guard page.before == journal.chain else {
      let high = min(journal.seq, page.head.seq)
      return bisect(low: 0, high: high)
    }
    work.journals[0].target = max(journal.target, page.head.seq)
    return apply(whole(page.entries))
  }

  /// The events of a page without those of an act that may go on in the next one.
  private func whole(_ entries: [JournalEntry]) -> [JournalEntry] {
    guard entries.count >= sizes.page, let last = entries.last?.event.command else {
      return entries
    }
    let acts = entries.prefix { $0.event.command != last }
    return acts.isEmpty ? entries : Array(acts)
  }

  /// Takes the next slice of a page in; an act is never cut in two.
  mutating func apply(_ entries: [JournalEntry]) -> Effect {
    guard let journal = work.journals.first else { return unexpected() }
    guard !entries.isEmpty else {
      work.journals.removeFirst()
      return fetch()
    }
    var end = min(sizes.slice, entries.count)
    while end < entries.count, entries[end].event.command == entries[end - 1].event.command {
      end += 1
    }
    let isWhole = end == entries.count
    let slice = isWhole ? entries : Array(entries[..<end])
    phase = .applying(rest: isWhole ? [] : Array(entries[end...]))
    work.journals[0].seq = slice[end - 1].seq
    work.journals[0].chain = slice[end - 1].chain
    let last = work.journals[0].seq
    let isDeferring = journal.target > last && journal.target - journal.seq > sizes.deferring
    return .store(.apply(journal.scope, slice, isDeferring: isDeferring))
  }

  /// What will be asked next, as far as is known while the store takes in the last answer: the
  /// transport may ask it meanwhile.
  var ahead: SharedRequest? {
    switch phase {
    case .takingTexts(let hasMore):
      let next = hasMore ? work.texts.first : work.texts.dropFirst().first
      return next?.request(sizes) ?? work.journals.first?.request(sizes)
    case .applying(let rest):
      guard var journal = work.journals.first else { return nil }
      journal.seq = rest.last?.seq ?? journal.seq
      let next = journal.seq < journal.target ? journal : work.journals.dropFirst().first
      return next?.request(sizes) ?? work.texts.first?.request(sizes)
    default: return nil
    }
  }

  /// Looks for the last position that this store and the shared journal have in common.
  mutating func bisect(low: Int64, high: Int64) -> Effect {
    guard let journal = work.journals.first else { return unexpected() }
    if low >= high {
      phase = .cutting
      return .store(.cut(journal.scope, after: low))
    }
    phase = .bisecting(low: low, high: high, theirs: nil)
    return .ask(.chain(journal.scope, at: middle(low, high)))
  }

  func middle(_ low: Int64, _ high: Int64) -> Int64 { low + (high - low + 1) / 2 }

  /// Waits for a hint: everything works without, slower.
  mutating func wait() -> Effect {
    phase = .waiting
    status.isUpToDate = true
    status.progress = nil
    return .ask(.wait(seconds: sizes.idle * fraction()))
  }

  private mutating func take(_ hint: Hint) -> Effect {
    switch hint {
    // Whoever is greeted anew learns what no audience tells: the people and organisations, what one
    // may do oneself, an account that was closed.
    case .timeout:
      blocked = []
      return greet()
    case .changed(nil): return greet()
    case .changed(let scopes?): return look(at: withTexts(scopes))
    case .woken:
      phase = .listingWithdrawals
      return .store(.withdrawals)
    }
  }
}

extension SyncMachine {
  /// Audiences with those in which texts of their acts may be: one of their organisations', or
  /// one's own; of parts, the narrower ones too. Who is woken for an act wants its texts too.
  private func withTexts(_ scopes: [ScopeID]) -> [ScopeID] {
    let readers = scopes.reduce(into: Set([status.me?.organisation].compactMap(\.self))) {
      $0.formUnion($1.members)
      $0.formUnion($1.members.flatMap(SharedRights.narrower(than:)))
    }
    return Set(scopes + readers.map { ScopeID(of: [$0]) }).sorted()
  }
}

extension SyncWork.Journal {
  /// The call that brings what follows.
  fileprivate func request(_ sizes: SyncMachine.Sizes) -> SharedRequest {
    .pull(scope, after: seq, limit: sizes.page)
  }
}

extension SyncWork.Texts {
  /// The call that brings what follows.
  fileprivate func request(_ sizes: SyncMachine.Sizes) -> SharedRequest {
    .texts(scope, after: seq, limit: sizes.texts)
  }
}
