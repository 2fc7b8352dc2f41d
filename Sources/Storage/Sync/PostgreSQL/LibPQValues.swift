import Glibc

/// The numbers of libpq's header that this program compares with, and the two structures it reads.
extension LibPQ {
  /// `ConnStatusType`.
  enum Status {
    static let ok: UInt32 = 0
    static let bad: UInt32 = 1
  }

  /// `PostgresPollingStatusType`.
  enum Polling {
    static let failed: UInt32 = 0
    static let reading: UInt32 = 1
    static let writing: UInt32 = 2
    static let ok: UInt32 = 3
  }

  /// `ExecStatusType`.
  enum Answer {
    static let empty: UInt32 = 0
    static let command: UInt32 = 1
    static let tuples: UInt32 = 2
    static let pipelineSync: UInt32 = 10
  }

  /// `PQTRANS_ACTIVE`: a statement was sent and its answer is not complete.
  static let transactionActive: UInt32 = 1

  /// `PQERRORS_VERBOSE`: messages carry the SQLSTATE, the only place where a refused login has it.
  static let verbose: UInt32 = 2

  /// `PG_DIAG_…`: the letters of the fields of an error.
  enum Field {
    /// The severity in English, whatever the server's language.
    static let severity = Int32(UInt8(ascii: "V"))
    static let state = Int32(UInt8(ascii: "C"))
    static let message = Int32(UInt8(ascii: "M"))
  }

  /// One option of an address (`PQconninfoOption`).
  struct Option: Equatable, Sendable {
    let keyword: String
    let value: String
    /// Whether libpq's dialogs would hide the value.
    let isSecret: Bool
  }

  /// Reads the options that have a value, and frees the list, which ends on a null keyword.
  func takeOptions(_ list: UnsafeMutableRawPointer) -> [Option] {
    defer { conninfoFree(list) }
    // char *keyword, *envvar, *compiled, *val, *label, *dispchar; int dispsize.
    let word = MemoryLayout<UnsafeRawPointer>.stride
    var options: [Option] = []
    var entry = UnsafeRawPointer(list)
    while let keyword = Self.text(at: entry) {
      if let value = Self.text(at: entry + 3 * word) {
        let isSecret = Self.text(at: entry + 5 * word) == "*"
        options.append(Option(keyword: keyword, value: value, isSecret: isSecret))
      }
      entry += 7 * word
    }
    return options
  }

  /// Takes one notification that has come in, nil when there is none.
  func takeNotification(_ connection: Handle) -> PostgresNotification? {
    guard let notification = notifies(connection) else { return nil }
    defer { freemem(notification) }
    // char *relname; int be_pid; char *extra.
    let word = MemoryLayout<UnsafeRawPointer>.stride
    return PostgresNotification(
      channel: Self.text(at: UnsafeRawPointer(notification)) ?? "",
      payload: Self.text(at: UnsafeRawPointer(notification) + 2 * word) ?? "")
  }

  private static func text(at address: UnsafeRawPointer) -> String? {
    address.load(as: UnsafePointer<CChar>?.self).map { String(cString: $0) }
  }

  /// Lets libpq word its messages in English: those of a failed connection carry no code, so that
  /// they are told apart by their words, and libpq translates them into the operator's language.
  static func inEnglish<Value>(_ body: () -> Value) -> Value {
    let previous = uselocale(english)
    defer { uselocale(previous) }
    return body()
  }

  // The locale is made once, never freed and only read, which glibc allows from any thread.
  private nonisolated(unsafe) static let english = newlocale(LC_MESSAGES_MASK, "C", nil)
}

/// A word that another connection sent with NOTIFY. Anybody may send one: it is a hint.
struct PostgresNotification: Equatable, Sendable {
  let channel: String
  let payload: String
}
