import Foundation
import Testing

/// A `DeskAtWork`, or another such program, in a process of its own, to be killed.
final class KilledDesk {
  private let child: pid_t
  private let output: String
  private var isOver = false

  init(_ arguments: [String], of program: String = "DeskAtWork", output: String) throws {
    let bundle = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let path = URL(filePath: bundle).deletingLastPathComponent().appending(path: program).path
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(
      &actions, STDOUT_FILENO, output, O_CREAT | O_WRONLY | O_TRUNC | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
    let words = ([path] + arguments).map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var child: pid_t = 0
    try #require(posix_spawn(&child, path, &actions, nil, words, [nil]) == 0, "\(path)")
    self.child = child
    self.output = output
  }

  deinit {
    if !isOver { Glibc.kill(child, SIGKILL) }
  }

  /// The whole lines said so far.
  var said: [String] {
    let bytes = FileManager.default.contents(atPath: output) ?? Data()
    return String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  /// Waits until that many lines are said, or the desk has ended by itself.
  func progress(to lines: Int) async throws {
    // Steps are counted, not seconds: on a busy machine this task may not run for minutes.
    var steps = 0
    while said.count < lines && !isOver {
      steps += 1
      try #require(steps < 60_000, "the desk says nothing")
      try collect(WNOHANG)
      if !isOver { try await Task.sleep(for: .milliseconds(1)) }
    }
  }

  /// Waits until the desk has ended by itself.
  func end() async throws {
    var steps = 0
    while !isOver {
      steps += 1
      try #require(steps < 60_000, "the desk does not end")
      try collect(WNOHANG)
      if !isOver { try await Task.sleep(for: .milliseconds(2)) }
    }
  }

  /// Ends the desk at once; it may have ended well before.
  func kill() throws {
    guard !isOver else { return }
    Glibc.kill(child, SIGKILL)
    try collect(0)
  }

  private func collect(_ options: Int32) throws {
    var status: Int32 = 0
    guard waitpid(child, &status, options) == child else { return }
    isOver = true
    // Killed by us, or at the end of its work; anything else is a fault that it said.
    try #require(status == 0 || status == SIGKILL, "\(said)")
  }

  /// Lets a desk work on the closed store, kills it, and gives what it said.
  static func lines(
    of work: String, in fixture: StoreFixture, _ number: Int, _ file: String = ""
  ) async throws -> [String] {
    fixture.close()
    let output = fixture.directory.file("said")
    let words = [work, fixture.location.directory, String(number), file]
    let desk = try KilledDesk(words, output: output)
    // First some progress, then chance: the kill falls into the work, however fast the machine.
    let lines = Int.random(in: 0...3)
    try await desk.progress(to: lines)
    try await Task.sleep(for: .microseconds(Int.random(in: 0..<(lines == 0 ? 60_000 : 15_000))))
    try desk.kill()
    return desk.said
  }
}
