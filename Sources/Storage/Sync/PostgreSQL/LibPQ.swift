import Glibc

/// The functions of libpq that this program calls, looked up in the library when first needed.
///
/// Nothing is linked and no header is read: a desk that shares nothing needs no PostgreSQL, and
/// where the library is missing the operator reads which package brings it. What a compiler would
/// check against the header, `LibPQTests` checks against a server: each function here is called.
struct LibPQ: Sendable {
  /// A connection (`PGconn *`), a result (`PGresult *`) or a request to cancel (`PGcancel *`).
  typealias Handle = OpaquePointer
  typealias Text = UnsafePointer<CChar>
  typealias Texts = UnsafePointer<Text?>
  typealias Integers = UnsafePointer<Int32>
  /// What libpq calls with each notice of the server.
  typealias NoticeReceiver = @convention(c) (UnsafeMutableRawPointer?, Handle?) -> Void

  // Addresses.
  let conninfoParse:
    @Sendable @convention(c) (
      Text, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    ) -> UnsafeMutableRawPointer?
  let conninfo: @Sendable @convention(c) (Handle) -> UnsafeMutableRawPointer?
  let conninfoFree: @Sendable @convention(c) (UnsafeMutableRawPointer?) -> Void
  let freemem: @Sendable @convention(c) (UnsafeMutableRawPointer?) -> Void

  // Connections.
  let connectStartParams: @Sendable @convention(c) (Texts, Texts, Int32) -> Handle?
  let connectPoll: @Sendable @convention(c) (Handle) -> UInt32
  let connectionNeedsPassword: @Sendable @convention(c) (Handle) -> Int32
  let finish: @Sendable @convention(c) (Handle) -> Void
  let status: @Sendable @convention(c) (Handle) -> UInt32
  let transactionStatus: @Sendable @convention(c) (Handle) -> UInt32
  let socket: @Sendable @convention(c) (Handle) -> Int32
  let errorMessage: @Sendable @convention(c) (Handle) -> Text?
  let setErrorVerbosity: @Sendable @convention(c) (Handle, UInt32) -> UInt32
  let setNoticeReceiver:
    @Sendable @convention(c) (
      Handle, NoticeReceiver?, UnsafeMutableRawPointer?
    ) -> NoticeReceiver?
  let setnonblocking: @Sendable @convention(c) (Handle, Int32) -> Int32
  let getCancel: @Sendable @convention(c) (Handle) -> Handle?
  let cancel: @Sendable @convention(c) (Handle, UnsafeMutablePointer<CChar>, Int32) -> Int32
  let freeCancel: @Sendable @convention(c) (Handle) -> Void
  let encryptPasswordConn:
    @Sendable @convention(c) (Handle, Text, Text, Text?) -> UnsafeMutablePointer<CChar>?

  // Statements.
  let sendQueryParams:
    @Sendable @convention(c) (
      Handle, Text, Int32, UnsafePointer<UInt32>?, Texts?, Integers?, Integers?, Int32
    ) -> Int32
  let flush: @Sendable @convention(c) (Handle) -> Int32
  let consumeInput: @Sendable @convention(c) (Handle) -> Int32
  let isBusy: @Sendable @convention(c) (Handle) -> Int32
  let getResult: @Sendable @convention(c) (Handle) -> Handle?
  let enterPipelineMode: @Sendable @convention(c) (Handle) -> Int32
  let pipelineSync: @Sendable @convention(c) (Handle) -> Int32
  let exitPipelineMode: @Sendable @convention(c) (Handle) -> Int32
  let notifies: @Sendable @convention(c) (Handle) -> UnsafeMutableRawPointer?

  // Results.
  let resultStatus: @Sendable @convention(c) (Handle) -> UInt32
  let resultErrorField: @Sendable @convention(c) (Handle, Int32) -> Text?
  let cmdTuples: @Sendable @convention(c) (Handle) -> Text?
  let ntuples: @Sendable @convention(c) (Handle) -> Int32
  let nfields: @Sendable @convention(c) (Handle) -> Int32
  let fname: @Sendable @convention(c) (Handle, Int32) -> Text?
  let ftype: @Sendable @convention(c) (Handle, Int32) -> UInt32
  let getisnull: @Sendable @convention(c) (Handle, Int32, Int32) -> Int32
  let getlength: @Sendable @convention(c) (Handle, Int32, Int32) -> Int32
  let getvalue: @Sendable @convention(c) (Handle, Int32, Int32) -> Text?
  let clear: @Sendable @convention(c) (Handle) -> Void

  private static let shared = Result { () throws(PostgresError) in
    try LibPQ(file: "libpq.so.5")
  }

  /// The library, opened by the first call and never closed: its own libraries would not bear it.
  ///
  /// - Throws: `PostgresError` of kind `libraryMissing`.
  static func loaded() throws(PostgresError) -> LibPQ { try shared.get() }

  /// Opens the library in `file`, a path or a name for the system's loader to find.
  init(file: String) throws(PostgresError) {
    let library = try OpenLibrary(file)
    conninfoParse = try library.function("PQconninfoParse")
    conninfo = try library.function("PQconninfo")
    conninfoFree = try library.function("PQconninfoFree")
    freemem = try library.function("PQfreemem")
    connectStartParams = try library.function("PQconnectStartParams")
    connectPoll = try library.function("PQconnectPoll")
    connectionNeedsPassword = try library.function("PQconnectionNeedsPassword")
    finish = try library.function("PQfinish")
    status = try library.function("PQstatus")
    transactionStatus = try library.function("PQtransactionStatus")
    socket = try library.function("PQsocket")
    errorMessage = try library.function("PQerrorMessage")
    setErrorVerbosity = try library.function("PQsetErrorVerbosity")
    setNoticeReceiver = try library.function("PQsetNoticeReceiver")
    setnonblocking = try library.function("PQsetnonblocking")
    getCancel = try library.function("PQgetCancel")
    cancel = try library.function("PQcancel")
    freeCancel = try library.function("PQfreeCancel")
    encryptPasswordConn = try library.function("PQencryptPasswordConn")
    sendQueryParams = try library.function("PQsendQueryParams")
    flush = try library.function("PQflush")
    consumeInput = try library.function("PQconsumeInput")
    isBusy = try library.function("PQisBusy")
    getResult = try library.function("PQgetResult")
    enterPipelineMode = try library.function("PQenterPipelineMode")
    pipelineSync = try library.function("PQpipelineSync")
    exitPipelineMode = try library.function("PQexitPipelineMode")
    notifies = try library.function("PQnotifies")
    resultStatus = try library.function("PQresultStatus")
    resultErrorField = try library.function("PQresultErrorField")
    cmdTuples = try library.function("PQcmdTuples")
    ntuples = try library.function("PQntuples")
    nfields = try library.function("PQnfields")
    fname = try library.function("PQfname")
    ftype = try library.function("PQftype")
    getisnull = try library.function("PQgetisnull")
    getlength = try library.function("PQgetlength")
    getvalue = try library.function("PQgetvalue")
    clear = try library.function("PQclear")
  }
}

/// A shared library that stays open until the program ends.
private struct OpenLibrary {
  private let handle: UnsafeMutableRawPointer

  init(_ file: String) throws(PostgresError) {
    guard let handle = dlopen(file, RTLD_NOW | RTLD_LOCAL) else {
      throw PostgresError(.libraryMissing, Self.lastWords)
    }
    self.handle = handle
  }

  /// A function by its name in C; the caller's type is taken on trust.
  func function<Function>(_ name: String) throws(PostgresError) -> Function {
    guard let address = dlsym(handle, name) else {
      throw PostgresError(.libraryMissing, Self.lastWords)
    }
    return unsafeBitCast(address, to: Function.self)
  }

  private static var lastWords: String { dlerror().map { String(cString: $0) } ?? "dlopen" }
}
