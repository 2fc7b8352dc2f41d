import Domain
import Testing

@testable import Storage

@Suite struct LocalTablesTests {
  private let fixture: JournalFixture
  private var connection: Connection { fixture.connection }

  init() throws {
    fixture = try JournalFixture()
  }

  @Test func `Who lost a key is decided again once it is free, and not before`() throws {
    let claims = Claims(connection)
    let (first, second) = (JournalFixture.first, JournalFixture.second)
    func stale() throws -> [StreamID] {
      var streams: [StreamID] = []
      try connection.query("SELECT stream FROM stale_stream") { row throws(StorageError) in
        streams.append(try row.get(0))
      }
      return streams
    }
    // The second took what the first had closed, in an audience that is not fetched yet.
    try claims.setFree(["nur/a"], heldBy: first)
    #expect(try claims.takeAway(["nur/a"], besides: second) == [first])
    try claims.setFree(["nur/a"], heldBy: second)
    #expect(try claims.takeAway(["nur/a"], besides: first) == [second])
    try claims.setFree(["nur/a", "nur/b"], heldBy: first)
    try claims.setFree(["nur/a"], heldBy: first)
    #expect(try stale() == [])
    try claims.setFree([], heldBy: first)
    #expect(try stale() == [second])
    try claims.setFree(["nur/a"], heldBy: second)
    try connection.run("DELETE FROM stale_stream")
    try claims.setFree([], heldBy: second)
    #expect(try stale() == [])
  }

  @Test func `A claim has one holder at a time`() throws {
    let claims = Claims(connection)
    try claims.set(["nur/a", "logement/1"], heldBy: JournalFixture.first)
    #expect(try claims.holder(of: "nur/a") == JournalFixture.first)
    let error = #expect(throws: StorageError.self) {
      try connection.transaction {
        try claims.set(["nur/a", "nur/b"], heldBy: JournalFixture.second)
      }
    }
    #expect(error?.kind == .constraint)
    #expect(try claims.held(by: JournalFixture.second) == [])
    try claims.set(["logement/1"], heldBy: JournalFixture.first)
    try claims.set(["nur/a", "nur/b"], heldBy: JournalFixture.second)
    #expect(try claims.held(by: JournalFixture.first) == ["logement/1"])
    #expect(try claims.held(by: JournalFixture.second) == ["nur/a", "nur/b"])
    #expect(try claims.holder(of: "nur/z") == nil)
  }

  @Test func `The directory gives back what it was given, by name`() throws {
    let directory = DirectoryTable(connection)
    let siret = try SIRET(parsing: "356 000 000 00048")
    let coteaux = Organisation(
      id: "o-1", name: "Habitat des Coteaux", kind: .bailleur, siret: siret, member: true)
    let gie = Organisation(id: "o-2", name: "GIE", kind: .gie)
    try directory.put(coteaux)
    try directory.put(gie)
    let martin = Operator(
      id: "p-1", name: "C. Martin", organisation: "o-1", roles: [.contact2, .contact1])
    let petit = Operator(id: "p-2", name: "A. Petit", organisation: "o-1", roles: [])
    try directory.put(martin, email: "c.martin@example.org")
    try directory.put(petit)
    #expect(try directory.organisations() == [gie, coteaux])
    #expect(try directory.organisation("o-1") == coteaux)
    #expect(try directory.organisation("o-9") == nil)
    #expect(try directory.people() == [petit, martin])
    #expect(try directory.people(of: "o-1") == [petit, martin])
    #expect(try directory.people(of: "o-2") == [])
    #expect(try directory.person("p-1") == martin)
    #expect(try directory.email(of: "p-1") == "c.martin@example.org")
    #expect(try directory.email(of: "p-2") == nil)
    // Who writes a person without knowing the address does not forget it.
    try directory.put(martin)
    #expect(try directory.email(of: "p-1") == "c.martin@example.org")
    try directory.put(martin, email: "martin@example.org")
    #expect(try directory.email(of: "p-1") == "martin@example.org")
  }

  @Test func `The directory takes changes, and no operator without an organisation`() throws {
    let directory = DirectoryTable(connection)
    var gie = Organisation(id: "o-2", name: "GIE", kind: .gie)
    try directory.put(gie)
    gie.name = "GIE Échanger"
    try directory.put(gie)
    #expect(try directory.organisations() == [gie])
    let lost = Operator(id: "p-1", name: "C. Martin", organisation: "o-9", roles: [])
    let error = #expect(throws: StorageError.self) { try directory.put(lost) }
    #expect(error?.kind == .constraint)
  }

  @Test func `The notes of the store keep one text per key`() throws {
    let meta = Meta(connection)
    #expect(try meta.get("demo") == nil)
    try meta.set("demo", to: "1")
    try meta.set("demo", to: "2")
    #expect(try meta.get("demo") == "2")
  }

  @Test func `These reads go through indexes`() throws {
    try expectIndexed(on: connection) {
      _ = try Claims(connection).holder(of: "nur/a")
      _ = try Claims(connection).held(by: JournalFixture.first)
      _ = try Meta(connection).get("demo")
      let directory = DirectoryTable(connection)
      _ = try directory.organisation("o-1")
      _ = try directory.organisations()
      _ = try directory.person("p-1")
      _ = try directory.people()
      _ = try directory.people(of: "o-1")
      _ = try directory.email(of: "p-1")
    }
  }
}
