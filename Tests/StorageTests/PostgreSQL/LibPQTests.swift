import Glibc
import PrivatePostgres
import Testing

@testable import Storage

extension PostgreSQL {
  /// No compiler compares the declarations of `LibPQ` with the header, so each function is called
  /// here, on a server, and must do what its declaration says.
  @Suite struct LibPQTests {
    private let address: String

    init() async throws {
      address = try await PostgresServer.shared.superuser("postgres")
    }

    @Test func `Each declared function does what its declaration says`() throws {
      let tour = try LibPQTour()
      try tour.addresses()
      try tour.connecting(to: address)
      try tour.rows()
      try tour.errors()
      try tour.notices()
      try tour.pipeline()
      try tour.notifications()
      try tour.cancelling()
      try tour.passwords()
      tour.finishing()
      let declared = Mirror(reflecting: try LibPQ.loaded()).children.count
      #expect(tour.called.count == declared, "a function of LibPQ was not called")
    }

    @Test func `A machine without libpq is told which package brings it`() throws {
      let error = try postgresError { try LibPQ(file: "libpq-absent.so.5") }
      #expect(error.kind == .libraryMissing)
      #expect(
        error.french
          == "La base partagée n'a pas pu être ouverte. Il manque à ce poste de quoi parler à "
          + "PostgreSQL. Installez le paquet Debian libpq5 (apt install libpq5).")
    }

    @Test func `A library without the functions is no libpq`() throws {
      #expect(try postgresError { try LibPQ(file: "libsqlite3.so.0") }.kind == .libraryMissing)
    }
  }
}

/// Calls each function of libpq once or more, and knows which ones it has called.
private final class LibPQTour {
  private(set) var called: Set<PartialKeyPath<LibPQ>> = []
  private let library: LibPQ
  private var connection: LibPQ.Handle?

  init() throws {
    library = try LibPQ.loaded()
  }

  /// The function, which is about to be called.
  private func pq<Function>(_ path: KeyPath<LibPQ, Function>) -> Function {
    called.insert(path)
    return library[keyPath: path]
  }

  private var handle: LibPQ.Handle {
    get throws { try #require(connection) }
  }

  func addresses() throws {
    var words: UnsafeMutablePointer<CChar>?
    #expect(pq(\.conninfoParse)("hsot=a", &words) == nil)
    #expect(words.map { String(cString: $0) }?.contains("hsot") == true)
    pq(\.freemem)(words)
    let list = try #require(pq(\.conninfoParse)("host=a password=b", nil))
    called.insert(\.conninfoFree)
    #expect(
      library.takeOptions(list) == [
        LibPQ.Option(keyword: "password", value: "b", isSecret: true),
        LibPQ.Option(keyword: "host", value: "a", isSecret: false),
      ])
  }

  func connecting(to address: String) throws {
    called.insert(\.connectStartParams)
    let options = try PostgresAddress(address).options.map { ($0.keyword, $0.value) }
    connection = PostgresHandshake.begin(options, library: library)
    let normal: UInt32 = 1
    #expect(pq(\.setErrorVerbosity)(try handle, LibPQ.verbose) == normal)
    var events = Int16(POLLOUT)
    while true {
      try wait(events)
      let step = pq(\.connectPoll)(try handle)
      if step == LibPQ.Polling.ok { break }
      try #require(step == LibPQ.Polling.reading || step == LibPQ.Polling.writing)
      events = Int16(step == LibPQ.Polling.reading ? POLLIN : POLLOUT)
    }
    #expect(pq(\.status)(try handle) == LibPQ.Status.ok)
    #expect(pq(\.connectionNeedsPassword)(try handle) == 0)
    #expect(pq(\.setnonblocking)(try handle, 1) == 0)
    let known = library.takeOptions(try #require(pq(\.conninfo)(try handle)))
    #expect(known.contains(LibPQ.Option(keyword: "user", value: "postgres", isSecret: false)))
  }

  private func wait(_ events: Int16) throws {
    let wait = SocketWait(stop: nil)
    let outcome = wait(pq(\.socket)(try handle), for: events, until: PostgreSQL.patience)
    guard case .ready = outcome else {
      Issue.record("\(outcome)")
      return
    }
  }

  private func send(_ sql: String) throws {
    #expect(pq(\.sendQueryParams)(try handle, sql, 0, nil, nil, nil, nil, 1) == 1, "\(sql)")
  }

  /// The next answer, nil for the null that ends them.
  private func answer() throws -> LibPQ.Handle? {
    while pq(\.isBusy)(try handle) == 1 {
      #expect(pq(\.flush)(try handle) >= 0)
      try wait(Int16(POLLIN))
      #expect(pq(\.consumeInput)(try handle) == 1)
    }
    return pq(\.getResult)(try handle)
  }

  func rows() throws {
    try send("SELECT 'é' AS a, null::int8 AS b UNION ALL SELECT '', 1")
    let rows = try #require(try answer())
    #expect(pq(\.resultStatus)(rows) == LibPQ.Answer.tuples)
    #expect(pq(\.ntuples)(rows) == 2)
    #expect(pq(\.nfields)(rows) == 2)
    #expect(pq(\.fname)(rows, 1).map { String(cString: $0) } == "b")
    #expect(pq(\.ftype)(rows, 0) == PostgresType.text)
    #expect(pq(\.ftype)(rows, 1) == PostgresType.int8)
    #expect(pq(\.getisnull)(rows, 0, 1) == 1)
    #expect(pq(\.getisnull)(rows, 1, 1) == 0)
    #expect(pq(\.getlength)(rows, 0, 0) == 2)
    #expect(pq(\.getvalue)(rows, 0, 0).map { String(cString: $0) } == "é")
    #expect(pq(\.cmdTuples)(rows).map { String(cString: $0) } == "2")
    pq(\.clear)(rows)
    #expect(try answer() == nil)
  }

  func errors() throws {
    try send("SELEC")
    let error = try #require(try answer())
    let fields = [LibPQ.Field.severity, LibPQ.Field.state, LibPQ.Field.message].map { code in
      pq(\.resultErrorField)(error, code).map { String(cString: $0) }
    }
    #expect(fields == ["ERROR", "42601", "syntax error at or near \"SELEC\""])
    library.clear(error)
    #expect(try answer() == nil)
    let words = pq(\.errorMessage)(try handle).map { String(cString: $0) }
    #expect(words?.hasPrefix("ERROR:  42601: syntax error") == true)
  }

  func notices() throws {
    var count: Int32 = 0
    try withUnsafeMutablePointer(to: &count) { count in
      let receiver: LibPQ.NoticeReceiver = { context, _ in
        context?.assumingMemoryBound(to: Int32.self).pointee += 1
      }
      #expect(pq(\.setNoticeReceiver)(try handle, receiver, count) != nil)
      try send("DO $$ BEGIN RAISE NOTICE 'a'; END $$")
      let answer = try #require(try answer())
      #expect(library.resultStatus(answer) == LibPQ.Answer.command)
      library.clear(answer)
      #expect(try self.answer() == nil)
      _ = library.setNoticeReceiver(try handle, { _, _ in }, nil)
    }
    #expect(count == 1)
  }

  func pipeline() throws {
    #expect(pq(\.enterPipelineMode)(try handle) == 1)
    try send("SELECT 1")
    #expect(pq(\.pipelineSync)(try handle) == 1)
    let rows = try #require(try answer())
    #expect(library.resultStatus(rows) == LibPQ.Answer.tuples)
    library.clear(rows)
    #expect(try answer() == nil)
    let end = try #require(try answer())
    #expect(library.resultStatus(end) == LibPQ.Answer.pipelineSync)
    library.clear(end)
    #expect(pq(\.exitPipelineMode)(try handle) == 1)
  }

  func notifications() throws {
    called.insert(\.notifies)
    for sql in ["LISTEN c", "SELECT pg_notify('c', 'é')"] {
      try send(sql)
      library.clear(try #require(try answer()))
      #expect(try answer() == nil)
    }
    let heard = library.takeNotification(try handle)
    #expect(heard == PostgresNotification(channel: "c", payload: "é"))
    #expect(library.takeNotification(try handle) == nil)
  }

  func cancelling() throws {
    try send("SELECT pg_sleep(600)")
    while library.flush(try handle) == 1 { try wait(Int16(POLLOUT)) }
    #expect(pq(\.transactionStatus)(try handle) == LibPQ.transactionActive)
    let cancel = try #require(pq(\.getCancel)(try handle))
    var words = [CChar](repeating: 0, count: 256)
    // One that comes before the statement has begun is lost.
    while library.isBusy(try handle) == 1 {
      #expect(pq(\.cancel)(cancel, &words, Int32(words.count)) == 1)
      let soon = ContinuousClock.now + .milliseconds(20)
      _ = SocketWait(stop: nil)(library.socket(try handle), for: Int16(POLLIN), until: soon)
      #expect(library.consumeInput(try handle) == 1)
    }
    pq(\.freeCancel)(cancel)
    let refusal = try #require(try answer())
    let state = library.resultErrorField(refusal, LibPQ.Field.state).map { String(cString: $0) }
    #expect(state == "57014")
    library.clear(refusal)
    #expect(try answer() == nil)
  }

  /// The server takes what was computed for the password itself.
  func passwords() throws {
    let computed = pq(\.encryptPasswordConn)(try handle, "s3crét", "somebody", "scram-sha-256")
    let verifier = try #require(computed)
    defer { library.freemem(verifier) }
    #expect(String(cString: verifier).hasPrefix("SCRAM-SHA-256$4096:"))
    #expect(pq(\.encryptPasswordConn)(try handle, "s3crét", "somebody", "no such way") == nil)
  }

  func finishing() {
    if let connection { pq(\.finish)(connection) }
    connection = nil
  }
}
