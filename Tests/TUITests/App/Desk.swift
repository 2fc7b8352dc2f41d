import Domain
import Foundation
import Storage
import Synchronization
import Testing

@testable import TUI

/// The program without a terminal: keys go in, the screen comes out, the store is a real one.
final class Desk {
  private(set) var app: App
  var store: Store { effects.store }
  /// The effects asked for by the last keys, those that follow from answers among them.
  private(set) var asked: [Effect] = []
  /// What the next `.edit` gives back.
  var edited: String?
  /// Where answers to access requests are written.
  var accessFolder: String? {
    get { effects.accessFolder }
    set { effects.accessFolder = newValue }
  }
  /// Whether what goes on between two keys waits for `work`.
  var isHeld = false
  /// What the exchange with a shared database says of itself.
  private var sync = SyncView()
  /// What the shared database says of accounts, nil to ask the real one, if there is one.
  var accounts: AccountsFile?
  /// Holds the file that comes in beside the screen, while it is shut.
  let gate = Gate()
  private let folder: DeskFolder
  private let keyMap: KeyMap
  private let effects: StoreEffects

  /// Sits an operator down at a fresh copy of the store.
  ///
  /// - Parameter isDemo: false for a store that is the operator's own.
  init(
    _ person: Operator = DeskPeople.c1A, columns: Int = 140, rows: Int = 45, isDemo: Bool = true,
    keyMap: KeyMap = .standard, shared: SharedAddress? = nil
  ) throws {
    self.keyMap = keyMap
    folder = try DeskFolder()
    let store = try Store(StoreLocation(directory: folder.path, isDemo: true))
    let now = DeskStore.moment(on: DeskStore.today)
    effects = StoreEffects(
      store: store, session: Session(actor: person) { now },
      accounts: shared.map { AccountsDesk($0) {} }, imports: ImportDesk { [gate] in gate.pass() },
      pasts: PastDesk { [gate] in gate.pass() })
    var world = try effects.world(keyMap: keyMap)
    world.isDemo = isDemo
    app = App(size: Size(columns: columns, rows: rows), world: world)
    carryOut(app.opened())
  }

  deinit { store.close() }

  /// What stands on the screen.
  var screen: String { app.view().text }

  /// The line that says what has happened.
  var toast: String? { app.toast?.text }

  /// The reference of the dossier selected in the pane in front.
  var selected: String? {
    let list = app.active == .accueil ? app.accueil.list : app.dossiers.list
    return list.rows.first { $0.stream == list.selected }?.reference
  }

  /// The references of the rows on the screen.
  var listed: [String] {
    app.dossiers.list.rows.map(\.reference)
  }

  /// The form in front, if there is one.
  var hasForm: Bool {
    if case .form = app.overlay { true } else { false }
  }

  /// The commands that the last keys asked the store to record.
  var commands: [DossierCommand] {
    asked.compactMap { if case .perform(let act) = $0 { act.command } else { nil } }
  }

  /// What the last keys put on the clipboard.
  var copied: String? {
    asked.compactMap { if case .copy(let text) = $0 { text } else { nil } }.last
  }

  /// Presses keys, written as in `Keys`.
  func press(_ text: String) {
    asked = []
    for key in Keys.parse(text) {
      carryOut(app.update(.input(.key(key))))
      while !isHeld, work() {}
    }
  }

  /// Does what the run loop does between two keys; false when there is nothing to do.
  @discardableResult
  func work() -> Bool {
    guard let work = app.work else { return false }
    carryOut([work])
    return true
  }

  /// Types a text, character by character.
  func type(_ text: String) {
    asked = []
    for character in text { carryOut(app.update(.input(.key(.character(character))))) }
  }

  /// Gives the program something else than a key.
  func send(_ event: InputEvent) {
    asked = []
    carryOut(app.update(.input(event)))
    while !isHeld, work() {}
  }

  /// Opens with what a configuration says.
  func set(_ settings: Settings) {
    app.settings = settings
    app.warnOfSettings()
  }

  /// Lets the panes read everything again, as after a change from elsewhere.
  func reload() { carryOut(app.dossiers.reload()) }

  /// Lets the exchange with a shared database tell its state, as after something came in.
  func exchange(_ change: (inout SyncView) -> Void) {
    change(&sync)
    var world = app.world
    world.sync = sync
    world.sync.conflicts = (try? store.conflictCount()) ?? 0
    carryOut(app.update(.storeChanged(world)))
  }

  /// Lets tickets change by themselves, or Redmine fall silent, as the run loop tells it.
  func move(_ tickets: [QueuedTicket], silence: String?) {
    asked = []
    carryOut(app.update(.ticketsMoved(tickets, silence: silence)))
  }

  /// Lets mails change by themselves, as the run loop tells it.
  func move(_ mails: [QueuedMail]) {
    asked = []
    carryOut(app.update(.mailsMoved(mails)))
  }

  /// Takes what the shared database answers about accounts, once it has.
  func takeAccounts() throws {
    for _ in 0..<20_000 {
      let answers = effects.accountAnswers()
      guard answers.isEmpty else {
        for answer in answers { carryOut(app.update(answer)) }
        return
      }
      usleep(1_000)
    }
    throw DeskTimeout()
  }

  /// Lets everything be read again, the directory among it.
  func refresh() {
    guard var world = try? effects.world(keyMap: keyMap) else { return }
    world.isDemo = app.world.isDemo
    carryOut(app.update(.storeChanged(world)))
  }

  /// Carries an effect out, as if something had asked for it.
  func ask(_ effect: Effect) { carryOut([effect]) }

  /// Tells the program something.
  func tell(_ message: Message) { carryOut(app.update(message)) }

  /// Takes what the file under way tells, until it is done.
  func takeImport() throws {
    for _ in 0..<20_000 {
      let news = effects.importNews(keyMap)
      for answer in news { carryOut(app.update(answer)) }
      let goesOn = news.allSatisfy {
        if case .patrimoine(.progress) = $0 { true } else { false }
      }
      if !goesOn { return }
      usleep(1_000)
    }
    throw DeskTimeout()
  }

  /// Takes what the day under way tells, until it is shown or has failed.
  func takePast() throws {
    for _ in 0..<20_000 {
      for answer in try effects.pastNews(keyMap) { carryOut(app.update(answer)) }
      if effects.pasts?.task == nil { return }
      usleep(1_000)
    }
    throw DeskTimeout()
  }

  /// Lets the program look for what another one wrote, as the run loop does each second.
  func follow() { carryOut([.follow]) }

  /// Records an act of somebody else.
  func meanwhile(_ command: DossierCommand, on reference: String, by person: Operator) throws {
    let now = DeskStore.moment(on: DeskStore.today)
    try store.perform(
      Act(stream: try stream(reference), command: command),
      as: Session(actor: person) { now })
  }

  /// The dossier of that reference, as it is in the store.
  func dossier(_ reference: String) throws -> Dossier { try store.dossier(stream(reference)) }

  private func stream(_ reference: String) throws -> StreamID {
    try #require(try store.dossiers.stream(ofReference: reference))
  }

  private func carryOut(_ wanted: [Effect]) {
    var waiting = wanted[...]
    while let effect = waiting.popFirst() {
      asked.append(effect)
      for message in answers(to: effect) { waiting += app.update(told(message)) }
    }
  }

  /// The message with the exchange as the test has it.
  private func told(_ message: Message) -> Message {
    guard case .worldChanged(var world) = message else { return message }
    let conflicts = world.sync.conflicts
    world.sync = sync
    world.sync.conflicts = conflicts
    return .worldChanged(world)
  }

  private func answers(to effect: Effect) -> [Message] {
    if case .accounts(.list) = effect, let accounts { return [.accountAnswer(.listed(accounts))] }
    do {
      if let answers = try effects.run(effect, keyMap: keyMap) { return answers }
    } catch {
      return [.failure(error)]
    }
    if case .edit = effect { return [.edited(edited)] }
    return []
  }
}

/// A gate before which a thread waits while it is shut.
final class Gate: Sendable {
  private let isShut = Mutex(false)

  func shut(_ shut: Bool) { isShut.withLock { $0 = shut } }

  func pass() {
    while isShut.withLock({ $0 }) { usleep(1_000) }
  }
}

/// The shared database did not answer.
struct DeskTimeout: Error {}

/// The files of a desk's store, removed when the desk is.
final class DeskFolder {
  let path = FileManager.default.temporaryDirectory.path + "/habiter-\(UUID().uuidString)"

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    try DeskStore.copy(into: path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Keys as a test writes them: `j j <Entrée>`, words between spaces, a quoted word typed whole.
enum Keys {
  private static let named: [String: Key] = [
    "<Entrée>": .enter, "<Échap>": .escape, "<Tab>": .tab, "<Maj-Tab>": .backTab,
    "<Haut>": .up, "<Bas>": .down, "<Gauche>": .left, "<Droite>": .right, "<Début>": .home,
    "<Fin>": .end, "<PgSuiv>": .pageDown, "<PgPréc>": .pageUp, "<Retour>": .backspace,
    "<espace>": .character(" "), "<Ctrl-U>": .ctrl("u"), "<Ctrl-C>": .ctrl("c"),
    "<Ctrl-E>": .ctrl("e"), "<Ctrl-L>": .ctrl("l"), "<F1>": .function(1), "<F2>": .function(2),
    "<F8>": .function(8), "<F9>": .function(9),
  ]

  /// The keys of a text; what has no name between angle brackets is typed letter by letter.
  static func parse(_ text: String) -> [Key] {
    text.split(separator: " ").flatMap { word -> [Key] in
      if let key = named[String(word)] { return [key] }
      return word.map { .character($0) }
    }
  }
}
