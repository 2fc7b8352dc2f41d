import Domain

@testable import Storage
@testable import TUI

/// People with an address, so that alerts have somebody to go to.
enum AlertScene {
  static func addresses(_ desk: Desk) throws {
    let store = desk.store
    try store.write {
      for person in [DeskPeople.c1A, DeskPeople.c2A, DeskPeople.c1B, DeskPeople.c2B] {
        try DirectoryTable(store.writer).put(person, email: "\(person.id)@bailleur.example")
      }
    }
    try store.reloadDirectory()
    desk.refresh()
  }
}
