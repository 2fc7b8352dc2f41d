import Domain
import Foundation
import Testing

@testable import Storage

/// A store open for reading writes nothing, says why, and shows what another program writes.
@Suite struct ReadingTests {
  private let fixture: StoreFixture
  private var location: StoreLocation { fixture.location }

  init() throws {
    fixture = try StoreFixture()
  }

  private func reader(_ purpose: StorePurpose = .reading) throws -> Store {
    try Store(location, for: purpose)
  }

  private func files() throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in ["habiter.sqlite", "habiter.sqlite-wal", "pending.log", "habiter.lock"] {
      let path = "\(location.directory)/\(name)"
      files[name] = FileManager.default.contents(atPath: path)
    }
    return files
  }

  @Test func `Whoever cannot take the lock reads, and knows who has it`() throws {
    let stream = try fixture.dossier(1, upTo: .nurs)
    let store = try reader(.work)
    #expect(store.reading == .locked(by: getpid()))
    #expect(try store.detail(stream, for: fixture.session(Cast.c1A)) != nil)
    #expect(throws: StorageError.self) { try reader(.writing) }
  }

  @Test func `A store that only reads refuses everything that writes, and changes no file`() throws
  {
    let stream = try fixture.dossier(1, upTo: .nurs)
    let contents = try fixture.contents()
    let store = try reader()
    let before = try files()
    let session = fixture.session(Cast.c1A)
    let act = Act(stream: stream, command: .validatePreInstruction(volets: [.a]))
    let csv = ImportFixture.fixtures.appending(path: "dossiers-exemple.csv").path
    let writes: [(String, () throws -> Void)] = [
      ("perform", { try store.perform(act, as: session) }),
      ("reveal", { _ = try store.revealNUR(of: .a, in: stream, as: session) }),
      ("put", { try store.put(organisations: Cast.organisations, operators: []) }),
      ("me", { try store.setMe(name: "A. Petit", roles: [.gieCoordinator]) }),
      ("import", { _ = try store.importDossiers(from: csv, as: session) }),
      (
        "adopt",
        {
          var rows = try store.write { try store.view.emptied() }
          try store.adopt([], filling: &rows)
        }
      ),
      ("views", { try store.rebuildViews() }),
    ]
    for (name, write) in writes {
      let refusal = #expect(throws: Refusal.self, "\(name)") { try write() }
      #expect(refusal?.message == "Lecture seule : vous l'avez choisie.", "\(name)")
    }
    #expect(try files() == before)
    #expect(try fixture.contents() == contents)
  }

  @Test func `What the other program writes is seen, once`() throws {
    let stream = try fixture.dossier(1)
    let store = try reader()
    #expect(try store.follow() == .nothing)
    try fixture.dossier(2)
    try fixture.store.put(
      organisations: [],
      operators: [
        Operator(id: "new", name: "H. Blanc", organisation: Cast.bailleurA, roles: [.contact1])
      ])
    #expect(try store.follow() == .rows)
    #expect(try store.follow() == .nothing)
    #expect(store.directory.operators["new"]?.name == "H. Blanc")
    #expect(try store.dossier(stream).reference == "D-2026-1001")
    #expect(try store.dossiers.stream(ofReference: "D-2026-1002") != nil)
    #expect(try store.pendingCount() == 2)
  }

  @Test func `Another file in the place of the database is noticed`() throws {
    try fixture.dossier(1)
    let store = try reader()
    let copy = try fixture.directory.write(
      try fixture.directory.bytes("habiter/habiter.sqlite"), to: "copy")
    #expect(rename(copy, location.database) == 0)
    #expect(try store.follow() == .files)
  }

  @Test(arguments: ["", "/habiter.sqlite"])
  func `A folder or file protected from writing is read, and left protected`(name: String) throws {
    let stream = try fixture.dossier(1, upTo: .nurs)
    let path = location.directory + name
    let mode = mode_t(name.isEmpty ? 0o500 : 0o400)
    try fixture.reopen {
      chmod(path, mode)
      defer { chmod(path, 0o700) }
      let store = try reader(.work)
      #expect(store.reading == .protected(path: path))
      #expect(try store.dossier(stream).reference == "D-2026-1001")
      let error = #expect(throws: StorageError.self) { try reader(.writing) }
      #expect(error?.kind == .readOnly)
      store.close()
      #expect(FileSystem.permissions(of: path) == mode)
    }
  }

  @Test func `A reader leaves views of another version to who may write`() throws {
    try fixture.dossier(1)
    try Meta(try fixture.store.writer).set("views", to: "1")
    let error = #expect(throws: StorageError.self) { try reader() }
    #expect(error?.kind == .older(found: 1, known: DossierView.version))
    #expect(error?.french.contains("Ouvrez-les une fois normalement.") == true)
  }

  @Test func `There is nothing to read where there is no store`() throws {
    let nowhere = StoreLocation(directory: fixture.directory.file("nowhere"))
    #expect(throws: StorageError.self) { try Store(nowhere, for: .reading) }
    #expect(!FileManager.default.fileExists(atPath: nowhere.directory))
  }

  @Test func `The lock is free as soon as the store is closed`() throws {
    let store = try fixture.store
    store.close()
    let next = try reader(.writing)
    #expect(next.reading == nil)
  }

  @Test(arguments: [
    (ReadingReason.locked(by: 12), "Lecture seule : habiter est déjà ouvert (processus 12)."),
    (.locked(by: nil), "Lecture seule : habiter est déjà ouvert."),
    (.protected(path: "/d"), "Lecture seule : « /d » n'autorise que la lecture."),
    (.full, "Lecture seule : le disque est plein."),
  ])
  func `Each reason says what would open acts again`(reason: ReadingReason, message: String) {
    #expect(reason.refusal.message == message)
    #expect(reason.refusal.remedy?.isEmpty == false)
  }
}
