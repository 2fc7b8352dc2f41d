import Domain
import Testing

@testable import Storage

/// A desk of the simulation: a real store and the real engine, between which and the shared
/// database everything can go wrong.
final class SimDesk {
  let name: String
  let person: Operator
  let fixture: StoreFixture
  private let world: SharedWorld
  private let bug: InjectedBug?
  /// Which history the connection was opened on.
  private var timeline = 1
  private var machine: SyncMachine
  private var effect: SyncMachine.Effect
  /// Days by which the desk's clock is wrong.
  var skew = 0
  var isOffline = false
  /// The acts that the operator saw accepted, with the instant under which they were signed.
  private(set) var issued: [CommandID: Moment] = [:]
  /// Batches of which a copy is still under way.
  private(set) var lateCopies: [Batch] = []

  /// - Parameter seed: of the identities that it gives.
  init(
    _ name: String, _ person: Operator, _ world: SharedWorld, _ bug: InjectedBug?, seed: UInt64
  ) throws {
    self.name = name
    self.person = person
    self.world = world
    self.bug = bug
    fixture = try StoreFixture()
    try fixture.draw(from: seed)
    machine = Self.newMachine()
    effect = machine.step(.resumed)
  }

  private static func newMachine() -> SyncMachine {
    SyncMachine(
      sizes: .init(page: 9, slice: 4, texts: 5, deferring: 30), random: SeededGenerator(seed: 3))
  }

  var isWaiting: Bool { machine.phase == .waiting }
  var error: String? { machine.status.storeError ?? machine.status.error?.french }
  var day: Day { ParisTime.day(of: world.now) + skew }

  /// The program dies and is started again.
  func crash() throws {
    try fixture.reopen()
    machine = Self.newMachine()
    effect = machine.step(.resumed)
  }

  /// Records an act, as a person would.
  func act(_ stream: StreamID, _ command: DossierCommand, secrets: [Secret]) throws {
    do {
      let session = fixture.session(person, on: day)
      let receipt = try fixture.store.perform(
        Act(stream: stream, command: command, secrets: secrets), as: session)
      issued[receipt.command] = session.clock()
    } catch is Refusal {
      return
    }
  }

  /// Takes one step of the engine.
  ///
  /// - Parameter fate: what befalls it.
  func advance(_ fate: Fate) throws {
    switch effect {
    case .pause: effect = machine.step(.resumed)
    case .ask(.wait): effect = machine.step(.answered(.hint(fate.hint)))
    case .ask(let request): try ask(request, fate)
    case .store(let task): try carryOut(task, fate)
    }
  }

  private func ask(_ request: SharedRequest, _ fate: Fate) throws {
    let lost = SyncMachine.Event.failed(SharedError(.unreachable, "Coupure."))
    let isCut = timeline != world.timeline
    timeline = world.timeline
    guard !isOffline, !isCut, fate != .requestLost else {
      effect = machine.step(lost)
      return
    }
    if case .append(let batch) = request, fate == .copiedLate { lateCopies.append(batch) }
    var event = answer(to: request)
    if fate == .askedTwice { event = answer(to: request) }
    if fate == .crash { return try crash() }
    effect = machine.step(fate == .answerLost ? lost : event)
  }

  private func answer(to request: SharedRequest) -> SyncMachine.Event {
    do {
      let database = FaultyDatabase(try world.database(for: person), of: person, bug)
      var answer = try database.answer(request)
      if bug == .noForkCheck, case .page(var page) = answer,
        let journal = machine.work.journals.first
      {
        page.before = journal.chain
        answer = .page(page)
      }
      return .answered(answer)
    } catch let error as SharedError {
      return .failed(error)
    } catch {
      return .failed(SharedError(.other, "\(error)"))
    }
  }

  private func carryOut(_ task: StoreTask, _ fate: Fate) throws {
    if fate == .crash {
      if bug == .cursorBeforeEvents { try SimFaults.saveCursor(of: task, in: fixture.store) }
      return try crash()
    }
    let outcome = outcome(of: task)
    if fate == .crashAfter { return try crash() }
    effect = machine.step(outcome)
  }

  private func outcome(of task: StoreTask) -> SyncMachine.Event {
    do {
      let store = try fixture.store
      let before = try SimFaults(bug, store, world.now)
      let outcome = try before.carryOut(task)
      return .stored(outcome)
    } catch let error as SharedError {
      return .failed(error)
    } catch {
      return .storeFailed("\(error)")
    }
  }

  /// A copy of an old batch arrives at the shared database, whose answer nobody awaits.
  func deliverLateCopy() {
    guard !lateCopies.isEmpty else { return }
    let batch = lateCopies.removeFirst()
    _ = answer(to: .append(batch))
  }

  /// Goes on until everything is fetched and sent, or the engine gives up for a while.
  func settle() throws {
    effect =
      isWaiting ? machine.step(.answered(.hint(.timeout))) : effect
    var pauses = 0
    for _ in 0..<2_000 {
      if case .pause = effect { pauses += 1 }
      if case .ask(.wait) = effect { return }
      if pauses > 2 { return }
      try advance(.well)
    }
    throw Restless(desk: name)
  }
}

/// A desk whose engine goes round and round.
struct Restless: Error {
  let desk: String
}

/// What befalls a step.
enum Fate: Equatable, Sendable {
  case well, requestLost, answerLost, askedTwice, copiedLate, crash, crashAfter

  var hint: Hint {
    switch self {
    case .well: .timeout
    case .requestLost, .answerLost: .woken
    default: .changed(nil)
    }
  }

  /// Mostly well.
  static func random(_ generator: inout SeededGenerator) -> Fate {
    switch Int.random(in: 0..<100, using: &generator) {
    case 0..<4: .requestLost
    case 4..<9: .answerLost
    case 9..<12: .askedTwice
    case 12..<17: .copiedLate
    case 17..<19: .crash
    case 19..<21: .crashAfter
    default: .well
    }
  }
}
