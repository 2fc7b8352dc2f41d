import Domain
import Testing

@testable import Storage

/// Something that only some may know: a trace of it in what they get.
struct SecretTrace {
  let what: String
  let trace: String
  let readers: [Operator]
}

extension [SecretTrace] {
  /// Sends what waits in a store to a shared database, and expects that each person gets the traces
  /// that are theirs, and no others.
  func expectOnWire(of store: Store, _ implementation: SharedImplementation) throws {
    let harness = try implementation.harness()
    try store.send(to: harness)
    for person in SharedCast.people { expect(try harness.answers(to: person), person) }
  }

  /// The same of the bytes of each person's store.
  func expectInStores(of store: Store) throws {
    let world = try SharedWorld()
    try world.database(for: Cast.superAdmin).put(
      try #require(SharedCast.organisations.first { $0.kind == .actimage }))
    try world.connection.transaction {
      for person in SharedCast.people where !Cast.people.contains(person) {
        try SharedPeople(connection: world.connection).put(SharedWorld.account(of: person))
      }
    }
    try store.send { author in
      try world.database(for: try #require(SharedCast.people.first { $0.id == author }))
    }
    for person in SharedCast.people {
      let desk = try SyncDesk(person, in: world)
      try desk.sync()
      #expect(desk.status.error == nil, "\(person.id)")
      expect(String(decoding: try desk.bytes(), as: UTF8.self), person)
      #expect(try StoreVerification.run(desk.fixture.location).problems == [])
    }
  }

  private func expect(_ text: String, _ person: Operator) {
    for trace in self {
      #expect(
        text.contains(trace.trace) == trace.readers.contains(person),
        "\(person.id) and \(trace.what)")
    }
  }
}

extension Store {
  /// Sends what waits here to a shared database, each act under its author's login.
  func send(to harness: any SharedHarness) throws {
    try send { try harness.connect(login: $0.text) }
  }

  fileprivate func send(to database: (OperatorID) throws -> any SharedDatabase) throws {
    var sent: Set<ScopeID> = []
    while let batch = try nextBatch(limit: 1_000, besides: sent) {
      sent.insert(batch.scope)
      for act in batch.submissions {
        let author = act.envelope.operatorID
        let verdict = try database(author).append(batch.scope, act)
        #expect(
          verdict?.isAccepted == true || verdict == .duplicate,
          "\(author): \(act.events.map(\.shown.kind)), \(String(describing: verdict))")
      }
    }
  }
}

extension SharedHarness {
  /// All events and texts that a person can get, as text: of what it is told of, and of whatever
  /// else there may be.
  func answers(to person: Operator) throws -> String {
    let desk = try connect(person)
    defer { desk.close() }
    var scopes = Set(try desk.heads(of: nil).map(\.scope))
    for organisation in SharedCast.organisations.map(\.id) {
      scopes.insert(ScopeID(of: [organisation]))
      scopes.formUnion(AudiencePart.allCases.map { ScopeID(of: [$0.of(organisation)]) })
      scopes.insert(
        ScopeID(of: [
          AudiencePart.signalement.of(organisation), AudiencePart.locataire.of(organisation),
        ]))
    }
    var answers: [Any] = []
    for scope in scopes {
      answers += (try? desk.pull(scope, after: 0, limit: 1_000)).map { [$0] } ?? []
      answers += (try? desk.texts(of: scope, after: 0, limit: 1_000)).map { [$0] } ?? []
    }
    return answers.map { "\($0)" }.joined(separator: "\n")
  }
}
