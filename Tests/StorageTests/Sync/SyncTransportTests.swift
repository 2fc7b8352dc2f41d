import Domain
import Glibc
import Synchronization
import Testing

@testable import Storage

/// The calls that the transport makes, and those that it makes ahead.
@Suite struct SyncTransportTests {
  private static let scope = ScopeID("org-a")
  private static let pull = SharedRequest.pull(scope, after: 4, limit: 9)
  private static let page = EventPage(
    before: nil, entries: [], head: SharedHead(empty: scope))

  private let base = Calls()
  private let ready: EventDescriptor
  private let transport: SyncTransport

  init() throws {
    let (base, ready) = (base, try EventDescriptor())
    self.ready = ready
    transport = try SyncTransport(
      opening: { () throws(SharedError) in
        base.note("open")
        return Recorder(base)
      }, deliver: { ready.signal() })
  }

  private func answer(to request: SharedRequest) -> SyncMachine.Event? {
    transport.carryOut(.ask(request))
    ready.wait(seconds: 60)
    return transport.take()
  }

  @Test func `A call made ahead answers that question, once`() {
    transport.ask(ahead: Self.pull)
    base.wait(for: ["open", "pull"])
    #expect(answer(to: Self.pull) == .answered(.page(Self.page)))
    #expect(base.made == ["open", "pull"])
    #expect(answer(to: Self.pull) == .answered(.page(Self.page)))
    #expect(base.made == ["open", "pull", "pull"])
    transport.stop()
  }

  @Test func `Another question drops what was asked ahead`() {
    transport.ask(ahead: Self.pull)
    base.wait(for: ["open", "pull"])
    #expect(answer(to: .heads(nil)) == .answered(.heads([])))
    #expect(answer(to: Self.pull) == .answered(.page(Self.page)))
    #expect(base.made == ["open", "pull", "heads", "pull"])
    transport.stop()
  }

  @Test func `A line that was lost ahead is told whatever is asked, and opened anew`() {
    base.isCut = true
    transport.ask(ahead: Self.pull)
    base.wait(for: ["open", "pull"])
    base.isCut = false
    #expect(answer(to: .heads(nil)) == .failed(Calls.cut))
    #expect(answer(to: .heads(nil)) == .answered(.heads([])))
    #expect(base.made == ["open", "pull", "open", "heads"])
    transport.stop()
  }
}

/// What was asked of a shared database, and whether its line is cut.
private final class Calls: Sendable {
  static let cut = SharedError(.unreachable, "La ligne est coupée.")

  private let state = Mutex((made: [String](), isCut: false))

  var made: [String] { state.withLock { $0.made } }

  var isCut: Bool {
    get { state.withLock { $0.isCut } }
    set { state.withLock { $0.isCut = newValue } }
  }

  func note(_ call: String) { state.withLock { $0.made.append(call) } }

  /// Waits until these calls were made, a minute at most.
  func wait(for calls: [String]) {
    let end = Monotonic.now + 60
    while made != calls, Monotonic.now < end { sched_yield() }
  }
}

/// A shared database with nothing in it, which notes what it is asked.
private final class Recorder: SharedDatabase {
  private let calls: Calls

  init(_ calls: Calls) { self.calls = calls }

  private func call<Value>(_ name: String, _ value: Value) throws(SharedError) -> Value {
    let isCut = calls.isCut
    calls.note(name)
    if isCut { throw Calls.cut }
    return value
  }

  func hello() throws(SharedError) -> Welcome {
    try call(
      "hello",
      Welcome(
        epoch: "e", now: Moment(seconds: 0), me: Cast.c1A, leastProtocol: 1,
        directoryVersion: 1))
  }

  func heads(of scopes: [ScopeID]?) throws(SharedError) -> [SharedHead] { try call("heads", []) }

  func pull(
    _ scope: ScopeID, after seq: Int64, limit: Int
  ) throws(SharedError) -> EventPage {
    try call("pull", EventPage(before: nil, entries: [], head: SharedHead(empty: scope)))
  }

  func chain(of scope: ScopeID, at seq: Int64) throws(SharedError) -> [UInt8]? {
    try call("chain", nil)
  }

  func append(_ batch: Batch) throws(SharedError) -> [Verdict] { try call("append", []) }

  func void(_ command: CommandID, in scope: ScopeID) throws(SharedError) -> Bool {
    try call("void", true)
  }

  func texts(
    of scope: ScopeID, after seq: Int64, limit: Int
  ) throws(SharedError) -> TextPage {
    try call("texts", TextPage(texts: [], upTo: 0, hasMore: false))
  }

  func erase(_ subject: SubjectID) throws(SharedError) { try call("erase", ()) }

  func directory() throws(SharedError) -> SharedDirectory {
    try call("directory", SharedDirectory(version: 1, organisations: [], people: []))
  }

  func wait(seconds: Double, wake: Int32) throws(SharedError) -> Hint { try call("wait", .timeout) }

  func close() {}
}
