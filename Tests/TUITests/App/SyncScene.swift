import Domain

@testable import Storage
@testable import TUI

/// States of the exchange with a shared database, for screens and tests.
enum SyncScene {
  static let now = DeskStore.moment(on: DeskStore.today)

  /// Connected, one act lost to a colleague's, another settled.
  static func inUse(_ desk: Desk) throws {
    desk.press(":D-2026-0102 <Entrée> v <Entrée> <Échap>")
    let done = Conflict.Cause(judge: .same, message: "Déjà fait.", remedy: nil, since: [])
    try desk.loseLastAct(cause: done)
    try loseSession(desk)
    desk.press("1")
    desk.exchange { connected(&$0, DeskPeople.c1A) }
  }

  /// The contact's session of volet A, while a colleague had fixed another day.
  @discardableResult
  static func loseSession(_ desk: Desk) throws -> CommandID {
    desk.press(":D-2026-0105 <Entrée> c <Ctrl-U> +8 <Entrée> <Échap>")
    return try desk.loseLastAct(
      to: .scheduleCaleol(
        volet: .a, date: DeskStore.today + 13, held: false, gapReason: nil))
  }

  static func connected(_ sync: inout SyncView, _ me: Operator) {
    sync.address = "/var/lib/habiter/bourse.sqlite"
    sync.status.isConnected = true
    sync.status.isUpToDate = true
    sync.status.me = me
    sync.since = now + -3_600
    sync.checkedAt = now
  }

  static func offline(_ desk: Desk) {
    desk.exchange { sync in
      connected(&sync, DeskPeople.c1A)
      sync.status.isConnected = false
      sync.status.error = SharedError(absent: "/var/lib/habiter/bourse.sqlite")
      sync.since = now + -7_300
    }
  }

  static func receiving(_ desk: Desk) {
    desk.exchange { sync in
      connected(&sync, DeskPeople.c1A)
      sync.status.isUpToDate = false
      sync.status.progress = SyncStatus.Progress(done: 312_000, total: 1_200_000)
    }
  }
}
