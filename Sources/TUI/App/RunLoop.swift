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
  /// The dossier to read once the keys pause: whoever goes down a list stops at few of its rows.
  private var deferred: Effect?
  /// The pause that brings the detail, in milliseconds: shorter than anybody sees.
  private static let pause = 40

  init(
    store: Store, session: Session, terminal: TerminalSession, settings: Settings,
    state: StateFolder? = nil
  ) throws {
    self.terminal = terminal
    keyMap = settings.keyMap
    reader = InputReader(terminal, wakeup: try WakeupPipe())
    let keeper = LayoutKeeper(state)
    runner = EffectRunner(
      store: store, terminal: terminal, session: session, keeper: keeper,
      takesMouse: settings.mouse)
    app = App(
      size: terminal.size, world: try runner.world(keyMap: keyMap), layout: keeper.layout)
    app.settings = settings
  }

  /// Runs until the operator leaves or the terminal closes.
  mutating func run() {
    carryOut(app.opened(), mayDefer: true)
    app.warnOfSettings()
    while !runner.isOver {
      terminal.present(app.view())
      let events = reader.read(timeout: wait)
      tick()
      if events.isEmpty { catchUp() }
      for event in events {
        let moves = app.isMove(event)
        // Any other key works on the dossier selected: it is read before, whole.
        if !moves { catchUp() }
        carryOut(app.update(.input(event)), mayDefer: moves)
        if runner.isOver { return }
      }
      if let work = app.work { carryOut([.bulk(work)]) }
    }
  }

  /// Reads what was put off.
  private mutating func catchUp() {
    guard let effect = deferred else { return }
    deferred = nil
    carryOut([effect])
  }

  /// Carries out effects and those that follow from their answers, until there are none.
  ///
  /// - Parameter mayDefer: whether the detail of a dossier may wait for a pause of the keys.
  private mutating func carryOut(_ effects: [Effect], mayDefer: Bool = false) {
    var waiting = effects[...]
    while let effect = waiting.popFirst() {
      if mayDefer, case .loadDetail = effect {
        deferred = effect
        continue
      }
      for message in runner.run(effect, keyMap: keyMap) { waiting += app.update(message) }
    }
  }

  /// The clock goes on between two keys; a new day changes what is late.
  private mutating func tick() {
    let before = app.world.today
    app.world.now = runner.session.clock()
    if app.world.today != before {
      carryOut(app.accueil.opened(in: app.world) + app.dossiers.reload())
    }
    if runner.mayChange { carryOut([.follow]) }
  }

  /// How long to wait for a key, in milliseconds.
  private var wait: Int {
    if app.work != nil { return 0 }
    return deferred == nil ? timeout : Self.pause
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
