import Domain
import Glibc
import Storage

/// The loop of the program: wait for a key, update, carry out, draw.
///
/// One thread owns the terminal and sleeps in `poll`; it wakes for a key, for work that is done in
/// the background, and at midnight in Paris, when what is late changes.
struct RunLoop {
  private let terminal: TerminalSession
  private let reader: InputReader
  private let runner: EffectRunner
  private let keyMap: KeyMap
  private var app: App
  private var postponed = Postponed()
  /// Whether the screen shows the last state.
  private var isShown = false

  init(
    store: Store, session: Session, terminal: TerminalSession, settings: Settings,
    state: StateFolder? = nil, shared: SharedAddress? = nil
  ) throws {
    self.terminal = terminal
    keyMap = settings.keyMap
    let wakeup = try WakeupPipe()
    reader = InputReader(terminal, wakeup: wakeup)
    let keeper = LayoutKeeper(state)
    // A store that is only read follows no shared database: its own program does.
    let sync = try (store.reading == nil ? shared : nil).map { address in
      try store.workBesideScreen()
      return try SyncDesk(address, clock: session.clock) { wakeup.wake() }
    }
    let accounts = shared.map { address in AccountsDesk(address) { wakeup.wake() } }
    let mail = try MailSender(settings.mail, clock: session.clock) { wakeup.wake() }
    let tickets = try TicketSender(
      settings.redmine, clock: session.clock, deliver: { wakeup.wake() })
    runner = EffectRunner(
      store: StoreEffects(
        store: store, session: session, sync: sync, accounts: accounts,
        imports: ImportDesk { wakeup.wake() }, mail: mail, mailSettings: settings.mail,
        tickets: tickets, pasts: PastDesk { wakeup.wake() }),
      terminal: terminal, keeper: keeper, takesMouse: settings.mouse)
    app = App(
      size: terminal.size, world: try runner.world(keyMap: keyMap), layout: keeper.layout)
    app.settings = settings
  }

  /// Runs until the operator leaves or the terminal closes.
  mutating func run() {
    carryOut(app.opened(), .opening)
    app.warnOfSettings()
    defer { runner.finishOutgoing() }
    while !runner.isOver {
      show()
      let events = reader.read(timeout: wait)
      if events == [.caughtUp] { continue }
      isShown = false
      tick()
      if events.isEmpty, let effect = postponed.next() { carryOut(answers(to: effect), .moving) }
      for event in events {
        let patience = app.patience(with: event)
        carryOut(postponed.due(before: patience), patience)
        carryOut(app.update(.input(event)), patience)
        if runner.isOver { return }
      }
      if let work = app.work { carryOut([work]) }
      take(runner.advanceSync(at: Monotonic.now, keyMap: keyMap))
      take(runner.advanceOutgoing())
    }
  }

  /// Draws what has changed, unless the line is still busy with what was drawn before.
  private mutating func show() {
    guard !isShown, terminal.hold == nil else { return }
    terminal.present(app.view())
    isShown = true
  }

  /// Carries out effects and those that follow from their answers, until there are none.
  ///
  /// - Parameter patience: which of them may wait.
  private mutating func carryOut(_ effects: [Effect], _ patience: Patience = .none) {
    var waiting = effects[...]
    while let effect = waiting.popFirst() {
      if !postponed.take(effect, patience) { waiting += answers(to: effect) }
    }
  }

  /// Takes what the synchronisation brings.
  private mutating func take(_ messages: [Message]) {
    for message in messages { carryOut(app.update(message)) }
  }

  /// Carries out one effect, be it one that has waited.
  ///
  /// - Returns: the effects that follow from its answers.
  private mutating func answers(to effect: Effect) -> [Effect] {
    var effects: [Effect] = []
    for message in runner.run(effect, keyMap: keyMap) { effects += app.update(message) }
    return effects
  }

  /// The clock goes on between two keys; a new day changes what is late.
  private mutating func tick() {
    let before = app.world.today
    app.world.now = runner.session.clock()
    if app.world.today != before {
      carryOut(
        app.accueil.opened(in: app.world) + app.dossiers.reload()
          + app.signalements.reload(in: app.world) + app.reloadedOthers())
    }
    if runner.mayChange { carryOut([.follow]) }
  }

  /// How long to wait for a key, in milliseconds.
  private var wait: Int {
    if app.work != nil || runner.hasSyncTask { return 0 }
    let next = min(
      postponed.delay ?? timeout, runner.syncDelay(at: Monotonic.now) ?? .max,
      runner.outgoingDelay ?? .max)
    guard !isShown, let hold = terminal.hold else { return next }
    return min(next, hold)
  }

  /// Until the day changes; a reader looks up each second for what another program writes.
  private var timeout: Int { runner.mayChange ? min(1000, untilMidnight) : untilMidnight }

  /// Milliseconds until the day changes in Paris, a second more so that it has changed.
  private var untilMidnight: Int {
    let now = app.world.now
    let local = now.seconds + Int64(ParisTime.offset(at: now))
    return Int(86_401 - local % 86_400) * 1000
  }
}
