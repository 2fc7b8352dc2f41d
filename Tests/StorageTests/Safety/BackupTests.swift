import Domain
import Foundation
import Testing

@testable import Storage

/// A copy is one whole file, made while programs work, and never in the place of something else.
@Suite struct BackupTests {
  private let fixture: StoreFixture
  private var copy: String { fixture.directory.file("copie.sqlite") }

  init() throws {
    fixture = try StoreFixture()
    try fixture.confirm(try fixture.dossier(1, upTo: .scheduled))
    try fixture.dossier(2, upTo: .nurs)
  }

  @Test func `The copy is the store, in one file for its owner alone`() throws {
    let contents = try fixture.contents()
    let summary = try StoreBackup.save(try fixture.store, to: copy)
    #expect(summary.events == 9 && summary.pending == 3)
    #expect(summary.bytes == (try fixture.directory.bytes("copie.sqlite").count))
    #expect(try fixture.directory.names() == ["copie.sqlite", "habiter"])
    #expect(try fixture.directory.permissions("copie.sqlite") == 0o600)
    try fixture.reopen {
      for suffix in ["", "-wal", "-shm"] { unlink(fixture.location.database + suffix) }
      try FileManager.default.copyItem(atPath: copy, toPath: fixture.location.database)
    }
    #expect(try fixture.contents() == contents)
  }

  @Test func `A program that only reads copies what another one has recorded so far`() throws {
    let second = try Store(fixture.location, for: .work)
    #expect(second.reading == .locked(by: getpid()))
    try fixture.dossier(3)
    #expect(try StoreBackup.save(second, to: copy).pending == 4)
  }

  @Test func `What is there is replaced when that is asked for, and only then`() throws {
    try Data("autre chose".utf8).write(to: URL(filePath: copy))
    let refusal = #expect(throws: Refusal.self) {
      try StoreBackup.save(try fixture.store, to: copy)
    }
    #expect(refusal?.message.contains("existe déjà") == true)
    #expect(try fixture.directory.bytes("copie.sqlite") == Array("autre chose".utf8))
    _ = try StoreBackup.save(try fixture.store, to: copy, replacing: true)
    #expect(try fixture.directory.bytes("copie.sqlite").starts(with: Array("SQLite".utf8)))
  }

  @Test func `No file of the store itself is ever replaced`() throws {
    let location = fixture.location
    let contents = try fixture.contents()
    for path in [location.database, location.pendingLog, location.lock, location.directory] {
      let refusal = #expect(throws: Refusal.self) {
        try StoreBackup.save(try fixture.store, to: path, replacing: true)
      }
      #expect(refusal?.message.contains("données elles-mêmes") == true)
    }
    try fixture.reopen()
    #expect(try fixture.contents() == contents)
  }

  @Test(arguments: ["absent/copie.sqlite", ""])
  func `A place that cannot be written is named`(name: String) throws {
    let path = name.isEmpty ? "" : fixture.directory.file(name)
    let refusal = #expect(throws: Refusal.self) {
      try StoreBackup.save(try fixture.store, to: path)
    }
    #expect(refusal?.message.hasPrefix("« \(path) »") == true)
    #expect(try fixture.directory.names() == ["habiter"])
  }

  @Test func `A damaged store gives no copy, and the older one stays`() throws {
    _ = try StoreBackup.save(try fixture.store, to: copy)
    let good = try fixture.directory.bytes("copie.sqlite")
    try fixture.reopen {
      try Damage.sql(
        "UPDATE event SET payload = payload || ' ' WHERE seq = 2", at: fixture.location.database)
    }
    let error = #expect(throws: StorageError.self) {
      try StoreBackup.save(try fixture.store, to: copy, replacing: true)
    }
    #expect(error?.kind == .corrupt && error?.path == fixture.location.database)
    #expect(try fixture.directory.bytes("copie.sqlite") == good)
    #expect(try fixture.directory.names() == ["copie.sqlite", "habiter"])
  }
}
