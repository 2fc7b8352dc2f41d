import Domain
import Foundation
import Testing

@testable import Storage

/// A store in a directory of its own, with three bailleurs and their agents, that can be closed,
/// damaged and opened again.
final class StoreFixture {
  /// The day on which the ordinary course of a dossier begins.
  static let start = Day(number: 20_536)

  let directory: TemporaryDirectory
  let location: StoreLocation
  private var opened: Store?
  private var sealer: Sealer
  /// From what all identities are drawn, nil for the system's random numbers.
  private var seed: UInt64?

  /// - Parameter folder: where the store is made, nil for the fixture's own directory.
  init(in folder: String? = nil) throws {
    directory = try TemporaryDirectory()
    location = StoreLocation(directory: folder ?? directory.file("habiter"))
    let store = try Store(location)
    try store.put(organisations: Cast.organisations, operators: Cast.people)
    sealer = try store.sealer()
    opened = store
  }

  /// The open store; a test keeps no reference to it, since the lock ends with the object.
  var store: Store { get throws { try #require(opened) } }

  /// Closes the store, lets `meanwhile` work on its files, opens it again.
  func reopen(_ meanwhile: () throws -> Void = {}) throws {
    opened = nil
    try meanwhile()
    opened = try Store(location)
    if let seed { try draw(from: seed &+ 1) }
  }

  /// Draws all identities from a seed, after each opening from the next one.
  func draw(from seed: UInt64) throws {
    self.seed = seed
    try store.identifiers = Identifiers(random: SeededGenerator(seed: seed ^ 0x1d))
    sealer.identifiers = Identifiers(random: SeededGenerator(seed: seed ^ 0x5ea1))
  }

  /// Somebody at the keyboard, at ten in the morning in Paris.
  func session(_ person: Operator, on day: Day = start) -> Session {
    let utc = Moment(seconds: Int64(day.number) * 86_400 + 10 * 3600)
    let moment = utc + -Int64(ParisTime.offset(at: utc))
    return Session(actor: person) { moment }
  }

  /// Closes the store, for what opens it by itself or damages it for good.
  func close() { opened = nil }

  /// Performs a command, with its secrets.
  @discardableResult
  func act(
    _ stream: StreamID, _ command: DossierCommand, by person: Operator, on day: Day = start,
    secrets: [Secret] = [], onBehalf: OnBehalf? = nil
  ) throws -> Receipt {
    try store.perform(
      Act(stream: stream, command: command, secrets: secrets, onBehalf: onBehalf),
      as: session(person, on: day))
  }

  /// Seals a text under a fresh subject.
  func seal(_ text: String, as field: Secret.Field) -> Secret { sealer.seal(text, as: field) }

  /// Seals the NUR of that number.
  func seal(nur number: Int) throws -> (sealed: SealedNUR, secret: Secret) {
    let digits = String(number)
    let text = "0750326" + String(repeating: "0", count: 6 - digits.count) + digits + "GDPUB"
    // The store's key may have become that of a shared database.
    var current = try store.sealer()
    current.identifiers = sealer.identifiers
    defer { sealer.identifiers = current.identifiers }
    return current.seal(try NUR(parsing: text))
  }

  /// What the store holds: the views as text, and the rows of every other table that acts write.
  func contents() throws -> String {
    let writer = try store.writer
    var text = try store.viewDump()
    for table in ["scope", "head", "stream", "event", "pending", "vault", "claim"] {
      try writer.query("SELECT * FROM \(table)") { row throws(StorageError) in
        text += "\n\(table)"
        for column in 0..<row.count { text += "\t\(try row.get(column, as: SQLValue.self))" }
      }
    }
    return text
  }

  /// The acts that the log holds.
  func loggedActs() throws -> [LoggedAct] {
    try PendingLog.read(path: location.pendingLog).records.map { record in
      try LoggedAct(record: record)
    }
  }

  /// Puts all acts of the dossiers into the journal, as a synchronisation would.
  func confirm(_ streams: StreamID...) throws {
    let store = try store
    try store.writer.transaction {
      for stream in streams {
        let history = try store.streams.load(stream, as: Dossier.self).history
        let scope = try #require(try store.streams.journal.scope(ofStream: stream))
        try store.streams.journal.append(
          try store.streams.drafts(history, stream: stream, after: 0), scope: scope)
        for act in history { try store.streams.outbox.remove(act.command) }
      }
    }
  }
}
