import Domain
import Foundation
import Testing

@testable import Storage

/// The search over everything that a dossier is known by.
@Suite struct SearchTests {
  private let fixture: StoreFixture
  private let first: StreamID
  private let second: StreamID
  private let closed: StreamID

  init() throws {
    fixture = try StoreFixture()
    first = try fixture.dossier(1, upTo: .nurs)
    second = try fixture.dossier(2, of: (Cast.bailleurA, Cast.bailleurC))
    closed = try fixture.dossier(3, upTo: .closed)
  }

  private func search(
    _ text: String, by organisation: OrganisationID? = nil
  ) throws -> DossierSearch {
    let scope = QueueScope(
      organisation: organisation, person: Cast.c1A.id, today: StoreFixture.start)
    return try fixture.store.dossiers.search(text, scope)
  }

  private func found(_ text: String, by organisation: OrganisationID? = nil) throws -> [StreamID] {
    try search(text, by: organisation).found.map(\.row.stream)
  }

  @Test(arguments: [
    ("D-2026-1001", [1]), ("1003", [3]), ("d 2026 1002", [2]), ("log-b-2", [2]),
    ("evry", [2, 1, 3]), ("ÉVR", [2, 1, 3]), ("t4 montr", [2, 1, 3]),
    ("locataire a2", [2]), ("coteaux", [2, 1, 3]), ("bélier", [1, 3]), ("petit", [1, 3]),
    ("petit evry b1", [1]), ("moreau", [2]), ("constitution", [2]), ("clos", [3]),
    ("vry", []), ("introuvable", []), ("", []), ("⇄", []), ("\"", []), ("a\" OR \"b", []),
    ("state : clos", []), ("NOT evry", []), ("evry*", [2, 1, 3]), ("-evry", [2, 1, 3]),
    ("parties:x", []), ("\0", []), ("org", []),
  ])
  func `Words name the open dossiers, the latest first, then the closed ones`(
    text: String, expected: [Int]
  ) throws {
    #expect(try found(text) == expected.map { [first, second, closed][$0 - 1] })
  }

  @Test func `A row says who the tenants are`() throws {
    let found = try #require(try search("1001").found.first)
    #expect(found.names == "Locataire A1 ⇄ Locataire B1")
    #expect(found.row.reference == "D-2026-1001")
  }

  @Test func `A bailleur finds its own dossiers alone, whatever it types`() throws {
    #expect(try found("evry", by: Cast.bailleurB) == [first, closed])
    #expect(try found("evry", by: Cast.bailleurC) == [second])
    let search = try search("1001", by: Cast.bailleurC)
    #expect(search.isNear)
    #expect(search.found.map(\.row.stream) == [second])
    #expect(try found("locataire", by: "org-") == [])
    #expect(try found("evry", by: "org") == [])
  }

  @Test func `A mistyped reference gives those one slip away, and says so`() throws {
    for typed in ["D-2026-1010", "2026-101", "D-2025-1001", "D-2026-10011"] {
      let search = try search(typed)
      #expect(search.isNear, "\(typed)")
      #expect(search.found.contains { $0.row.stream == first }, "\(typed)")
    }
    #expect(try !search("1001").isNear)
    #expect(try !search("D-2031-9876").isNear)
  }

  @Test func `More than the screen can use is cut, the latest kept`() throws {
    var last = first
    for number in 10..<(10 + DossierSearch.limit) { last = try fixture.dossier(number) }
    let search = try search("evry")
    #expect(search.isCut)
    #expect(search.found.count == DossierSearch.limit)
    #expect(search.found.first?.row.stream == last)
    #expect(try !self.search("1001").isCut)
  }

  @Test func `A name changed or erased in the vault is followed, and a rebuild gives the same`()
    throws
  {
    let store = try fixture.store
    let dossier = try store.dossier(first)
    let subject = try #require(dossier.volets.first).locataire
    let vault = Vault(store.writer)
    let scope = try #require(try store.streams.journal.scope(ofStream: first))
    _ = try store.write { try vault.put(subject, "name", "Sœur Zéphyrine", seen: 1, scope: scope) }
    #expect(try found("soeur zephy") == [first])
    #expect(try found("a1") == [])
    let dump = try store.viewDump()
    try store.rebuildViews()
    #expect(try store.viewDump() == dump)

    let erasedFields = try store.write { try vault.erase(subject) }
    #expect(erasedFields == 1)
    #expect(try found("zephyrine") == [])
    #expect(try search("1001").found.first?.names == "Locataire B1")
    let erased = try store.viewDump()
    try store.rebuildViews()
    #expect(try store.viewDump() == erased)
  }

  @Test func `No byte of an erased name stays in the files`() throws {
    let store = try fixture.store
    let subject = try #require(try store.dossier(first).volets.first).locataire
    let vault = Vault(store.writer)
    let scope = try #require(try store.streams.journal.scope(ofStream: first))
    func isInDatabase() throws -> Bool {
      try ["", "-wal"].contains {
        let path = fixture.location.database + $0
        guard FileManager.default.fileExists(atPath: path) else { return false }
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        return bytes.contains(Array("zephyrine".utf8)) || bytes.contains(Array("Zephyrine".utf8))
      }
    }
    _ = try store.write { try vault.put(subject, "name", "Zephyrine", seen: 1, scope: scope) }
    try store.writer.checkpoint()
    #expect(try isInDatabase())
    _ = try store.write { try vault.erase(subject) }
    try store.wipeIfAsked()
    #expect(try !isInDatabase())
  }

  @Test func `A name that comes after its dossier is found`() throws {
    let (volets, secrets) = try fixture.drafts(7, of: (Cast.bailleurA, Cast.bailleurB))
    let stream = try fixture.store.newStream(at: Moment(seconds: 0))
    try fixture.act(
      stream, .create(reference: "D-2026-1007", volets: volets), by: Cast.superAdmin)
    #expect(try found("locataire a7") == [])
    let store = try fixture.store
    let scope = try #require(try store.streams.journal.scope(ofStream: stream))
    let secret = try #require(secrets.first)
    _ = try store.write {
      try Vault(store.writer).put(secret.subject, "name", secret.value, seen: 0, scope: scope)
    }
    #expect(try found("locataire a7") == [stream])
  }

  @Test func `A search walks through no table`() throws {
    let queries = try fixture.store.dossiers
    let scope = QueueScope(
      organisation: Cast.bailleurA, person: Cast.c1A.id, today: StoreFixture.start)
    try expectIndexed(on: queries.connection, walksIndexes: false) {
      _ = try queries.search("evry 1001", scope)
      _ = try queries.search("2026-1010", scope)
      _ = try queries.search("1001", scope)
    }
  }
}
