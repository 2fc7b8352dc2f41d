import Domain

extension Store {
  /// Takes texts of the shared vault in, with how far they were read.
  ///
  /// - Throws: `StorageError`.
  func takeIn(_ page: TextPage, of scope: ScopeID) throws {
    try write(isLasting: false) {
      let vault = SharedVault(connection: writer)
      for scope in Set(page.texts.map(\.scope)) {
        try streams.journal.register(scope: scope, members: scope.members)
      }
      for text in page.texts {
        try vault.take(text)
        if text.value == nil { try Wiping(connection: writer).ask() }
      }
      try vault.setPosition(of: scope, to: page.upTo)
    }
    try wipeIfAsked()
  }

  /// Takes the directory of the shared database in.
  ///
  /// - Throws: `StorageError`.
  func takeIn(_ shared: SharedDirectory) throws {
    try write {
      let table = DirectoryTable(writer)
      for organisation in shared.organisations { try table.put(organisation) }
      for person in shared.people { try table.put(person.person, email: person.email) }
      try Following(connection: writer).set(.directory, to: String(shared.version))
    }
    try reloadDirectory()
  }

  /// Which state of the shared directory this store has.
  func directoryVersion() throws -> Int64 {
    try Following(connection: writer).get(.directory).flatMap { Int64($0) } ?? -1
  }

  /// Takes the acts that are settled out of `pending.log`.
  ///
  /// A crash between the two writes leaves a log longer than the last commit saw: the next opening
  /// compares the two, as after any crash.
  ///
  /// - Throws: `StorageError`.
  func compactLog() throws {
    let log = try log
    try log.rewrite(keeping: try streams.outbox.all().map { try logged($0).record() })
    try write { try Meta(writer).set(Self.endOfLog, to: String(log.length)) }
  }
}
