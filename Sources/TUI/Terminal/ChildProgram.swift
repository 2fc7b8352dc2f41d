import Glibc
import Storage

/// Programs that take the terminal for a while.
enum ChildProgram {
  /// Runs a program on the given terminal and waits for its end.
  ///
  /// - Parameters:
  ///   - arguments: the program, looked up in `PATH`, and its arguments.
  ///   - input: the descriptor that becomes its standard input.
  ///   - output: the descriptor that becomes its standard output.
  /// - Returns: its exit status; 128 and the signal's number when a signal ended it.
  /// - Throws: `TerminalError.programFailed` when it cannot be started.
  static func run(
    _ arguments: [String], input: Int32, output: Int32
  ) throws(TerminalError) -> Int32 {
    do throws(SpawnedProgram.Failure) {
      let program = try SpawnedProgram(
        arguments, descriptors: [(input, STDIN_FILENO), (output, STDOUT_FILENO)])
      return switch program.wait() {
      case .exited(let code): code
      case .signalled(let signal): 128 + signal
      }
    } catch {
      throw .programFailed(arguments.first ?? "", error.code)
    }
  }
}
