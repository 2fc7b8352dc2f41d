import Domain
import Testing

@testable import Storage

/// The engine step by step: what it is told, what it asks for next.
@Suite struct SyncMachineTests {
  typealias Effect = SyncMachine.Effect

  static let me = Cast.c1A
  static let scope = ScopeID("org-a+org-b")
  static let start = Chain.start(of: scope)
  static let usual = SyncMachine.Sizes()
  static let welcome = Welcome(
    epoch: "e", now: Moment(seconds: 0), me: me, leastProtocol: 1, nurKey: "k", directoryVersion: 3)
  static let unreachable = SharedError(.unreachable, "Pas de réponse.")

  private static func entries(_ positions: ClosedRange<Int64>, act: Int64 = 1) -> [JournalEntry] {
    positions.map { seq in
      var draft = JournalFixture.draft(Int(seq))
      draft.command = CommandID("c-\((seq - 1) / act)")
      return JournalEntry(
        scope: scope, seq: seq, event: draft, chain: [UInt8](repeating: UInt8(seq), count: 32))
    }
  }

  private static func head(_ seq: Int64, textSeq: Int64 = 0) -> SharedHead {
    SharedHead(
      scope: scope, seq: seq, chain: [UInt8](repeating: UInt8(seq), count: 32), textSeq: textSeq)
  }

  /// Tells the machine several things in a row.
  ///
  /// - Returns: what it asked for last.
  @discardableResult
  private func tell(_ machine: inout SyncMachine, _ events: SyncMachine.Event...) -> Effect? {
    var effect: Effect?
    for event in events { effect = machine.step(event) }
    return effect
  }

  /// A machine that has compared its heads with the shared ones.
  private func machine(
    _ work: SyncWork = SyncWork(), sizes: SyncMachine.Sizes = .init()
  ) -> (SyncMachine, Effect?) {
    var machine = SyncMachine(sizes: sizes, random: SeededGenerator(seed: 1))
    let effect = tell(
      &machine, .resumed, .answered(.welcome(Self.welcome)),
      .stored(.greeted(needsDirectory: false)), .answered(.heads([])), .stored(.work(work)))
    return (machine, effect)
  }

  @Test func `It greets, takes the directory when it is another one, then looks at all heads`() {
    var machine = SyncMachine(random: SeededGenerator(seed: 1))
    #expect(tell(&machine, .resumed) == .ask(.hello))
    #expect(
      tell(&machine, .answered(.welcome(Self.welcome))) == .store(.greet(Self.welcome)))
    #expect(tell(&machine, .stored(.greeted(needsDirectory: true))) == .ask(.directory))
    let directory = SharedDirectory(version: 3, organisations: [], people: [])
    #expect(
      tell(&machine, .answered(.directory(directory))) == .store(.takeDirectory(directory)))
    #expect(tell(&machine, .stored(.done)) == .ask(.heads(nil)))
    #expect(
      tell(&machine, .answered(.heads([Self.head(4)])))
        == .store(.compare([Self.head(4)], isAll: true)))
    #expect(machine.status.isConnected)
  }

  @Test func `With nothing to fetch it sends what waits, and then waits for a hint`() throws {
    var (machine, effect) = machine()
    #expect(effect == .store(.freshen(Self.usual.streams)))
    #expect(
      tell(&machine, .stored(.freshened(isMoreLeft: true))) == .store(.freshen(Self.usual.streams)))
    #expect(tell(&machine, .stored(.freshened(isMoreLeft: false))) == .store(.withdrawals))
    #expect(
      tell(&machine, .stored(.withdrawals([]))) == .store(.nextBatch(besides: [])))
    guard case .ask(.wait) = tell(&machine, .stored(.batch(nil))) else {
      Issue.record("it does not wait")
      return
    }
    #expect(machine.status.isUpToDate)
    // The texts of an act may be in a narrower audience, of which nothing is heard.
    #expect(
      tell(&machine, .answered(.hint(.changed([Self.scope]))))
        == .ask(.heads(["org-a", "org-a+org-b", "org-b"])))
  }

  @Test func `Of an audience of parts it looks at the narrower ones too`() {
    var (machine, _) = machine()
    _ = tell(
      &machine, .stored(.freshened(isMoreLeft: false)), .stored(.withdrawals([])),
      .stored(.batch(nil)))
    let scope = ScopeID(of: [AudiencePart.signalement.of("org-b")])
    let effect = tell(&machine, .answered(.hint(.changed([scope]))))
    guard case .ask(.heads(let scopes?)) = effect else {
      Issue.record("it does not look: \(effect)")
      return
    }
    #expect(scopes.contains("locataire__org-b") && scopes.contains(scope))
    #expect(!scopes.contains("org-b"))
  }

  @Test(arguments: [Hint.timeout, .changed(nil)])
  func `Where no audience tells what changed, it greets again`(hint: Hint) {
    var (machine, _) = machine()
    _ = tell(
      &machine, .stored(.freshened(isMoreLeft: false)), .stored(.withdrawals([])),
      .stored(.batch(nil)))
    #expect(tell(&machine, .answered(.hint(hint))) == .ask(.hello))
    #expect(machine.status.isConnected)
  }

  @Test func `A page goes in by slices, and no act is cut in two`() {
    let work = SyncWork(
      journals: [.init(scope: Self.scope, seq: 0, chain: Self.start, target: 7)])
    var (machine, effect) = machine(work, sizes: .init(page: 100, slice: 2))
    #expect(effect == .ask(.pull(Self.scope, after: 0, limit: 100)))
    let entries = Self.entries(1...7, act: 3)
    let page = EventPage(before: Self.start, entries: entries, head: Self.head(7))
    effect = tell(&machine, .answered(.page(page)))
    for slice in [0..<3, 3..<6, 6..<7] {
      #expect(effect == .store(.apply(Self.scope, Array(entries[slice]), isDeferring: false)))
      effect = tell(&machine, .stored(.applied(IntakeReport())))
    }
    #expect(effect == .store(.freshen(Self.usual.streams)))
    #expect(machine.status.progress == .init(done: 7, total: 7))
  }

  @Test func `While a page goes in, the call that comes next is known`() {
    let other = ScopeID("org-a+org-c")
    let work = SyncWork(
      journals: [
        .init(scope: Self.scope, seq: 0, chain: Self.start, target: 7),
        .init(scope: other, seq: 0, chain: Chain.start(of: other), target: 2),
      ])
    var (machine, _) = machine(work, sizes: .init(page: 5, slice: 2))
    #expect(machine.ahead == nil)
    func take(_ positions: ClosedRange<Int64>, before chain: [UInt8]) -> SharedRequest? {
      let page = EventPage(before: chain, entries: Self.entries(positions), head: Self.head(7))
      var effect = tell(&machine, .answered(.page(page)))
      let ahead = machine.ahead
      while case .store(.apply) = effect {
        #expect(machine.ahead == ahead)
        effect = tell(&machine, .stored(.applied(IntakeReport())))
      }
      #expect(effect == ahead.map { .ask($0) })
      return ahead
    }
    // The act at the end of a full page may go on: it is asked for again.
    #expect(take(1...5, before: Self.start) == .pull(Self.scope, after: 4, limit: 5))
    let chain = Self.entries(4...4)[0].chain
    #expect(take(5...7, before: chain) == .pull(other, after: 0, limit: 5))
  }

  @Test func `A store that is filled takes texts first, another one events first`() {
    let texts = [SyncWork.Texts(scope: Self.scope, seq: 0)]
    for (target, isFilled) in [(10, false), (9_000, true)] as [(Int64, Bool)] {
      let work = SyncWork(
        journals: [.init(scope: Self.scope, seq: 0, chain: Self.start, target: target)],
        texts: texts)
      let (_, effect) = machine(work)
      #expect(
        effect
          == .ask(
            isFilled
              ? .texts(Self.scope, after: 0, limit: Self.usual.texts)
              : .pull(Self.scope, after: 0, limit: 5_000)))
    }
  }

  @Test func `A large catch-up puts rows off`() {
    let work = SyncWork(
      journals: [.init(scope: Self.scope, seq: 0, chain: Self.start, target: 9_000)])
    var (machine, _) = machine(work)
    let page = EventPage(before: Self.start, entries: Self.entries(1...3), head: Self.head(90))
    #expect(
      tell(&machine, .answered(.page(page)))
        == .store(.apply(Self.scope, Self.entries(1...3), isDeferring: true)))
  }

  /// The common beginning is found by bisection, whatever it is, and what follows it is dropped.
  @Test(arguments: 0...9)
  func `Another chain before the page is a fork`(common: Int64) {
    let ours: Int64 = 9
    let work = SyncWork(
      journals: [
        .init(
          scope: Self.scope, seq: ours, chain: [UInt8](repeating: 200, count: 32), target: 8)
      ])
    var (machine, effect) = machine(work)
    #expect(effect == .ask(.pull(Self.scope, after: 9, limit: 5_000)))
    let page = EventPage(before: nil, entries: [], head: Self.head(ours))
    effect = tell(&machine, .answered(.page(page)))
    var questions = 0
    while case .ask(.chain(_, at: let seq)) = effect {
      questions += 1
      #expect(
        tell(&machine, .answered(.chain([1]))) == .store(.localChain(Self.scope, at: seq)))
      effect = tell(&machine, .stored(.chain(seq <= common ? [1] : [2])))
    }
    #expect(questions <= 4)
    #expect(effect == .store(.cut(Self.scope, after: common)))
    #expect(
      tell(&machine, .stored(.cut(again: 1, orphans: 2))) == .ask(.heads([Self.scope])))
    #expect(machine.status.orphans == 2)
  }

  private static let batch = Batch(scope: scope, seq: 4, chain: start, submissions: [submission])
  private static let submission = Submission(
    command: "c", stream: "s", aggregate: "dossier", version: 0, reads: [],
    envelope: JournalFixture.draft(1).envelope, events: [],
    claims: ClaimChange(from: [], to: [], isOpen: true), texts: [])

  /// A machine that has sent a batch.
  private func sent() -> SyncMachine {
    var (machine, _) = machine()
    tell(
      &machine, .stored(.freshened(isMoreLeft: false)), .stored(.withdrawals([])),
      .stored(.batch(Self.batch)))
    return machine
  }

  @Test(arguments: [Verdict.accepted(seq: 5), .duplicate, .behind, .fork])
  func `What was sent is pulled before anything else is sent`(verdict: Verdict) {
    var machine = sent()
    #expect(
      tell(&machine, .answered(.verdicts([verdict]))) == .store(.settle(Self.batch, [verdict])))
    #expect(
      tell(&machine, .stored(.settled(conflicts: [])))
        == .ask(.pull(Self.scope, after: 4, limit: 5_000)))
  }

  @Test(arguments: [Verdict.denied(.kind), .claimed(key: "k"), .voided])
  func `What was refused is settled, and the rest goes on`(verdict: Verdict) {
    var machine = sent()
    tell(&machine, .answered(.verdicts([verdict])))
    #expect(
      tell(&machine, .stored(.settled(conflicts: ["c"]))) == .store(.nextBatch(besides: [])))
  }

  @Test func `An answer that was lost is unknown: all heads are looked at before the next batch`() {
    var machine = sent()
    guard case .pause = tell(&machine, .failed(Self.unreachable)) else {
      Issue.record("no pause")
      return
    }
    #expect(machine.status.error == Self.unreachable)
    #expect(!machine.status.isConnected)
    #expect(
      tell(
        &machine, .resumed, .answered(.welcome(Self.welcome)),
        .stored(.greeted(needsDirectory: false))) == .ask(.heads(nil)))
  }

  @Test func `Pauses grow up to a minute`() {
    var machine = SyncMachine(random: SeededGenerator(seed: 3))
    var longest = 0.0
    for _ in 1...12 {
      guard case .pause(let seconds) = tell(&machine, .resumed, .failed(Self.unreachable)) else {
        Issue.record("no pause")
        return
      }
      #expect(seconds >= 0.5 && seconds <= 60)
      longest = max(longest, seconds)
    }
    #expect(longest >= 30)
  }

  @Test func `A desk too old to write reads on`() {
    var machine = SyncMachine(random: SeededGenerator(seed: 1))
    var welcome = Self.welcome
    welcome.leastProtocol = Welcome.protocolVersion + 1
    tell(
      &machine, .resumed, .answered(.welcome(welcome)), .stored(.greeted(needsDirectory: false)),
      .answered(.heads([])), .stored(.work(SyncWork())), .stored(.freshened(isMoreLeft: false)))
    #expect(machine.status.needsUpdate)
    guard case .ask(.wait) = tell(&machine, .stored(.withdrawals([]))) else {
      Issue.record("it sends")
      return
    }
  }

  @Test func `Acts that keep coming too late wait until the next look at everything`() {
    var machine = sent()
    for round in 1...6 {
      tell(
        &machine, .answered(.verdicts([.behind])), .stored(.settled(conflicts: [])),
        .answered(
          .page(EventPage(before: Self.start, entries: [], head: Self.head(4)))),
        .stored(.freshened(isMoreLeft: false)))
      let next = tell(&machine, .stored(.withdrawals([])))
      #expect(next == .store(.nextBatch(besides: round > 5 ? [Self.scope] : [])))
      tell(&machine, .stored(.batch(Self.batch)))
    }
  }

  @Test func `What is withdrawn is told first`() {
    var (machine, _) = machine()
    let withdrawal = Withdrawal(command: "c", scope: Self.scope)
    #expect(
      tell(
        &machine, .stored(.freshened(isMoreLeft: false)), .stored(.withdrawals([withdrawal])))
        == .ask(.void("c", Self.scope)))
    #expect(
      tell(&machine, .answered(.voided(true))) == .store(.noteWithdrawn("c", isOut: true)))
    #expect(tell(&machine, .stored(.done)) == .store(.nextBatch(besides: [])))
  }

  @Test func `An answer out of place begins the connection anew`() {
    var machine = sent()
    guard case .pause = tell(&machine, .answered(.heads([]))) else {
      Issue.record("no pause")
      return
    }
    #expect(machine.status.error?.kind == .damaged)
  }
}
