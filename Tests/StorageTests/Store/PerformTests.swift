import Domain
import Foundation
import Glibc
import Testing

@testable import Storage

@Suite struct PerformTests {
  private let fixture: StoreFixture

  init() throws {
    fixture = try StoreFixture()
  }

  @Test(arguments: StoreFixture.Stage.allCases)
  func `A dossier at any stage is the same after the store was opened again`(
    stage: StoreFixture.Stage
  ) throws {
    let stream = try fixture.dossier(upTo: stage)
    let before = try fixture.store.dossier(stream)
    let contents = try fixture.contents()
    try fixture.reopen()
    #expect(try fixture.store.dossier(stream) == before)
    #expect(try fixture.contents() == contents)
    #expect(try fixture.store.pendingCount() == (try fixture.loggedActs().count))
  }

  @Test func `The receipt says what the act brought about`() throws {
    let stream = try fixture.dossier(upTo: .nurs)
    let receipt = try fixture.act(
      stream, .validatePreInstruction(volets: [.a]), by: Cast.c1A, on: StoreFixture.start + 3)
    #expect(receipt.events == [.preInstructionValidated(volet: .a)])
    #expect(receipt.reference == "D-2026-1001")
    #expect(receipt.status == .preInstruction)
    #expect(try fixture.store.dossier(stream).history.last?.command == receipt.command)
    #expect(try fixture.loggedActs().last?.pending.command == receipt.command)
  }

  @Test func `What the domain refuses changes neither database nor log`() throws {
    let stream = try fixture.dossier(upTo: .nurs)
    let contents = try fixture.contents()
    let log = try fixture.directory.bytes("habiter/pending.log")
    let refusal = #expect(throws: Refusal.self) {
      try fixture.act(stream, .validatePreInstruction(volets: [.a]), by: Cast.c2A)
    }
    #expect(
      refusal?.message == "Vous êtes contact 2 : la pré-instruction revient au contact 1.")
    #expect(try fixture.contents() == contents)
    #expect(try fixture.directory.bytes("habiter/pending.log") == log)
  }

  @Test func `Acts performed together are all recorded or none`() throws {
    let stream = try fixture.dossier(upTo: .nurs)
    let contents = try fixture.contents()
    let session = fixture.session(Cast.c1A)
    let acts = [
      Act(stream: stream, command: .validatePreInstruction(volets: [.a])),
      Act(stream: stream, command: .validatePreInstruction(volets: [.b])),
    ]
    #expect(throws: Refusal.self) {
      try fixture.store.perform(acts, as: session, at: session.clock())
    }
    #expect(try fixture.contents() == contents)
    #expect(try fixture.store.perform([acts[0]], as: session, at: session.clock()).count == 1)
    #expect(try fixture.store.pendingCount() == (try fixture.loggedActs().count))
  }

  @Test func `A log that cannot be written makes the act not happen, in the database either`()
    throws
  {
    let stream = try fixture.dossier(upTo: .nurs)
    let contents = try fixture.contents()
    try fillDisk(under: fixture.location.pendingLog)
    let error = #expect(throws: StorageError.self) {
      try fixture.act(stream, .validatePreInstruction(volets: [.a]), by: Cast.c1A)
    }
    #expect(error?.kind == .full)
    #expect(try fixture.contents() == contents)
    try fixture.reopen()
    #expect(try fixture.contents() == contents)
  }

  @Test func `A commit that fails takes the act back from the log`() throws {
    let stream = try fixture.dossier(upTo: .nurs)
    // A reference checked only at the commit, broken by each act.
    try fixture.store.writer.execute(
      """
      CREATE TABLE parent(id INTEGER PRIMARY KEY) STRICT;
      CREATE TABLE child(
        id INTEGER REFERENCES parent(id) DEFERRABLE INITIALLY DEFERRED) STRICT;
      CREATE TRIGGER broken AFTER INSERT ON pending BEGIN INSERT INTO child VALUES (1); END;
      """)
    let contents = try fixture.contents()
    let log = try fixture.directory.bytes("habiter/pending.log")
    let validate = DossierCommand.validatePreInstruction(volets: [.a])
    let error = #expect(throws: StorageError.self) {
      try fixture.act(stream, validate, by: Cast.c1A)
    }
    #expect(error?.kind == .constraint)
    #expect(try fixture.contents() == contents)
    #expect(try fixture.directory.bytes("habiter/pending.log") == log)
    try fixture.store.writer.execute("DROP TRIGGER broken")
    try fixture.act(stream, validate, by: Cast.c1A)
    #expect(try fixture.store.pendingCount() == (try fixture.loggedActs().count))
  }

  @Test func `What perform and detail read and replace is found through indexes`() throws {
    let stream = try fixture.dossier(upTo: .instructed)
    let store = try fixture.store
    try expectIndexed(on: store.writer, walksIndexes: false) {
      try fixture.act(
        stream,
        .scheduleCaleol(volet: .a, date: .init(number: 20_556), held: false, gapReason: nil),
        by: Cast.c1A, on: StoreFixture.start + 13)
    }
    try expectIndexed(on: store.reader, walksIndexes: false) {
      _ = try store.detail(stream, for: fixture.session(Cast.c1A))
    }
  }

  /// Makes every write to an open file of this process fail as on a full disk.
  private func fillDisk(under path: String) throws {
    let full = open("/dev/full", O_WRONLY | O_CLOEXEC)
    defer { close(full) }
    let names = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
    for descriptor in names.compactMap({ Int32($0) }) {
      let target = try? FileManager.default.destinationOfSymbolicLink(
        atPath: "/proc/self/fd/\(descriptor)")
      if target == path { dup2(full, descriptor) }
    }
  }
}
