import Domain
import Foundation
import Testing

@testable import Storage

/// The first copy of a shared database on a desk: cut anywhere, it goes on where it was.
@Suite struct FirstCopyTests {
  private let office: Office
  /// A shared file with the office's dossiers, where whoever runs the tests has an account.
  private let path: String

  init() throws {
    office = try Office()
    for number in 1...6 { try office.enterNURs(try office.dossier(number), number) }
    try SharedPeople(connection: office.world.connection).put(
      Account(
        login: UnixAccount.name,
        person: SharedPerson(
          person: Operator(
            id: "p-tests", name: "T. Essai", organisation: Cast.bailleurA, roles: [.contact1]))))
    path = try office.world.snapshot()
  }

  private func expectCopied(_ fixture: StoreFixture) throws {
    let store = try fixture.store
    let shared = try SharedAddress("sqlite:\(path)").open()
    defer { shared.close() }
    let heads = try shared.heads(of: nil).filter { $0.seq > 0 }
    #expect(!heads.isEmpty)
    for head in heads {
      #expect(try store.streams.journal.head(of: head.scope)?.chain == head.chain)
    }
    let report = try StoreVerification.run(
      fixture.location, comparing: (shared, office.world.now))
    #expect(report.problems == [])
    #expect(report.remarks.filter { $0.contains("à prendre") || $0.contains("à finir") } == [])
    let rows = try store.viewDump()
    try store.rebuildViews()
    #expect(try store.viewDump() == rows)
    #expect(rows.contains("D-2026-1006"))
  }

  @Test func `Killed again and again it is whole each time, and ends as one that was not`()
    async throws
  {
    for _ in 0..<4 {
      let fixture = try StoreFixture()
      var isFetched = false
      for _ in 0..<8 where !isFetched {
        let said = try await KilledDesk.lines(of: "fetch", in: fixture, 0, "sqlite:\(path)")
        isFetched = said.last == "fetched"
        try fixture.reopen()
        #expect(try StoreVerification.run(fixture.location).problems == [])
      }
      if !isFetched {
        fixture.close()
        let desk = try KilledDesk(
          ["fetch", fixture.location.directory, "0", "sqlite:\(path)"],
          output: fixture.directory.file("said"))
        try await desk.end()
        #expect(desk.said.last == "fetched")
        try fixture.reopen()
      }
      try expectCopied(fixture)
    }
  }

  @Test(.enabled(if: SmallDisk.isAllowed, SmallDisk.reason))
  func `On a full disk it stops, says so, and goes on once there is room`() throws {
    let disk = try SmallDisk(kib: 3_072)
    let fixture = try StoreFixture(in: disk.path + "/habiter")
    let shared = try SharedAddress("sqlite:\(path)").open()
    defer { shared.close() }
    var machine = SyncMachine(sizes: .init(page: 7, slice: 2, texts: 3, deferring: 10))
    var effect = machine.step(.resumed)
    var transactions = 0
    var isTold = false
    steps: for _ in 0..<10_000 {
      switch effect {
      case .ask(.wait): break steps
      case .pause:
        #expect(machine.status.storeError?.contains("Libérez de la place") == true)
        isTold = true
        disk.empty()
        #expect(try StoreVerification.run(fixture.location).problems == [])
        effect = machine.step(.resumed)
      case .ask(let request):
        effect = machine.step(.answered(try shared.answer(request, wake: -1)))
      case .store(let task):
        transactions += 1
        if transactions == 8 { try disk.fill() }
        do {
          effect = machine.step(.stored(try fixture.store.carryOut(task, at: office.world.now)))
        } catch let error as StorageError {
          effect = machine.step(.storeFailed(error.french))
        }
      }
    }
    #expect(isTold && machine.status.isUpToDate && machine.status.storeError == nil)
    try expectCopied(fixture)
  }
}
