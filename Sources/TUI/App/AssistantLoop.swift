import Domain
import Storage

/// Runs the first start in a terminal: the network on threads of its own, the store's tasks between
/// two keys.
final class AssistantLoop {
  private let store: Store
  private let terminal: TerminalSession
  private let wakeup: WakeupPipe
  private let reader: InputReader
  private let clock: @Sendable () -> Moment
  private var assistant: Assistant
  private var attempt: SharedTask<Greeting>?
  private var desk: SyncDesk?

  /// - Parameter known: the shared databases to propose, the likeliest first.
  init(
    store: Store, terminal: TerminalSession, known: [SharedAddress],
    clock: @escaping @Sendable () -> Moment
  ) throws {
    self.store = store
    self.terminal = terminal
    self.clock = clock
    wakeup = try WakeupPipe()
    reader = InputReader(terminal, wakeup: wakeup)
    assistant = Assistant(known: known, today: ParisTime.day(of: clock()))
  }

  /// Runs until it is known who works here.
  ///
  /// - Parameter asked: the shared database that was asked for, tried without a question.
  /// - Returns: who, and which shared database is followed; nil when the operator leaves.
  /// - Throws: `StorageError`.
  func run(asked: SharedAddress?) throws -> (me: Operator, shared: SharedAddress?)? {
    if let asked { _ = try carryOut(assistant.begin(with: asked)) }
    while true {
      terminal.present(AssistantView(assistant: assistant).surface(terminal.size))
      for event in reader.read(timeout: desk?.hasTask == true ? 0 : 500) {
        switch event {
        case .closed: return nil
        case .paste(let text): assistant.paste(text)
        case .key(.ctrl("l")): terminal.redraw()
        case .key(.ctrl("z")): terminal.stopProgram()
        case .key(let key):
          guard let request = assistant.handle(key) else { continue }
          if request == .quit { return nil }
          if let me = try carryOut(request) { return (me, desk?.address) }
        default: break
        }
      }
      if let answer = attempt?.take() {
        attempt = nil
        assistant.take(answer)
      }
      if let me = try advance() { return (me, desk?.address) }
    }
  }

  /// - Returns: who works here, once that is known.
  private func carryOut(_ request: Assistant.Request) throws -> Operator? {
    switch request {
    case .attempt(let address): try begin(address)
    // The call ends by itself, at its deadline; nobody takes its answer.
    case .giveUpAttempt: attempt = nil
    case .follow(let address): try follow(address)
    case .retry: desk?.retry()
    case .open: return try store.me()
    case .workAlone(let values): return try workAlone(values)
    case .quit: break
    }
    return nil
  }

  private func begin(_ address: SharedAddress) throws {
    let wakeup = wakeup
    do throws(SharedError) {
      attempt = try SharedTask(
        opening: { () throws(SharedError) in try address.open() }, deliver: { wakeup.wake() }
      ) { (base) throws(SharedError) in
        let welcome = try base.hello()
        let organisations = try base.directory().organisations
        return Greeting(
          address: address, me: welcome.me,
          organisation: organisations.first { $0.id == welcome.me.organisation }?.name
            ?? welcome.me.organisation.text,
          isTooRecent: welcome.isTooRecent)
      }
    } catch {
      assistant.take(.failure(error))
    }
  }

  private func follow(_ address: SharedAddress) throws {
    let wakeup = wakeup
    try store.follow(address)
    try store.workBesideScreen()
    desk = try SyncDesk(address, clock: clock) { wakeup.wake() }
  }

  /// Gives the copy of the dossiers its turn; the panes open once all is there.
  private func advance() throws -> Operator? {
    guard let desk else { return nil }
    _ = desk.advance(store, at: Monotonic.now)
    assistant.take(desk.status)
    guard desk.status.isUpToDate, !desk.hasTask else { return nil }
    return try store.me()
  }

  private func workAlone(_ values: FormValues) throws -> Operator? {
    let roles = MeCommand.roles.filter { $0.word == values.choice("role") }.map(\.value)
    do {
      return try store.setMe(
        name: values.text("nom")?.strippedOfControls ?? "", roles: Set(roles),
        siret: try AloneForm.siret(values),
        bailleurName: values.text("raison")?.strippedOfControls)
    } catch let refusal as Refusal {
      assistant.show(refusal)
      return nil
    }
  }
}
