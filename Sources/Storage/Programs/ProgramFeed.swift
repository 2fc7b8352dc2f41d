import Glibc

/// A program given a text on its standard input, until it ends or its time is over. What it says
/// is kept, up to a limit.
struct ProgramFeed {
  /// What became of it.
  struct Result {
    /// How it ended, nil when its time was over, or what it said too long, and it was ended.
    let ending: SpawnedProgram.Ending?
    /// Whether it had read the text to its end.
    let isWholeRead: Bool
    /// The beginning of what it said, on its standard output and error.
    let said: String
    /// What it said on its standard error, where that is kept apart.
    let warned: String
    /// Whether it was ended for having said too much.
    let isTooLong: Bool
  }

  /// What is kept of what a program says.
  struct Hearing {
    /// More of it is read and dropped, or ends the program.
    var longest = 8_192
    /// Whether its standard error is kept apart.
    var isApart = false
    /// Whether more than that ends it.
    var endsBeyond = false

    /// Both together, as much as helps to tell what went wrong.
    static let standard = Hearing()
  }

  /// How often the end of a program that says nothing is looked for, in milliseconds.
  private static let pace: Int32 = 20

  private let hearing: Hearing
  private var input = Pipe()
  private var output = Heard()
  private var errors = Heard()
  private var rest: ArraySlice<UInt8>

  /// Runs a program.
  ///
  /// - Parameters:
  ///   - seconds: how long it may take.
  ///   - hearing: what is kept of what it says.
  /// - Throws: `SpawnedProgram.Failure` when it could not be started.
  static func run(
    _ arguments: [String], input text: [UInt8], seconds: Double, hearing: Hearing = .standard
  ) throws(SpawnedProgram.Failure) -> Result {
    var feed = ProgramFeed(rest: text[...], hearing)
    defer { feed.close() }
    try feed.input.open()
    try feed.output.pipe.open()
    if hearing.isApart { try feed.errors.pipe.open() }
    for own in [feed.input.writing, feed.output.pipe.reading, feed.errors.pipe.reading]
    where own >= 0 {
      _ = fcntl(own, F_SETFL, O_NONBLOCK)
    }
    let warnings = hearing.isApart ? feed.errors.pipe.writing : feed.output.pipe.writing
    let program = try SpawnedProgram(
      arguments,
      descriptors: [
        (feed.input.reading, STDIN_FILENO), (feed.output.pipe.writing, STDOUT_FILENO),
        (warnings, STDERR_FILENO),
      ], isApart: true)
    feed.output.pipe.closeWriting()
    feed.errors.pipe.closeWriting()
    return feed.attend(program, until: Monotonic.now + seconds)
  }

  private init(rest: ArraySlice<UInt8>, _ hearing: Hearing) {
    self.rest = rest
    self.hearing = hearing
  }

  private mutating func attend(_ program: SpawnedProgram, until end: Double) -> Result {
    var ending = program.ended()
    while ending == nil {
      if Monotonic.now >= end || isTooLong {
        program.kill()
        _ = program.wait()
        break
      }
      move()
      ending = program.ended()
    }
    take()
    return Result(
      ending: ending, isWholeRead: rest.isEmpty && input.unread == 0, said: output.text,
      warned: errors.text, isTooLong: isTooLong)
  }

  private var isTooLong: Bool { hearing.endsBeyond && output.isCut }

  /// Gives what it takes and takes what it says, or waits a moment.
  private mutating func move() {
    // The reading end stays open here too: a program that ends early is no signal to this one, and
    // what it left unread can be counted.
    var polls = [
      pollfd(fd: input.writing, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: output.pipe.reading, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errors.pipe.reading, events: Int16(POLLIN), revents: 0),
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
    output.take(upTo: hearing.longest)
    errors.take(upTo: hearing.longest)
  }

  private mutating func close() {
    input.close()
    output.pipe.close()
    errors.pipe.close()
  }
}

/// What a program says through one pipe.
private struct Heard {
  var pipe = Pipe()
  private var bytes: [UInt8] = []
  /// Whether it said more than was kept.
  private(set) var isCut = false

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Takes what waits in the pipe, more than it holds at once, but no endless stream: the deadline
  /// is looked at between two times.
  mutating func take(upTo longest: Int) {
    guard pipe.reading >= 0 else { return }
    var buffer = [UInt8](repeating: 0, count: 16_384)
    for _ in 0..<64 where pipe.reading >= 0 {
      let count = read(pipe.reading, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count == 0 { pipe.closeReading() }
      guard count > 0 else { return }
      let room = max(0, longest - bytes.count)
      isCut = isCut || count > room
      bytes += buffer.prefix(min(count, room))
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
