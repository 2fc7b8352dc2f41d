import Domain
import Foundation
import Testing

@testable import Storage

/// A demonstration in a directory of its own.
final class DemoFixture {
  /// A Monday in spring, a week after the clocks changed.
  static let today = Day(number: 20_549)

  let directory: TemporaryDirectory
  let environment: [String: String]
  let store: Store

  init(_ size: DemoSize, on today: Day = today) throws {
    directory = try TemporaryDirectory()
    environment = ["XDG_DATA_HOME": directory.path]
    store = try Self.open(environment, size, today)
  }

  static func open(
    _ environment: [String: String], _ size: DemoSize, _ today: Day
  ) throws -> Store {
    try Demo.open(environment: environment, size: size, clock: .paris(today, minute: 600))
  }

  /// Every dossier of the store.
  func dossiers() throws -> [Dossier] {
    try store.streams.journal.streams(ofAggregate: Dossier.aggregate)
      .map { try store.dossier($0) }
  }

  /// The scopes whose journal is not whole.
  func brokenScopes() throws -> [ScopeID] {
    try scopes().filter { try store.streams.journal.verify($0) != nil }
  }

  /// Where each scope stands: the chains cover every event.
  func heads() throws -> [String] {
    try scopes().map { scope in
      let head = try store.streams.journal.head(of: scope)
      return "\(scope) \(head?.seq ?? -1) \(SHA256.hex(head?.chain ?? []))"
    }
  }

  /// The texts of the vault, with the field that each is.
  func texts() throws -> [(field: String, text: String)] {
    var texts: [(String, String)] = []
    try store.writer.query(
      "SELECT field, value FROM vault ORDER BY subject, field"
    ) { row throws(StorageError) in texts.append((try row.get(0), try row.get(1))) }
    return texts
  }

  private func scopes() throws -> [ScopeID] {
    var scopes: [ScopeID] = []
    try store.writer.query("SELECT scope FROM scope ORDER BY scope") { row throws(StorageError) in
      scopes.append(try row.get(0))
    }
    return scopes
  }
}

/// What the realistic demonstration holds, read once for all tests.
struct RealisticDemo: Sendable {
  static let shared = Task { try RealisticDemo() }

  let today = DemoFixture.today
  let directory: Directory
  let dossiers: [Dossier]
  let texts: [(field: String, text: String)]
  let brokenScopes: [ScopeID]
  let pending: Int
  /// How many dossiers each profile finds in each queue.
  let counts: [DemoProfile: [DossierQueue: Int]]

  init() throws {
    let fixture = try DemoFixture(.realiste)
    let store = fixture.store
    directory = store.directory
    dossiers = try fixture.dossiers()
    texts = try fixture.texts()
    brokenScopes = try fixture.brokenScopes()
    pending = try store.pendingCount()
    var counts: [DemoProfile: [DossierQueue: Int]] = [:]
    for profile in DemoProfile.allCases {
      let actor = try #require(Demo.actor(for: profile, in: store))
      let session = Session(actor: actor) { .paris(DemoFixture.today, minute: 600) }
      let scope = QueueScope(
        organisation: session.audience, person: actor.id, today: session.today)
      counts[profile] = try store.dossiers.counts(scope)
    }
    self.counts = counts
  }

  var open: [Dossier] { dossiers.filter(\.isOpen) }

  /// The clocks of that kind, with the bailleur that each runs for.
  func clocks(_ clock: Deadline.Clock) -> [(deadline: Deadline, bailleur: OrganisationID)] {
    dossiers.flatMap { dossier in
      dossier.deadlines(under: .default).filter { $0.clock == clock }.compactMap { deadline in
        dossier[deadline.volet].map { (deadline, $0.bailleur) }
      }
    }
  }
}
