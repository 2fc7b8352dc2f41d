import Domain
import Testing

@testable import Storage

@Suite struct VaultTests {
  private let fixture: JournalFixture
  private let vault: Vault
  private static let subject = SubjectID("s-1")

  init() throws {
    fixture = try JournalFixture()
    vault = Vault(fixture.connection)
  }

  private func put(_ value: String, _ field: String = "name", seen: Int) throws -> Int {
    try vault.put(Self.subject, field, value, seen: seen, scope: JournalFixture.ours)
  }

  @Test func `Each change gives the row its next version`() throws {
    #expect(try put("C. Martin", seen: 0) == 1)
    #expect(try put("C. Martin-Petit", seen: 1) == 2)
    let entry = try vault.get(Self.subject, "name")
    #expect(
      entry == .init(scope: JournalFixture.ours, value: "C. Martin-Petit", version: 2))
    #expect(try vault.get(Self.subject, "email") == nil)
  }

  @Test(arguments: [0, 1, 3])
  func `A change that saw another version is refused`(seen: Int) throws {
    _ = try put("a", seen: 0)
    _ = try put("b", seen: 1)
    let error = #expect(throws: StorageError.self) { try put("c", seen: seen) }
    #expect(error?.kind == .stale(expected: seen, found: 2))
    #expect(try vault.get(Self.subject, "name")?.value == "b")
  }

  @Test func `A first value cannot name a version`() {
    #expect(throws: StorageError.self) { try put("a", seen: 1) }
  }

  @Test func `Many subjects are read at once, unknown ones are absent`() throws {
    _ = try put("C. Martin", seen: 0)
    _ = try put("", "note", seen: 0)
    try vault.put("s-2", "name", "D. Petit", seen: 0, scope: JournalFixture.theirs)
    let found = try vault.get([Self.subject, "s-2", "s-3", Self.subject])
    #expect(found.count == 2)
    #expect(found[Self.subject]?.mapValues(\.value) == ["name": "C. Martin", "note": ""])
    #expect(found["s-2"]?["name"]?.scope == JournalFixture.theirs)
  }

  @Test func `Erasure leaves tombstones that nothing fills again`() throws {
    _ = try put("C. Martin", seen: 0)
    _ = try put("c.martin@example.org", "email", seen: 0)
    #expect(try vault.erase(Self.subject) == 2)
    #expect(try vault.erase(Self.subject) == 0)
    let entry = try vault.get(Self.subject, "name")
    #expect(entry == .init(scope: JournalFixture.ours, value: nil, version: 2))
    for seen in [0, 1, 2] {
      let error = #expect(throws: StorageError.self) { try put("back", seen: seen) }
      #expect(error?.kind == .erased)
    }
  }

  @Test func `After a checkpoint, no byte of what was erased is in the files`() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write([], to: "t.sqlite")
    let connection = try OpenedFiles.migrations.openForWriting(path)
    let secret = "Zéphyrine"
    let note = secret + String(repeating: " n'a pas répondu.", count: 20)
    let scope = JournalFixture.ours
    try connection.transaction {
      try Journal(connection).register(scope: scope, members: [])
      try Vault(connection).put("s-1", "note", note, seen: 0, scope: scope)
    }
    try connection.checkpoint()
    func isInFiles() throws -> Bool {
      try directory.names().contains { try directory.bytes($0).contains(Array(secret.utf8)) }
    }
    #expect(try isInFiles())
    try connection.transaction { _ = try Vault(connection).erase("s-1") }
    try connection.checkpoint()
    #expect(try !isInFiles())
  }

  @Test func `The vault's reads go through its key`() throws {
    try expectIndexed(on: fixture.connection) {
      _ = try vault.get(Self.subject, "name")
      _ = try vault.get([Self.subject])
    }
  }
}
