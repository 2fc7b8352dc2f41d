import Glibc

/// A program given a text on its standard input, until it ends or its time is over. What it says
/// is kept, up to a limit.
struct ProgramFeed {
  /// What became of it.
  struct Result {
    /// How it ended, nil when its time was over and it was ended.
    let ending: SpawnedProgram.Ending?
    /// Whether it had read the text to its end.
    let isWholeRead: Bool
    /// The beginning of what it said, on its standard output and error.
    let said: String
  }

  /// More of what a program says is read and dropped.
  private static let longestSaid = 8_192
  /// How often the end of a program that says nothing is looked for, in milliseconds.
  private static let pace: Int32 = 20

  private var input = Pipe()
  private var output = Pipe()
  private var rest: ArraySlice<UInt8>
  private var said: [UInt8] = []

  /// Runs a program.
  ///
  /// - Parameter seconds: how long it may take.
  /// - Throws: `SpawnedProgram.Failure` when it could not be started.
  static func run(
    _ arguments: [String], input text: [UInt8], seconds: Double
  ) throws(SpawnedProgram.Failure) -> Result {
    var feed = ProgramFeed(rest: text[...])
    defer {
      feed.input.close()
      feed.output.close()
    }
    try feed.input.open()
    try feed.output.open()
    for own in [feed.input.writing, feed.output.reading] { _ = fcntl(own, F_SETFL, O_NONBLOCK) }
    let program = try SpawnedProgram(
      arguments,
      descriptors: [
        (feed.input.reading, STDIN_FILENO), (feed.output.writing, STDOUT_FILENO),
        (feed.output.writing, STDERR_FILENO),
      ], isApart: true)
    feed.output.closeWriting()
    return feed.attend(program, until: Monotonic.now + seconds)
  }

  private init(rest: ArraySlice<UInt8>) { self.rest = rest }

  private mutating func attend(_ program: SpawnedProgram, until end: Double) -> Result {
    var ending = program.ended()
    while ending == nil {
      if Monotonic.now >= end {
        program.kill()
        _ = program.wait()
        break
      }
      move()
      ending = program.ended()
    }
    take()
    return Result(
      ending: ending, isWholeRead: rest.isEmpty && input.unread == 0,
      said: String(decoding: said, as: UTF8.self))
  }

  /// Gives what it takes and takes what it says, or waits a moment.
  private mutating func move() {
    // The reading end stays open here too: a program that ends early is no signal to this one, and
    // what it left unread can be counted.
    var polls = [
      pollfd(fd: input.writing, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: output.reading, events: Int16(POLLIN), revents: 0),
    ]
    _ = poll(&polls, nfds_t(polls.count), Self.pace)
    give()
    take()
  }

  private mutating func give() {
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(input.writing, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
    input.closeWriting()
  }

  private mutating func take() {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while output.reading >= 0 {
      let count = read(output.reading, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count == 0 { output.closeReading() }
      guard count > 0 else { return }
      said += buffer.prefix(min(count, max(0, Self.longestSaid - said.count)))
    }
  }
}

/// A pipe that no other child inherits.
private struct Pipe {
  private(set) var reading: Int32 = -1
  private(set) var writing: Int32 = -1

  mutating func open() throws(SpawnedProgram.Failure) {
    (reading, writing) = try SpawnedProgram.pipe()
  }

  /// How many bytes nobody has read.
  var unread: Int {
    var count: Int32 = 0
    return ioctl(reading, UInt(FIONREAD), &count) == 0 ? Int(count) : 0
  }

  mutating func closeReading() {
    if reading >= 0 { Glibc.close(reading) }
    reading = -1
  }

  mutating func closeWriting() {
    if writing >= 0 { Glibc.close(writing) }
    writing = -1
  }

  mutating func close() {
    closeReading()
    closeWriting()
  }
}
