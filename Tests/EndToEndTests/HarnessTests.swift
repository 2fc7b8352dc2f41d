import Foundation
import Testing

extension EndToEnd {
  /// The harness itself, on plain programs: it sees what is on the screen, and what is not.
  @Suite struct HarnessTests {
    @Test func keysReachTheProgramAndItsScreenIsRead() async throws {
      try await Workspace.with { workspace in
        // cat closes its terminal before it ends; tmux, when it sees that first, hangs up on it.
        let terminal = try await workspace.openTerminal(
          ["sh", "-c", "trap '' HUP; exec cat"], columns: 60, rows: 10)
        #expect(await terminal.isProgramRunning)
        #expect(try await terminal.exitStatus() == nil)
        try await terminal.type("-l déjà ⇄ vu;")
        try await terminal.send("Enter")
        // Once from the terminal's echo, once from cat.
        let screen = try await terminal.wait(until: "line, twice") { screen in
          screen.filter { $0 == "-l déjà ⇄ vu;" }.count == 2
        }
        #expect(screen.count == 10)
        try await terminal.send("C-d")
        #expect(try await terminal.waitForExit() == .exited(0))
        #expect(await terminal.isProgramRunning == false)
        #expect(try await terminal.capture()[1] == "-l déjà ⇄ vu;")
      }
    }

    @Test func aWaitInVainFailsAndShowsTheScreen() async throws {
      try await Workspace.with { workspace in
        let terminal = try await workspace.openTerminal(["sh", "-c", "echo présent; exec cat"])
        try await terminal.wait(for: "présent")
        let failure = try await #require(throws: WaitFailure.self) {
          try await terminal.wait(for: "absent", timeout: .milliseconds(60))
        }
        #expect(failure.description.contains("no « absent » within 0.06 seconds"))
        #expect(failure.description.contains("│présent"))
        await #expect(throws: WaitFailure.self) {
          try await terminal.waitForExit(timeout: .milliseconds(60))
        }
      }
    }

    @Test(arguments: [("exit 3", ExitStatus.exited(3)), ("kill -TERM $$", .signalled(SIGTERM))])
    func theWayAProgramEndsIsKnown(script: String, status: ExitStatus) async throws {
      try await Workspace.with { workspace in
        let terminal = try await workspace.openTerminal(["sh", "-c", script])
        #expect(try await terminal.waitForExit() == status)
        #expect(try await workspace.run(["sh", "-c", script]).status == status)
      }
    }

    @Test func aResizeReachesTheProgram() async throws {
      try await Workspace.with { workspace in
        let script = "stty size; read line; stty size; read line"
        let terminal = try await workspace.openTerminal(
          ["sh", "-c", script], columns: 80, rows: 24)
        try await terminal.wait(for: "24 80")
        try await terminal.resize(columns: 140, rows: 45)
        try await terminal.send("Enter")
        #expect(try await terminal.wait(for: "45 140").count == 45)
      }
    }

    @Test func aProgramSeesTheWorkspaceAloneAndNoTmux() async throws {
      try await Workspace.with { workspace in
        let script =
          "echo $XDG_DATA_HOME,$LC_ALL,$NO_COLOR,${TMUX-none}; pwd; echo oups >&2; exec cat"
        let expected = "\(workspace.dataHome),C.UTF-8,1,none"
        let terminal = try await workspace.openTerminal(
          ["sh", "-c", script], environment: ["NO_COLOR": "1"])
        try await terminal.wait(for: expected)
        let result = try await workspace.run(
          ["sh", "-c", script], environment: ["NO_COLOR": "1"])
        let bare = CommandResult(
          status: .exited(0), stdout: "\(expected)\n\(workspace.folder)\n", stderr: "oups\n")
        #expect(result == bare)
      }
    }

    @Test func aClosedTerminalHangsUpOnTheProgram() async throws {
      try await Workspace.with { workspace in
        let terminal = try await workspace.openTerminal(["cat"])
        #expect(await terminal.isProgramRunning)
        await terminal.kill()
        while await terminal.isProgramRunning { try await Task.sleep(for: .milliseconds(5)) }
      }
    }

    @Test(arguments: [false, true])
    func aTestThatFailsOrIsCancelledLeavesNothingBehind(cancelled: Bool) async throws {
      struct Planned: Error {}
      let (lefts, left) = AsyncStream.makeStream(of: (String, TmuxTerminal).self)
      let test = Task {
        try await Workspace.with { workspace in
          left.yield((workspace.folder, try await workspace.openTerminal(["cat"])))
          if cancelled { try await Task.sleep(for: .seconds(60)) }
          throw Planned()
        }
      }
      let (folder, terminal) = try #require(await lefts.first { _ in true })
      if cancelled { test.cancel() }
      let error = await #expect(throws: (any Error).self) { try await test.value }
      #expect(cancelled ? error is CancellationError : error is Planned)
      #expect(!FileManager.default.fileExists(atPath: folder))
      while await terminal.isProgramRunning { try await Task.sleep(for: .milliseconds(5)) }
    }

    @Test func theProgramUnderTestIsFound() async throws {
      #expect(FileManager.default.isExecutableFile(atPath: try Workspace.habiter()))
      try await Workspace.with { workspace in
        let result = try await workspace.run(["no-such-program"])
        #expect(result.status == .exited(127))
      }
    }
  }
}
