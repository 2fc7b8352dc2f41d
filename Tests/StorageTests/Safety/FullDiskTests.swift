import Domain
import Foundation
import Testing

@testable import Storage

/// On a disk without a byte left nothing is announced that is not recorded, and nothing is lost.
@Suite(.enabled(if: SmallDisk.isAllowed, SmallDisk.reason))
struct FullDiskTests {
  private let disk: SmallDisk
  private let fixture: StoreFixture

  init() throws {
    disk = try SmallDisk(kib: 3_072)
    fixture = try StoreFixture(in: disk.path + "/habiter")
    try fixture.dossier(1, upTo: .nurs)
  }

  private func expectWhole(_ contents: String) throws {
    #expect(try fixture.contents() == contents)
    try fixture.reopen()
    #expect(try fixture.contents() == contents)
    #expect(try StoreVerification.run(fixture.location).problems == [])
  }

  @Test func `An act that finds no room is refused with what to do, and done again later`() throws {
    let stream = try fixture.dossier(2, upTo: .nurs)
    try disk.fill()
    let contents = try fixture.contents()
    let validate = DossierCommand.validatePreInstruction(volets: [.a])
    let error = #expect(throws: StorageError.self) {
      try fixture.act(stream, validate, by: Cast.c1A)
    }
    #expect(error?.kind == .full)
    #expect(error?.french.contains("Libérez de la place") == true)
    #expect(error?.french.contains("intact") == true)
    #expect(try fixture.contents() == contents)
    disk.empty()
    try expectWhole(contents)
    try fixture.act(stream, validate, by: Cast.c1A)
    try expectWhole(try fixture.contents())
  }

  @Test func `A store closed and opened on a full disk can be read, and is whole after`() throws {
    let contents = try fixture.contents()
    try disk.fill()
    fixture.close()
    let store = try Store(fixture.location, for: .work)
    #expect(try store.viewDump().contains("D-2026-1001"))
    store.close()
    disk.empty()
    try fixture.reopen()
    try expectWhole(contents)
  }

  @Test func `An import that fills the disk stops between two batches, and goes on later`() throws {
    let file = ImportFixture.fixtures.appending(path: "dossiers-exemple.csv").path
    let before = try fixture.contents()
    try disk.fill()
    let session = Session(actor: try importer(), clock: fixture.session(Cast.c1A).clock)
    var limits = ImportLimits()
    limits.batch = 5
    let error = #expect(throws: StorageError.self) {
      try fixture.store.importDossiers(from: file, as: session, limits: limits)
    }
    #expect(error?.kind == .full)
    disk.empty()
    try expectWhole(before)
    let report = try fixture.store.importDossiers(from: file, as: session)
    #expect(report.added == 23)
    try expectWhole(try fixture.contents())
  }

  /// The operator of imports, made while there is room.
  private func importer() throws -> Operator {
    disk.empty()
    defer { try? disk.fill() }
    return try fixture.store.importOperator(isTrial: false)
  }

  @Test func `A copy that finds no room leaves no file, and says where`() throws {
    let other = try SmallDisk(kib: 64)
    let path = other.path + "/copie.sqlite"
    let refusal = #expect(throws: Refusal.self) {
      try StoreBackup.save(try fixture.store, to: path)
    }
    #expect(refusal?.message == "« \(path) » ne peut pas être écrit : le disque est plein.")
    #expect(try FileManager.default.contentsOfDirectory(atPath: other.path) == [])
    try expectWhole(try fixture.contents())
  }

  @Test func `A restoration that finds no room leaves the store as it was`() throws {
    let copy = fixture.directory.file("copie.sqlite")
    _ = try StoreBackup.save(try fixture.store, to: copy)
    try fixture.dossier(2)
    let contents = try fixture.contents()
    try fixture.reopen {
      try disk.fill()
      let error = #expect(throws: StorageError.self) {
        try StoreRestore.run(from: copy, to: fixture.location, at: Moment(seconds: 0))
      }
      #expect(error?.kind == .full, "\(String(describing: error))")
      disk.empty()
    }
    try expectWhole(contents)
    let names = try FileManager.default.contentsOfDirectory(atPath: fixture.location.directory)
    #expect(names.sorted().filter { $0.contains("restauration") || $0.contains("avant") } == [])
  }
}
