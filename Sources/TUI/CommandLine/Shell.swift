import Domain
import FoundationEssentials
import Glibc
import Storage

/// What a command may use of the world: environment, clock, output.
struct Shell {
  /// The process's environment variables.
  var environment: [String: String]
  /// The instant it is.
  var clock: @Sendable () -> Moment
  /// Writes what was asked for, as it is.
  var write: (String) -> Void
  /// Writes a line about how it went.
  var report: (String) -> Void
  /// Reads a line of what is typed or piped in, nil at its end.
  var readLine: () -> String?
  /// The columns of the terminal that the output goes to, nil when it goes elsewhere.
  var columns: Int?
  /// Whether somebody watches the reports as they come.
  var isWatched: Bool
  /// Whether a screen can be shown and keys be read.
  var hasTerminal = false

  /// The shell that the program was started from.
  static var system: Shell {
    Shell(
      environment: ProcessInfo.processInfo.environment,
      clock: { Moment(seconds: Int64(time(nil))) },
      write: { put($0, on: STDOUT_FILENO) },
      report: { put($0 + "\n", on: STDERR_FILENO) },
      readLine: { Swift.readLine() }, columns: terminalColumns,
      isWatched: isatty(STDERR_FILENO) == 1,
      hasTerminal: isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1)
  }

  private static var terminalColumns: Int? {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0,
      size.ws_col > 0
    else { return nil }
    return Int(size.ws_col)
  }

  /// Writes a line of what was asked for.
  func out(_ line: String) { write(line + "\n") }

  /// Says how far a long work has come, on one line that replaces itself.
  func progress(_ text: String) {
    if isWatched { Self.put("\r\u{1B}[K\(text)", on: STDERR_FILENO) }
  }

  /// Clears the line of `progress`.
  func endProgress() {
    if isWatched { Self.put("\r\u{1B}[K", on: STDERR_FILENO) }
  }

  /// Writes all of a text; what nobody reads any more is dropped.
  private static func put(_ text: String, on descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Where the operator's own dossiers are, or those of the demonstration.
  ///
  /// - Throws: `StorageError`.
  func location(isDemo: Bool, _ size: DemoSize = .realiste) throws -> StoreLocation {
    try isDemo
      ? .demo(environment: environment, size: size) : .real(environment: environment)
  }

  /// Whether there is a store at that place.
  func exists(_ location: StoreLocation) -> Bool { access(location.database, F_OK) == 0 }

  /// The store of the operator's own dossiers.
  ///
  /// - Throws: `StorageError`.
  func realStore(for purpose: StorePurpose) throws -> Store {
    try open(try .real(environment: environment), for: purpose)
  }

  /// Opens a store; a new version of the program may first have a long work to do there.
  private func open(_ location: StoreLocation, for purpose: StorePurpose) throws -> Store {
    defer { endProgress() }
    return try Store(location, for: purpose) { progress($0) }
  }

  /// The demonstration as it was last made, without making it again.
  ///
  /// - Throws: `Refusal` when there is none that is whole, `StorageError`.
  func demoStore(for purpose: StorePurpose, size: DemoSize = .realiste) throws -> Store {
    let location = try StoreLocation.demo(environment: environment, size: size)
    let missing = Refusal(
      "La démonstration n'est pas encore faite.", remedy: "Lancez une fois « habiter demo ».")
    guard exists(location) else { throw missing }
    let store = try open(location, for: purpose)
    guard try Demo.isWhole(store) else {
      store.close()
      throw missing
    }
    return store
  }
}

/// A clock set to another day, at the same time of day, that goes on from there.
enum ShiftedClock {
  /// The clock as it shows that day.
  static func clock(
    _ clock: @escaping @Sendable () -> Moment, on day: Day
  ) -> @Sendable () -> Moment {
    let now = clock()
    let days = Int64(day - ParisTime.day(of: now)) * 86_400
    let naive = now + days
    // The same hour on the wall, whatever the season of that day.
    let season = Int64(ParisTime.offset(at: now) - ParisTime.offset(at: naive))
    return { clock() + (days + season) }
  }
}
