import Domain
import Testing

@testable import Storage

/// A shared database in memory, with an account for everybody of the cast, and a clock.
final class SharedWorld {
  private(set) var connection: Connection
  var now = Moment(seconds: Int64(StoreFixture.start.number) * 86_400 + 40_000)
  /// How often another history took the place of the one before; connections end with each.
  private(set) var timeline = 1
  private let copies = try? TemporaryDirectory()

  init() throws {
    connection = try Connection(path: ":memory:", mode: .readWrite)
    var random = SeededGenerator(seed: 7)
    let aatiko = Organisation(id: "org-aatiko", name: "Aatiko", kind: .aatiko)
    try SharedSQLite.install(
      on: connection, first: Self.account(of: Cast.superAdmin), of: aatiko, random: &random)
    let founder = try database(for: Cast.superAdmin)
    for organisation in Cast.organisations { try founder.put(organisation) }
    // Agents are their administrators' to create, through tables that this world fills by itself.
    try connection.transaction {
      for person in Cast.people where person.id != Cast.superAdmin.id {
        try SharedPeople(connection: connection).put(Self.account(of: person))
      }
    }
  }

  static func account(of person: Operator) -> Account {
    Account(login: person.id.text, person: SharedPerson(person: person, email: nil))
  }

  func database(for person: Operator) throws -> SharedSQLite {
    try SharedSQLite(connection, login: person.id.text) { [unowned self] in now }
  }

  /// What a backup holds.
  func snapshot() throws -> String {
    let path = try #require(copies).file("copy-\(Int.random(in: 0..<Int.max))")
    try connection.copy(to: path) { _, _ in }
    return path
  }

  /// Puts a backup in the place of the database: what came after it is lost.
  func restore(_ path: String) throws {
    let copy = try Connection(path: path, mode: .readWrite)
    connection = copy
    timeline += 1
    try connection.transaction { try Meta(connection).set("timeline", to: String(timeline)) }
  }

  /// What the journal of the shared database says, line by line.
  func journal() throws -> [String] {
    var lines: [String] = []
    try connection.query("SELECT scope, seq, chain FROM event ORDER BY scope, seq") {
      row throws(StorageError) in
      lines.append(
        "\(try row.get(0, as: String.self)) \(try row.get(1, as: Int.self)) "
          + SHA256.hex(try row.get(2, as: [UInt8].self)))
    }
    return lines
  }
}

/// A person's desk: a store, and the engine beside it.
final class SyncDesk {
  let person: Operator
  let fixture: StoreFixture
  private let world: SharedWorld
  private var machine: SyncMachine
  /// What the engine may not reach for now.
  var isOffline = false

  /// - Parameter isAlone: whether it works as where nobody waits for it.
  init(_ person: Operator, in world: SharedWorld, isAlone: Bool = false) throws {
    self.person = person
    self.world = world
    fixture = try StoreFixture()
    if isAlone { try fixture.store.workUnattended() }
    machine = SyncMachine(
      sizes: isAlone ? .large : .init(page: 7, slice: 3, texts: 5, deferring: 40),
      random: SeededGenerator(seed: 5))
  }

  var status: SyncStatus { machine.status }

  /// Runs the engine until it waits, or gives up for a while.
  func sync() throws {
    guard !isOffline else { return }
    var effect = machine.phase == .waiting ? machine.step(.answered(.hint(.timeout))) : greeting()
    for _ in 0..<100_000 {
      switch effect {
      case .pause: return
      case .ask(.wait): return
      case .ask(let request): effect = machine.step(answer(to: request))
      case .store(let task): effect = machine.step(outcome(of: task))
      }
    }
    Issue.record("the engine does not come to rest: \(machine.phase)")
  }

  private func greeting() -> SyncMachine.Effect { machine.step(.resumed) }

  private func answer(to request: SharedRequest) -> SyncMachine.Event {
    do {
      let database = try world.database(for: person)
      return .answered(try database.answer(request, wake: -1))
    } catch let error as SharedError {
      return .failed(error)
    } catch {
      return .failed(SharedError(.other, "\(error)"))
    }
  }

  private func outcome(of task: StoreTask) -> SyncMachine.Event {
    do {
      return .stored(try fixture.store.carryOut(task, at: world.now))
    } catch let error as SharedError {
      return .failed(error)
    } catch {
      return .storeFailed("\(error)")
    }
  }

  @discardableResult
  func act(
    _ stream: StreamID, _ command: DossierCommand, on day: Day = StoreFixture.start,
    secrets: [Secret] = []
  ) throws -> Receipt {
    try fixture.act(stream, command, by: person, on: day, secrets: secrets)
  }

  /// What the store says of the shared journal, line by line.
  func journal() throws -> [String] {
    var lines: [String] = []
    try fixture.store.reader.query("SELECT scope, seq, chain FROM event ORDER BY scope, seq") {
      row throws(StorageError) in
      lines.append(
        "\(try row.get(0, as: String.self)) \(try row.get(1, as: Int.self)) "
          + SHA256.hex(try row.get(2, as: [UInt8].self)))
    }
    return lines
  }

  /// Every byte of the store's files, as text that can be searched.
  func bytes() throws -> [UInt8] {
    try fixture.store.writer.checkpoint()
    let names = ["habiter.sqlite", "pending.log"]
    return try names.flatMap { try fixture.directory.bytes("habiter/\($0)") }
  }
}

/// Desks of Aatiko and of two bailleurs beside one shared database.
struct Office {
  let world: SharedWorld
  let aatiko: SyncDesk
  let agentA: SyncDesk
  let agentB: SyncDesk

  init() throws {
    world = try SharedWorld()
    aatiko = try SyncDesk(Cast.superAdmin, in: world)
    agentA = try SyncDesk(Cast.c1A, in: world)
    agentB = try SyncDesk(Cast.c1B, in: world)
    try sync()
  }

  var desks: [SyncDesk] { [aatiko, agentA, agentB] }

  /// Everybody fetches and sends, twice: what one sends the others fetch.
  func sync() throws {
    for _ in 0..<2 {
      for desk in desks { try desk.sync() }
    }
  }

  /// A dossier of A and B, known to all.
  func dossier(_ number: Int = 1) throws -> StreamID {
    let stream = try aatiko.fixture.store.newStream(at: world.now)
    let (volets, secrets) = try aatiko.fixture.drafts(
      number, of: (Cast.bailleurA, Cast.bailleurB))
    try aatiko.act(
      stream, .create(reference: "D-2026-\(1000 + number)", volets: volets), secrets: secrets)
    try sync()
    return stream
  }

  /// Both enter the NUR of their candidates.
  func enterNURs(_ stream: StreamID, _ number: Int = 1) throws {
    for (desk, volet, offset) in [(agentA, VoletName.a, 0), (agentB, .b, 1)] {
      let nur = try desk.fixture.seal(nur: 2 * number + offset)
      try desk.act(stream, .enterNUR(volet: volet, nur: nur.sealed), secrets: [nur.secret])
    }
    try sync()
  }
}
