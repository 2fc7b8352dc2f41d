import Glibc
import Synchronization

/// The calls to the shared database, made on a thread of their own: nobody waits for a network.
///
/// One request at a time; its answer is taken with `take`, once `deliver` was called. A pause of
/// the engine passes here too, with the connection closed.
final class SyncTransport: Sendable {
  /// How the shared database is reached, called on the transport's thread.
  typealias Opening = @Sendable () throws(SharedError) -> any SharedDatabase

  private struct State {
    var effect: SyncMachine.Effect?
    /// What will probably be asked next.
    var ahead: SharedRequest?
    var event: SyncMachine.Event?
    var isStopped = false
    var isRetryAsked = false
  }

  /// What came of a call that was made ahead.
  private struct Known {
    let request: SharedRequest
    let event: SyncMachine.Event

    /// What it says to what is asked now, nil when that is another thing. A connection that was
    /// lost meanwhile is told whatever is asked: the next one begins with a greeting.
    func answer(to effect: SyncMachine.Effect) -> SyncMachine.Event? {
      guard case .ask(let request) = effect else { return nil }
      if case .failed = event { return event }
      return request == self.request ? event : nil
    }
  }

  private let state = Mutex(State())
  /// Ends a wait; each write is read once.
  private let wake: EventDescriptor
  /// Says that there is something to do.
  private let order: EventDescriptor
  private let open: Opening
  private let deliver: @Sendable () -> Void

  /// Starts the thread; `stop` ends it.
  ///
  /// - Parameter deliver: called on the transport's thread when an answer is there.
  /// - Throws: `SharedError` when the system gives no thread.
  init(
    opening open: @escaping Opening, deliver: @escaping @Sendable () -> Void
  ) throws(SharedError) {
    self.open = open
    self.deliver = deliver
    wake = try EventDescriptor()
    order = try EventDescriptor()
    try DetachedThread.begin { [self] in run() }
  }

  /// Makes a call or a pause; a task of the store is none of the transport's.
  func carryOut(_ effect: SyncMachine.Effect) {
    state.withLock { $0.effect = effect }
    order.signal()
  }

  /// Makes a call that will probably be the next one, while nothing else is to be done. It only
  /// reads: its answer is kept for who asks exactly that next, and dropped otherwise.
  func ask(ahead request: SharedRequest) {
    state.withLock { $0.ahead = request }
    order.signal()
  }

  /// The answer to the last call, once.
  func take() -> SyncMachine.Event? {
    state.withLock { state in
      defer { state.event = nil }
      return state.event
    }
  }

  /// Ends a wait for hints: there is something to send.
  func wakeUp() { wake.signal() }

  /// Ends a pause: the operator wants the shared database tried now.
  func retry() {
    state.withLock { $0.isRetryAsked = true }
    wake.signal()
  }

  /// Ends the thread as soon as its present call lets it.
  func stop() {
    state.withLock { $0.isStopped = true }
    wake.signal()
    order.signal()
  }

  private func run() {
    var connection: (any SharedDatabase)?
    var known: Known?
    defer { connection?.close() }
    while true {
      order.wait(seconds: nil)
      let (effect, ahead, isStopped) = state.withLock { state in
        defer { (state.effect, state.ahead) = (nil, nil) }
        return (state.effect, state.ahead, state.isStopped)
      }
      if isStopped { return }
      if let effect {
        let event = known?.answer(to: effect) ?? self.event(of: effect, over: &connection)
        known = nil
        state.withLock { $0.event = event }
        deliver()
      } else if let ahead, known?.request != ahead {
        known = Known(request: ahead, event: event(of: .ask(ahead), over: &connection))
      }
    }
  }

  private func event(
    of effect: SyncMachine.Effect, over connection: inout (any SharedDatabase)?
  ) -> SyncMachine.Event {
    switch effect {
    case .store: return .resumed
    case .pause(let seconds):
      connection?.close()
      connection = nil
      pause(seconds)
      return .resumed
    case .ask(let request):
      do throws(SharedError) {
        let opened = if let connection { connection } else { try open() }
        connection = opened
        return .answered(try opened.answer(request, wake: wake.descriptor))
      } catch {
        connection?.close()
        connection = nil
        return .failed(error)
      }
    }
  }

  /// Waits, unless the operator asks for another try or the program ends.
  private func pause(_ seconds: Double) {
    let end = Monotonic.now + seconds
    while Monotonic.now < end {
      wake.wait(seconds: end - Monotonic.now)
      let isOver = state.withLock { state in
        defer { state.isRetryAsked = false }
        return state.isStopped || state.isRetryAsked
      }
      if isOver { return }
    }
  }
}
